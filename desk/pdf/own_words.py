"""What a person wrote, set as it is: nothing of it disappears, whatever the typeface lacks."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics

from desk.pdf.flowables import Text
from desk.pdf.fonts import REGULAR, markup

PICTURE = "[émoji]"
_PICTURES = frozenset({"So", "Sk"})
_JOINING = frozenset({"Mn", "Me", "Cf"})


def own(text: str) -> str:
    """The text as a paragraph's markup, each run of pictures told by one word."""
    glyphs = pdfmetrics.getFont(REGULAR).face.charToGlyph
    return markup("".join(_pieces(text, glyphs)))


def _pieces(text: str, glyphs: dict[int, int]) -> Iterator[str]:
    def is_picture(char: str) -> bool:
        return ord(char) not in glyphs and unicodedata.category(char) in _PICTURES

    drawn = "".join(
        char for char in text if ord(char) in glyphs or unicodedata.category(char) not in _JOINING
    )
    for pictured, run in groupby(unicodedata.normalize("NFC", drawn), is_picture):
        yield PICTURE if pictured else "".join(run)


def paragraphs(text: str, style: ParagraphStyle) -> list[Text]:
    """One paragraph for each line that is not blank."""
    return [Text(own(line), style) for line in text.splitlines() if line.strip()]


def shortened(text: str, most: int) -> str:
    """The text, cut at a word with « … » when it is longer than `most` characters."""
    if len(text) <= most:
        return text
    kept = text[:most]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept[most // 2 :] else kept}…"
