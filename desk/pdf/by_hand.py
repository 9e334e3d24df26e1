"""Room to write in by hand: lines, boxes to tick, a sentence under the last page."""

from functools import partial

from reportlab.platypus import Flowable

from desk.pdf.canvas import RULE
from desk.pdf.flowables import tagged
from desk.pdf.pages import draw_foot
from desk.pdf.structure import Element
from desk.pdf.styles import TICK_BOX, draw_box, draw_circle, draw_square
from desk.pdf.tags import TaggedCanvas

STEP = 22.0
"""From one line to the next; with the air of a row of a table, more than eight millimetres."""


class WritingLines(Flowable):
    """Light lines across the room there is; decoration, nobody reads them aloud."""

    def __init__(self, count: int, step: float = STEP) -> None:
        super().__init__()
        self.count, self.step = count, step

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The whole width."""
        self.width, self.height = available, self.count * self.step
        return self.width, self.height

    def draw(self) -> None:
        """Draw them, the last one at the bottom."""
        with tagged(self.canv, None):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.5)
            for place in range(self.count):
                self.canv.line(0, place * self.step, self.width, place * self.step)


class WhoBoxes(Flowable):
    """Two boxes to tick, the circle's and the square's."""

    MARK = 8.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """A line of writing."""
        return available, STEP

    def draw(self) -> None:
        """Draw each box before its mark, as decoration."""
        x, y = 0.0, 5.0
        with tagged(self.canv, None):
            for shape in (draw_circle, draw_square):
                draw_box(self.canv, x, y)
                shape(self.canv, x + TICK_BOX + 4, y + 1, self.MARK)
                x += TICK_BOX + self.MARK + 14


class Foot(Flowable):
    """The sentence under the page where the story ends, read aloud there."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def wrap(self, _available: float, _height: float) -> tuple[float, float]:
        """It takes no room: it stands in the margin."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Draw it once the page is ended."""
        if isinstance(self.canv, TaggedCanvas):
            self.canv.later(partial(self._draw, self.canv))

    def _draw(self, canvas: TaggedCanvas) -> None:
        with canvas.marked(Element("P")):
            draw_foot(canvas, self.words)
