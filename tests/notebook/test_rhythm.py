"""The rhythm kept in a carnet: slots, closings, what is proposed next, what was held."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from desk.core.agenda_models import MODELS
from desk.core.deadline import OwnKind
from desk.core.errors import UserError
from desk.core.holidays import Region
from desk.core.meetings import MeetingKind
from desk.core.rhythm import Every, Proposal, Slot
from desk.notebook import agenda, meetings, own_dates, people, recurring, rhythm, transfer
from desk.notebook import bin as binned
from desk.notebook.book import Notebook
from desk.notebook.undo import undo
from tests.conftest import Clock

FRIDAY = date(2026, 11, 27)
WEEK = timedelta(days=7)


def weekly(book: Notebook, **values: object) -> Slot:
    slot = Slot("", MeetingKind.WEEKLY, Every.WEEK, 4, at=time(9), since=date(2026, 9, 1))
    key = rhythm.add_slot(book, replace(slot, **values)).id  # type: ignore[arg-type]
    return next(one for one in rhythm.slots(book) if one.id == key)


def take(book: Notebook, one: Proposal | None) -> str:
    assert one is not None
    return meetings.plan(book, one.kind, one.day, one.at, slot_id=one.slot_id).id


def day_of(book: Notebook, after: date | None = None) -> date | None:
    one = rhythm.next_proposed(book, after)
    return one.day if one else None


def test_nothing_is_proposed_without_a_rhythm(book: Notebook) -> None:
    assert rhythm.next_proposed(book) is None
    assert rhythm.held_lately(book) == (0, 0)


def test_a_slot_is_set_changed_removed_and_all_is_undone(book: Notebook) -> None:
    before = transfer.export_json(book)
    slot = weekly(book)
    assert rhythm.next_proposed(book) == Proposal(
        MeetingKind.WEEKLY, FRIDAY, time(9), slot.id, "", date(2026, 11, 23), date(2026, 11, 29)
    )
    changed = rhythm.change_slot(book, replace(slot, weekday=1, at=None))
    assert day_of(book) == date(2026, 11, 24)
    undo(book, changed)
    assert rhythm.slots(book) == [slot]
    removed = rhythm.remove_slot(book, slot.id)
    assert day_of(book) is None
    undo(book, removed)
    added = rhythm.slots(book)[0]
    assert added == slot
    book.store.connection.execute("DELETE FROM slot")
    assert transfer.export_json(book) == before


def test_a_period_that_has_its_point_is_left_alone(book: Notebook) -> None:
    weekly(book)
    take(book, rhythm.next_proposed(book))
    assert day_of(book) == FRIDAY + WEEK
    meetings.plan(book, MeetingKind.WEEKLY, date(2026, 12, 1))
    assert day_of(book) == FRIDAY + 2 * WEEK
    meetings.plan(book, MeetingKind.OTHER, FRIDAY + 2 * WEEK)
    assert day_of(book) == FRIDAY + 2 * WEEK


def test_a_point_that_moves_on_carries_the_rhythm_with_it(book: Notebook) -> None:
    weekly(book)
    point = take(book, rhythm.next_proposed(book))
    meetings.move(book, point, FRIDAY + timedelta(days=4), None)
    assert day_of(book) == FRIDAY + 2 * WEEK
    meetings.cancel(book, point)
    assert day_of(book) == FRIDAY


def test_two_weekly_slots_do_not_hide_each_other(book: Notebook) -> None:
    weekly(book)
    weekly(book, weekday=1)
    assert [one.day for one in rhythm.upcoming(book, 3)] == [date(2026, 11, 24), FRIDAY, date(2026, 12, 1)]
    take(book, rhythm.next_proposed(book))
    assert [one.day for one in rhythm.upcoming(book, 2)] == [FRIDAY, date(2026, 12, 1)]


def test_today_counts_until_its_point_is_held(book: Notebook, clock: Clock) -> None:
    weekly(book)
    clock.go(FRIDAY)
    point = take(book, rhythm.next_proposed(book))
    meetings.close(book, point)
    assert day_of(book) == FRIDAY + WEEK
    assert day_of(book, FRIDAY + WEEK) == FRIDAY + 2 * WEEK


def test_councils_of_the_calendar_call_for_a_preparation(book: Notebook) -> None:
    rhythm.add_slot(book, Slot("", MeetingKind.COUNCIL, Every.COUNCIL, days_before=7, since=date(2026, 9, 1)))
    assert rhythm.next_proposed(book) is None
    council = own_dates.add(book, "", date(2026, 12, 11), OwnKind.COUNCIL).id
    assert day_of(book) == date(2026, 12, 4)
    own_dates.edit(book, council, "", date(2026, 12, 18), OwnKind.COUNCIL)
    assert day_of(book) == date(2026, 12, 11)


def test_holidays_are_those_of_the_commune_or_the_ones_chosen(book: Notebook) -> None:
    weekly(book, weekday=5, since=date(2026, 12, 20))
    assert rhythm.region(book) is Region.FRANCE
    assert rhythm.hindrance(book, date(2026, 12, 26)) == ""
    rhythm.set_region(book, Region.ALSACE_MOSELLE)
    assert rhythm.region(book) is Region.ALSACE_MOSELLE
    assert "Saint-Étienne" in rhythm.hindrance(book, date(2026, 12, 26))
    people.update_commune(book, replace(people.commune(book), region="", insee="67482"))
    assert rhythm.region(book) is Region.ALSACE_MOSELLE


def test_a_closing_shifts_what_is_proposed_and_is_undone(book: Notebook) -> None:
    weekly(book)
    closing = rhythm.add_closing(book, date(2026, 11, 23), date(2026, 11, 29), " congés \n d’automne ")
    assert [one.label for one in rhythm.closings(book)] == ["congés d’automne"]
    one = rhythm.next_proposed(book)
    assert one is not None
    assert one.day == FRIDAY + WEEK
    assert "la mairie est fermée du 23 au 29\u00a0novembre (congés d’automne)" in one.why
    rhythm.change_closing(book, closing.id, FRIDAY, FRIDAY)
    assert day_of(book) == date(2026, 11, 26)
    undo(book, rhythm.remove_closing(book, closing.id))
    assert day_of(book) == date(2026, 11, 26)


def test_impossible_values_are_refused_and_nothing_is_written(book: Notebook) -> None:
    slot = Slot("", MeetingKind.WEEKLY, Every.WEEK, since=book.today)
    before = transfer.export_json(book)
    for wrong in ({"weekday": 7}, {"nth": 5}, {"month": 0}, {"days_before": 0}, {"days_before": 31}):
        with pytest.raises(UserError):
            rhythm.add_slot(book, replace(slot, **wrong))  # type: ignore[arg-type]
    for first, last in ((FRIDAY, FRIDAY - timedelta(days=1)), (FRIDAY, date(2028, 1, 1))):
        with pytest.raises(UserError):
            rhythm.add_closing(book, first, last)
    assert transfer.export_json(book) == before


def test_points_held_are_counted_over_three_and_twelve_months(book: Notebook, clock: Clock) -> None:
    for day in (date(2025, 11, 22), date(2025, 11, 23), date(2026, 8, 22), date(2026, 8, 23), book.today):
        meetings.close(book, meetings.plan(book, MeetingKind.WEEKLY, day).id)
    meetings.plan(book, MeetingKind.WEEKLY, book.today)
    assert rhythm.held_lately(book) == (2, 4)
    clock.go(date(2026, 8, 30))
    assert rhythm.held_lately(book) == (2, 4)


def test_a_clock_set_back_still_proposes(book: Notebook, clock: Clock) -> None:
    weekly(book, since=date(2026, 1, 1))
    meetings.close(book, take(book, rhythm.next_proposed(book, date(2026, 11, 15))))
    clock.go(date(2026, 10, 5))
    assert day_of(book) == date(2026, 10, 9)


def test_recurring_subjects_are_kept_in_order(book: Notebook) -> None:
    kind = MeetingKind.MONTHLY
    keys = [recurring.add(book, kind, f" sujet  {letter} ").id for letter in "abc"]
    assert recurring.add(book, kind, "sujet a").images == ()
    recurring.shift(book, keys[2], -2)
    recurring.rename(book, keys[0], "sujet A")
    removed = recurring.remove(book, keys[1])
    assert [item.title for item in recurring.items(book, kind)] == ["sujet c", "sujet A"]
    undo(book, removed)
    assert [item.title for item in recurring.items(book, kind)] == ["sujet c", "sujet A", "sujet b"]
    assert recurring.items(book, MeetingKind.WEEKLY) == []
    with pytest.raises(UserError):
        recurring.add(book, kind, " ")


def test_a_recurring_subject_of_the_same_words_is_never_there_twice(book: Notebook) -> None:
    kind = MeetingKind.YEARLY
    point = meetings.plan(book, kind, FRIDAY).id
    first = recurring.add(book, kind, "Courrier").id
    recurring.remove(book, first)  # the agenda keeps it
    recurring.add(book, kind, "Courrier")
    assert [item.title for item in agenda.items(book, point)] == ["Courrier"]
    other = recurring.add(book, kind, "Courriels").id
    with pytest.raises(UserError, match="revient déjà"):
        binned.put_back(book, "recurring_item", first)
    with pytest.raises(UserError, match="revient déjà"):
        recurring.rename(book, other, " Courrier ")
    later = meetings.plan(book, kind, FRIDAY + WEEK).id
    assert [item.title for item in agenda.items(book, later)] == ["Courrier", "Courriels"]


def test_the_model_is_taken_without_doubles(book: Notebook) -> None:
    kind = MeetingKind.COUNCIL
    recurring.add(book, kind, MODELS[kind][2])
    done = recurring.take_model(book, kind)
    assert sorted(item.title for item in recurring.items(book, kind)) == sorted(MODELS[kind])
    assert recurring.take_model(book, kind).images == ()
    undo(book, done)
    assert [item.title for item in recurring.items(book, kind)] == [MODELS[kind][2]]
