"""What this program is, its version, its licences, and those of what it is made of."""

from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QWidget

from desk import __version__, paths
from desk.core.guide import Guide
from desk.core.wording import long_date
from desk.ui import notices
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea
from desk.ui.widgets.text import Heading, Text

_WHAT = (
    "Binôme, coordination maire – secrétaire général de mairie.",
    "Tout reste dans le carnet de votre commune, sur cet ordinateur : le programme n’envoie rien.",
)
_LICENCES = (
    "Programme : licence publique de l’Union européenne (EUPL 1.2). Texte du guide : Licence Ouverte 2.0. "
    "Caractères : Source Sans Pro, licence OFL 1.1."
)
_QT = (
    "Les fenêtres sont celles de Qt et de PySide, utilisés sans modification sous la licence LGPL 3. "
    "Leurs sources se trouvent en ligne (https://code.qt.io/ et https://download.qt.io/).",
    "Leurs bibliothèques sont des fichiers à part, dans le dossier PySide6 du programme : vous pouvez les "
    "remplacer par une version compatible que vous avez construite vous-même.",
)
_NOTICES = "Ce que Binôme contient d’autrui"


class About(Dialog):
    """More text than a small screen holds: the keyboard reaches all of it."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__("À propos de Binôme", parent, width=660)
        self.column.addWidget(Text(f"Version {__version__}", "strong"))
        edition = f"Guide : {guide.publisher}, édition {guide.version}, du {long_date(guide.published)}."
        for line in (edition, *_WHAT):
            self.column.addWidget(Text(line))
        self.column.addWidget(Heading("Licences", 3))
        for line in (_LICENCES, *_QT):
            self.column.addWidget(Text(line))
        self.notices = _notices()
        self.column.addWidget(self.notices)
        self.set_actions("Fermer", "")
        assert self.primary is not None
        self.primary.setFocus()  # else the notices would have it, and Enter would not close

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's name and argument
        """The notices come whole into view, at the end of what scrolls: Qt would show their first line."""
        moved = super().focusNextPrevChild(forward)
        if self.focusWidget() is self.notices.edit:
            self._scroller.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
        return moved


def show(parent: QWidget | None, guide: Guide) -> None:
    """Open the dialog; `guide` is the one this program shows."""
    dialog = About(guide, parent)
    dialog.exec()
    dialog.deleteLater()


def _notices() -> TextArea:
    """All of it, to be read and scrolled with the keyboard, and copied."""
    licences = paths.resources() / "licences"
    places = f"Qt et PySide : {Path(PySide6.__file__).parent}\nTextes des licences : {licences}"
    area = TextArea(_NOTICES, f"{notices.read(licences)}\n\n{places}", lines=7)
    area.edit.setReadOnly(True)
    area.edit.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return area
