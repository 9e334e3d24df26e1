"""The guide's Markdown set in type: paragraphs, lists, headings, links, lines to fill in by hand."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desk.core.markdown import Block, BlockKind, Span, parse
from desk.core.wording import MONTHS, NBSP, typographic
from desk.pdf.blanks import FIELD, LINE, Blanks
from desk.pdf.canvas import INK, SOFT
from desk.pdf.flowables import Item, Text, listed
from desk.pdf.fonts import REGULAR, SEMIBOLD, markup

_BRACKETS = str.maketrans("()", "[]")
# Up to the sentence that holds the first line to fill in.
_BEFORE = re.compile(rf"(?P<text>(?:(?!{LINE}).)*[.;!?])\s(?=[^…]*{LINE})", re.DOTALL)
# A code and its article, a month and its year, stay on one line.
_TOGETHER = re.compile(rf"\b(CGCT|CGFP|CRPA|CGI,|articles?|{'|'.join(MONTHS)}) (?=[LR]?\d)")


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
    text = ParagraphStyle("text", **given, spaceAfter=size * 0.35, allowWidows=0)
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
    return markup(_TOGETHER.sub(rf"\1{NBSP}", typographic(text)))


def aside(reference: str) -> str:
    """What a text rests on, in parentheses; its own parentheses become brackets."""
    return f"({reference.translate(_BRACKETS)})"


def checked(as_of: str) -> str:
    """When the references of a document were true, and who can say if they still are."""
    return f"Références à jour au {as_of} ; à vérifier auprès de votre CDG avant d’agir."


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
    if FIELD.search(plain):
        return _to_fill_in(plain, style)
    return [Text(_spans(block.spans, known), style.text)]


def _to_fill_in(plain: str, style: Look) -> list[Flowable]:
    """What is said first as a paragraph, then the sentence with its lines on one line of its own."""
    before = _BEFORE.match(plain)
    if before is None:
        return [Blanks(plain, style.text)]
    said = ParagraphStyle("said", parent=style.text, keepWithNext=1)
    return [Text(words(before["text"]), said), Blanks(plain[before.end() :], style.text)]


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
