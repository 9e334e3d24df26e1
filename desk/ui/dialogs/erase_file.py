"""After a form came in: the file holds the answers in clear, and the program offers to erase it."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from desk import files
from desk.core.errors import UserError
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text

IN_CLEAR = (
    "Les réponses sont maintenant dans le carnet. « {name} », dans « {folder} », les contient encore en "
    "clair : toute personne qui ouvre ce dossier peut les lire."
)
WHAT_GOES = "L’effacer le retire de ce dossier pour de bon, sans passer par la corbeille."
WHAT_STAYS = (
    "Restera ce que le programme ne voit pas : le message qui l’a apporté et la corbeille de la messagerie, "
    "les autres copies (téléphone, clé USB, imprimante) et les sauvegardes de ce poste ou d’un dossier "
    "synchronisé."
)


class EraseDialog(Dialog):
    """Asks; Enter keeps the file."""

    def __init__(self, path: Path, parent: QWidget | None) -> None:
        super().__init__("Effacer le fichier ?", parent, width=560)
        self.column.addWidget(Text(IN_CLEAR.format(name=path.name, folder=path.parent)))
        self.column.addWidget(Text(WHAT_GOES))
        self.column.addWidget(Text(WHAT_STAYS, "soft"))
        self.set_actions("Effacer ce fichier", "Le garder", danger=True)


def offer_erasing(context: Context, path: Path, parent: QWidget) -> bool:
    """Whether the file was erased; a failure is told, and the file is then still there."""
    dialog = EraseDialog(path, parent)
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not wanted:
        return False
    try:
        files.erase(path)
    except UserError as problem:
        confirm.tell(parent, "Le fichier n’est pas effacé", problem.message)
        return False
    context.messages.confirm(f"« {path.name} » est effacé.")
    return True
