"""The agenda of a point, with columns to write in during it."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table

from desk.core.handout import Imprint
from desk.core.point_papers import DISCREET, NO_ACT, Agenda, AgendaSubject
from desk.pdf.by_hand import STEP, Foot, WhoBoxes, WritingLines
from desk.pdf.canvas import SOFT
from desk.pdf.flowables import Text
from desk.pdf.fonts import SEMIBOLD
from desk.pdf.own_words import own, shortened
from desk.pdf.pages import WIDTH, page_count, printed, whole_page
from desk.pdf.press import Press
from desk.pdf.prose import Look, look, title_style, words
from desk.pdf.styles import Cell, Persons, rule_below, table
from desk.pdf.table_tags import TableTags

SIZE = 10.25
HEADS = ("Sujet", "Convenu", "Qui", "Pour quand")
WHO, WHEN = 70.0, 68.0
SUBJECT = 182.0
LONGEST = 300
MOST = 12
"""Rows left empty at the end, for the subjects that come up."""
HEAD_RULE, ROW_RULE = 1.0, 0.8


def draw_agenda(agenda: Agenda, imprint: Imprint, press: Press) -> bytes:
    """As many empty rows as the last page has room for."""
    story = _story(agenda, _spare(agenda))
    return printed(agenda, imprint, press, story, foot=NO_ACT)


def _spare(agenda: Agenda) -> int:
    """All that the last page has room for; no page is added for what nobody may need."""
    fewest = _pages(agenda, 0)
    return next(spare for spare in range(MOST, -1, -1) if _pages(agenda, spare) == fewest)


def _pages(agenda: Agenda, spare: int) -> int:
    return page_count(_story(agenda, spare), [whole_page()])


def _story(agenda: Agenda, spare: int) -> list[Flowable]:
    style = look(SIZE)
    return [
        Text(words(agenda.title), title_style("H1")),
        Text(own(agenda.lead), look(11.5).text),
        Persons(agenda.elu, agenda.sgm),
        Spacer(1, 2),
        _table(agenda.subjects, spare, style),
        Spacer(1, 4),
        Text(words(DISCREET), look(10).text),
        Foot(NO_ACT),
    ]


def _table(subjects: Sequence[AgendaSubject], spare: int, style: Look) -> Table:
    strong = ParagraphStyle("strong", parent=style.text, fontName=SEMIBOLD, spaceAfter=0)
    rows: list[list[Cell]] = [[Text(words(name), strong) for name in HEADS]]
    rows += [_row(_subject(number, each, strong)) for number, each in enumerate(subjects, 1)]
    rows += [_row("") for _ in range(spare)]
    widths = [SUBJECT, WIDTH - SUBJECT - WHO - WHEN, WHO, WHEN]
    return table(rows, widths, _rules(len(rows)), tags=TableTags(1, named=True), repeatRows=1)


def _row(subject: Cell) -> list[Cell]:
    """Two lines of writing: one is drawn, the rule under the row is the other."""
    return [subject, WritingLines(1), [WhoBoxes(), Spacer(1, STEP)], WritingLines(1)]


def _subject(number: int, subject: AgendaSubject, strong: ParagraphStyle) -> list[Text]:
    """Long ones are cut: the carnet has the whole, this sheet the room to write."""
    plain = ParagraphStyle("origin", parent=look(10, spread=1.15).text, spaceAfter=0, textColor=SOFT)
    title = Text(f"{number}. {own(shortened(subject.title, LONGEST))}", strong)
    return [title, Text(words(subject.origin), plain)]


def _rules(count: int) -> list[tuple[Any, ...]]:
    return [
        rule_below(0, HEAD_RULE),
        *(rule_below(row, ROW_RULE) for row in range(1, count)),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 1), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 3),
    ]
