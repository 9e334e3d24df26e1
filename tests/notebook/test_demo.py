"""The example shows the tools in use."""

from datetime import date
from pathlib import Path

from desk.core.deadline import OwnKind
from desk.core.holidays import is_working_day
from desk.core.meetings import ItemSource
from desk.core.outcome import in_one_line
from desk.core.rhythm import Every
from desk.notebook import (
    agenda,
    demo,
    journeys,
    meetings,
    opening,
    own_dates,
    people,
    rhythm,
    roles,
    rounds,
    trends,
)
from desk.notebook.book import Environment


def test_the_example_shows_the_tools_in_use(tmp_path: Path, env: Environment, today: date) -> None:
    book = demo.build(tmp_path / "exemple.binome", env, today)
    walked = journeys.journey(book, "nouveau-mandat")
    assert walked is not None
    done, every = walked.counts
    assert 0 < done < every
    assert all(
        state.done_on is None or state.done_on <= today for _, states in walked.phases for state in states
    )
    assert [row.subject.id for row in roles.rows(book) if row.changed] == ["r22", "r25"]
    kinds = {own.kind for own in own_dates.own_dates(book)}
    assert kinds == {OwnKind.COUNCIL, OwnKind.OTHER}
    assert any("convocation" in one.title for one in own_dates.due(book, 6))
    opening.close(book)


def test_the_example_tells_what_became_of_its_subjects(tmp_path: Path, env: Environment, today: date) -> None:
    book = demo.build(tmp_path / "exemple.binome", env, today)
    session = people.unlock(book, people.pair(book).elu.id)
    told = [
        in_one_line(outcome, today)
        for round_ in rounds.opened(book)
        for outcome in trends.outcomes(book, round_.id, session)
    ]
    assert len(told) == 2
    for line in told:
        assert "vu au point du" in line
        assert "convenu : " in line
        assert "action faite le" in line
    assert "aux réponses suivantes" in told[1]
    opening.close(book)


def test_the_example_has_a_rhythm_that_its_points_follow(
    tmp_path: Path, env: Environment, today: date
) -> None:
    book = demo.build(tmp_path / "exemple.binome", env, today)
    slots = {slot.id: slot for slot in rhythm.slots(book)}
    assert {slot.every for slot in slots.values()} == {Every.WEEK, Every.MONTH}
    assert any("fin d’année" in closing.label for closing in rhythm.closings(book))
    followed = [point for point in meetings.held(book) if point.slot_id]
    assert len(followed) >= 8
    for point in followed:
        assert (point.kind, point.at) == (slots[point.slot_id].kind, slots[point.slot_id].at)
        assert is_working_day(point.day)
        assert point.closed_on == point.day
    planned = meetings.next_planned(book)
    assert planned is not None
    assert planned.slot_id in slots
    sources = {item.source for item in agenda.items(book, planned.id)}
    assert sources >= {ItemSource.RECURRING, ItemSource.DEADLINE, ItemSource.ACTION, ItemSource.ROUND}
    three, twelve = rhythm.held_lately(book)
    assert len(followed) <= three <= twelve
    opening.close(book)
