"""« Qui fait quoi » as a table to pin up."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desk.core.handout import Imprint, Matrix, MatrixGroup, MatrixRow
from desk.pdf.canvas import RULE
from desk.pdf.flowables import Text
from desk.pdf.fonts import SEMIBOLD
from desk.pdf.pages import WIDTH, printed
from desk.pdf.press import Press
from desk.pdf.prose import Look, aside, checked, look, title_style, words
from desk.pdf.styles import Cell, rule_below, table
from desk.pdf.table_tags import TableTags

SIZE = 10.0
# A note is read once, the table often: a little smaller, the whole fits the two sides of a sheet.
NOTE = 9.5
HOLDER = 64.0
GROUP_RULE = 0.8
ADJUSTED = "En gras : ce que le binôme a ajusté."


def draw_matrix(matrix: Matrix, imprint: Imprint, press: Press) -> bytes:
    """The table, its heads repeated on each page, each subject whole on a page."""
    style = look(SIZE, spread=1.13)
    story: list[Flowable] = [
        Text(words(matrix.title), title_style("H1")),
        Text(words(_lead(matrix)), look(11).text),
        _table(matrix, style),
    ]
    return printed(matrix, imprint, press, story)


def _table(matrix: Matrix, style: Look) -> Flowable:
    strong = ParagraphStyle("strong", parent=style.text, fontName=SEMIBOLD, spaceAfter=0)
    rows: list[list[Cell]] = [[Text(words(name), strong) for name in ("Sujet", *matrix.columns)]]
    extra: list[tuple[Any, ...]] = [
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        rule_below(0, GROUP_RULE),
    ]
    for group in matrix.groups:
        _add_group(rows, extra, group, (style, strong), len(matrix.columns))
    count = len(matrix.columns)
    widths = [WIDTH - HOLDER * count, *[HOLDER] * count]
    return table(rows, widths, extra, tags=TableTags(1, named=True), repeatRows=1)


def _add_group(
    rows: list[list[Cell]],
    extra: list[tuple[Any, ...]],
    group: MatrixGroup,
    styles: tuple[Look, ParagraphStyle],
    columns: int,
) -> None:
    style, strong = styles
    first = len(rows)
    heading = ParagraphStyle("group", parent=strong, fontSize=SIZE * 1.14, leading=SIZE * 1.3)
    rows.append([Text(words(group.title), heading), *[""] * columns])
    extra += [
        ("SPAN", (0, first), (-1, first)),
        ("NOSPLIT", (0, first), (-1, first + 1)),
        ("TOPPADDING", (0, first), (-1, first), 5),
        ("LINEBELOW", (0, first), (-1, first), GROUP_RULE, RULE),
    ]
    for row in group.rows:
        _add_row(rows, extra, row, (style.text, strong))


def _add_row(
    rows: list[list[Cell]],
    extra: list[tuple[Any, ...]],
    row: MatrixRow,
    styles: tuple[ParagraphStyle, ParagraphStyle],
) -> None:
    """A subject, and under it, across the table, what is to be known of it."""
    style, strong = styles
    first, plain = len(rows), ParagraphStyle("plain", parent=style, spaceAfter=0)
    holders = zip(row.holders, row.changed, strict=True)
    names = [Text(words(name), strong if changed else plain) for name, changed in holders]
    rows.append([Text(words(row.subject), strong), *names])
    note = " ".join(part for part in (row.note, aside(row.basis) if row.basis else "") if part)
    if note:
        small = ParagraphStyle("note", parent=plain, fontSize=NOTE, leading=NOTE * 1.15, heads=False)
        rows.append([Text(words(note), small), *[""] * len(names)])
        extra += [
            ("SPAN", (0, first + 1), (-1, first + 1)),
            ("NOSPLIT", (0, first), (-1, first + 1)),
            ("TOPPADDING", (0, first + 1), (-1, first + 1), 0),
        ]
    extra.append(rule_below(len(rows) - 1))


def _lead(matrix: Matrix) -> str:
    adjusted = any(any(row.changed) for group in matrix.groups for row in group.rows)
    as_of = checked(matrix.as_of) if matrix.as_of else ""
    return " ".join(part for part in (matrix.lead, ADJUSTED if adjusted else "", as_of) if part)
