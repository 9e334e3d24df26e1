"""How a sheet begins: whose it is, how one answers, and what becomes of it."""

from collections.abc import Iterator
from typing import Any

from reportlab.lib.styles import ParagraphStyle

from desk.pdf.form_layout import BLACK, BOLD, MARGIN, PLAIN, ROOM, TEXT_WIDTH, Block, Group, Words
from desk.pdf.form_widgets import BOX, CheckBoxes
from desk.pdf.styles import draw_circle, draw_square, literal, paragraph
from desk.pdf.tags import TaggedCanvas

SEATS = {
    "elu": ("maire ou élu délégué", "le rond", draw_circle),
    "sgm": ("secrétaire général de mairie ou DGS", "le carré", draw_square),
}
TITLE = ParagraphStyle("form-title", parent=BOLD, fontSize=20, leading=25, tag="H1", landmark=0)

ANSWER = (
    "Répondez de votre côté, d’après ce que vous voyez. Il n’y a pas de bonne réponse : deux réponses "
    "différentes disent de quoi parler, pas qui a raison."
)
MOOT = "« Sans objet » : l’énoncé ne nous concerne pas, ou le cas ne s’est pas présenté."
CROSS = "Une croix par ligne, au stylo noir ou bleu. Une ligne peut rester vide."
CORRECT = "Pour changer d’avis, noircissez toute la case, puis mettez une croix dans la bonne."
ON_PAPER = (
    "Votre feuille reste confidentielle jusqu’à l’ouverture à deux. Gardez-la jusque-là, ou remettez-la dans "
    "une enveloppe fermée marquée {mark} : les deux feuilles sont ouvertes ensemble, le même jour. "
    "Ne l’envoyez pas par courriel à la mairie."
)
PAGES = "Le code {code}, au pied de chaque page, dit de quelle feuille elle est."
ON_SCREEN = (
    "Cochez vos réponses, enregistrez ce fichier sur votre propre ordinateur et gardez-le jusqu’à "
    "l’ouverture à deux : les deux feuilles sont ouvertes ensemble, le même jour. Il n’est pas chiffré. "
    "Ne l’envoyez pas par courriel à la mairie."
)
TICK = "Une case par ligne ; une ligne peut rester vide. Pour changer d’avis, décochez la case."

Json = dict[str, Any]


class Sample:
    """A box as one leaves it, crossed or `blackened`, and what that means beside it."""

    def __init__(self, text: str, *, blackened: bool, after: float = 3.0) -> None:
        self.words = paragraph(text, PLAIN)
        self.blackened = blackened
        self.after = after
        self.indent = BOX + 7
        self.height = max(self.words.wrap(TEXT_WIDTH - self.indent, ROOM)[1], BOX) + after

    def draw(self, canvas: TaggedCanvas, top: float, boxes: CheckBoxes | None) -> None:  # noqa: ARG002
        """Draw the box for the eye, then the words."""
        with canvas.artifact():
            self._draw_box(canvas, MARGIN, top - BOX - 1)
        self.words.drawOn(canvas, MARGIN + self.indent, top - self.height + self.after)

    def _draw_box(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        canvas.setStrokeColor(BLACK)
        canvas.setFillColor(BLACK)
        canvas.setLineWidth(0.9)
        canvas.rect(x, y, BOX, BOX, stroke=1, fill=int(self.blackened))
        if not self.blackened:
            near, far = 2.0, BOX - 2.0
            canvas.setLineWidth(1.5)
            canvas.line(x + near, y + near, x + far, y + far)
            canvas.line(x + near, y + far, x + far, y + near)


def opening(data: Json, *, fillable: bool) -> Group:
    """What stands above the first practice; `data` as from `desk.core.form.form_data`."""
    who, mark, _ = SEATS[data["seat"]]
    return Group(
        [
            Words(paragraph(data["title"], TITLE), after=2),
            Words(literal(data["commune"], BOLD), after=2),
            Words(paragraph(f"À remplir par : {who} ({mark})", PLAIN), after=7),
            Words(paragraph(ANSWER, PLAIN), after=3),
            *(_on_screen() if fillable else _on_paper(data["code"], mark)),
        ]
    )


def _on_screen() -> Iterator[Block]:
    yield Words(paragraph(TICK, PLAIN), after=3)
    yield Words(paragraph(MOOT, PLAIN), after=3)
    yield Words(paragraph(ON_SCREEN, BOLD), after=0)


def _on_paper(code: str, mark: str) -> Iterator[Block]:
    yield Sample(CROSS, blackened=False)
    yield Sample(CORRECT, blackened=True)
    yield Words(paragraph(MOOT, PLAIN), after=3)
    yield Words(paragraph(ON_PAPER.format(mark=f"d’{_article(mark)}"), BOLD), after=3)
    yield Words(paragraph(PAGES.format(code=code), PLAIN), after=0)


def _article(mark: str) -> str:
    return mark.replace("le ", "un ")
