"""The guide's values made ready to print, worded for the people who will read them."""

from collections.abc import Callable, Iterable
from datetime import date

from desk.core.calendar import Occurrence
from desk.core.guide import Guide, Practice
from desk.core.handout import (
    Booklet,
    CalendarRow,
    Law,
    Matrix,
    MatrixGroup,
    MatrixRow,
    Passage,
    PathPhase,
    PathSheet,
    PathStep,
    PracticePage,
)
from desk.core.people import Pair
from desk.core.roles import VERB_LABELS, Holder, RoleMatrix, Row, Verb, by_group, short_label
from desk.core.steps import Path, Step, by_phase, who_words
from desk.core.wording import NBSP, capital, long_date, worded

# Words a text for its readers: `functools.partial(worded, people=…)`.
Word = Callable[[str], str]

TITLE = f"Dix pratiques pour travailler{NBSP}à{NBSP}deux"
MORE_OR_LESS = f"Des pratiques pour travailler{NBSP}à{NBSP}deux"
"""When a CDG's guide has another number of them."""
TEN = 10
SUBTITLE = "Binôme, coordination maire – secrétaire général de mairie"
MATRIX_LEAD = (
    "Pour chaque sujet : qui prépare, qui donne un avis, qui décide, qui met en œuvre, qui est informé. "
    "C’est une répartition de départ, que chaque binôme ajuste."
)


def practice_page(practice: Practice, word: Word) -> PracticePage:
    """One practice, to be printed on one page."""
    common = _common_day(fact.as_of for fact in practice.facts)
    return PracticePage(
        practice.id,
        practice.number,
        word(practice.title),
        tuple(Passage(part.id, word(part.title), word(part.body)) for part in practice.sections),
        tuple(Law(word(fact.text), _said(fact.reference, fact.as_of, common)) for fact in practice.facts),
        common,
        tuple(word(statement.text) for statement in practice.statements),
        word(practice.opening_question),
    )


def _common_day(days: Iterable[date]) -> str:
    """The day all were true, to be said once; empty when there are several."""
    found = set(days)
    return long_date(found.pop()) if len(found) == 1 else ""


def _said(reference: str, day: date, common: str) -> str:
    return reference if common else f"{reference}, à jour au {long_date(day)}"


def booklet(guide: Guide, word: Word, calendar: Iterable[Occurrence] = ()) -> Booklet:
    """The whole guide."""
    occurrences = tuple(calendar)
    return Booklet(
        TITLE if len(guide.practices) == TEN else MORE_OR_LESS,
        SUBTITLE,
        tuple(practice_page(practice, word) for practice in guide.practices),
        tuple(Passage(page.id, word(page.title), word(page.body)) for page in guide.pages),
        tuple(calendar_rows(occurrences)),
        _common_day(one.as_of for one in occurrences),
    )


def calendar_rows(occurrences: Iterable[Occurrence]) -> Iterable[CalendarRow]:
    """Deadlines in their order, with what they rest on, and its day where they have several."""
    occurrences = tuple(occurrences)
    common = _common_day(one.as_of for one in occurrences)
    for one in occurrences:
        yield CalendarRow(capital(one.wording), one.title, _said(one.reference, one.as_of, common))


def matrix(title: str, roles: RoleMatrix, rows: Iterable[Row], word: Word) -> Matrix:
    """« Qui fait quoi » as this pair has it: `rows` as from `desk.core.roles.adjusted`."""
    common = _common_day(one.basis.as_of for one in roles.subjects if one.basis)
    return Matrix(
        title,
        MATRIX_LEAD,
        tuple(VERB_LABELS.values()),
        tuple(
            MatrixGroup(group.title, tuple(_matrix_row(row, word, common) for row in its_rows))
            for group, its_rows in by_group(roles, rows)
        ),
        common,
    )


def _matrix_row(row: Row, word: Word, common: str) -> MatrixRow:
    subject, basis = row.subject, row.subject.basis
    return MatrixRow(
        word(subject.title),
        tuple(short_label(row.line.holder(verb), word("{SGM}")) for verb in Verb),
        tuple(verb in row.changed for verb in Verb),
        " ".join(part for part in (word(subject.note), _other(row, word)) if part),
        _said(basis.reference, basis.as_of, common) if basis else "",
    )


def _other(row: Row, word: Word) -> str:
    """Who « autre » is, where the line is as proposed."""
    proposed = (verb for verb in Verb if verb not in row.changed)
    shown = any(row.line.holder(verb) is Holder.OTHER for verb in proposed)
    return f"Autre : {word(row.subject.other)}." if shown and row.subject.other else ""


def path_sheet(
    path: Path, steps: Iterable[Step], pair: Pair, when: Callable[[str], str], done: Iterable[str] = ()
) -> PathSheet:
    """A path to tick; `when` gives the words of a phase's date by its id, `done` holds the ids ticked."""
    ticked, kept = frozenset(done), tuple(steps)
    common = _common_day(step.basis.as_of for step in kept if step.basis)
    return PathSheet(
        path.title,
        worded(path.lead, pair.named),
        tuple(
            PathPhase(
                phase.title,
                when(phase.id),
                tuple(_path_step(step, pair, common, done=step.id in ticked) for step in its),
            )
            for phase, its in by_phase(path, kept)
        ),
        common,
    )


def _path_step(step: Step, pair: Pair, common: str, *, done: bool) -> PathStep:
    return PathStep(
        worded(step.title, pair.named),
        worded(step.why, pair.named),
        capital(who_words(step.who, pair)),
        _said(step.basis.reference, step.basis.as_of, common) if step.basis else "",
        done,
    )
