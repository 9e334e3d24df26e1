"""The carnet is erased whole: file, copies here and in the second place, what was set aside, the lock."""

import sys
from pathlib import Path

import pytest

from desk.core.errors import LostFile, UserError
from desk.data import copies
from desk.data.lock import lock_path
from desk.notebook import erasing_carnet, opening, people, register, report, safety
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup


@pytest.fixture
def mine(env: Environment, valmont: Setup, tmp_path: Path) -> Notebook:
    """A carnet with a copy here and on a stick, one set aside, a bilan registered."""
    book = opening.create(tmp_path / "ici" / "valmont.binome", valmont, env)
    stick = tmp_path / "cle"
    stick.mkdir()
    safety.set_second(book, stick)
    (tmp_path / "ici" / "valmont (abîmé le 2026-11-19 à 10h1000).binome").write_bytes(b"Valmont")
    (tmp_path / "ici" / "autre.binome").write_bytes(b"autre")
    register.add(book, "bilan.pdf", report.data(book, book.today))
    return book


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_within_reach_is_told(mine: Notebook, tmp_path: Path) -> None:
    found = erasing_carnet.scope(mine)
    assert (found.file.name, len(found.aside), found.absent) == ("valmont.binome", 1, None)
    assert found.copies == 2 + len(copies.list_copies(mine.copies_folder, mine.now)) - 1
    assert found.exports == ("bilan.pdf",)
    (tmp_path / "cle").rename(tmp_path / "tiroir")
    assert erasing_carnet.scope(mine).absent == tmp_path / "cle"


def test_nothing_is_left_but_the_files_of_others(mine: Notebook, tmp_path: Path) -> None:
    assert erasing_carnet.erase(mine, copies=True) == []
    assert files(tmp_path) == ["ici/autre.binome"]
    opening.close(mine)  # the window closes it as ever


def test_the_copies_stay_when_it_was_not_asked_and_open(mine: Notebook, env: Environment) -> None:
    folder = mine.copies_folder
    assert erasing_carnet.erase(mine, copies=False) == []
    assert not mine.path.exists()
    assert not lock_path(mine.path).exists()
    [newest, *_] = copies.list_copies(folder, env.clock())
    again = opening.restore_copy(mine.path, newest, env)
    assert people.commune(again).name == "Valmont"
    opening.close(again)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its place there")
def test_a_file_that_took_its_name_is_not_erased_nor_the_copies_of_one_that_moved(mine: Notebook) -> None:
    known = copies.list_copies(mine.copies_folder, mine.now)
    moved = mine.path.rename(mine.path.with_name("ailleurs.binome"))
    mine.path.write_bytes(b"autre")
    with pytest.raises(LostFile, match="Un autre fichier a pris la place"):
        erasing_carnet.erase(mine, copies=True)
    mine.path.unlink()
    with pytest.raises(LostFile, match="n’est plus à sa place"):
        erasing_carnet.erase(mine, copies=True)
    assert not mine.erased
    moved.rename(mine.path)
    assert copies.list_copies(mine.copies_folder, mine.now) == known
    opening.close(mine)


def test_what_resists_is_told_and_the_rest_goes(mine: Notebook) -> None:
    stuck = mine.copies_folder / "2026-11-18_101010.binome"
    stuck.mkdir()
    (stuck / "tenu").mkdir()
    folder = mine.copies_folder
    assert erasing_carnet.erase(mine, copies=True) == []
    assert not folder.exists()
    assert f"« {stuck} »" in erasing_carnet.told([stuck]).sentence
    assert erasing_carnet.told([Path(f"/x/{n}") for n in range(6)]).sentence.endswith("et 2\u00a0autres.")


def test_a_carnet_that_is_only_read_is_refused(mine: Notebook, env: Environment) -> None:
    read = opening.open_notebook(mine.path, env, read_only=True)
    with pytest.raises(UserError, match="lecture seule"):
        erasing_carnet.erase(read, copies=True)
    read.store.close()
    assert mine.path.exists()
    opening.close(mine)
