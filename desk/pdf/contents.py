"""The contents of a document: each title leads to its page, whose number is known at the end."""

from collections.abc import Sequence
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desk.pdf.canvas import RULE
from desk.pdf.flowables import tagged
from desk.pdf.fonts import width
from desk.pdf.structure import Element
from desk.pdf.tags import TaggedCanvas

ROOM_FOR_NUMBER = 40.0


def contents(entries: Sequence["Entry"]) -> list["Entry"]:
    """The entries as one table of contents."""
    whole = Element("TOC")
    for entry in entries:
        entry.element = whole.inside("TOCI", "Reference", "Link")
    return list(entries)


class Entry(Flowable):
    """One line: the title, a rule, the page of the landmark `name`."""

    def __init__(self, name: str, title: str, style: ParagraphStyle) -> None:
        super().__init__()
        self.name, self.title, self.style = name, title, style
        self.element = Element("Link")

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The whole width, one line."""
        self.width, self.height = available, self.style.leading * 1.35
        return self.width, self.height

    def draw(self) -> None:
        """Draw the title now, and the number once it is known."""
        canvas, style = self.canv, self.style
        canvas.setFont(style.fontName, style.fontSize)
        canvas.setFillColor(style.textColor)
        with tagged(canvas, self.element):
            canvas.drawString(0, 4, f"{self.title} ")
        self._draw_leader()
        if not isinstance(canvas, TaggedCanvas):
            return
        canvas.links.append(self.element)
        canvas.linkRect("", self.name, (0, 0, self.width, self.height))
        canvas.later(partial(self._draw_number, canvas, *canvas.absolutePosition(self.width, 4)))

    def _draw_leader(self) -> None:
        start = width(self.title, self.style.fontName, self.style.fontSize) + 8
        with tagged(self.canv, None):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.4)
            self.canv.setDash(1, 3)
            self.canv.line(start, 5, self.width - ROOM_FOR_NUMBER / 2, 5)
            self.canv.setDash()

    def _draw_number(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        canvas.setFont(self.style.fontName, self.style.fontSize)
        canvas.setFillColor(self.style.textColor)
        with canvas.marked(self.element):
            canvas.drawRightString(x, y, str(canvas.page_of(self.name)))
