"""A statement as the sheet asks it: its practice, its period, and what the profile makes of it."""

from desk.core.guide import Moot, Statement
from desk.core.rounds import Round, period_sentence
from desk.core.scale import LABELS, Answer
from desk.ui.pages.sheet_course import Course
from desk.ui.widgets.statement import Asked

MOOT_REASONS = {
    Moot.NO_DEPUTIES: "votre commune n’a pas d’élu délégué",
    Moot.NO_OTHER_AGENTS: "votre commune n’a pas d’autre agent",
    Moot.SINGLE_EMPLOYER: "il n’y a qu’un employeur",
}


def question(round_: Round, course: Course, statement: Statement) -> Asked:
    """What a card shows of a statement of that way through the sheet."""
    title = next(each.title for each in round_.practices if statement in each.statements)
    return Asked(
        f"{title} · facultatif" if statement.optional else title,
        statement.text,
        statement.scale,
        f"{period_sentence(statement.scale, round_.started, round_.together_since)} :",
        course.content.answers.get(statement.id),
        hint(statement, round_.profile),
        f"Énoncé {course.asked.index(statement) + 1} sur {len(course.asked)}",
    )


def hint(statement: Statement, profile: frozenset[Moot]) -> str:
    """What the commune's profile lets expect, as a hint; "" when it says nothing."""
    reasons = [MOOT_REASONS[moot] for moot in sorted(statement.moot_when & profile)]
    if not reasons:
        return ""
    label = LABELS[statement.scale][Answer.MOOT].split(" / ")[0]
    return f"« {label} » est sans doute la réponse : {' et '.join(reasons)}. À vous de choisir."
