"""The guide's Markdown set in type: paragraphs, lists, headings, links, lines to fill in by hand."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desk.core.markdown import Block, BlockKind, Span, parse
from desk.core.wording import typographic
from desk.pdf.canvas import INK, SOFT
from desk.pdf.flowables import Item, Text, listed, tagged
from desk.pdf.fonts import REGULAR, SEMIBOLD, markup, shown, width
from desk.pdf.structure import Element

# How the guide's texts write a line to fill in by hand.
LINE = "…" * 6
_LINE = re.compile(rf"\s*{LINE}…*\.?\s*")


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a text at one size."""

    text: ParagraphStyle
    item: ParagraphStyle
    heading: ParagraphStyle
    small: ParagraphStyle


def look(size: float, *, heading: str = "H2", spread: float = 1.24) -> Look:
    """Styles for a text of `size` points, whose headings are of level `heading`."""
    leading = size * spread
    given = {"fontName": REGULAR, "textColor": INK, "fontSize": size, "leading": leading}
    text = ParagraphStyle("text", **given, spaceAfter=size * 0.35)
    return Look(
        text,
        ParagraphStyle("item", parent=text, leftIndent=size * 1.15, labelIndent=0, spaceAfter=size * 0.18),
        ParagraphStyle(
            "heading",
            parent=text,
            fontName=SEMIBOLD,
            fontSize=size * 1.14,
            leading=leading * 1.1,
            spaceBefore=size * 0.75,
            spaceAfter=size * 0.2,
            keepWithNext=1,
            tag=heading,
            landmark=int(heading[1]) - 1 if heading < "H3" else None,
        ),
        ParagraphStyle("small", parent=text, textColor=SOFT),
    )


def title_style(tag: str, size: float = 20) -> ParagraphStyle:
    """A title of level `tag`, itself a bookmark."""
    return ParagraphStyle(
        "title",
        fontName=SEMIBOLD,
        textColor=INK,
        fontSize=size,
        leading=size * 1.2,
        spaceAfter=size / 4,
        tag=tag,
        landmark=int(tag[1]) - 1,
    )


def flow(body: str, style: Look, known: Collection[str] = ()) -> list[Flowable]:
    """The Markdown as flowables; links lead to the landmarks of `known`, the others are plain words."""
    return [flowable for block in parse(body) for flowable in _block(block, style, known)]


def words(text: str) -> str:
    """Plain text as the markup of a paragraph, with French spaces."""
    return markup(typographic(text))


def bullets(texts: Sequence[str], style: ParagraphStyle) -> list[Item]:
    """A list of plain texts."""
    return listed([_item(words(text), "–", style) for text in texts])


def _block(block: Block, style: Look, known: Collection[str]) -> Sequence[Flowable]:
    match block.kind:
        case BlockKind.HEADING:
            return [Text(_spans(block.spans, known), style.heading)]
        case BlockKind.BULLETS:
            return listed([_item(_spans(item, known), "–", style.item) for item in block.items])
        case BlockKind.STEPS:
            numbered = enumerate(block.items, 1)
            return listed([_item(_spans(item, known), f"{n}.", style.item) for n, item in numbered])
    plain = "".join(span.text for span in block.spans)
    if _LINE.search(plain):
        return [Blanks(plain, style.text)]
    return [Text(_spans(block.spans, known), style.text)]


def _item(text: str, label: str, style: ParagraphStyle) -> Item:
    item = Item(text, style)
    item.label = label
    return item


def _spans(spans: Sequence[Span], known: Collection[str]) -> str:
    return "".join(_span(span, known) for span in spans)


def _span(span: Span, known: Collection[str]) -> str:
    text = words(span.text)
    for tag, wanted in (("b", span.bold), ("i", span.italic)):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    if span.target in known:
        return f'<a href="#{span.target}"><u>{text}</u></a>'
    return text


class Blanks(Flowable):
    """Words with lines between them, to be filled in by hand."""

    HEIGHT = 26.0
    GAP = 5.0

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__()
        self.style = style
        self.pieces = [shown(typographic(piece)).strip() for piece in _LINE.split(text)]

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The whole width, and room for a hand."""
        self.width, self.height = available, self.HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        """Draw the words as one paragraph, the lines as decoration."""
        canvas, said = self.canv, Element("P")
        taken = sum(width(piece, REGULAR, self.style.fontSize) for piece in self.pieces)
        lines = len(self.pieces) - 1
        length = (self.width - taken) / lines - 2 * self.GAP
        x = 0.0
        for place, piece in enumerate(self.pieces):
            with tagged(canvas, said):
                canvas.setFont(REGULAR, self.style.fontSize)
                canvas.setFillColor(self.style.textColor)
                canvas.drawString(x, 4, f"{piece} ")
            x += width(piece, REGULAR, self.style.fontSize) + self.GAP
            if place < lines:
                with tagged(canvas, None):
                    canvas.setStrokeColor(SOFT)
                    canvas.setLineWidth(0.6)
                    canvas.line(x, 2, x + length, 2)
                x += length + self.GAP
