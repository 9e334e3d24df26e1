"""How each class is drawn: by lines and dots alone, so that a photocopy tells as much as a screen."""

from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import black, white
from reportlab.platypus import Flowable

from desk.core.comparison import Gap
from desk.pdf import fonts
from desk.pdf.flowables import tagged

# A rectangle: left, bottom, width, height.
Box = tuple[float, float, float, float]

OUTLINE = 0.8
STEP = 4.5
DOT = 1.5
NUMBER = 11.0
# Digits stand in the middle of a box when their base line is this part of their size under it.
DIGITS_DROP = 0.34


def paint(canvas: Any, gap: Gap, box: Box) -> None:
    """Fill and outline a rectangle the way of its class."""
    canvas.setLineWidth(OUTLINE)
    canvas.setStrokeColor(black)
    canvas.setFillColor(black if gap is Gap.STRENGTH else white)
    canvas.rect(*box, stroke=0, fill=1)
    inside = _INSIDE.get(gap)
    if inside:
        _clipped(canvas, box, inside)
    if gap is Gap.UNANSWERED:
        canvas.setDash(2, 2)
    canvas.rect(*box, stroke=1, fill=0)
    canvas.setDash()


def paint_number(canvas: Any, gap: Gap, box: Box, number: int) -> None:
    """The number in the middle of its rectangle, on white where a pattern would run into it."""
    left, bottom, wide, high = box
    text = str(number)
    room = fonts.width(text, fonts.SEMIBOLD, NUMBER)
    if room + 4 > wide or high < NUMBER:
        return
    x, y = left + wide / 2, bottom + high / 2
    if gap in _INSIDE:
        canvas.setFillColor(white)
        canvas.rect(x - room / 2 - 2, y - NUMBER / 2, room + 4, NUMBER, stroke=0, fill=1)
    canvas.setFont(fonts.SEMIBOLD, NUMBER)
    canvas.setFillColor(white if gap is Gap.STRENGTH else black)
    canvas.drawCentredString(x, y - NUMBER * DIGITS_DROP, text)


def _clipped(canvas: Any, box: Box, inside: Callable[[Any, Box], None]) -> None:
    canvas.saveState()
    edge = canvas.beginPath()
    edge.rect(*box)
    canvas.clipPath(edge, stroke=0, fill=0)
    inside(canvas, box)
    canvas.restoreState()


def _slanted(canvas: Any, box: Box) -> None:
    left, bottom, wide, high = box
    count = int((wide + high) / STEP) + 1
    starts = [left - high + STEP * place for place in range(1, count)]
    canvas.lines([(x, bottom, x + high, bottom + high) for x in starts])


def _level(canvas: Any, box: Box) -> None:
    left, bottom, wide, high = box
    levels = [bottom + STEP * place for place in range(1, int(high / STEP) + 1)]
    canvas.lines([(left, y, left + wide, y) for y in levels])


def _dotted(canvas: Any, box: Box) -> None:
    """Lines so cut that only dots are left of them: a page of true dots would weigh more than its words."""
    left, bottom, wide, high = box
    canvas.setLineWidth(DOT)
    canvas.setDash(DOT, STEP - DOT)
    levels = [bottom + STEP * (place + 0.5) for place in range(int(high / STEP) + 1)]
    canvas.lines([(left + 1, y, left + wide, y) for y in levels])


_INSIDE = {Gap.DIFFERENT: _slanted, Gap.CLARIFY: _dotted, Gap.CONSOLIDATE: _level}


class Swatch(Flowable):
    """A small piece of a class's pattern above its word, at the right of a column."""

    def __init__(self, gap: Gap) -> None:
        super().__init__()
        self.gap = gap

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The whole width of the cell."""
        self.width, self.height = available, 13.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as decoration: the word says it."""
        with tagged(self.canv, None):
            paint(self.canv, self.gap, (self.width - 22, 2, 22, 9))
