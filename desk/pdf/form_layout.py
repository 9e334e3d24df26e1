"""The sheet's blocks: what each is high, how it is drawn, and which stay together on a page."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from desk.pdf.canvas import PAGE_HEIGHT, PAGE_WIDTH
from desk.pdf.flowables import Text
from desk.pdf.fonts import BODY
from desk.pdf.form_widgets import BOX, CheckBoxes
from desk.pdf.structure import Element
from desk.pdf.styles import STRONG, TEXT, literal, paragraph
from desk.pdf.tags import TaggedCanvas

Json = dict[str, Any]

ANSWERS = ("0", "1", "2", "3", "nsp", "so")
# Narrower edges than other documents: ten practices must fit on two sheets of paper.
MARGIN = 15 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
COLUMNS = (59.0, 42.0, 48.0, 59.0, 43.0, 40.0)
COLUMN_GAP = 5.0
STATEMENT_WIDTH = TEXT_WIDTH - sum(COLUMNS)
GAP = 10.0
# Printers that know no grey would dot anything lighter.
BLACK = HexColor("#000000")
PLAIN = ParagraphStyle("form-text", parent=TEXT, textColor=BLACK)
BOLD = ParagraphStyle("form-strong", parent=STRONG, textColor=BLACK)
LABEL = ParagraphStyle("label", parent=PLAIN, fontSize=BODY, leading=12.5, alignment=1)
STATEMENT = ParagraphStyle("statement", parent=PLAIN, fontSize=BODY, leading=12.8)
PERIOD = ParagraphStyle("period", parent=PLAIN, fontSize=BODY, leading=12.5)
PRACTICE = ParagraphStyle("practice", parent=BOLD, fontSize=13, leading=16, tag="H2", landmark=1)
COLUMN_HEAD, ROW_HEAD = "/O /Table /Scope /Column", "/O /Table /Scope /Row"
TOP = PAGE_HEIGHT - 19 * mm
ROOM = TOP - 17 * mm


class Block(Protocol):
    """Something `height` points high, drawn from a line downwards."""

    height: float

    def draw(self, canvas: TaggedCanvas, top: float, boxes: CheckBoxes | None) -> None:
        """Draw with the upper edge at `top`; `boxes` is None on a sheet to print."""


@dataclass(slots=True)
class Words:
    """A paragraph across the page, with space after it; a `repeated` one is for the eye only."""

    paragraph: Text
    before: float = 0.0
    after: float = 5.0
    repeated: bool = False
    height: float = 0.0

    def __post_init__(self) -> None:
        self.height = self.before + self.paragraph.wrap(TEXT_WIDTH, ROOM)[1] + self.after

    def draw(self, canvas: TaggedCanvas, top: float, boxes: CheckBoxes | None) -> None:  # noqa: ARG002
        """Draw the words."""
        with canvas.artifact() if self.repeated else nullcontext():
            self.paragraph.drawOn(canvas, MARGIN, top - self.height + self.after)


class Header:
    """The period asked about, then the six labels over their columns: the head of `table`."""

    def __init__(self, period: str, labels: dict[str, str], table: Element) -> None:
        self.row = table.add(Element("TR"))
        self.period = paragraph(period, PERIOD)
        self.labels = [paragraph(short_label(labels[answer]), LABEL) for answer in ANSWERS]
        left = self.period.wrap(STATEMENT_WIDTH - GAP, ROOM)[1]
        cells = zip(self.labels, COLUMNS, strict=True)
        right = (label.wrap(width - COLUMN_GAP, ROOM)[1] for label, width in cells)
        self.height = max(left, *right) + 6

    def draw(self, canvas: TaggedCanvas, top: float, boxes: CheckBoxes | None) -> None:  # noqa: ARG002
        """Draw the labels on one base line, with a rule under them."""
        bottom = top - self.height
        self._draw_cell(canvas, self.period, MARGIN, bottom + 4)
        for label, left, _ in _cells(self.labels):
            self._draw_cell(canvas, label, left + COLUMN_GAP / 2, bottom + 4)
        _rule(canvas, bottom, 0.8)

    def _draw_cell(self, canvas: TaggedCanvas, words: Text, x: float, y: float) -> None:
        words.element = self.row.add(Element("TH", attributes=COLUMN_HEAD))
        words.drawOn(canvas, x, y)


class Line:
    """A statement and its six boxes: a row of `table`."""

    def __init__(self, statement: Json, labels: dict[str, str], table: Element) -> None:
        self.statement, self.labels = statement, labels
        self.row = table.add(Element("TR"))
        optional = " (facultatif)" if statement["optional"] else ""
        self.words = literal(statement["text"] + optional, STATEMENT)
        self.height = max(self.words.wrap(STATEMENT_WIDTH - GAP, ROOM)[1], BOX) + 6.5

    def draw(self, canvas: TaggedCanvas, top: float, boxes: CheckBoxes | None) -> None:
        """Draw the statement, the boxes half way down it, and a rule."""
        bottom = top - self.height
        self.words.element = self.row.add(Element("TH", attributes=ROW_HEAD))
        self.words.drawOn(canvas, MARGIN, bottom + 4)
        y = bottom + (self.height - BOX) / 2
        for answer, left, width in _cells(ANSWERS):
            self._draw_box(canvas, answer, left + (width - BOX) / 2, y, boxes)
        _rule(canvas, bottom, 0.4)

    def _draw_box(
        self, canvas: TaggedCanvas, answer: str, x: float, y: float, boxes: CheckBoxes | None
    ) -> None:
        """On paper the drawn box is what there is to read; on screen the widget over it is."""
        cell = self.row.add(Element("TD", spoken="" if boxes else "case à cocher"))
        with canvas.artifact() if boxes else canvas.marked(cell):
            canvas.setLineWidth(0.9)
            canvas.setStrokeColor(BLACK)
            canvas.rect(x, y, BOX, BOX, stroke=1, fill=0)
        if boxes:
            tooltip = f"{self.statement['text']} — {self.labels[answer]}"
            boxes.add(f"{self.statement['id']}_{answer}", tooltip, (x, y), cell.inside("Form"))


def short_label(label: str) -> str:
    """« Sans objet » of « Sans objet / ne s’est pas présenté », which the instructions tell whole."""
    return label.split(" / ", maxsplit=1)[0]


def _cells(items: Sequence[Any]) -> Iterator[tuple[Any, float, float]]:
    left = MARGIN + STATEMENT_WIDTH
    for item, width in zip(items, COLUMNS, strict=True):
        yield item, left, width
        left += width


def _rule(canvas: TaggedCanvas, y: float, weight: float) -> None:
    with canvas.artifact():
        canvas.setLineWidth(weight)
        canvas.setStrokeColor(BLACK)
        canvas.line(MARGIN, y, MARGIN + TEXT_WIDTH, y)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay together; `continued` is said above them when they open a page."""

    blocks: Sequence[Block]
    continued: str = ""

    @property
    def height(self) -> float:
        """In points, without the words said above."""
        return sum(block.height for block in self.blocks)

    def opening_page(self) -> Sequence[Block]:
        """The same blocks at the top of a page."""
        if not self.continued:
            return self.blocks
        return [_title(f"{self.continued} (suite)", repeated=True), *self.blocks]


def practice_groups(data: Json) -> Iterator[Group]:
    """A header and the statements of its scale, the first of each practice under the title."""
    for practice in data["practices"]:
        title, continued = [_title(practice["title"])], ""
        for scale, statements in groupby(practice["statements"], key=lambda statement: statement["scale"]):
            labels, table = data["labels"][scale], Element("Table")
            header = Header(data["periods"][scale], labels, table)
            lines = [Line(statement, labels, table) for statement in statements]
            yield Group([*title, header, *lines], continued)
            title, continued = [], practice["title"]


def _title(text: str, *, repeated: bool = False) -> Words:
    return Words(literal(text, PRACTICE), before=10, after=1, repeated=repeated)


def paged(groups: Sequence[Group]) -> list[list[Block]]:
    """The groups over as many pages as they need; one longer than a page is cut between its blocks."""
    pages: list[list[Block]] = [[]]
    left = ROOM
    for group in groups:
        blocks = group.blocks
        if group.height > left and pages[-1]:
            pages.append([])
            left, blocks = ROOM, group.opening_page()
        for block in blocks:
            if block.height > left and pages[-1]:
                pages.append([])
                left = ROOM
            pages[-1].append(block)
            left -= block.height
    return pages
