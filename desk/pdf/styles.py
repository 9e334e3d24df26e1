"""Paragraphs, rules and marks shared by the documents."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table, TableStyle

from desk.core.wording import typographic
from desk.pdf.canvas import INK, LEADING, RULE, SOFT
from desk.pdf.flowables import Text, tagged
from desk.pdf.fonts import BODY, REGULAR, SEMIBOLD, fitted, markup, shown, width
from desk.pdf.structure import Element
from desk.pdf.table_tags import TableTags

Cell = Any


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": REGULAR, "bulletFontName": REGULAR, "textColor": INK} | more
    return ParagraphStyle(name, fontSize=size, leading=leading, **given)


TEXT = _style("text", BODY, LEADING, spaceAfter=4)
STRONG = _style("strong", BODY, LEADING, fontName=SEMIBOLD)
NUMBER = _style("number", BODY, LEADING, fontName=SEMIBOLD, alignment=2)
FAINT_NUMBER = _style("faint-number", BODY, LEADING, alignment=2, textColor=SOFT)
HEADER = _style("header", 10, 12, alignment=2, textColor=SOFT)
LEFT_HEADER = _style("left-header", 10, 12, textColor=SOFT)
CAPTION = _style("caption", 10, 13, textColor=SOFT)
FIGURE = _style("figure", 24, 28, fontName=SEMIBOLD)
SECTION = _style(
    "section", 15, 19, fontName=SEMIBOLD, spaceBefore=18, spaceAfter=6, keepWithNext=1, tag="H2", landmark=1
)
TITLE = _style("title", 26, 31, fontName=SEMIBOLD, spaceAfter=2, tag="H1", landmark=0)
SUBTITLE = _style("subtitle", 15, 20, spaceAfter=6)
# The rule that each table keeps at most: light, horizontal.
ROW_RULE = 0.4
TICK_BOX = 10.0


def paragraph(text: str, style: ParagraphStyle = TEXT) -> Text:
    """One paragraph of plain text, with French spaces."""
    return Text(markup(typographic(text)), style)


def literal(text: str, style: ParagraphStyle = TEXT) -> Text:
    """One paragraph of someone's own words, left as they are."""
    return Text(markup(text), style)


def table(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    extra: Sequence[tuple[Any, ...]] = (),
    *,
    tags: TableTags,
    **options: Any,
) -> Table:
    """A table without frame or fill, its text flush with the margin; `tags` says what heads it."""
    plain: list[tuple[Any, ...]] = [
        # Empty cells too ask for a face, and the library's own is not embedded.
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    # An empty text would be drawn outside the structure.
    filled = [[[] if cell == "" else cell for cell in row] for row in rows]
    style = TableStyle([*plain, *extra])
    return Table(filled, colWidths=widths, style=style, hAlign="LEFT", renderCB=tags, **options)


def rule_below(row: int, weight: float = ROW_RULE) -> tuple[Any, ...]:
    """A light line under a row."""
    return ("LINEBELOW", (0, row), (-1, row), weight, RULE)


class Persons(Flowable):
    """The two functions on one line, each after its mark: a circle, a square."""

    SIZE = 9.0

    def __init__(self, elu: str, sgm: str) -> None:
        super().__init__()
        self.names = (shown(elu), shown(sgm))
        self.room = 0.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Takes the whole width and one line, or two where the names are long."""
        self.room = available
        self.height = LEADING * (1 if self._one_line() else 2) + 4
        return available, self.height

    def _one_line(self) -> bool:
        return sum(width(name, REGULAR, BODY) for name in self.names) + 60 <= self.room

    def draw(self) -> None:
        """Draw both marks and names from the top."""
        x, y = 0.0, self.height - LEADING + 4
        for shape, name in zip((draw_circle, draw_square), self.names, strict=True):
            text = fitted(name, REGULAR, BODY, self.room - 20)
            with tagged(self.canv, None):
                shape(self.canv, x, y - 1, self.SIZE)
            with tagged(self.canv, Element("P")):
                self.canv.setFont(REGULAR, BODY)
                self.canv.setFillColor(INK)
                self.canv.drawString(x + self.SIZE + 5, y, text)
            if self._one_line():
                x += self.SIZE + 5 + width(text, REGULAR, BODY) + 24
            else:
                y -= LEADING


def draw_circle(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The elected person's mark in a square of `size` whose lower left corner is (x, y)."""
    canvas.setFillColor(INK)
    canvas.circle(x + size / 2, y + size / 2, size / 2, stroke=0, fill=1)


def draw_square(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The mark of the secrétaire général or of the DGS, in the same box."""
    canvas.setFillColor(INK)
    canvas.rect(x + 0.5, y + 0.5, size - 1, size - 1, stroke=0, fill=1)


def draw_box(canvas: Canvas, x: float, y: float, *, done: bool = False) -> None:
    """A box to tick, or a ticked one, its lower left corner at (x, y)."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.9)
    canvas.rect(x, y, TICK_BOX, TICK_BOX, stroke=1, fill=0)
    if done:
        canvas.setLineWidth(1.4)
        canvas.lines([(x + 2, y + 5, x + 4.2, y + 2.4), (x + 4.2, y + 2.4, x + 8.2, y + 8)])
