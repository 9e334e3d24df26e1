"""An empty document: page, colours, label; the same input gives the same bytes."""

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from desk.pdf import fonts
from desk.pdf.metadata import Label, describe
from desk.pdf.press import Press
from desk.pdf.tags import Furniture, TaggedCanvas

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 20 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
LEADING = 14.5

INK: Color = HexColor("#1D2433")
SOFT: Color = HexColor("#525B6B")
RULE: Color = HexColor("#8A8F99")


def new_canvas(target: BytesIO, label: Label, press: Press, furniture: Furniture) -> TaggedCanvas:
    """A tagged A4 canvas; its bytes depend on `label` and on what is drawn, on nothing else."""
    fonts.load(press.fonts)
    canvas = TaggedCanvas(target, furniture)
    describe(canvas, label, press.colours)
    return canvas


def canvas_maker(
    label: Label, press: Press, furniture: Furniture, prepare: Callable[[TaggedCanvas], None]
) -> Callable[..., TaggedCanvas]:
    """What a document template calls to open its canvas; `prepare` may attach to it."""

    def make(target: BytesIO, **_options: object) -> TaggedCanvas:
        canvas = new_canvas(target, label, press, furniture)
        prepare(canvas)
        return canvas

    return make
