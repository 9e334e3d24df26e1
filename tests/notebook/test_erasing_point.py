"""A point is erased, held or not: its words are nowhere, and what came of it elsewhere stays sound."""

from datetime import date, time
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.data import copies
from desk.notebook import (
    agenda,
    cleaning,
    corrections,
    erasing_point,
    imported,
    log,
    meetings,
    people,
    redaction,
    transfer,
)
from desk.notebook.book import Notebook
from tests.conftest import Clock
from tests.notebook.erased import stands_in

FIRST, SECOND = date(2026, 11, 13), date(2026, 11, 20)
NEXT = date(2026, 11, 27)
SECRETS = (
    "Zwinglé quémande", "Œdémopathie vespérale", "Xylophonie désaccordée", "Wapitis hypnotiques",
    "Kobolds filandreux", "Jodhpurs bigarrés", "Quiproquo fuligineux",
)  # fmt: skip
SUBJECT, NOTES, AGREED, ACTION, REASON, CORRECTION, BINNED = SECRETS


@pytest.fixture
def points(book: Notebook) -> tuple[str, str, str]:
    """A held point full of rare words, the next one that repeats some of them, one still to come."""
    first = meetings.plan(book, MeetingKind.WEEKLY, FIRST, time(9)).id
    item = agenda.add(book, first, SUBJECT).id
    agenda.write_notes(book, item, NOTES)
    log.agree(book, item, AGREED)
    log.add_action(book, item, ACTION, people.pair(book).sgm.id)
    dropped = log.add_action(book, item, "Rien", owner_name="Mme Roy").id
    log.set_state(book, dropped, ActionState.DROPPED, REASON)
    agenda.add(book, first, f"{SUBJECT} encore")
    agenda.remove(book, agenda.add(book, first, BINNED).id)
    meetings.close(book, first)
    corrections.add(book, first, CORRECTION, item)
    second = meetings.plan(book, MeetingKind.WEEKLY, SECOND, time(9)).id
    repeated = next(each for each in agenda.items(book, second) if each.title == ACTION)
    agenda.write_notes(book, repeated.id, "Toujours à faire")
    meetings.close(book, second)
    return first, second, meetings.plan(book, MeetingKind.WEEKLY, NEXT, time(9)).id


def titles(book: Notebook, point: str) -> list[str]:
    return [item.title for item in agenda.items(book, point)]


def test_nothing_of_it_is_left_on_the_disk(
    book: Notebook, points: tuple[str, str, str], tmp_path: Path
) -> None:
    copies.make_copy(book.store, book.copies_folder, book.now.replace(day=20))
    assert len(stands_in(tmp_path, SECRETS)) == 2
    erasing_point.erase(book, [points[0]], echoes=True, copies=True)
    cleaning.finish(book)
    assert stands_in(tmp_path, SECRETS) == []


def test_what_goes_is_said_before(book: Notebook, points: tuple[str, str, str]) -> None:
    said = erasing_point.erasure(book, points[0])
    assert said.title == "Point hebdomadaire du vendredi 13\u00a0novembre 2026"
    assert said.goes[1].endswith("sujets et leurs notes.")  # with those of the calendar
    assert said.goes[2:] == (
        "1\u00a0ligne de ce qui est convenu.",
        "2\u00a0actions, dont 1 encore à faire, qui ne sera plus suivie.",
        "1\u00a0correction.",
    )
    assert erasing_point.counted_echoes(book, [points[0]]) >= 4
    assert erasing_point.counted_echoes(book, list(points)) == 0


def test_other_points_keep_their_own_words_under_a_dated_mark(
    book: Notebook, points: tuple[str, str, str]
) -> None:
    erasing_point.erase(book, [points[0]], echoes=True, copies=False)
    assert "[sujet effacé le 22/11/2026]" in titles(book, points[1])
    [notes] = [item.notes for item in agenda.items(book, points[1]) if item.notes]
    assert notes == "Toujours à faire"
    assert not {SUBJECT, f"{SUBJECT} encore", ACTION} & set(titles(book, points[2]))
    assert log.all_actions(book) == []
    imported.check(book.store)


def test_without_the_echoes_the_subjects_repeated_stay_and_hang_on_nothing(
    book: Notebook, points: tuple[str, str, str]
) -> None:
    erasing_point.erase(book, [points[0]], echoes=False, copies=False)
    kept = next(item for item in agenda.items(book, points[1]) if item.title == ACTION)
    assert (kept.source, kept.source_id) == (ItemSource.TYPED, "")
    assert f"{SUBJECT} encore" in titles(book, points[2])
    known = {row["id"] for row in book.store.rows("agenda_item")}
    carried = book.store.rows("agenda_item", "source = ?", [ItemSource.UNDISCUSSED])
    assert {row["source_id"] for row in carried} <= known


def test_a_subject_seen_at_the_erased_point_does_not_come_back(book: Notebook) -> None:
    first = meetings.plan(book, MeetingKind.WEEKLY, FIRST).id
    agenda.add(book, first, "Cimetière")
    meetings.close(book, first)
    second = meetings.plan(book, MeetingKind.WEEKLY, SECOND).id
    carried = next(item for item in agenda.items(book, second) if item.title == "Cimetière")
    agenda.write_notes(book, carried.id, "Vu")
    meetings.close(book, second)
    erasing_point.erase(book, [second], echoes=True, copies=False)
    following = meetings.plan(book, MeetingKind.WEEKLY, NEXT).id
    assert "Cimetière" not in titles(book, following)
    assert "Cimetière" in titles(book, first)


def test_a_point_still_to_come_goes_and_what_it_repeated_comes_to_the_next(
    book: Notebook, points: tuple[str, str, str]
) -> None:
    erasing_point.erase(book, [points[2]], echoes=True, copies=False)
    with pytest.raises(KeyError):
        meetings.get(book, points[2])
    again = meetings.plan(book, MeetingKind.WEEKLY, NEXT).id
    assert ACTION in titles(book, again)


def test_an_action_is_erased_with_its_history_wherever_it_was_followed(
    book: Notebook, points: tuple[str, str, str], tmp_path: Path
) -> None:
    found = [each.id for each in log.actions(book, points[0])]
    erasing_point.erase_actions(book, found, echoes=True, copies=True)
    cleaning.finish(book)
    assert stands_in(tmp_path, (ACTION, REASON)) == []
    assert book.store.rows("action_event") == []
    assert SUBJECT in titles(book, points[0])


def test_an_erased_point_is_refused_without_a_change(book: Notebook, points: tuple[str, str, str]) -> None:
    before = transfer.export_json(book)
    with pytest.raises(UserError, match="n’est plus dans le carnet"):
        erasing_point.erase(book, [points[0], "ailleurs"], echoes=True, copies=True)
    assert transfer.export_json(book) == before


@pytest.mark.parametrize("renewed", [True, False])
def test_when_the_copies_are_kept_one_more_is_made_just_before(
    book: Notebook, points: tuple[str, str, str], clock: Clock, renewed: bool
) -> None:
    clock.go(date(2026, 11, 23))
    erasing_point.erase(book, [points[0]], echoes=True, copies=renewed)
    cleaning.finish(book)
    marks = [copy.mark for copy in cleaning.older_copies(book)]
    assert marks == ([""] if renewed else [copies.BEFORE, ""])


def test_every_source_left_reads(book: Notebook, points: tuple[str, str, str]) -> None:
    for key in points:
        erasing_point.erase(book, [key], echoes=True, copies=False)
        imported.check(book.store)
    assert {source.table for source in redaction.everything(book)} == set()


def test_copies_that_cannot_be_marked_are_told_and_the_next_call_ends_it(
    book: Notebook, points: tuple[str, str, str]
) -> None:
    erasing_point.erase(book, [points[0]], echoes=True, copies=True)
    state = book.copies_folder / "etat.json"
    state.unlink()
    state.mkdir()  # what cannot be written over as a file is
    with pytest.raises(UserError, match="ne disent pas encore qu’elles le contiennent"):
        cleaning.finish(book)
    state.rmdir()
    cleaning.finish(book)
    assert cleaning.finish(book).topics == frozenset()
