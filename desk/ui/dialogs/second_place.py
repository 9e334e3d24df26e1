"""A second place for the copies: chosen once, then used by itself each time it is there."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk import paths
from desk.notebook import safety
from desk.ui.context import Context
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text

TITLE = "Garder aussi les copies ailleurs"
USE = "Y garder des copies"
HOW = (
    "Chaque copie y sera faite aussi, dans un dossier « Binôme – copies », quand cet endroit sera là. "
    "Sinon (clé retirée, partage éteint), le programme travaille comme d’habitude et la fait plus tard."
)
WHOLE = (
    "La copie contient tout le carnet. Gardez cette clé comme le carnet lui-même : une feuille sans code "
    "personnel y est lisible."
)
SHARED = (
    "Sur un dossier que d’autres peuvent ouvrir, ils pourraient lire la copie : c’est un choix à faire "
    "tous les deux."
)
SAME_DISK = (
    "Cet endroit est sur le même disque que les copies de ce poste : une panne emporterait les deux. Une "
    "clé USB ou un partage protège mieux."
)
CLOUD = "Ce dossier est synchronisé avec un service en ligne : la copie du carnet y partirait aussi."


class SecondPlaceDialog(Dialog):
    """Says what goes there, before anything does; Enter refuses."""

    def __init__(self, folder: Path, parent: QWidget | None, *, same_disk: bool = False) -> None:
        super().__init__(f"{TITLE} ?", parent, width=600)
        self.column.addWidget(Text(str(folder), "strong"))
        self.column.addWidget(Text(HOW))
        if same_disk:
            self.column.addWidget(Text(SAME_DISK, "problem"))
        if paths.in_cloud(folder):
            self.column.addWidget(Text(CLOUD, "problem"))
        self.column.addWidget(Text(WHOLE))
        self.column.addWidget(Text(SHARED, "soft"))
        self.set_actions(USE, "Ne pas m’en servir", final=True)


def choose_second(context: Context, parent: QWidget) -> bool:
    """Ask for the place, say what goes there, make the first copy there; whether it is in use now."""
    window = parent.window()
    start = safety.state(context.book).second or Path.home()
    asked = f"{TITLE} : une clé USB ou un partage"
    answer = QFileDialog.getExistingDirectory(window, asked, str(start))
    if not answer or not _agreed(Path(answer), window, same_disk=_same_disk(context, Path(answer))):
        return False
    change = context.runner.do(partial(safety.set_second, context.book, Path(answer)))
    return change is not None


def _same_disk(context: Context, folder: Path) -> bool:
    return bool(context.runner.attempt(partial(safety.is_same_disk, context.book, folder)))


def _agreed(folder: Path, window: QWidget, *, same_disk: bool) -> bool:
    dialog = SecondPlaceDialog(folder, window, same_disk=same_disk)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
