"""Periods of conservation: proposed, chosen, undone; what is past them is said and erased only when asked."""

from datetime import date
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.meetings import ActionState, MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.retention import RULES, Kind, said_months
from desk.notebook import (
    agenda,
    cleaning,
    log,
    meetings,
    opening,
    people,
    register,
    report,
    retention,
    succession,
    transfer,
    undo,
)
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from tests.conftest import Clock
from tests.notebook.erased import stands_in
from tests.notebook.two_rounds import opened

OLD, LATER = date(2020, 1, 10), date(2026, 11, 22)


@pytest.fixture
def long_ago(book: Notebook, clock: Clock) -> str:
    """A point held in 2020, its action done, a bilan saved, a code replaced; the mayor then changed."""
    clock.go(OLD)
    opened(book, clock, OLD, ("3", "1"))
    point = meetings.plan(book, MeetingKind.YEARLY, OLD).id
    item = agenda.add(book, point, "Xylophonie").id
    done = log.add_action(book, item, "Quiproquo", people.pair(book).sgm.id).id
    log.set_state(book, done, ActionState.DONE)
    meetings.close(book, point)
    register.add(book, "bilan 2020.pdf", report.data(book, OLD))
    people.replace_lost_code(book, people.pair(book).elu.id)
    succession.succeed(book, Seat.ELU, PersonDraft(Function.MAYOR, "Vidal", "Mme", Gender.FEMININE), OLD)
    clock.go(LATER)
    return point


def past(book: Notebook) -> dict[Kind, int]:
    return {each.kind: len(each.past) for each in retention.periods(book)}


def test_a_new_carnet_has_nothing_past_and_every_kind_is_proposed(book: Notebook) -> None:
    found = retention.periods(book)
    assert [each.kind for each in found] == list(Kind)
    assert not any(each.is_chosen or each.past for each in found)
    assert all(each.months == RULES[each.kind].months for each in found)


def test_what_is_past_is_counted_and_nothing_is_erased_by_itself(book: Notebook, long_ago: str) -> None:
    before = transfer.export_json(book)
    assert past(book) == {
        Kind.FORMER_ROUNDS: 1, Kind.ROUNDS: 0, Kind.PEOPLE: 1, Kind.POINTS: 1, Kind.ACTIONS: 1,
        Kind.REPORTS: 1, Kind.CODES: 1,
    }  # fmt: skip
    assert retention.period(book, Kind.PEOPLE).past[0].title == "M. Rey"
    assert transfer.export_json(book) == before
    opening.close(book)
    again = opening.open_notebook(book.path, book.env)
    assert past(again)[Kind.POINTS] == 1
    book.store, book.lock = again.store, again.lock


def test_a_period_is_chosen_and_undone(book: Notebook, long_ago: str) -> None:
    done = retention.choose(book, Kind.POINTS, 120)
    assert (retention.period(book, Kind.POINTS).months, past(book)[Kind.POINTS]) == (120, 0)
    undo.undo(book, done)
    assert past(book)[Kind.POINTS] == 1
    retention.choose(book, Kind.POINTS, 6)
    retention.choose(book, Kind.POINTS, 18)
    retention.choose(book, Kind.POINTS, None)
    assert not retention.period(book, Kind.POINTS).is_chosen
    for wrong in (0, -1, 1201):
        with pytest.raises(UserError, match="1 mois à 100 ans"):
            retention.choose(book, Kind.POINTS, wrong)


def test_the_day_a_period_ends_is_past_and_the_day_before_is_not(book: Notebook, clock: Clock) -> None:
    clock.go(date(2026, 1, 31))
    point = meetings.plan(book, MeetingKind.YEARLY, date(2026, 1, 31)).id
    meetings.close(book, point)
    retention.choose(book, Kind.POINTS, 1)
    clock.go(date(2026, 2, 28))
    assert past(book)[Kind.POINTS] == 0
    clock.go(date(2026, 3, 1))
    assert past(book)[Kind.POINTS] == 1


@pytest.mark.parametrize("kind", [Kind.FORMER_ROUNDS, Kind.POINTS, Kind.ACTIONS, Kind.REPORTS, Kind.CODES])
def test_what_is_asked_is_erased_and_nothing_else(
    book: Notebook, long_ago: str, kind: Kind, tmp_path: Path
) -> None:
    before = past(book)
    retention.erase(book, kind, [one.id for one in retention.period(book, kind).past], copies=True)
    cleaning.finish(book)
    gone = {kind, Kind.ACTIONS} if kind is Kind.POINTS else {kind}
    assert past(book) == {each: 0 if each in gone else number for each, number in before.items()}
    if kind is Kind.POINTS:
        assert stands_in(tmp_path, ("Xylophonie", "Quiproquo")) == []


def test_people_and_rounds_of_the_present_are_erased_one_by_one(book: Notebook, long_ago: str) -> None:
    for kind in (Kind.PEOPLE, Kind.ROUNDS):
        with pytest.raises(ValueError, match=kind.value):
            retention.erase(book, kind, [], copies=False)


def test_choices_come_back_from_an_export_and_an_unknown_kind_is_refused(
    book: Notebook, tmp_path: Path
) -> None:
    retention.choose(book, Kind.ACTIONS, 30)
    exported = transfer.export_json(book)
    transfer.restore(exported, tmp_path / "repris.binome")
    again = opening.open_notebook(tmp_path / "repris.binome", book.env)
    assert retention.period(again, Kind.ACTIONS).months == 30
    opening.close(again)
    for wrong in (exported.replace(b'"actions"', b'"ailleurs"'), exported.replace(b": 30", b": 30000")):
        if wrong != exported:
            with pytest.raises(UserError):
                transfer.restore(wrong, tmp_path / f"refuse{len(wrong)}.binome")


def test_many_are_shown_by_year_and_months_are_said_in_years(book: Notebook, long_ago: str) -> None:
    [(title, those)] = retention.grouped(retention.period(book, Kind.POINTS).past)
    assert (title, len(those)) == ("2020 : 1\u00a0élément", 1)
    assert [said_months(each) for each in (1, 6, 12, 18, 72)] == [
        "1\u00a0mois", "6\u00a0mois", "1\u00a0an", "18\u00a0mois", "6\u00a0ans",
    ]  # fmt: skip
