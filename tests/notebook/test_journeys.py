"""The paths in the carnet: begun, ticked, put on the agenda, made into actions, put away."""

from datetime import date

import pytest

from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.steps import Newcomer, Who
from desk.notebook import agenda, journeys, log, meetings, people
from desk.notebook.book import Notebook
from desk.notebook.undo import undo
from tests.agendas import without_calendar

START = date(2026, 3, 28)
TERM, PERSON = "nouveau-mandat", "nouvelle-personne"


def _walked(book: Notebook, path_id: str = TERM) -> journeys.Journey:
    found = journeys.journey(book, path_id)
    assert found is not None
    return found


def test_a_path_begins_on_a_day_and_shows_the_steps_of_this_commune(book: Notebook) -> None:
    assert journeys.journey(book, TERM) is None
    journeys.begin(book, TERM, START)
    walked = _walked(book)
    assert walked.start == START
    assert walked.counts[0] == 0
    shown = [state.step for _, states in walked.phases for state in states]
    assert all(step.concerns(412) for step in shown)
    # a commune of 412 has no compulsory rules of procedure
    assert len(shown) < len(walked.path.steps)


def test_a_tick_bears_its_day_and_survives_a_corrected_start(book: Notebook) -> None:
    journeys.begin(book, TERM, START)
    step = _walked(book).phases[0][1][0].step
    ticked = journeys.tick(book, TERM, step.id, done=True)
    assert _walked(book).phases[0][1][0].done_on == book.today
    journeys.begin(book, TERM, date(2026, 4, 4))
    assert _walked(book).counts[0] == 1
    undo(book, ticked)
    assert _walked(book).counts[0] == 0


def test_the_other_path_asks_who_is_new(book: Notebook) -> None:
    with pytest.raises(UserError, match="Il manque qui vient d’arriver"):
        journeys.begin(book, PERSON, START)
    journeys.begin(book, PERSON, START, Newcomer.SGM)
    shown = [state.step for _, states in _walked(book, PERSON).phases for state in states]
    assert all(step.follows(Newcomer.SGM) for step in shown)


def test_a_step_goes_to_the_agenda_once(book: Notebook) -> None:
    meeting_id = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 12, 1), None).id
    journeys.begin(book, TERM, START)
    step = _walked(book).phases[0][1][0].step
    journeys.to_agenda(book, TERM, step.id)
    journeys.to_agenda(book, TERM, step.id)
    [item] = [each for each in agenda.items(book, meeting_id) if each.source is ItemSource.GUIDE]
    assert item.source_id == f"{TERM}:{step.id}"
    assert "{" not in item.title


def test_a_step_becomes_an_action_without_a_point_and_comes_back_at_the_next(book: Notebook) -> None:
    journeys.begin(book, TERM, START)
    states = [state for _, its_states in _walked(book).phases for state in its_states]
    step = next(state.step for state in states if state.step.who is Who.SGM)
    owner = journeys.proposed_owner(book, step)
    assert owner == people.pair(book).sgm.id
    journeys.to_action(book, TERM, step.id, owner, date(2026, 12, 4))
    [action] = log.open_actions(book)
    assert (action.meeting_id, action.owner_id, action.due) == ("", owner, date(2026, 12, 4))
    meeting_id = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 12, 1), None).id
    [carried] = without_calendar(book, meeting_id)
    assert (carried.source, carried.source_day) == (ItemSource.ACTION, book.today)


def _first(book: Notebook) -> journeys.StepState:
    return _walked(book).phases[0][1][0]


def test_a_step_knows_the_agenda_to_come_that_it_is_on(book: Notebook) -> None:
    journeys.begin(book, TERM, START)
    assert _first(book).place is None
    journeys.to_agenda(book, TERM, _first(book).step.id)
    place = _first(book).place
    assert place is not None
    assert place.point is None
    point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 12, 1), None).id
    place = _first(book).place
    assert place is not None
    assert place.point is not None
    assert place.point.id == point
    [item] = without_calendar(book, point)
    agenda.remove(book, item.id)
    assert _first(book).place is None


def test_a_step_not_discussed_is_found_at_the_point_it_comes_back_to(book: Notebook) -> None:
    journeys.begin(book, TERM, START)
    point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 16), None).id
    journeys.to_agenda(book, TERM, _first(book).step.id)
    for day in (18, 20):
        meetings.close(book, point)
        assert _first(book).place is None
        point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, day), None).id
        place = _first(book).place
        assert place is not None
        assert (place.item.source, place.item.meeting_id) == (ItemSource.UNDISCUSSED, point)
    [item] = without_calendar(book, point)
    agenda.set_discussed(book, item.id, discussed=True)
    meetings.close(book, point)
    assert _first(book).place is None


def test_a_step_knows_its_open_action(book: Notebook) -> None:
    journeys.begin(book, TERM, START)
    owner = people.pair(book).sgm.id
    made = journeys.to_action(book, TERM, _first(book).step.id, owner, date(2026, 12, 3))
    action = _first(book).action
    assert action is not None
    assert (action.id, action.owner_id, action.due) == (made.id, owner, date(2026, 12, 3))
    log.set_state(book, action.id, ActionState.DOING)
    assert _first(book).action is not None
    log.set_state(book, action.id, ActionState.DONE)
    assert _first(book).action is None


def test_a_path_put_away_leaves_nothing_and_comes_back_whole(book: Notebook) -> None:
    journeys.begin(book, TERM, START)
    journeys.tick(book, TERM, _walked(book).phases[0][1][0].step.id, done=True)
    change = journeys.forget(book, TERM)
    assert journeys.journey(book, TERM) is None
    assert book.store.rows("step_mark") == []
    undo(book, change)
    assert _walked(book).counts[0] == 1
