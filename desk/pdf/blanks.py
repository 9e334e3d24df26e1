"""Lines to fill in by hand, among the words that ask for them."""

import re
from itertools import groupby

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desk.core.wording import typographic
from desk.pdf.canvas import SOFT
from desk.pdf.flowables import tagged
from desk.pdf.fonts import REGULAR, shown, width
from desk.pdf.structure import Element

# How the guide's texts write a line to fill in by hand.
LINE = "…" * 6
FIELD = re.compile(rf"\s*{LINE}…*\.?\s*")


class Blanks(Flowable):
    """Words with lines between them, to be filled in by hand."""

    HEIGHT = 26.0
    GAP = 5.0
    SHORTEST = 90.0

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__()
        self.style = style
        self.rows: list[list[str]] = []
        # Words, and nothing where a line is drawn.
        self.tokens: list[str] = []
        for place, piece in enumerate(FIELD.split(text)):
            self.tokens += [""] if place else []
            self.tokens += [word for word in shown(typographic(piece)).split(" ") if word]

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The whole width, and room for a hand."""
        self.width, self.rows, taken = available, [[]], 0.0
        for token in self.tokens:
            room = self._wide(f"{token} ") if token else self.SHORTEST
            if self.rows[-1] and taken + room > available:
                self.rows.append([])
                taken = 0.0
            self.rows[-1].append(token)
            taken += room
        self.height = self.HEIGHT * len(self.rows)
        return self.width, self.height

    def _wide(self, text: str) -> float:
        return width(text, REGULAR, self.style.fontSize)

    def draw(self) -> None:
        """Draw the words as one paragraph, the lines as decoration."""
        said = Element("P")
        for place, row in enumerate(self.rows):
            self._draw_row(row, said, self.height - self.HEIGHT * (place + 1) + 4)

    def _draw_row(self, row: list[str], said: Element, y: float) -> None:
        pieces = [" ".join(tokens).strip() for _, tokens in groupby(row, bool)]
        taken = sum(self._wide(piece) + self.GAP for piece in pieces)
        length = (self.width - taken) / max(pieces.count(""), 1)
        x = 0.0
        for piece in pieces:
            x = self._draw_words(piece, said, x, y) if piece else self._draw_line(x, y, length)

    def _draw_words(self, text: str, said: Element, x: float, y: float) -> float:
        with tagged(self.canv, said):
            self.canv.setFont(REGULAR, self.style.fontSize)
            self.canv.setFillColor(self.style.textColor)
            self.canv.drawString(x, y, f"{text} ")
        return x + self._wide(text) + self.GAP

    def _draw_line(self, x: float, y: float, length: float) -> float:
        with tagged(self.canv, None):
            self.canv.setStrokeColor(SOFT)
            self.canv.setLineWidth(0.6)
            self.canv.line(x, y - 2, x + length, y - 2)
        return x + length + self.GAP
