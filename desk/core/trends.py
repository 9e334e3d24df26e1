"""From one round to another, for the same two people: what compares, and what changed.

Only statements asked alike both times compare: same id, same revision, same scale. Nothing here is a progress
or a grade: counts then, counts now.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.core.comparison import Gap, PracticeView, StatementView
from desk.core.guide import Statement
from desk.core.wording import counted


@dataclass(frozen=True, slots=True)
class Asked:
    """One practice as a round asked it: `name` is « printemps 2026 »."""

    name: str
    opened_on: date
    view: PracticeView


@dataclass(frozen=True, slots=True)
class Beside:
    """A statement asked alike both times."""

    now: StatementView
    then: StatementView


@dataclass(frozen=True, slots=True)
class Since:
    """A practice beside what it was: `then` and `now` count the classes of `shared` alone.

    `reworded` are statements asked now in other words than then, which do not compare.
    """

    name: str
    opened_on: date
    shared: tuple[Beside, ...]
    reworded: tuple[StatementView, ...]
    then: Mapping[Gap, int]
    now: Mapping[Gap, int]

    def before(self, statement_id: str) -> StatementView | None:
        """The statement as it was answered then; None where it does not compare."""
        return next((each.then for each in self.shared if each.now.statement.id == statement_id), None)

    def is_reworded(self, statement_id: str) -> bool:
        """Whether it was asked then in other words."""
        return any(each.statement.id == statement_id for each in self.reworded)


def asked_alike(one: Statement, other: Statement) -> bool:
    """Whether two rounds asked the very same thing."""
    return (one.id, one.revision, one.scale) == (other.id, other.revision, other.scale)


def since(now: PracticeView, then: Asked) -> Since:
    """A practice of a round beside the same practice of an earlier one."""
    former = {each.statement.id: each for each in then.view.statements if each.is_asked}
    met = [
        (each, former[each.statement.id])
        for each in now.statements
        if each.is_asked and each.statement.id in former
    ]
    shared = tuple(Beside(*each) for each in met if asked_alike(each[0].statement, each[1].statement))
    reworded = tuple(one for one, other in met if not asked_alike(one.statement, other.statement))
    return Since(
        then.name,
        then.opened_on,
        shared,
        reworded,
        dict(Counter(each.then.gap for each in shared)),
        dict(Counter(each.now.gap for each in shared)),
    )


def trend(now: PracticeView, earlier: Sequence[Asked]) -> list[Since]:
    """The practice at each earlier round that asked it, in the order given, each beside the present one."""
    same = [each for each in earlier if each.view.practice_id == now.practice_id]
    return [since(now, each) for each in same]


def change(between: Since) -> str:
    """« 1 point fort commun de plus », or what else changed first; "" where nothing compares."""
    if not between.shared:
        return ""
    kinds = (
        (Gap.STRENGTH, "point fort commun", "points forts communs"),
        (Gap.DIFFERENT, "regard différent", "regards différents"),
    )
    for gap, one, several in kinds:
        more = between.now.get(gap, 0) - between.then.get(gap, 0)
        if more:
            return f"{counted(abs(more), one, several)} de {'plus' if more > 0 else 'moins'}"
    return "autant de points forts communs"
