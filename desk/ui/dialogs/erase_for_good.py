"""The dialog of every erasing: what goes, what stays, the archives, the copies; Enter refuses."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.erasure import ARCHIVES, Erasure
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.erasing_words import FINAL, OUT_OF_REACH, CopiesChoice, erase
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Heading, Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed

KEEP = "Ne rien effacer"
KEPT = "Les copies gardées contiendront encore ce qui est effacé, et une de plus, faite juste avant, 7 jours."


class EraseForGood(Dialog):
    """Tells an `Erasure`; a subclass puts its own choices in `.choices` and gives the `operation`."""

    VERB = "Effacer pour de bon"

    def __init__(self, context: Context, title: str, erasure: Erasure, parent: QWidget | None) -> None:
        super().__init__(title, parent, width=640)
        self._context = context
        self.column.addWidget(Text(erasure.title, "strong"))
        self.column.addWidget(Heading("Ce qui est effacé", 3))
        self._list(erasure.goes)
        self.choices = QVBoxLayout()
        self.choices.setSpacing(theme.px(12))
        self.column.addLayout(self.choices)
        self.column.addWidget(Heading("Ce qui reste", 3))
        self._list(erasure.stays)
        self.copies = CopiesChoice(context)
        for part in (self.copies, self.copies.dates, self._kept(), Text(ARCHIVES), Text(FINAL, "strong")):
            self.column.addWidget(part)
        self.column.addWidget(Text(OUT_OF_REACH, "soft"))
        self.set_actions(self.VERB, KEEP, danger=True)

    def operation(self) -> "partial[Changed]":
        """What erases, as it was chosen."""
        raise NotImplementedError

    def accept(self) -> None:
        """Erase; what stands in the way is told, and nothing was changed."""
        if erase(self._context, self.operation()):
            super().accept()

    def _kept(self) -> Text:
        """What keeping the copies means, once it is chosen."""
        told = Text(KEPT, "soft")
        told.hide()
        self.copies.toggled.connect(lambda now: told.setVisible(not now))
        return told

    def _list(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.column.addWidget(Text(f"– {line}"))


def ask(dialog: EraseForGood) -> bool:
    """Show it; whether something was erased."""
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == EraseForGood.DialogCode.Accepted
