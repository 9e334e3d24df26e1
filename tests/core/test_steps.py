"""The two paths: which steps concern whom, and the dates proposed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk.core.steps import (
    Becomes,
    Newcomer,
    Path,
    Phase,
    Step,
    Who,
    by_phase,
    proposed_day,
    proposed_days,
    steps_for,
)

WEEK, MONTH = Phase("semaine-1", "Semaine 1", 7), Phase("mois-1", "Premier mois", 30)
BOTH = frozenset(Newcomer)


def step(step_id: str, phase: str = "semaine-1", **about: Any) -> Step:
    plain = Step(step_id, phase, "Titre", "Pourquoi.", Who.TOGETHER, "p01", Becomes.ACTION)
    return replace(plain, **about)


PATH = Path(
    "essai",
    "Essai",
    "Pour commencer.",
    (WEEK, MONTH),
    (
        step("np01", change=BOTH),
        step("np02", change=frozenset({Newcomer.MAYOR})),
        step("np03", "mois-1", change=frozenset({Newcomer.SGM})),
        step("np04", "mois-1", change=BOTH, from_population=1000),
        step("np05", "mois-1", change=BOTH, below_population=1000),
    ),
)


@pytest.mark.parametrize(
    ("population", "change", "expected"),
    [
        (400, Newcomer.MAYOR, ["np01", "np02", "np05"]),
        (400, Newcomer.SGM, ["np01", "np03", "np05"]),
        (999, Newcomer.SGM, ["np01", "np03", "np05"]),
        (1000, Newcomer.SGM, ["np01", "np03", "np04"]),
        (400, None, ["np01", "np02", "np03", "np05"]),
        (None, Newcomer.MAYOR, ["np01", "np02", "np04", "np05"]),
    ],
)
def test_steps_follow_the_size_and_the_change(
    population: int | None, change: Newcomer | None, expected: list[str]
) -> None:
    assert [one.id for one in steps_for(PATH, population, change)] == expected


def test_steps_stand_under_their_phases_and_an_empty_phase_is_left_out() -> None:
    shown = by_phase(PATH, steps_for(PATH, 400, Newcomer.MAYOR))
    assert [(phase.id, [one.id for one in its]) for phase, its in shown] == [
        ("semaine-1", ["np01", "np02"]),
        ("mois-1", ["np05"]),
    ]
    assert by_phase(PATH, PATH.steps[2:3])[0][0] is MONTH


def test_a_path_asks_who_changed_only_when_its_steps_differ() -> None:
    assert PATH.asks_who
    assert not Path("autre", "Autre", "Rien.", (WEEK,), (step("nm01"),)).asks_who


@pytest.mark.parametrize(
    ("start", "due", "expected"),
    [
        (date(2026, 3, 20), 7, date(2026, 3, 27)),  # a Friday stays
        (date(2026, 3, 21), 7, date(2026, 3, 27)),  # a Saturday goes back to Friday
        (date(2026, 3, 22), 7, date(2026, 3, 27)),  # and a Sunday
        (date(2026, 3, 23), 7, date(2026, 3, 30)),
        (date(2026, 11, 30), 90, date(2027, 2, 26)),  # Sunday 28 February
        (date(2027, 12, 1), 90, date(2028, 2, 29)),  # a leap day, a Tuesday
        (date(2026, 6, 1), -3, date(2026, 5, 29)),
    ],
)
def test_the_date_proposed_is_a_working_day(start: date, due: int, expected: date) -> None:
    assert proposed_day(Phase("x", "X", due), start) == expected


def test_each_step_has_the_date_of_its_phase() -> None:
    days = proposed_days(PATH, date(2026, 3, 20))
    assert list(days) == [one.id for one in PATH.steps]
    assert days["np02"] == date(2026, 3, 27)
    assert days["np05"] == date(2026, 4, 17)
