"""« Vos deux regards » ready to print, for the two who opened them: worded values, no note, no key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.core.chart_words import counts_in_words, in_words, mark_words
from desk.core.comparison import GAP_LABELS, Gap, PracticeView, StatementView
from desk.core.people import Pair
from desk.core.scale import LABELS, Answer
from desk.core.wording import capital, noun

KEEP = "À garder pour vous deux : ne s’envoie pas"
NORMAL = (
    "Des regards différents sont normaux, plus encore quand on travaille ensemble depuis peu : ils disent de "
    "quoi parler, pas qui a raison."
)
COMMON = (Gap.STRENGTH, Gap.WORKSITE)
DIFFERENCES = (Gap.DIFFERENT, Gap.CLARIFY, Gap.CONSOLIDATE)
REST = (Gap.UNANSWERED, Gap.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Section:
    """Statements of some classes, practice by practice, under one title."""

    title: str
    sentence: str
    gaps: tuple[Gap, ...]


# What both have in common first, then the differences.
SECTIONS = (
    Section(
        "Ce que vous avez en commun", "Vous y voyez la même chose, en place ou à mettre en place.", COMMON
    ),
    Section(
        "Vos différences", "Chacun peut dire ce qu’il voit de sa place ; personne n’a tort.", DIFFERENCES
    ),
    Section("Sans réponse ou laissé de côté", "Rien ne s’en déduit.", REST),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A practice's line of the chart: marks in half levels or None, their words, the counts."""

    title: str
    elu_mark: int | None
    sgm_mark: int | None
    elu: str
    sgm: str
    counts: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, both answers in words, its class."""

    text: str
    elu: str
    sgm: str
    gap: str


@dataclass(frozen=True, slots=True)
class ComparedPractice:
    """A practice's statements of one section; `question` opens the talk, or is empty."""

    title: str
    question: str
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """A section that has something to show."""

    title: str
    sentence: str
    practices: tuple[ComparedPractice, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The whole document; `alt` tells the chart, `subjects` are those chosen, in words."""

    title: str
    elu: str
    sgm: str
    places: tuple[Place, ...]
    alt: str
    sections: tuple[ComparedSection, ...]
    subjects: tuple[str, ...] = ()


def compared(
    title: str,
    views: Sequence[PracticeView],
    pair: Pair,
    questions: Mapping[str, str],
    subjects: Sequence[str] = (),
) -> Compared:
    """The two sheets side by side; `questions` are worded, by practice id."""
    return Compared(
        title,
        capital(noun(pair.elu, short=True)),
        capital(noun(pair.sgm, short=True)),
        tuple(_place(view) for view in views),
        " ".join(in_words(view, pair) for view in views),
        tuple(_sections(views, questions)),
        tuple(subjects),
    )


def shown_in(view: PracticeView, gaps: Sequence[Gap]) -> list[StatementView]:
    """A practice's statements of these classes; an optional one that nobody asked for is never shown."""
    return [each for each in view.statements if each.gap in gaps and each.is_asked]


def answer_words(each: StatementView, answer: Answer | None) -> str:
    """The label of an answer, or « sans réponse »."""
    return LABELS[each.statement.scale][answer] if answer is not None else "sans réponse"


def _place(view: PracticeView) -> Place:
    return Place(
        view.title,
        view.elu_mark,
        view.sgm_mark,
        mark_words(view.elu_mark),
        mark_words(view.sgm_mark),
        counts_in_words(view),
    )


def _sections(views: Sequence[PracticeView], questions: Mapping[str, str]) -> list[ComparedSection]:
    out = []
    for section in SECTIONS:
        wanted = questions if section.gaps == DIFFERENCES else {}
        its = tuple(
            ComparedPractice(view.title, wanted.get(view.practice_id, ""), _said(view, section.gaps))
            for view in views
            if shown_in(view, section.gaps)
        )
        if its:
            out.append(ComparedSection(section.title, section.sentence, its))
    return out


def _said(view: PracticeView, gaps: Sequence[Gap]) -> tuple[Said, ...]:
    return tuple(
        Said(
            each.statement.text,
            answer_words(each, each.elu),
            answer_words(each, each.sgm),
            GAP_LABELS[each.gap][0],
        )
        for each in shown_in(view, gaps)
    )
