"""Two sheets side by side: a class for each statement, counts and marks for each practice.

There is no grade: two people and four statements allow neither rank nor statistic.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desk.core.guide import Moot, Statement
from desk.core.scale import Answer


class Gap(StrEnum):
    """What two answers to one statement say together; symmetric in the two people."""

    STRENGTH = "point_fort_commun"
    WORKSITE = "chantier_commun"
    DIFFERENT = "regards_differents"
    CONSOLIDATE = "a_consolider"
    CLARIFY = "a_eclaircir"
    UNANSWERED = "sans_reponse"
    LEFT_OUT = "laisse_de_cote"


GAP_LABELS = {
    Gap.STRENGTH: ("point fort commun", "points forts communs"),
    Gap.WORKSITE: ("chantier commun", "chantiers communs"),
    Gap.DIFFERENT: ("regard différent", "regards différents"),
    Gap.CONSOLIDATE: ("à consolider", "à consolider"),
    Gap.CLARIFY: ("à éclaircir", "à éclaircir"),
    Gap.UNANSWERED: ("sans réponse", "sans réponse"),
    Gap.LEFT_OUT: ("laissé de côté", "laissés de côté"),
}

# What both have in common comes first, then the differences, then the rest.
GAP_ORDER = (
    Gap.STRENGTH,
    Gap.WORKSITE,
    Gap.DIFFERENT,
    Gap.CLARIFY,
    Gap.CONSOLIDATE,
    Gap.UNANSWERED,
    Gap.LEFT_OUT,
)

MARK_MINIMUM = 3


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement with both answers; None is « not answered »."""

    statement: Statement
    elu: Answer | None
    sgm: Answer | None
    gap: Gap

    @property
    def is_asked(self) -> bool:
        """Whether it counts: an optional one that neither of them took up was never asked."""
        return not (self.statement.optional and self.elu is None and self.sgm is None)


@dataclass(frozen=True, slots=True)
class PracticeView:
    """One practice: its statements, counts of classes, and a mark for each person.

    Marks are in half levels (0 to 6, so 3 is level 1.5) or None under three answered levels.
    """

    practice_id: str
    title: str
    statements: tuple[StatementView, ...]
    counts: Mapping[Gap, int]
    elu_mark: int | None
    sgm_mark: int | None


def classify(first: Answer | None, second: Answer | None, *, moot_expected: bool = False) -> Gap:
    """The class of a pair of answers.

    `moot_expected`: the statement begins with « Quand », or the profile makes it moot;
    « Sans objet » from one side then leaves it out instead of asking for a clarification.
    """
    if first is None or second is None:
        return Gap.UNANSWERED
    pair = {first, second}
    if pair == {Answer.MOOT}:
        return Gap.LEFT_OUT
    if Answer.UNKNOWN in pair:
        return Gap.CLARIFY
    if Answer.MOOT in pair:
        return Gap.LEFT_OUT if moot_expected else Gap.CLARIFY
    return _classify_levels(int(first.value), int(second.value))


def _classify_levels(first: int, second: int) -> Gap:
    if min(first, second) >= 2:
        return Gap.STRENGTH
    if max(first, second) <= 1:
        return Gap.WORKSITE
    return Gap.DIFFERENT if abs(first - second) >= 2 else Gap.CONSOLIDATE


def mark(answers: Iterable[Answer | None]) -> int | None:
    """Mean of the answered levels in half levels, ties upwards; None under three levels."""
    levels = [answer.level for answer in answers if answer is not None and answer.level is not None]
    if len(levels) < MARK_MINIMUM:
        return None
    return (4 * sum(levels) + len(levels)) // (2 * len(levels))


def compare_practice(
    practice_id: str,
    title: str,
    statements: Iterable[Statement],
    elu: Mapping[str, Answer],
    sgm: Mapping[str, Answer],
    profile: frozenset[Moot],
) -> PracticeView:
    """Compare the two sheets over one practice's statements (those of the round)."""
    views = tuple(_view(statement, elu, sgm, profile) for statement in statements)
    return PracticeView(
        practice_id,
        title,
        views,
        dict(Counter(view.gap for view in views)),
        mark(view.elu for view in views),
        mark(view.sgm for view in views),
    )


def _view(
    statement: Statement,
    elu: Mapping[str, Answer],
    sgm: Mapping[str, Answer],
    profile: frozenset[Moot],
) -> StatementView:
    first, second = elu.get(statement.id), sgm.get(statement.id)
    if statement.optional and first is None and second is None:
        return StatementView(statement, None, None, Gap.LEFT_OUT)
    expected = statement.is_conditional or bool(statement.moot_when & profile)
    return StatementView(statement, first, second, classify(first, second, moot_expected=expected))


def summary(counts: Mapping[Gap, int]) -> str:
    """« 2 points forts communs, 1 à éclaircir », in a fixed order; what is left out is not said."""
    parts = []
    for gap in GAP_ORDER:
        number = counts.get(gap, 0)
        if number and gap is not Gap.LEFT_OUT:
            parts.append(f"{number} {GAP_LABELS[gap][number > 1]}")
    return ", ".join(parts) or "rien à comparer"
