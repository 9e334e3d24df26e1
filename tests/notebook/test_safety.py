"""Copies made when due, tried for real, brought to a second place, offered, and put back."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.data import copies, copies_state, erasing, restoring, second_place
from desk.data.lock import HeldElsewhere
from desk.data.notebook_file import Damaged
from desk.data.second_place import FOLDER
from desk.notebook import bin as binned
from desk.notebook import cleaning, meetings, opening, safety
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup
from tests.conftest import Clock

DAY = date(2026, 11, 22)


@pytest.fixture
def carnet(env: Environment, valmont: Setup, tmp_path: Path) -> Path:
    """A closed carnet in a folder of its own, with the copy of its making."""
    path = tmp_path / "mairie" / "valmont.binome"
    opening.close(opening.create(path, valmont, env))
    return path


@pytest.fixture
def opened(carnet: Path, env: Environment) -> Callable[[], Notebook]:
    return lambda: opening.open_notebook(carnet, env)


def plan(book: Notebook, day: int = 25) -> None:
    meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, day))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.binome"))


def test_closing_copies_what_changed_and_nothing_else(opened: Callable[[], Notebook], clock: Clock) -> None:
    book = opened()
    folder = book.copies_folder
    first = names(folder)
    clock.now += timedelta(minutes=5)
    opening.close(book)
    assert names(folder) == first
    book = opened()
    plan(book)
    clock.now += timedelta(minutes=5)
    opening.close(book)
    [new] = set(names(folder)) - set(first)
    assert new == "2026-11-22_144200.binome"
    with sqlite3.connect(folder / new) as twin:
        assert twin.execute("SELECT count(*) FROM meeting").fetchone() == (1,)
    twin.close()


def test_one_made_copied_and_tried_in_the_same_session_closes(
    env: Environment, valmont: Setup, tmp_path: Path
) -> None:
    book = opening.create(tmp_path / "valmont.binome", valmont, env)
    plan(book)
    safety.copy_now(book)
    safety.rehearse(book)
    opening.close(book)
    again = opening.open_notebook(book.path, env)
    assert again.copy_problem is None
    opening.close(again)


def test_what_a_killed_program_wrote_is_copied_at_the_next_close(
    carnet: Path, env: Environment, clock: Clock
) -> None:
    book = opening.open_notebook(carnet, env)
    plan(book)
    folder = book.copies_folder
    opening.close(book, copied=False)  # as a killed one: nothing is copied
    before = names(folder)
    clock.now += timedelta(hours=1)
    opening.close(opening.open_notebook(carnet, env))
    assert set(names(folder)) - set(before) == {"2026-11-22_153200.binome"}


def test_a_copy_that_failed_at_the_close_is_told_and_made_at_the_next_start(
    opened: Callable[[], Notebook], clock: Clock
) -> None:
    book = opened()
    plan(book)
    clock.now += timedelta(minutes=5)
    in_the_way = book.copies_folder / "2026-11-22_143700.binome"
    (in_the_way / "x").mkdir(parents=True)
    opening.close(book)
    shutil.rmtree(in_the_way)
    memory = copies_state.read(in_the_way.parent)
    assert memory.problem is not None
    assert str(in_the_way.parent) in memory.problem[0]
    clock.now += timedelta(minutes=5)
    book = opened()
    assert safety.state(book).problem is None
    assert book.verified_copy == clock.now
    opening.close(book)


def test_a_copy_made_before_something_final_stays_a_week_beside_those_of_its_day(
    opened: Callable[[], Notebook], clock: Clock
) -> None:
    book = opened()
    plan(book)
    meetings.cancel(book, meetings.all_meetings(book)[0].id)
    binned.empty(book)
    cleaning.finish(book)
    kept = "2026-11-22_143200_avant.binome"
    for hour in range(5):
        clock.now += timedelta(hours=1)
        safety.make(book)
        assert kept in names(book.copies_folder), hour
    for day in range(23, 30):
        clock.go(date(2026, 11, day))
        safety.make(book)
        assert kept in names(book.copies_folder), day
    clock.go(date(2026, 11, 30))
    safety.make(book)
    assert kept not in names(book.copies_folder)
    opening.close(book)


def test_a_copy_is_put_back_for_real_once_a_week(opened: Callable[[], Notebook], clock: Clock) -> None:
    book = opened()
    assert safety.state(book).rehearsed == DAY  # at the close of its making
    clock.go(date(2026, 11, 28))
    opening.close(book)
    book = opened()
    assert safety.state(book).rehearsed == DAY
    clock.go(date(2026, 11, 29))
    opening.close(book)
    book = opened()
    assert safety.state(book).rehearsed == date(2026, 11, 29)
    assert list(book.copies_folder.glob("*essai*")) == []
    opening.close(book)


def test_a_copy_that_gives_another_carnet_back_is_told(opened: Callable[[], Notebook]) -> None:
    book = opened()
    plan(book)
    made = safety.make(book)
    with closing(sqlite3.connect(made.path)) as twin, twin:
        twin.execute("UPDATE meeting SET day = '2026-11-26'")
    with pytest.raises(UserError, match="ne redonne pas le même carnet"):
        safety.rehearse(book)
    assert list(book.copies_folder.glob("*essai*")) == []
    assert safety.state(book).problem is not None
    safety.copy_now(book)
    assert safety.rehearse(book).label
    assert safety.state(book).problem is None
    opening.close(book)


def test_a_spoilt_index_is_made_again_and_the_copy_holds_everything(
    carnet: Path, env: Environment, clock: Clock
) -> None:
    book = opening.open_notebook(carnet, env)
    plan(book)
    opening.close(book)
    with closing(sqlite3.connect(carnet)) as spoilt, spoilt:
        spoilt.execute("PRAGMA writable_schema = ON")
        row = spoilt.execute("SELECT * FROM sqlite_master WHERE name = 'meeting_state_day'").fetchone()
        spoilt.execute("DELETE FROM sqlite_master WHERE name = 'meeting_state_day'")
        spoilt.commit()
        spoilt.execute("PRAGMA schema_version = 9000")
        spoilt.execute("UPDATE meeting SET day = '2026-12-01'")
        spoilt.execute("PRAGMA writable_schema = ON")
        spoilt.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
    with closing(sqlite3.connect(carnet)) as spoilt:
        assert spoilt.execute("PRAGMA integrity_check").fetchone() != ("ok",)
    clock.now += timedelta(minutes=1)
    book = opening.open_notebook(carnet, env)
    assert book.copy_problem is not None
    assert "a été refait à partir des lignes" in book.copy_problem.sentence
    assert safety.make(book).path.exists()
    opening.close(book)
    with closing(sqlite3.connect(carnet)) as mended:
        assert mended.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert mended.execute("SELECT day FROM meeting").fetchall() == [("2026-12-01",)]
    assert copies_state.read(book.copies_folder).problem is None


def test_a_damaged_carnet_is_never_copied(carnet: Path, env: Environment, clock: Clock) -> None:
    book = opening.open_notebook(carnet, env)
    folder, before = book.copies_folder, names(book.copies_folder)
    content = bytearray(carnet.read_bytes())
    content[4096 * 5 :] = b"\xa5" * (len(content) - 4096 * 5)
    content[24:28] = (int.from_bytes(content[24:28]) + 1).to_bytes(4)  # what is cached is read again
    carnet.write_bytes(content)
    clock.now += timedelta(minutes=1)
    opening.close(book)
    assert names(folder) == before
    assert copies_state.read(folder).problem is not None
    with pytest.raises(Damaged) as damage:
        opening.open_notebook(carnet, env)
    assert [copy.path.name for copy in damage.value.copies] == before


def test_a_second_place_has_a_verified_copy_at_each_close(
    opened: Callable[[], Notebook], clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    book = opened()
    assert not safety.state(book).proposed
    safety.set_second(book, stick)
    told = safety.state(book)
    assert (told.second, told.second_last, told.second_present, told.proposed) == (
        stick,
        clock.now,
        True,
        True,
    )
    there = stick / FOLDER / book.copies_folder.name
    (there / "à moi.binome").write_bytes(b"rien a voir")
    plan(book)
    clock.now += timedelta(minutes=1)
    opening.close(book)
    assert (there / "2026-11-22_143300.binome").read_bytes() == (
        book.copies_folder / "2026-11-22_143300.binome"
    ).read_bytes()
    assert (there / "à moi.binome").read_bytes() == b"rien a voir"
    stick.rename(tmp_path / "débranchée")
    book = opened()
    plan(book, 26)
    clock.now += timedelta(minutes=1)
    opening.close(book)  # without a word: the copy here is made
    book = opened()
    assert safety.state(book).problem is None
    assert (safety.second_folder(book), safety.second_absent(book)) == (None, stick)
    (tmp_path / "débranchée").rename(stick)
    (there / "2026-11-22_143400.binome").write_bytes(b"SQLite format 3\x00 spoilt")
    opening.close(
        book
    )  # nothing changed since: the stick gets what it missed, in the place of what is spoilt
    with closing(sqlite3.connect(there / "2026-11-22_143400.binome")) as twin:
        assert twin.execute("SELECT count(*) FROM meeting").fetchone() == (2,)
    assert list(there.glob("*.partiel")) == []


@pytest.mark.parametrize("where", ["absent", "un fichier", "copies"])
def test_a_second_place_that_could_not_serve_is_refused(
    opened: Callable[[], Notebook], tmp_path: Path, where: str
) -> None:
    (tmp_path / "un fichier").write_text("x")
    book = opened()
    with pytest.raises(UserError, match=r"introuvable|déjà dans ce dossier"):
        safety.set_second(book, tmp_path / where)
    assert safety.state(book).second is None
    safety.decline_second(book)
    assert safety.state(book).proposed
    opening.close(book)


def test_copies_are_offered_with_their_place_once_and_sound_only(
    carnet: Path, env: Environment, clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    book = opening.open_notebook(carnet, env)
    safety.set_second(book, stick)
    plan(book)
    clock.now += timedelta(minutes=1)
    safety.copy_now(book)
    opening.close(book)
    first, second = safety.offers(carnet, env)
    assert first.copy.made_at > second.copy.made_at
    assert first.told == "22\xa0novembre 2026 à 14:33 · Valmont · 1\xa0point"
    assert {first.place, second.place} == {"sur ce poste"}
    first.copy.path.write_bytes(b"")
    second.copy.path.write_bytes(b"SQLite format 3\x00")
    assert [offer.place for offer in safety.offers(carnet, env)] == [f"dans « {stick} »"] * 2
    shutil.rmtree(stick)
    assert safety.offers(carnet, env) == []


def test_a_copy_made_before_something_was_removed_says_so(
    carnet: Path, env: Environment, clock: Clock
) -> None:
    book = opening.open_notebook(carnet, env)
    clock.go(date(2026, 11, 24))
    safety.note_erasing(book)
    plan(book, 26)
    safety.make(book)
    opening.close(book)
    fresh, older = safety.offers(carnet, env)
    assert fresh.after_erasing_note == ""
    assert older.after_erasing_note == (
        "Elle contient encore ce qui a été retiré pour de bon le 24\xa0novembre 2026."
    )


def test_a_carnet_moved_then_damaged_still_knows_its_copies(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    moved = tmp_path / "ailleurs.binome"
    content = carnet.read_bytes()
    moved.write_bytes(content[: len(content) - 8192])
    carnet.unlink()
    with pytest.raises(Damaged) as damage:
        opening.open_notebook(moved, env)
    assert len(damage.value.copies) == 1
    assert len(safety.offers(moved, env)) == 1


def test_going_back_sets_the_present_file_aside_and_copies_it_first(
    carnet: Path, env: Environment, clock: Clock
) -> None:
    book = opening.open_notebook(carnet, env)
    plan(book)
    opening.close(book)
    before = carnet.read_bytes()
    clock.now += timedelta(minutes=1)
    [oldest] = safety.offers(carnet, env)[-1:]
    clock.now += timedelta(minutes=1)
    book = opening.open_notebook(carnet, env)
    plan(book, 26)
    opening.close(book, copied=False)
    present = carnet.read_bytes()
    book = opening.restore_copy(carnet, oldest.copy, env)
    assert len(meetings.all_meetings(book)) == 1
    assert book.put_aside is not None
    assert book.put_aside.read_bytes() == present != before
    assert book.put_aside.name == "valmont (avant retour du 2026-11-22 à 14h34).binome".replace(
        "h34", "h3400"
    )
    assert restoring.aside_files(carnet) == [book.put_aside]
    told = [offer.told for offer in safety.offers(carnet, env)]
    assert "avant un retour à une copie" in told[0]
    assert "2\xa0points" in told[0]
    opening.close(book)


def test_going_back_to_a_copy_that_is_spoilt_changes_nothing(carnet: Path, env: Environment) -> None:
    [offer] = safety.offers(carnet, env)
    content = bytearray(offer.copy.path.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\x5a" * 4096 * 6
    offer.copy.path.write_bytes(content)
    before = carnet.read_bytes()
    with pytest.raises(UserError, match="Cette copie est abîmée"):
        opening.restore_copy(carnet, copies.Copy(offer.copy.path, offer.copy.made_at), env)
    assert carnet.read_bytes() == before
    assert [each.name for each in carnet.parent.iterdir()] == [carnet.name]
    opening.close(opening.open_notebook(carnet, env))


def test_going_back_waits_for_who_has_the_carnet_open(carnet: Path, env: Environment) -> None:
    [offer] = safety.offers(carnet, env)
    book = opening.open_notebook(carnet, env)
    with pytest.raises(HeldElsewhere):
        opening.restore_copy(carnet, offer.copy, env)
    opening.close(book)


def test_a_carnet_that_is_gone_comes_back_from_a_copy(carnet: Path, env: Environment) -> None:
    carnet.unlink()
    [offer] = safety.offers(carnet, env)
    book = opening.restore_copy(carnet, offer.copy, env)
    assert book.put_aside is None
    opening.close(book)


def test_a_file_looked_for_elsewhere_is_told_or_refused(
    carnet: Path, env: Environment, tmp_path: Path
) -> None:
    away = tmp_path / "sauvegarde du bureau.binome"
    shutil.copyfile(carnet, away)
    offer = safety.offer_of(away, env, carnet)
    assert "Valmont" in offer.told
    assert offer.place == f"dans « {tmp_path} »"
    with pytest.raises(UserError, match="le carnet lui-même"):
        safety.offer_of(carnet, env, carnet)
    away.write_bytes(b"autre chose")
    with pytest.raises(UserError, match="pas un carnet"):
        safety.offer_of(away, env, carnet)
    with pytest.raises(UserError, match="introuvable"):
        safety.offer_of(tmp_path / "absent.binome", env, carnet)


@pytest.mark.parametrize(
    "said",
    [b"", b"\xff\xfe", b"[1]", b'{"second": 3, "essai": "hier", "echec": ["x"]}', b'{"second": "a\\u0000b"}',
     b'{"second": "relatif", "effacement": "2026-11-22T10:00+02:00"}', b"[" * 100_000],
)  # fmt: skip
def test_what_is_remembered_of_the_copies_may_be_spoilt(
    opened: Callable[[], Notebook], said: bytes, clock: Clock
) -> None:
    book = opened()
    (book.copies_folder / copies_state.STATE_FILE).write_bytes(said)
    told = safety.state(book)
    assert (told.second, told.rehearsed, told.problem) == (None, None, None)
    clock.now += timedelta(minutes=1)
    opening.close(book)  # a copy more: nothing says that the last one holds everything
    assert names(book.copies_folder)[-1] == "2026-11-22_143300.binome"


def test_damage_that_the_quick_look_does_not_see_is_told_and_left_as_it_is(
    carnet: Path, env: Environment
) -> None:
    book = opening.open_notebook(carnet, env)
    plan(book)
    plan(book, 26)
    first, second = [each.id.encode() for each in meetings.all_meetings(book)]
    [[page]] = book.store.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'meeting'")
    opening.close(book)
    content = bytearray(carnet.read_bytes())
    place = content.index(second, 4096 * (page - 1), 4096 * page)
    content[place : place + len(first)] = first  # two points with one id: no index can hold them
    content[24:28] = (int.from_bytes(content[24:28]) + 1).to_bytes(4)
    carnet.write_bytes(content)
    with pytest.raises(Damaged) as damage:
        opening.open_notebook(carnet, env)
    assert damage.value.copies
    assert carnet.read_bytes() == content
    book = opening.restore_copy(carnet, damage.value.copies[0], env)
    assert len(meetings.all_meetings(book)) == 2
    opening.close(book)


def test_a_spoilt_copy_is_not_brought_to_the_second_place(
    opened: Callable[[], Notebook], tmp_path: Path, clock: Clock
) -> None:
    book = opened()
    stick = tmp_path / "cle"
    stick.mkdir()
    safety.set_second(book, stick)
    plan(book)
    clock.now += timedelta(minutes=5)
    newest = copies.make_copy(book.store, book.copies_folder, clock.now)
    there = safety.second_folder(book)
    assert there is not None
    before = names(there)
    newest.path.write_bytes(newest.path.read_bytes()[:9000])
    with pytest.raises(UserError, match="n’a pas pu être vérifiée"):
        second_place.bring(newest, there, clock.now)
    assert (names(there), list(there.glob("*.partiel"))) == (before, [])
    opening.close(book)


def test_another_second_place_says_what_stays_in_the_one_that_was_to_be_cleaned(
    opened: Callable[[], Notebook], tmp_path: Path, clock: Clock
) -> None:
    book = opened()
    first, other = tmp_path / "cle", tmp_path / "partage"
    first.mkdir()
    other.mkdir()
    safety.set_second(book, first)
    first.rename(tmp_path / "tiroir")
    plan(book)
    clock.now += timedelta(minutes=5)
    binned.empty(book, with_copies=True)
    cleaning.finish(book)
    assert erasing.pending_elsewhere(book.store) == clock.now
    label = safety.set_second(book, other).label
    assert f"effacez vous-mêmes celles de « {first} »" in label
    assert erasing.pending_elsewhere(book.store) is None
    assert safety.set_second(book, None).label.endswith("ses copies y restent")
    opening.close(book)


def test_a_carnet_whose_making_was_cut_short_gives_way_to_a_copy(carnet: Path, env: Environment) -> None:
    with closing(sqlite3.connect(carnet)) as cut:
        cut.execute("DELETE FROM commune")
        cut.commit()
    [copy] = safety.known_copies(carnet, env)
    book = opening.restore_copy(carnet, copy, env)
    assert book.put_aside is not None
    assert "abîmé le" in book.put_aside.name
    opening.close(book)


def test_what_a_killed_copying_left_goes_with_the_older_copies(
    opened: Callable[[], Notebook], clock: Clock
) -> None:
    book = opened()
    old, new = (book.copies_folder / f"2026-11-22_{at}.partiel" for at in ("100000", "143000"))
    old.write_bytes(b"moitie")
    new.write_bytes(b"en cours")
    safety.copy_now(book)
    assert (old.exists(), new.exists()) == (False, True)
    opening.close(book)


def test_a_clock_that_fell_back_to_its_first_day_hides_no_copy(
    carnet: Path, env: Environment, clock: Clock
) -> None:
    carnet.write_bytes(b"")
    clock.go(date(2015, 1, 1))
    [offer] = safety.offers(carnet, env)
    with pytest.raises(Damaged) as damage:
        opening.open_notebook(carnet, env)
    assert damage.value.copies == [offer.copy]
    book = opening.restore_copy(carnet, offer.copy, env)
    plan(book)
    opening.close(book)
    years = [each.copy.made_at.year for each in safety.offers(carnet, env)]
    assert (years[0], years[-1]) == (2015, 2026)
