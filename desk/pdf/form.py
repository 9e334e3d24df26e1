"""The sheet of « regards croisés » as a document: to fill in on screen, or blank to print."""

import json
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from desk.core.wording import NBSP
from desk.pdf import fonts
from desk.pdf.canvas import INK, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, new_canvas
from desk.pdf.form_layout import TOP, Block, Group, Words, paged, practice_groups
from desk.pdf.form_widgets import CheckBoxes
from desk.pdf.metadata import Label
from desk.pdf.press import Press
from desk.pdf.styles import STRONG, TEXT, draw_circle, draw_square, literal, paragraph
from desk.pdf.tags import TaggedCanvas

KEYWORD = "binome-feuille"
# Printed on each page, so that a sheet printed to PDF is still told from any other file.
REFERENCE = "Feuille Binôme"

SEATS = {
    "elu": ("maire ou élu délégué", "le rond", draw_circle),
    "sgm": ("secrétaire général de mairie ou DGS", "le carré", draw_square),
}
TITLE = ParagraphStyle("form-title", parent=STRONG, fontSize=20, leading=25, tag="H1", landmark=0)

ANSWER = (
    "Répondez de votre côté, d’après ce que vous voyez. Une croix par ligne ; une ligne peut rester vide. "
    "Il n’y a pas de bonne réponse : deux réponses différentes disent de quoi parler, pas qui a raison."
)
MOOT = "« Sans objet » : l’énoncé ne nous concerne pas, ou le cas ne s’est pas présenté."
ON_PAPER = (
    "Votre feuille reste confidentielle jusqu’à l’ouverture à deux. Gardez-la jusque-là, ou remettez-la dans "
    "une enveloppe fermée marquée {mark} : les deux feuilles sont ouvertes ensemble, le même jour. "
    "Ne l’envoyez pas par courriel à la mairie."
)
ON_SCREEN = (
    "Cochez vos réponses, enregistrez ce fichier sur votre propre ordinateur et gardez-le jusqu’à "
    "l’ouverture à deux : les deux feuilles sont ouvertes ensemble, le même jour. Il n’est pas chiffré. "
    "Ne l’envoyez pas par courriel à la mairie."
)

Json = dict[str, Any]


def draw_form(data: Json, press: Press, *, fillable: bool) -> bytes:
    """The sheet on A4 pages; `data` as from `desk.core.form.form_data`.

    Fillable: one check box per answer, named `<statement>_<answer>`. It never bears a person's name.
    """
    target = BytesIO()
    canvas = new_canvas(target, _label(data, fillable=fillable), press, partial(_draw_head, data))
    boxes = CheckBoxes(canvas) if fillable else None
    for page in paged([_opening(data, fillable=fillable), *practice_groups(data)]):
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
        keywords=f"{KEYWORD} {data['schema']} {data['round_id']} {data['seat']}",
        creator="Binôme",
        seed=described.encode(),
        archival=not fillable,
    )


def _opening(data: Json, *, fillable: bool) -> Group:
    who, mark, _ = SEATS[data["seat"]]
    how = ON_SCREEN if fillable else ON_PAPER.format(mark=f"d’{_article(mark)}")
    return Group(
        [
            Words(paragraph(data["title"], TITLE), after=2),
            Words(literal(data["commune"], STRONG), after=2),
            Words(paragraph(f"À remplir par : {who} ({mark})", TEXT), after=8),
            Words(paragraph(ANSWER), after=4),
            Words(paragraph(MOOT), after=4),
            Words(paragraph(how, STRONG), after=0),
        ]
    )


def _article(mark: str) -> str:
    return mark.replace("le ", "un ")


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
    canvas.setFillColor(INK)
    canvas.setFont(fonts.REGULAR, fonts.BODY)
    canvas.drawRightString(PAGE_WIDTH - MARGIN, y, number)
    marked = "EXEMPLE · " if data["exemple"] else ""
    title = f" · {marked}{fonts.shown(data['title'])}"
    room = TEXT_WIDTH - 40 - sum(fonts.width(text, fonts.REGULAR, fonts.BODY) for text in (title, number))
    name = fonts.fitted(fonts.shown(data["commune"]), fonts.REGULAR, fonts.BODY, room)
    canvas.drawString(MARGIN + 18, y, name + title)
    canvas.setFont(fonts.REGULAR, fonts.BODY)
    canvas.drawString(MARGIN, 12 * mm, f"{REFERENCE} {data['round_id'][:8]} {data['seat']}")
