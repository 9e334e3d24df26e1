"""The typeface of documents, and text made fit for it."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desk.core.wording import NARROW, NBSP

REGULAR, SEMIBOLD = "SourceSansPro-Regular", "SourceSansPro-Semibold"
ITALIC, SEMIBOLD_ITALIC = "SourceSansPro-It", "SourceSansPro-SemiboldIt"
# The size of running text, in points.
BODY = 11.0


def load(folder: Path) -> None:
    """Register the two upright faces from `folder` once per process. A missing file is a bug: TTFError."""
    _register(folder, (REGULAR, SEMIBOLD))


def load_all(folder: Path) -> None:
    """The slanted faces too, and which is whose bold or italic: for texts with marks inside."""
    family = (REGULAR, SEMIBOLD, ITALIC, SEMIBOLD_ITALIC)
    _register(folder, family)
    pdfmetrics.registerFontFamily(REGULAR, *family)


def _register(folder: Path, names: Iterable[str]) -> None:
    known = pdfmetrics.getRegisteredFontNames()
    for name in names:
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def width(text: str, font: str, size: float) -> float:
    """Length in points of `text` on one line."""
    return float(pdfmetrics.stringWidth(text, font, size))


def shown(text: str) -> str:
    """The text with glyphs this face has: emoji are dropped, letters of other scripts become « ? »."""
    glyphs = pdfmetrics.getFont(REGULAR).face.charToGlyph
    # The line breaker would break at U+202F.
    composed = unicodedata.normalize("NFC", text).replace(NARROW, NBSP)
    return "".join(_glyph(char, glyphs) for char in composed)


def _glyph(char: str, glyphs: dict[int, int]) -> str:
    if char.isspace():
        return NBSP if char == NBSP else " "
    category = unicodedata.category(char)
    if category[0] == "C":
        return ""
    if ord(char) in glyphs:
        return char
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if ord(part) in glyphs)
    return plain or ("?" if category[0] in "LN" else "")


def markup(text: str) -> str:
    """The same, safe inside a paragraph's own markup."""
    return escape(shown(text))


def fitted(text: str, font: str, size: float, room: float) -> str:
    """The text, cut with « … » where it is longer than `room` points."""
    if width(text, font, size) <= room:
        return text
    while text and width(text + "…", font, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def two_lines(text: str, font: str, size: float, room: float) -> list[str]:
    """The text, as this face shows it, on two lines at most, the second one cut where it is too long."""
    lines = simpleSplit(shown(text), font, size, room)
    kept = [*lines[:1], " ".join(lines[1:])] if len(lines) > 2 else lines
    return [fitted(line, font, size, room) for line in kept]
