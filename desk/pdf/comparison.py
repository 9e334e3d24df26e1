"""« Vos deux regards » on paper, for the two who opened them."""

from dataclasses import replace
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from desk.core.chart_words import SCALE
from desk.core.compared import KEEP, NORMAL, Compared, ComparedPractice, ComparedSection
from desk.core.handout import Imprint
from desk.pdf.comparison_chart import TwoMarks
from desk.pdf.flowables import Text
from desk.pdf.fonts import SEMIBOLD
from desk.pdf.pages import WIDTH, printed
from desk.pdf.press import Press
from desk.pdf.prose import Look, bullets, look, title_style, words
from desk.pdf.styles import Cell, Persons, rule_below, table
from desk.pdf.table_tags import TableTags

SIZE = 10.5
ANSWER, GAP = 98.0, 78.0
PLACE = 92.0
HEAD_RULE = 0.8
BLOCK = 90.0
PLACES = f"La place de chacun va {SCALE}. Sous trois réponses chiffrées, il n’y a pas de repère."


def draw_comparison(compared: Compared, imprint: Imprint, press: Press) -> bytes:
    """Chart and table, what is common, differences, the rest; the head of each page says whose it is."""
    style = look(SIZE, heading="H2")
    story: list[Flowable] = [
        Text(words(compared.title), title_style("H1")),
        Text(words(f"{KEEP}."), _strong(style)),
        Text(words(NORMAL), style.text),
        Spacer(1, 4),
        Persons(compared.elu, compared.sgm),
        Spacer(1, 4),
        TwoMarks(compared.places, WIDTH, compared.alt),
        Spacer(1, 8),
        _places(compared, style),
        Spacer(1, 3),
        Text(words(PLACES), style.small),
        *_subjects(compared, style),
    ]
    for section in compared.sections:
        story += _section(section, compared, style)
    return printed(compared, replace(imprint, source=KEEP), press, story)


def _strong(style: Look) -> ParagraphStyle:
    return ParagraphStyle("strong", parent=style.text, fontName=SEMIBOLD)


def _cell(style: Look) -> ParagraphStyle:
    return ParagraphStyle("cell", parent=style.text, spaceAfter=0)


def _head(names: list[str], style: Look) -> list[Cell]:
    strong = ParagraphStyle("head", parent=style.text, fontName=SEMIBOLD, spaceAfter=0)
    return [Text(words(name), strong) for name in names]


def _places(compared: Compared, style: Look) -> Flowable:
    cell = _cell(style)
    rows = [_head(["Pratique", compared.elu, compared.sgm, "Ce que disent les deux"], style)]
    for place in compared.places:
        said = (place.title, place.elu, place.sgm, place.counts)
        rows.append([Text(words(text), cell) for text in said])
    widths = [150.0, PLACE, PLACE, WIDTH - 150.0 - 2 * PLACE]
    return table(rows, widths, _rules(rows), tags=TableTags(1, named=True), repeatRows=1)


def _subjects(compared: Compared, style: Look) -> list[Flowable]:
    if not compared.subjects:
        return []
    return [Text(words("Vos sujets"), style.heading), *bullets(compared.subjects, style.item)]


def _section(section: ComparedSection, compared: Compared, style: Look) -> list[Flowable]:
    lead = ParagraphStyle("lead", parent=style.text, keepWithNext=1)
    out: list[Flowable] = [
        CondPageBreak(BLOCK + 40),
        Text(words(section.title), style.heading),
        Text(words(section.sentence), lead),
    ]
    for practice in section.practices:
        out += _practice(practice, compared, style)
    return out


def _practice(practice: ComparedPractice, compared: Compared, style: Look) -> list[Flowable]:
    title = ParagraphStyle(
        "practice", parent=_strong(style), tag="H3", keepWithNext=1, spaceBefore=6, spaceAfter=1
    )
    lead = ParagraphStyle("question", parent=style.text, keepWithNext=1)
    cell = _cell(style)
    rows = [_head(["Énoncé", compared.elu, compared.sgm, "Ensemble"], style)]
    lines = [(each.text, each.elu, each.sgm, each.gap) for each in practice.statements]
    rows += [[Text(words(text), cell) for text in line] for line in lines]
    widths = [WIDTH - 2 * ANSWER - GAP, ANSWER, ANSWER, GAP]
    question = [Text(words(f"Pour en parler : {practice.question}"), lead)] if practice.question else []
    return [
        CondPageBreak(BLOCK),
        Text(words(practice.title), title),
        *question,
        table(rows, widths, _rules(rows), tags=TableTags(1, named=True), repeatRows=1),
    ]


def _rules(rows: list[list[Cell]]) -> list[tuple[Any, ...]]:
    lines = [rule_below(0, HEAD_RULE), *(rule_below(place) for place in range(1, len(rows)))]
    return [*lines, ("RIGHTPADDING", (0, 0), (-1, -1), 8)]
