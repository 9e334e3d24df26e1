"""Before going back to a copy: what is set aside, what is no longer there, and that it is final."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desk.ui.opening_words import of_moment
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import date

    from desk.notebook.safety import Offer

BACK = "Revenir à cette copie"
ASIDE = (
    "Le carnet d’aujourd’hui n’est pas effacé : il est mis de côté, entier, dans le même dossier, sous le "
    "nom « {stem} (avant retour du …) ». Vous pourrez le rouvrir."
)
LOST = (
    "Ce qui a été écrit dans le carnet après cette copie ne s’y trouvera plus : points, actions, notes, "
    "feuilles et codes redeviennent ceux {moment}."
)
FINAL = "Ctrl+Z ne le défera pas, et n’annulera plus ce qui a été fait avant."


class RestoreDialog(Dialog):
    """Enter refuses."""

    def __init__(self, offer: "Offer", stem: str, today: "date", parent: QWidget | None) -> None:
        moment = of_moment(offer.copy.made_at, today)
        super().__init__(f"Revenir à la copie {moment} ?", parent, width=600)
        self.column.addWidget(Text(offer.told, "strong"))
        self.column.addWidget(Text(LOST.format(moment=moment)))
        if offer.after_erasing_note:
            self.column.addWidget(Text(offer.after_erasing_note, "problem"))
        self.column.addWidget(Text(ASIDE.format(stem=stem)))
        self.column.addWidget(Text(FINAL, "soft"))
        self.set_actions(BACK, "Garder le carnet comme il est", danger=True)


def confirm_restoring(offer: "Offer", stem: str, today: "date", parent: QWidget) -> bool:
    """Whether the person goes back to that copy."""
    dialog = RestoreDialog(offer, stem, today, parent)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
