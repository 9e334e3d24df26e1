"""The two-marks chart on paper: line and shape, legible in black and white."""

from collections.abc import Sequence

from desk.core.chart import placed, stand_apart
from desk.core.chart_words import ENDS
from desk.core.compared import Place
from desk.pdf import fonts
from desk.pdf.canvas import INK, RULE, SOFT
from desk.pdf.flowables import Picture
from desk.pdf.styles import draw_circle, draw_square

ROW, HEAD, SIZE = 21.0, 20.0, 10.0
LINE = 12.5
LABEL, EDGE = 190.0, 14.0
WORDS, ENDS_SIZE = 11.0, 11.0
THIN, THICK = 0.9, 2.4
PALE = 0.5


class TwoMarks(Picture):
    """A row per practice: its title, then both marks on one line between four guides."""

    def __init__(self, places: Sequence[Place], width: float, alt: str) -> None:
        self.rows = [
            (place, fonts.two_lines(place.title, fonts.REGULAR, WORDS, LABEL - 4)) for place in places
        ]
        super().__init__(width, HEAD + sum(_high(label) for _, label in self.rows), alt)
        self.line = width - LABEL - 2 * EDGE

    def paint(self) -> None:
        """From the top: the ends in words, the guides, the rows."""
        self._paint_guides()
        top = self.height - HEAD
        for place, label in self.rows:
            self._paint_row(place, label, top - _high(label) / 2)
            top -= _high(label)

    def _paint_guides(self) -> None:
        left, top = LABEL + EDGE, self.height - HEAD
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(PALE)
        for level in range(4):
            x = left + self.line * level / 3
            self.canv.line(x, 0, x, top)
        self.canv.setFillColor(SOFT)
        self.canv.setFont(fonts.REGULAR, ENDS_SIZE)
        half = fonts.width(ENDS[0], fonts.REGULAR, ENDS_SIZE) / 2
        self.canv.drawString(left - half, top + 6, ENDS[0])
        self.canv.drawRightString(self.width, top + 6, ENDS[1])

    def _paint_row(self, place: Place, label: Sequence[str], middle: float) -> None:
        self.canv.setFillColor(INK)
        self.canv.setFont(fonts.REGULAR, WORDS)
        for number, line in enumerate(label):
            below = LINE * (number - (len(label) - 1) / 2)
            self.canv.drawRightString(LABEL, middle - WORDS / 3 - below, line)
        marks = placed(place.elu_mark, place.sgm_mark, self.line, SIZE)
        left = LABEL + EDGE
        spots = [None if x is None else left + x for x in marks]
        self._paint_joint(spots, middle, THICK if stand_apart(place.elu_mark, place.sgm_mark) else THIN)
        for shape, x in zip((draw_circle, draw_square), spots, strict=True):
            if x is not None:
                shape(self.canv, x - SIZE / 2, middle - SIZE / 2, SIZE)

    def _paint_joint(self, spots: Sequence[float | None], middle: float, weight: float) -> None:
        known = sorted(x for x in spots if x is not None)
        if len(known) < 2 or known[1] - known[0] < SIZE * 1.5:
            return
        self.canv.setStrokeColor(SOFT)
        self.canv.setLineWidth(weight)
        self.canv.line(known[0] + SIZE * 0.75, middle, known[1] - SIZE * 0.75, middle)


def _high(label: Sequence[str]) -> float:
    """A row's height: a title on two lines takes some more."""
    return ROW if len(label) < 2 else ROW + LINE / 2
