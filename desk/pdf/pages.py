"""The pages that handouts are set on: margins, running head, label; and how a story is printed on them."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from desk.core.handout import Handout, Imprint, dated, packed
from desk.core.wording import NBSP, long_date, typographic
from desk.pdf import fonts
from desk.pdf.canvas import INK, PAGE_HEIGHT, PAGE_WIDTH, SOFT, canvas_maker
from desk.pdf.metadata import Label
from desk.pdf.press import Press
from desk.pdf.tags import TaggedCanvas

SIDE = 18 * mm
TOP = PAGE_HEIGHT - 19 * mm
BOTTOM = 14 * mm
WIDTH = PAGE_WIDTH - 2 * SIDE
READING = 150 * mm
HEAD_SIZE = 10.0


def frame(left: float, bottom: float, width: float, height: float, name: str) -> Frame:
    """A frame whose words touch its edges."""
    return Frame(left, bottom, width, height, 0, 0, 0, 0, id=name)


def whole_page() -> PageTemplate:
    """One column as wide as the page allows: for tables."""
    return PageTemplate(id="whole", frames=[frame(SIDE, BOTTOM, WIDTH, TOP - BOTTOM, "whole")])


def reading_page() -> PageTemplate:
    """One column as wide as is read with ease."""
    left = (PAGE_WIDTH - READING) / 2
    return PageTemplate(id="reading", frames=[frame(left, BOTTOM, READING, TOP - BOTTOM, "reading")])


def printed(
    handout: Handout,
    imprint: Imprint,
    press: Press,
    story: Sequence[Flowable],
    templates: Sequence[PageTemplate] = (),
    *,
    titles: Mapping[str, str] | None = None,
    bare: int = 0,
    foot: str = "",
) -> bytes:
    """The story on A4; `titles` of what links lead to; the first `bare` pages have no running head.

    `foot` stands under each page but the last, where the story says it with `Foot`.
    """
    target = BytesIO()
    template = BaseDocTemplate(target, pageTemplates=list(templates) or [whole_page()])
    label = _label(handout, imprint)
    head = partial(_around, imprint, bare, foot)
    maker = canvas_maker(label, press, head, lambda canvas: canvas.titles.update(titles or {}))
    template.build(list(story), canvasmaker=maker)
    return target.getvalue()


def page_count(story: Sequence[Flowable], templates: Sequence[PageTemplate]) -> int:
    """How many pages a story takes, without a document of it."""
    template = BaseDocTemplate(BytesIO(), pageTemplates=list(templates))
    template.build(list(story))
    return int(template.page)


def _label(handout: Handout, imprint: Imprint) -> Label:
    described = packed(handout, imprint)
    commune = f", {imprint.commune}" if imprint.commune else ""
    return Label(
        title=fonts.shown(f"{handout.title}{commune}"),
        author=imprint.commune or imprint.source,
        subject="Coordination maire – secrétaire général de mairie",
        keywords=f"binome-{described['kind']}",
        creator=imprint.program,
        seed=json.dumps(described, ensure_ascii=False, sort_keys=True).encode(),
        day=dated(imprint),
    )


def _around(imprint: Imprint, bare: int, foot: str, canvas: TaggedCanvas, page: int, pages: int) -> None:
    _running_head(imprint, bare, canvas, page, pages)
    if foot and page < pages:
        draw_foot(canvas, foot)


def draw_foot(canvas: TaggedCanvas, foot: str) -> None:
    """A sentence in the margin under the page."""
    canvas.setFont(fonts.REGULAR, HEAD_SIZE)
    canvas.setFillColor(INK)
    canvas.drawString(SIDE, 8.5 * mm, fonts.shown(typographic(foot)))


def _running_head(imprint: Imprint, bare: int, canvas: TaggedCanvas, page: int, pages: int) -> None:
    if page <= bare:
        return
    y = PAGE_HEIGHT - 13 * mm
    number = f"page{NBSP}{page}{NBSP}/{NBSP}{pages}" if pages > 1 else ""
    day = dated(imprint)
    told = [
        "EXEMPLE" if imprint.example else "",
        imprint.commune,
        imprint.source,
        long_date(day) if day else "",
    ]
    text = fonts.shown(" · ".join(part for part in told if part))
    room = WIDTH - fonts.width(number, fonts.REGULAR, HEAD_SIZE) - 12
    canvas.setFont(fonts.REGULAR, HEAD_SIZE)
    canvas.setFillColor(SOFT)
    canvas.drawString(SIDE, y, fonts.fitted(text, fonts.REGULAR, HEAD_SIZE, room))
    canvas.setFillColor(INK)
    canvas.drawRightString(PAGE_WIDTH - SIDE, y, number)
