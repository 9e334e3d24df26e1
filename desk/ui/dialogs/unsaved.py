"""Leaving while something could not be written: copy it, try again, stay, or let it go."""

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desk.ui.widgets.buttons import Button, DangerButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.ui.unsaved import Unsaved

REFUSED = "Ce qui est écrit à l’écran n’a pas été accepté ; le message en bas de la fenêtre dit pourquoi."
HIDDEN = (
    "Une note privée, masquée depuis, n’a pas pu être enregistrée. La personne qui l’a écrite la retrouve en "
    "reprenant sa feuille."
)


class Answer(Enum):
    """What the person wants done."""

    STAY = "stay"
    RETRY = "retry"
    LEAVE = "leave"


def ask(parent: QWidget, unsaved: "Unsaved") -> Answer:
    """Ask; Escape stays, and so does Enter unless a button is chosen."""
    dialog = UnsavedDialog(parent, unsaved)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.answer if accepted else Answer.STAY


class UnsavedDialog(Dialog):
    """Says what would be lost and shows it; `answer` once it is accepted."""

    def __init__(self, parent: QWidget, unsaved: "Unsaved") -> None:
        super().__init__("Ce texte n’est pas enregistré", parent, width=560)
        self._unsaved, self.answer = unsaved, Answer.RETRY
        words, problem = unsaved.words(), unsaved.problem
        if problem is not None or words:
            self.column.addWidget(Text(problem.message if problem is not None else REFUSED))
        if unsaved.holds_back:
            self.column.addWidget(Text(HIDDEN))
        self._copy = Button("Copier le texte", self._copied)
        if words:
            area = TextArea("Ce qui serait perdu", words, lines=4)
            area.edit.setReadOnly(True)
            self.column.addWidget(area)
            self.column.addWidget(FlowRow(self._copy))
        self.set_actions("Réessayer", "Rester ici", final=True)
        self._footer.add(DangerButton("Fermer sans enregistrer", self._let_go))

    def _copied(self) -> None:
        self._unsaved.copy_words()
        self._copy.set_text("Texte copié")

    def _let_go(self) -> None:
        self.answer = Answer.LEAVE
        self.accept()
