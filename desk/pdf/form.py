"""The sheet of « regards croisés » as a document: to fill in on screen, or blank to print."""

import json
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm

from desk.core.wording import NBSP
from desk.pdf import fonts
from desk.pdf.canvas import PAGE_HEIGHT, PAGE_WIDTH, new_canvas
from desk.pdf.form_layout import BLACK, MARGIN, TEXT_WIDTH, TOP, Block, paged, practice_groups
from desk.pdf.form_opening import SEATS, opening
from desk.pdf.form_widgets import CheckBoxes
from desk.pdf.metadata import Label
from desk.pdf.press import Press
from desk.pdf.tags import TaggedCanvas

KEYWORD = "binome-feuille"
# Printed on each page, so that a sheet printed to PDF is still told from any other file.
REFERENCE = "Feuille Binôme"

Json = dict[str, Any]


def draw_form(data: Json, press: Press, *, fillable: bool) -> bytes:
    """The sheet on A4 pages; `data` as from `desk.core.form.form_data`.

    Fillable: one check box per answer, named `<statement>_<answer>`. It never bears a person's name.
    """
    target = BytesIO()
    canvas = new_canvas(target, _label(data, fillable=fillable), press, partial(_draw_head, data))
    boxes = CheckBoxes(canvas) if fillable else None
    for page in paged([opening(data, fillable=fillable), *practice_groups(data)]):
        _draw_page(canvas, page, boxes)
    if boxes:
        boxes.close()
    canvas.save()
    return target.getvalue()


def _label(data: Json, *, fillable: bool) -> Label:
    described = json.dumps([data, fillable], ensure_ascii=False, sort_keys=True)
    return Label(
        title=f"{data['title']}, {data['commune']}",
        author=data["commune"],
        subject=f"À remplir par : {SEATS[data['seat']][0]}",
        keywords=" ".join(_keywords(data)),
        creator="Binôme",
        seed=described.encode(),
        archival=not fillable,
    )


def _keywords(data: Json) -> Iterator[str]:
    """What the file must still say when it comes back, without a comma: some programs cut there."""
    yield from (KEYWORD, str(data["schema"]), data["round_id"], data["seat"])
    yield from (data["carnet"] or "-", data["guide"].replace(" ", "_")[:60] or "-")
    for practice in data["practices"]:
        for statement in practice["statements"]:
            yield f"{statement['id']}={statement['revision']}"


def _draw_page(canvas: TaggedCanvas, blocks: list[Block], boxes: CheckBoxes | None) -> None:
    top = TOP
    for block in blocks:
        block.draw(canvas, top, boxes)
        top -= block.height
    canvas.showPage()


def _draw_head(data: Json, canvas: TaggedCanvas, page: int, pages: int) -> None:
    """Mark, commune and round on the left, page on the right; the reference at the foot."""
    number = f"page{NBSP}{page}{NBSP}/{NBSP}{pages}"
    y = PAGE_HEIGHT - 14 * mm
    SEATS[data["seat"]][2](canvas, MARGIN, y - 2, 12)
    canvas.setFillColor(BLACK)
    canvas.setFont(fonts.REGULAR, fonts.BODY)
    canvas.drawRightString(PAGE_WIDTH - MARGIN, y, number)
    marked = "EXEMPLE · " if data["exemple"] else ""
    title = f" · {marked}{fonts.shown(data['title'])}"
    room = TEXT_WIDTH - 40 - sum(fonts.width(text, fonts.REGULAR, fonts.BODY) for text in (title, number))
    name = fonts.fitted(fonts.shown(data["commune"]), fonts.REGULAR, fonts.BODY, room)
    canvas.drawString(MARGIN + 18, y, name + title)
    canvas.setFont(fonts.REGULAR, fonts.BODY)
    canvas.drawString(MARGIN, 12 * mm, f"{REFERENCE} {data['code']}")
