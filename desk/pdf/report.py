"""The bilan as a document, with its data inside."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate

from desk.core.report import AGREED, canonical
from desk.core.wording import NBSP, long_date
from desk.pdf import fonts
from desk.pdf.canvas import INK, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, canvas_maker
from desk.pdf.metadata import Label, attach_json
from desk.pdf.press import Press
from desk.pdf.report_data import ATTACHMENT, KEYWORD
from desk.pdf.report_story import Part, laid_out, parts
from desk.pdf.tags import TaggedCanvas

HEAD_SIZE = 11.0
# The library's frames keep this much inside their edge.
FRAME_PADDING = 6.0

Json = dict[str, Any]


def draw_report(data: Json, press: Press) -> bytes:
    """The bilan on A4 pages; `data` as from `desk.core.report.sealed`.

    Same data, same bytes. Data of another shape is a bug.
    """
    fonts.load(press.fonts)
    target = BytesIO()
    side = MARGIN - FRAME_PADDING
    template = SimpleDocTemplate(target, leftMargin=side, rightMargin=side, topMargin=side, bottomMargin=side)
    label, told = _label(data), parts(data)
    maker = canvas_maker(label, press, partial(_running_head, data), partial(_prepare, data, told))
    template.build(laid_out(data, told), canvasmaker=maker)
    return target.getvalue()


def _label(data: Json) -> Label:
    name, day = data["commune"]["nom"], date.fromisoformat(data["date"])
    return Label(
        title=f"Bilan de coordination, {name}, {long_date(day)}",
        author=name,
        subject="Coordination maire – secrétaire général de mairie",
        keywords=f"{KEYWORD} {data['schema']}",
        creator=f"Binôme {data['programme']}",
        seed=canonical(data) + data["statut"].encode(),
        day=day,
    )


def _prepare(data: Json, told: Sequence[Part], canvas: TaggedCanvas) -> None:
    canvas.packs = True
    canvas.titles.update({name: title for name, title, _ in told})
    _attach(data, canvas)


def _attach(data: Json, canvas: TaggedCanvas) -> None:
    content = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    attach_json(canvas, ATTACHMENT, content, "Les données de ce bilan", date.fromisoformat(data["date"]))


def _running_head(data: Json, canvas: TaggedCanvas, page: int, pages: int) -> None:
    y = PAGE_HEIGHT - 14 * mm
    number = f"page{NBSP}{page}{NBSP}/{NBSP}{pages}"
    when = f" · {long_date(date.fromisoformat(data['date']))}"
    canvas.setFillColor(INK)
    canvas.setFont(fonts.REGULAR, HEAD_SIZE)
    canvas.drawRightString(PAGE_WIDTH - MARGIN, y, number)
    left = MARGIN + _draw_status(canvas, _status(data), y)
    room = TEXT_WIDTH - (left - MARGIN) - _width(number) - _width(when) - 12
    name = fonts.fitted(fonts.shown(data["commune"]["nom"]), fonts.REGULAR, HEAD_SIZE, room)
    canvas.drawString(left, y, name + when)


def _draw_status(canvas: Canvas, status: str, y: float) -> float:
    """Draw the status in a frame before the commune's name; how much room it took."""
    if not status:
        return 0
    length = fonts.width(status, fonts.SEMIBOLD, HEAD_SIZE) + 10
    canvas.setFont(fonts.SEMIBOLD, HEAD_SIZE)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.rect(MARGIN, y - 4, length, 14, stroke=1, fill=0)
    canvas.drawString(MARGIN + 5, y, status)
    canvas.setFont(fonts.REGULAR, HEAD_SIZE)
    return length + 8


def _status(data: Json) -> str:
    words = ["EXEMPLE"] if data["exemple"] else []
    if data["statut"] != AGREED:
        words.append("PROJET")
    return " · ".join(words)


def _width(text: str) -> float:
    return fonts.width(text, fonts.REGULAR, HEAD_SIZE)
