"""A notebook whose file went away while it was open, put back from what the window holds."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.core.errors import LostFile, Unwritten, UserError
from desk.data.lock import lock_path
from desk.notebook import lost_file, opening, people, practices
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody move a file that is open"
)


@pytest.fixture
def book(tmp_path: Path, valmont: Setup, env: Environment) -> Iterator[Notebook]:
    made = opening.create(tmp_path / "carnets" / "valmont.binome", valmont, env)
    practices.choose(made, "p02")
    yield made
    made.store.close()
    assert made.lock is not None
    made.lock.release()


def chosen_in(path: Path, env: Environment) -> list[str]:
    found = opening.open_notebook(path, env)
    try:
        assert people.commune(found).name == "Valmont"
        return [each.practice_id for each in practices.chosen(found)]
    finally:
        opening.close(found)


def test_what_was_deleted_is_put_back_and_written_on(book: Notebook, env: Environment) -> None:
    book.path.unlink()
    with pytest.raises(LostFile):
        practices.choose(book, "p03")
    assert lost_file.put_back(book).label == "Carnet remis à sa place"
    practices.choose(book, "p03")
    opening.close(book)
    assert chosen_in(book.path, env) == ["p02", "p03"]


def test_a_whole_folder_that_was_deleted_is_made_again(book: Notebook, env: Environment) -> None:
    for each in book.path.parent.iterdir():
        each.unlink()
    book.path.parent.rmdir()
    with pytest.raises(Unwritten):
        practices.choose(book, "p03")
    lost_file.put_back(book)
    with pytest.raises(UserError, match="déjà ouvert"):
        opening.open_notebook(book.path, env)  # its lock was taken again too
    practices.choose(book, "p03")
    opening.close(book)
    assert chosen_in(book.path, env) == ["p02", "p03"]


def test_beside_a_stranger_that_took_the_name(book: Notebook, env: Environment) -> None:
    was = book.path
    was.unlink()
    was.write_bytes(b"autre chose")
    change = lost_file.put_back(book)
    assert change.label.startswith("Carnet enregistré à côté")
    assert was.read_bytes() == b"autre chose"
    assert book.path.name == "valmont (gardé le 2026-11-22 à 14h3200).binome"
    practices.choose(book, "p03")
    opening.close(book)
    assert chosen_in(book.path, env) == ["p02", "p03"]
    assert not lock_path(was).exists()


def test_a_disk_that_still_refuses_leaves_all_as_it_was(book: Notebook, tmp_path: Path) -> None:
    where = book.path.parent
    where.rename(tmp_path / "loin")
    where.write_text("un fichier à la place du dossier", encoding="utf-8")
    with pytest.raises(UserError):
        lost_file.put_back(book)
    assert [each.practice_id for each in practices.chosen(book)] == ["p02"]
    where.unlink()
    (tmp_path / "loin").rename(where)
    practices.choose(book, "p03")


def test_trying_changes_nothing_but_says_whether_it_works(book: Notebook) -> None:
    lost_file.try_writing(book)
    aside = book.path.rename(book.path.with_name("rangé.binome"))
    with pytest.raises(LostFile):
        lost_file.try_writing(book)
    assert not lost_file.answers(book)
    aside.rename(book.path)
    lost_file.try_writing(book)
    assert lost_file.answers(book)
    assert not lost_file.retake(book)
