"""The two paths, « Nouveau mandat » and « Nouvelle personne »: steps to tick, and when to take them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desk.core.basis import Basis
from desk.core.people import Pair, Seat
from desk.core.wording import named, the_mayor

_SATURDAY = 5


class Who(StrEnum):
    """Who takes a step."""

    MAYOR = "maire"
    SGM = "sgm"
    TOGETHER = "ensemble"


class Becomes(StrEnum):
    """What a step turns into when the pair wants to follow it."""

    AGENDA = "agenda"
    ACTION = "action"


class Newcomer(StrEnum):
    """Who has changed during the mandate."""

    MAYOR = "maire"
    SGM = "sgm"


SEATS = {Who.MAYOR: Seat.ELU, Who.SGM: Seat.SGM}
"""Whose action a step becomes; a step taken together belongs to no seat."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the path; `due_day` counts from the day of taking office and may be before it."""

    id: str
    title: str
    due_day: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `id` never changes and is never used again.

    `title`, `why` may hold wording marks; `practice` is the id of a practice of the guide.
    `change` says after whose arrival the step is of use; empty on a path that does not ask.
    The population is at least `from_population` and below `below_population`.
    """

    id: str
    phase: str
    title: str
    why: str
    who: Who
    practice: str
    becomes: Becomes
    change: frozenset[Newcomer] = frozenset()
    from_population: int = 0
    below_population: int | None = None
    basis: Basis | None = None

    def concerns(self, population: int | None) -> bool:
        """Whether a commune of that size is concerned; an unknown size is, the title says the threshold."""
        if population is None:
            return True
        below = self.below_population
        return population >= self.from_population and (below is None or population < below)

    def follows(self, change: Newcomer | None) -> bool:
        """Whether the step is of use after that change; None stands for any."""
        return change is None or not self.change or change in self.change


@dataclass(frozen=True, slots=True)
class Path:
    """Steps under phases, both in the order they are taken; `lead` introduces them."""

    id: str
    title: str
    lead: str
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]

    @property
    def asks_who(self) -> bool:
        """Whether one must first say who has changed."""
        return any(step.change for step in self.steps)


def steps_for(path: Path, population: int | None, change: Newcomer | None = None) -> tuple[Step, ...]:
    """The steps of use to a commune of that size after that change, in order."""
    return tuple(step for step in path.steps if step.concerns(population) and step.follows(change))


def by_phase(path: Path, steps: Iterable[Step]) -> tuple[tuple[Phase, tuple[Step, ...]], ...]:
    """The steps under their phases, in order; a phase without steps is left out."""
    listed = tuple(steps)
    found = ((phase, tuple(step for step in listed if step.phase == phase.id)) for phase in path.phases)
    return tuple((phase, its_steps) for phase, its_steps in found if its_steps)


def proposed_day(phase: Phase, start: date) -> date:
    """The date proposed for the steps of a phase: its last working day, Monday to Friday."""
    day = start + timedelta(phase.due_day)
    return day - timedelta(max(0, day.weekday() - _SATURDAY + 1))


def proposed_days(path: Path, start: date) -> dict[str, date]:
    """Step id → the date proposed for it, when the path begins on `start`."""
    days = {phase.id: proposed_day(phase, start) for phase in path.phases}
    return {step.id: days[step.phase] for step in path.steps}


def who_words(who: Who, pair: Pair) -> str:
    """« la maire », « le secrétaire général de mairie », « ensemble »."""
    if who is Who.TOGETHER:
        return "ensemble"
    return the_mayor(pair) if who is Who.MAYOR else named(pair.sgm)
