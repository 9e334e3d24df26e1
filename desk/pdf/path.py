"""A path of steps to tick with a pen."""

from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from desk.core.handout import Imprint, PathPhase, PathSheet, PathStep
from desk.pdf.flowables import Item, Text, listed
from desk.pdf.pages import printed, reading_page
from desk.pdf.press import Press
from desk.pdf.prose import Look, aside, checked, look, title_style, words
from desk.pdf.styles import draw_box

SIZE = 11.0


def draw_path(path: PathSheet, imprint: Imprint, press: Press) -> bytes:
    """Each phase under its title, each step after a box."""
    style = look(SIZE)
    story = [
        Text(words(path.title), title_style("H1")),
        Text(words(path.lead), style.text),
        *([Text(words(checked(path.as_of)), style.text)] if path.as_of else []),
        Spacer(1, 4),
        *(flowable for phase in path.phases for flowable in _phase(phase, style)),
    ]
    return printed(path, imprint, press, story, [reading_page()])


def _phase(phase: PathPhase, style: Look) -> list[Flowable]:
    title = f"{phase.title}, {phase.when}" if phase.when else phase.title
    ticked = ParagraphStyle("step", parent=style.item, leftIndent=20, spaceAfter=6)
    done = [_step(step, ticked) for step in phase.steps]
    items = listed(done, spoken="case à cocher")
    for item, step in zip(items, phase.steps, strict=True):
        if step.done and item.label_element:
            item.label_element.spoken = "case cochée"
    return [Text(words(title), style.heading), *items]


def _step(step: PathStep, style: ParagraphStyle) -> Item:
    basis = f" {words(aside(step.basis))}" if step.basis else ""
    item = Item(
        f"<b>{words(step.title)}</b> · {words(step.who)}<br/>{words(step.why)}{basis}",
        style,
    )
    item.mark = partial(_box, done=step.done)
    return item


def _box(canvas: Canvas, x: float, base: float, *, done: bool) -> None:
    draw_box(canvas, x, base - 1, done=done)
