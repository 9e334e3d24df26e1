"""A dialog over someone's answers: F9 covers it, and only its owner takes it up again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.ui.dialogs.owner import Owner
from desk.ui.silence import Silence
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Text

SILENT = "Votre saisie se masquera dans une minute. Une touche ou un geste de la souris la garde ouverte."
COVERED = "Masqué. Rien n’est écrit encore, et rien de ce que vous avez saisi n’est perdu."


class CoveredDialog(Dialog):
    """Put things in `.body`, a vertical layout; subclasses say what is shown again in `uncovered`."""

    def __init__(self, title: str, owner: Owner, parent: QWidget | None, *, width: int) -> None:
        super().__init__(title, parent, width=width)
        self.owner = owner
        self.shown, self.veil = QWidget(), QWidget()
        self.body = column(self.shown, 12)
        veil = column(self.veil, 12)
        veil.addWidget(Text(COVERED))
        self.resume = PrimaryButton("Reprendre", self.uncover)
        veil.addWidget(FlowRow(self.resume))
        self.veil.hide()
        self.column.addWidget(self.shown)
        self.column.addWidget(self.veil)
        # whoever opened it watches until the first covering; then nobody else does
        context = owner.context
        self.silence = Silence(self, context.messages, lambda: context.book.now, SILENT)
        self.silence.fallen.connect(self.cover)

    @property
    def is_covered(self) -> bool:
        """Whether only the veil is to be seen."""
        return not self.veil.isHidden()

    @property
    def is_confidential(self) -> bool:
        """Whether answers are in sight."""
        return not self.is_covered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9, wherever the keyboard is inside."""
        if event.key() == Qt.Key.Key_F9:
            self.cover()
            for each in self.confidential_below():
                each.cover()
        else:
            super().keyPressEvent(event)

    def cover(self) -> None:
        """Hide everything, someone is coming in; what this dialog lies over too."""
        self.silence.rest()
        for each in self._stack():
            each.put_away()
        self.resume.setFocus()

    def uncover(self) -> None:
        """Ask the code, where there is one, and show everything again."""
        if not self.owner.is_back(self):
            return
        for each in self._stack():
            each.bring_back()
        self.silence.watch()
        self.uncovered()

    def put_away(self) -> None:
        """Leave the veil alone to be seen."""
        self.shown.hide()
        if self.primary is not None:
            self.primary.hide()
        self.veil.show()

    def bring_back(self) -> None:
        """Take the veil off."""
        self.veil.hide()
        self.shown.show()
        if self.primary is not None:
            self.primary.show()

    def uncovered(self) -> None:
        """Give the keyboard back to what had it."""

    def done(self, result: int) -> None:
        """However it ends, nobody watches it any more."""
        self.silence.rest()
        super().done(result)

    def _stack(self) -> "list[CoveredDialog]":
        """This dialog, then those it was opened from."""
        found: list[CoveredDialog] = [self]
        below = self.parentWidget()
        while isinstance(below, CoveredDialog):
            found.append(below)
            below = below.parentWidget()
        return found
