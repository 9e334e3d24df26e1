"""Opening what is not as it should be: told, left as it was found, or put in order without losing a row."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.data import hot_journal, notebook_file, restoring
from desk.data.migrations import SCHEMA_DIGEST, VERSION
from desk.data.notebook_file import Damaged, Malformed, Newer, OddRow, journal
from desk.notebook import cleaning, meetings, opening, people, safety, transfer
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup
from tests.conftest import Clock

OLD = sorted((Path(__file__).parent.parent / "fixtures" / "carnets").glob("*.binome"))


@pytest.fixture
def carnet(env: Environment, valmont: Setup, tmp_path: Path, clock: Clock) -> Path:
    """A closed carnet with a point, in a folder of its own."""
    path = tmp_path / "mairie" / "valmont.binome"
    book = opening.create(path, valmont, env)
    meetings.plan(book, MeetingKind.WEEKLY, clock.now.date())
    opening.close(book)
    return path


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Nothing of its folder changes, to the byte."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    yield
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def changed_by(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for sql in statements:
            connection.execute(sql)


def poke(path: Path, where: int, content: bytes) -> None:
    with path.open("r+b") as handle:
        handle.seek(where)
        handle.write(content)


def killed(path: Path, folder: Path) -> Path:
    """The same carnet as a process killed amid a large transaction leaves it, with its journal."""
    left = folder / path.name
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 2")
        writer.execute("BEGIN IMMEDIATE")
        for number in range(400):
            writer.execute("INSERT INTO trace VALUES (?, '2026-11-22', ?, 'p')", (str(number), "k" * 500))
        shutil.copyfile(path, left)
        shutil.copyfile(journal(path), journal(left))
        writer.execute("ROLLBACK")
    return left


def test_an_older_carnet_says_which_version_it_had_and_only_once(env: Environment, tmp_path: Path) -> None:
    path = tmp_path / "c.binome"
    shutil.copyfile(OLD[0], path)
    book = opening.open_notebook(path, env)
    assert book.upgraded_from == 1
    assert [copy.mark for copy in safety.known_copies(path, env)] == ["version"]
    opening.close(book)
    book = opening.open_notebook(path, env)
    assert book.upgraded_from is None
    opening.close(book)


@pytest.mark.parametrize("source", OLD, ids=lambda path: path.stem)
def test_every_version_ends_with_the_very_same_tables(source: Path, env: Environment, tmp_path: Path) -> None:
    path = tmp_path / "c.binome"
    shutil.copyfile(source, path)
    book = opening.open_notebook(path, env)
    assert notebook_file.schema_digest(book.store) == SCHEMA_DIGEST
    opening.close(book)


def test_a_strangers_file_is_read_row_by_row_before_it_is_opened(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    changed_by(carnet, "UPDATE meeting SET kind = 'fête'")
    other = tmp_path / "reçu" / "x.binome"
    other.parent.mkdir()
    shutil.copyfile(carnet, other)
    with untouched(other), pytest.raises(Malformed, match="une de ses lignes"):
        opening.open_notebook(other, replace(env, copies=tmp_path / "un autre poste"))
    with untouched(other), pytest.raises(Damaged) as damage:
        opening.open_notebook(other, env)  # moved, and known here: its own copies are offered
    assert damage.value.copies


def test_a_spoilt_row_of_ours_is_told_and_may_be_opened_knowingly(carnet: Path, env: Environment) -> None:
    changed_by(carnet, "UPDATE meeting SET day = '2025-07m04'")
    with untouched(carnet), pytest.raises(OddRow) as damage:
        opening.open_notebook(carnet, env)
    good = damage.value.copies
    assert good
    book = opening.open_notebook(carnet, env, odd_row=True)
    assert book.copy_problem is not None
    assert "ne se lit plus" in book.copy_problem.sentence
    with book.store.atomic():
        book.store.update("commune", 1, {"name": "Valmont-le-Haut"})
    opening.close(book)
    kept = {copy.path for copy in safety.known_copies(carnet, env)}
    assert {copy.path for copy in good} < kept, "a copy with a spoilt row takes the place of no other"
    with pytest.raises(OddRow):
        opening.open_notebook(carnet, env)


def test_the_very_bytes_that_were_left_are_not_looked_at_again(
    carnet: Path, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    monkeypatch.setattr("desk.notebook.whole.look_at_all", lambda book, **_: looked.append(book.path))
    opening.close(opening.open_notebook(carnet, env))
    opening.close(opening.open_notebook(carnet, env))
    assert looked in ([], [carnet]), "closed once here, it is known"
    looked.clear()
    with carnet.open("r+b") as handle:  # a flipped bit in a free byte: nothing else would tell
        handle.seek(-1, 2)
        last = handle.read(1)
        handle.seek(-1, 2)
        handle.write(bytes([last[0] ^ 1]))
    opening.close(opening.open_notebook(carnet, env))
    assert looked == [carnet]


@pytest.mark.parametrize("source", OLD[:3], ids=lambda path: path.stem)
def test_an_older_strangers_file_with_an_odd_row_is_left_as_it_is(
    source: Path, env: Environment, tmp_path: Path
) -> None:
    path = tmp_path / "reçu" / "c.binome"
    path.parent.mkdir()
    shutil.copyfile(source, path)
    changed_by(path, "UPDATE meeting SET kind = 'fête'")
    for attempt in (opening.open_notebook, transfer.check):
        with untouched(path), pytest.raises(UserError):
            attempt(path, env)


def test_a_carnet_whose_making_was_cut_short_is_told(env: Environment, tmp_path: Path) -> None:
    path = tmp_path / "mairie" / "c.binome"
    notebook_file.create_file(path).close()
    attempts: list[Callable[[], object]] = [
        lambda: opening.open_notebook(path, env),
        lambda: opening.open_notebook(path, env, read_only=True),
        lambda: transfer.check(path, env),
    ]
    for attempt in attempts:
        with untouched(path), pytest.raises(UserError, match="sa création n’a pas été terminée"):
            attempt()


def test_an_absurd_version_is_damage_and_a_near_one_a_newer_program(carnet: Path, env: Environment) -> None:
    for version, kind in ((VERSION + 1, Newer), (0x40000000 + VERSION, Damaged)):
        poke(carnet, 60, version.to_bytes(4))
        with untouched(carnet), pytest.raises(kind):
            opening.open_notebook(carnet, env)


@pytest.mark.parametrize("said", range(VERSION))
def test_a_head_that_says_an_older_version_is_put_right(carnet: Path, env: Environment, said: int) -> None:
    poke(carnet, 60, said.to_bytes(4))
    book = opening.open_notebook(carnet, env)
    assert len(meetings.all_meetings(book)) == 1
    opening.close(book)
    assert notebook_file.identify(carnet) == VERSION
    opening.close(opening.open_notebook(carnet, env))


@pytest.mark.parametrize(
    ("name", "spoilt"), [("CREATE TABLE meeting", "CREATE TABLE meetinh"), (", day TEXT", ", dax TEXT")]
)
def test_a_name_spoilt_in_the_schema_is_damage(
    carnet: Path, env: Environment, name: str, spoilt: str
) -> None:
    content = carnet.read_bytes()
    assert name.encode() in content
    carnet.write_bytes(content.replace(name.encode(), spoilt.encode()))
    for attempt in (opening.open_notebook, transfer.check):
        with untouched(carnet), pytest.raises(Damaged):
            attempt(carnet, env)


def test_what_a_killed_program_had_begun_is_taken_back(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    left = killed(carnet, tmp_path)
    book = opening.open_notebook(left, env)
    assert book.store.rows("trace") == []
    assert len(meetings.all_meetings(book)) == 1
    assert not any(twin.exists() for twin in hot_journal.twins(left))
    opening.close(book)


def test_read_beside_what_was_left_it_is_the_same_and_nothing_moves(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    folder = tmp_path / "tué"
    folder.mkdir()
    left = killed(carnet, folder)
    with untouched(left):
        book = opening.open_notebook(left, env, read_only=True)
        assert book.read_only
        assert book.store.rows("trace") == []
        assert people.commune(book).name == "Valmont"
        with pytest.raises(UserError, match="lecture seule"):
            meetings.plan(book, MeetingKind.WEEKLY, book.today)
        opening.close(book)


def test_a_journal_that_spoils_the_carnet_leaves_both_as_they_were_found(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    folder = tmp_path / "tué"
    folder.mkdir()
    left = killed(carnet, folder)
    content = journal(left).read_bytes()
    journal(left).write_bytes(content[: len(content) // 3])  # cut short: half of it is rolled back
    poke(left, 4096 * 4, b"\xa5" * 4096)
    with pytest.raises(Damaged), untouched(left):
        opening.open_notebook(left, env)


def test_a_journal_of_another_carnet_is_set_aside(
    carnet: Path, env: Environment, valmont: Setup, tmp_path: Path
) -> None:
    other = tmp_path / "autre.binome"
    book = opening.create(other, valmont, env)
    for _ in range(9):
        meetings.plan(book, MeetingKind.WEEKLY, book.today)
    opening.close(book)
    folder = tmp_path / "tué"
    folder.mkdir()
    strangers = journal(killed(other, folder)).read_bytes()
    journal(carnet).write_bytes(strangers)
    book = opening.open_notebook(carnet, env)
    assert len(meetings.all_meetings(book)) == 1
    [aside] = restoring.aside_files(carnet)
    assert aside.read_bytes() == strangers
    opening.close(book)


def test_an_opening_killed_while_a_journal_is_taken_back_begins_again(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    left = killed(carnet, tmp_path)
    twin, other = hot_journal.twins(left)
    shutil.copyfile(left, twin)
    shutil.copyfile(journal(left), other)
    poke(left, 4096 * 3, b"\xa5" * 8192)  # half rolled back, then killed
    journal(left).unlink()
    book = opening.open_notebook(left, env)
    assert len(meetings.all_meetings(book)) == 1
    assert not twin.exists()
    assert not other.exists()
    opening.close(book)


def test_a_return_killed_before_its_last_step_is_ended(
    carnet: Path, env: Environment, tmp_path: Path, clock: Clock
) -> None:
    [newest] = safety.offers(carnet, env)[:1]
    folder = tmp_path / "tué"
    folder.mkdir()
    left = killed(carnet, folder)
    aside = left.with_name(f"{left.stem} ({restoring.RETURNED} 2026-11-22 à 14h3200).binome")
    shutil.copyfile(left, aside)
    journal(left).rename(journal(aside))
    shutil.copyfile(newest.copy.path, restoring.left_over(left))
    book = opening.open_notebook(left, env)
    assert book.store.rows("trace") == []
    assert not restoring.left_over(left).exists()
    opening.close(book)


def test_what_a_killed_return_left_elsewise_is_swept_away(carnet: Path, env: Environment) -> None:
    restoring.left_over(carnet).write_bytes(b"half of a copy")
    opening.close(opening.open_notebook(carnet, env))
    assert [each.name for each in carnet.parent.iterdir()] == [carnet.name]


def test_closing_gives_the_carnet_back_whatever_happened_to_its_file(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    book = opening.open_notebook(carnet, env)
    meetings.plan(book, MeetingKind.WEEKLY, book.today)
    carnet.write_bytes(b"un autre programme")
    opening.close(book)
    assert [each.name for each in carnet.parent.iterdir()] == [carnet.name]
    with pytest.raises(Damaged) as damage:
        opening.open_notebook(carnet, env)
    assert damage.value.copies


def test_another_carnet_written_over_this_one_is_never_a_copy_of_it(
    carnet: Path, env: Environment, valmont: Setup, tmp_path: Path, clock: Clock
) -> None:
    other = tmp_path / "autre.binome"
    opening.close(opening.create(other, valmont, env))
    book = opening.open_notebook(carnet, env)
    folder = book.copies_folder
    before = sorted(each.name for each in folder.glob("*.binome"))
    content = other.read_bytes()
    poke(carnet, 0, content)
    poke(carnet, 24, (10_000).to_bytes(4))
    clock.go(clock.now.date(), clock.now.time().replace(hour=16))
    opening.close(book)
    assert sorted(each.name for each in folder.glob("*.binome")) == before


def test_a_notebook_that_was_erased_is_closed_already(book: Notebook) -> None:
    before = list(book.copies_folder.iterdir())
    book.erased = True
    opening.close(book)
    assert list(book.copies_folder.iterdir()) == before
    book.erased = False


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_an_opening_kept_does_not_write_over_a_copy_put_there_by_hand(
    carnet: Path, env: Environment, *, by_hand: bool
) -> None:
    """Killed amid an opening that rolled back: the twins serve, unless another file stands there since."""
    twin = carnet.with_name(f".{carnet.name}.avant")
    shutil.copyfile(carnet, twin)
    twin.with_name(f"{twin.name}-journal").write_bytes(bytes(600))
    with closing(sqlite3.connect(carnet, isolation_level=None)) as other:
        for number in range(15 if by_hand else 1):
            other.execute("UPDATE commune SET name = ?", [f"Autre {number}"])
    book = opening.open_notebook(carnet, env)
    assert people.commune(book).name == ("Autre 14" if by_hand else "Valmont")
    kept = [each.name for each in cleaning.set_aside(book)]
    assert kept == (
        [f"valmont (remplacé le 2026-11-22 à 14h3200).binome{end}" for end in ("", "-journal")]
        if by_hand
        else []
    )
    assert not twin.exists()
    opening.close(book)


def test_a_carnet_without_one_of_its_tables_is_damage(carnet: Path, env: Environment) -> None:
    changed_by(carnet, "DROP TABLE draft")
    with untouched(carnet), pytest.raises(Damaged):
        opening.open_notebook(carnet, env)
