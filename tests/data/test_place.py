"""A notebook's file that is moved, replaced, written over, or whose disk refuses, while it is open."""

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.core.errors import LostFile, Unwritten, UserError
from desk.data import place
from desk.data.sqlite_errors import Corrupt, reading
from desk.data.store import Store, connect
from desk.notebook import opening
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup

held_open = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move a file that is open")


@pytest.fixture
def book(tmp_path: Path, valmont: Setup, env: Environment) -> Iterator[Notebook]:
    made = opening.create(tmp_path / "carnets" / "valmont.binome", valmont, env)
    yield made
    made.store.close()
    assert made.lock is not None
    made.lock.release()


def write(store: Store, name: str = "Valmont-le-Haut") -> None:
    with store.atomic():
        store.update("commune", 1, {"name": name})


def name_in(path: Path) -> str:
    store = connect(path, read_only=True)
    try:
        return str(store.rows("commune")[0]["name"])
    finally:
        store.close()


@held_open
@pytest.mark.parametrize(
    "lose",
    [
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("renommé.binome")),
        lambda path: path.parent.rename(path.parent.with_name("ailleurs")),
    ],
)
def test_what_is_no_longer_at_its_place_is_told_and_not_written(
    book: Notebook, lose: Callable[[Path], object]
) -> None:
    lose(book.path)
    with pytest.raises(Unwritten) as told:
        write(book.store)
    assert "n’est plus" in told.value.message
    assert book.store.rows("commune")[0]["name"] == "Valmont"


@held_open
def test_a_stranger_in_its_place_gets_not_one_byte(book: Notebook, tmp_path: Path) -> None:
    book.path.rename(tmp_path / "parti.binome")
    book.path.write_bytes(b"tout autre chose")
    with pytest.raises(LostFile, match="n autre fichier a pris la place"):
        write(book.store)
    assert book.path.read_bytes() == b"tout autre chose"
    assert name_in(tmp_path / "parti.binome") == "Valmont"


def test_a_file_that_another_program_wrote_in_is_left_alone(book: Notebook) -> None:
    other = sqlite3.connect(book.path)
    with other:
        other.execute("UPDATE commune SET name = 'Ailleurs'")
    other.close()
    for _ in range(2):
        with pytest.raises(Unwritten, match="n autre programme a changé"):
            write(book.store)
    assert name_in(book.path) == "Ailleurs"


@held_open
def test_another_file_copied_over_it_is_told_and_not_written(book: Notebook, tmp_path: Path) -> None:
    foreign = tmp_path / "autre.binome"
    other = sqlite3.connect(foreign)
    with other:
        other.execute("CREATE TABLE recette (nom TEXT)")
    other.close()
    content = foreign.read_bytes()
    with book.path.open("r+b") as handle:  # as `cp` and many synchronising programs do: the same file
        handle.write(content)
        handle.truncate(len(content))
    with pytest.raises(UserError, match="n autre programme a changé"):
        book.store.rows("commune")
    with pytest.raises(Unwritten, match="n autre programme a changé"):
        write(book.store)
    assert book.path.read_bytes() == content


@held_open
def test_a_file_overwritten_with_rubbish_is_told_as_damage(book: Notebook) -> None:
    with book.path.open("r+b") as handle:
        handle.write(b"\xff" * 40_000)
    with pytest.raises(Corrupt, match="abîmé"):
        book.store.rows("person")


def test_a_full_disk_keeps_the_old_state_and_is_no_bug(book: Notebook) -> None:
    pages = book.store.connection.execute("PRAGMA page_count").fetchone()[0]
    book.store.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Unwritten, match="Le disque est plein : rien n’a pu être enregistré"):
        write(book.store, "V" * 100_000)
    assert name_in(book.path) == "Valmont"
    book.store.connection.execute("PRAGMA max_page_count=1000000")
    write(book.store, "V" * 100_000)
    assert name_in(book.path) == "V" * 100_000


DIES_AMID_A_WRITING = """
import os, sqlite3, sys
carnet = sqlite3.connect(sys.argv[1], isolation_level=None)
carnet.execute("PRAGMA cache_size=1")
carnet.execute("BEGIN")
carnet.execute("CREATE TABLE essai (texte TEXT)")
carnet.executemany("INSERT INTO essai VALUES (?)", [("x" * 3000,)] * 200)
os._exit(9)
"""


def test_what_a_failure_left_half_written_is_taken_back_and_writing_goes_on(book: Notebook) -> None:
    write(book.store, "Valmont-le-Bas")
    subprocess.run([sys.executable, "-c", DIES_AMID_A_WRITING, str(book.path)], check=False)
    assert book.path.with_name("valmont.binome-journal").stat().st_size > 0
    write(book.store)
    assert name_in(book.path) == "Valmont-le-Haut"
    write(book.store, "Valmont")
    assert name_in(book.path) == "Valmont"


def test_one_s_own_writing_is_never_taken_for_another_s(book: Notebook) -> None:
    for number in range(3):
        write(book.store, f"Valmont {number}")
        book.store.connection.execute("VACUUM")
    with book.store.atomic(), book.store.atomic():
        book.store.update("commune", 1, {"name": "Valmont"})
    assert name_in(book.path) == "Valmont"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "plein"),
        (errno.EDQUOT, "accordée"),
        (errno.EROFS, "protégé en écriture"),
        (errno.EACCES, "protégé en écriture"),
        (errno.EIO, "ne répond plus"),
    ],
)
def test_what_the_system_says_of_the_place_is_said_in_french(number: int, said: str) -> None:
    told = place.of(OSError(number, "No such thing in English"))
    assert said in told.message
    assert "English" not in told.message


def test_a_place_that_has_nothing_against_writing_says_nothing(book: Notebook) -> None:
    assert place.refusal(book.path) is None


def test_a_folder_that_went_away_is_named_as_that(tmp_path: Path) -> None:
    found = place.refusal(tmp_path / "clé" / "valmont.binome")
    assert found is not None
    assert "dossier du carnet n’est plus là" in found.cause


def test_words_that_do_not_decode_are_damage_and_not_a_bug(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(Corrupt), reading():
        connection.execute("SELECT CAST(X'ff41' AS TEXT)").fetchall()
    with pytest.raises(Corrupt), reading():
        b"\xfe".decode()
    with pytest.raises(sqlite3.OperationalError), reading():
        connection.execute("SELECT * FROM nulle_part")
    connection.close()
