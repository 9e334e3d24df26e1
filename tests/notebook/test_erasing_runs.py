"""Whatever was done before, erasing leaves a carnet that reads whole, is found as written, and goes on."""

import pytest

from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.data import search_index
from desk.notebook import (
    agenda,
    cleaning,
    erasing_person,
    erasing_point,
    imported,
    meetings,
    people,
    succession,
    transfer,
)
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from tests.notebook.runs import Someone

STEPS, RUNS = 30, 4


def check(book: Notebook, said: object) -> None:
    """Every row reads as the screens will, and the index is what a rebuild writes."""
    imported.check(book.store)
    kept = search_index.entries(book.store.connection)
    with book.store.atomic():
        search_index.rebuild(book.store.connection)
    assert search_index.entries(book.store.connection) == kept, said


@pytest.mark.parametrize("seed", range(RUNS))
def test_points_erased_one_after_the_other(book: Notebook, seed: int) -> None:
    someone = Someone(book, 300 + seed)
    someone.prepare()
    someone.do(STEPS)
    known = [row["id"] for row in book.store.rows("meeting", order="rowid")]
    someone.dice.shuffle(known)
    for place, key in enumerate(known):
        erasing_point.erasure(book, key)
        erasing_point.erase(book, [key], echoes=place % 2 == 0, copies=False)
        check(book, (someone.done, key))
    assert book.store.count("agenda_item", "meeting_id IS NOT NULL") == 0
    for table in ("decision", "correction"):
        assert book.store.count(table, "1") == 0
    cleaning.finish(book)
    fresh = meetings.plan(book, MeetingKind.WEEKLY, book.today).id
    agenda.items(book, fresh)
    check(book, someone.done)


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_person_erased_amid_all_that(book: Notebook, seed: int) -> None:
    someone = Someone(book, 400 + seed)
    someone.prepare()
    someone.do(STEPS)
    leaving = people.pair(book).person(list(Seat)[seed % 2])
    function = Function.MAYOR if leaving.seat is Seat.ELU else Function.SGM
    succession.succeed(book, leaving.seat, PersonDraft(function, "Vidal", "Mme", Gender.FEMININE), book.today)
    someone.do(STEPS // 3)
    erasing_person.erase(book, leaving.id, names=True, copies=False)
    check(book, someone.done)
    cleaning.finish(book)
    assert leaving.id not in transfer.export_json(book).decode()
    assert leaving.name not in transfer.export_json(book).decode()
    someone.do(STEPS // 3)
    check(book, someone.done)


@pytest.mark.parametrize("seed", range(RUNS))
def test_actions_erased_leave_the_points_whole(book: Notebook, seed: int) -> None:
    someone = Someone(book, 500 + seed)
    someone.prepare()
    someone.do(STEPS)
    known = [row["id"] for row in book.store.rows("action", order="rowid")]
    someone.dice.shuffle(known)
    erasing_point.erase_actions(book, known[: len(known) // 2 + 1], echoes=seed % 2 == 0, copies=False)
    check(book, someone.done)
    left = {row["action_id"] for row in book.store.rows("action_event")}
    assert left == {row["id"] for row in book.store.rows("action")}
