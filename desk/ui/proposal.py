"""« Proposer Binôme à l’autre »: a page to print and hand over, before any carnet exists."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk import __version__
from desk.core.errors import UserError
from desk.core.handout import Imprint, Letter
from desk.files import write_atomic
from desk.ui.saving import ask_path
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.messages import MessageBar
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.guide import Guide
    from desk.ui.context import Documents

PAGES = (
    ("proposer-maire", "Le maire"),
    ("proposer-sgm", "La ou le secrétaire général de mairie"),
)


class ProposalDialog(Dialog):
    """Asks whom the page is for; `page_id` after « Enregistrer la page… »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Proposer Binôme à l’autre", parent, width=560)
        self.column.addWidget(
            Text(
                "Une page à imprimer : ce que c’est, le temps que cela prend, ce que ce n’est pas, et le "
                "droit de dire non. Un centre de gestion peut la signer."
            )
        )
        self.whom = ChoiceGroup("À qui la remettez-vous ?", PAGES, PAGES[0][0])
        self.column.addWidget(self.whom)
        self.set_actions("Enregistrer la page…")
        self.whom.setFocus()

    @property
    def page_id(self) -> str:
        """The guide's page for that person."""
        return self.whom.value() or PAGES[0][0]


def propose(parent: QWidget, guide: "Guide", child: "Documents", folder: Path, messages: MessageBar) -> None:
    """Ask whom it is for and where, draw, write; what happened is told in `messages`."""
    dialog = ProposalDialog(parent)
    if not dialog.exec():
        return
    path = ask_path(parent, "Enregistrer la page", folder / f"{dialog.page_id}.pdf")
    if path is None:
        return
    try:
        write_atomic(path, _drawn(guide, child, dialog.page_id))
    except UserError as problem:
        messages.error(problem)
    else:
        messages.confirm(f"Page enregistrée : {path}. Ouvrez-la pour l’imprimer.")


def _drawn(guide: "Guide", child: "Documents", page_id: str) -> bytes:
    page = next(each for each in guide.pages if each.id == page_id)
    imprint = Imprint(f"{guide.publisher}, guide {guide.version}", f"Binôme {__version__}")
    return child.draw_handout(Letter(page.title, page.body), imprint)
