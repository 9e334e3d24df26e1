"""What this program is, its version and its licences."""

from PySide6.QtWidgets import QWidget

from desk import __version__
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text

_LINES = (
    "Binôme, coordination maire – secrétaire général de mairie.",
    "Tout reste dans le carnet de votre commune, sur cet ordinateur : le programme n’envoie rien.",
    "Programme : licence publique de l’Union européenne (EUPL 1.2). Texte du guide : Licence Ouverte 2.0.",
    "Caractères : Source Sans Pro, licence OFL 1.1. Fenêtres : Qt et PySide, licence LGPL 3.",
)


def show(parent: QWidget | None) -> None:
    """Open the dialog."""
    dialog = Dialog("À propos de Binôme", parent)
    dialog.column.addWidget(Text(f"Version {__version__}", "strong"))
    for line in _LINES:
        dialog.column.addWidget(Text(line))
    dialog.set_actions("Fermer", "")
    dialog.exec()
    dialog.deleteLater()
