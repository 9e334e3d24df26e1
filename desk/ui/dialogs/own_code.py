"""Choosing one's own code: four words proposed, typed again once to be sure they are noted."""

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk.core.errors import UserError
from desk.core.people import Person
from desk.core.wording import named
from desk.notebook import people
from desk.ui.context import Context
from desk.ui.dialogs.code import LOST, CodeField
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session

INTRODUCTION = (
    "Quatre mots tirés au hasard se retiennent et ne se devinent pas ; au moins dix caractères à vous "
    "conviennent aussi. Notez votre code sans gêne, sur un papier gardé chez vous ou sur vous, jamais près "
    "de cet ordinateur ni dans ce carnet ; puis tapez-le une seconde fois. Majuscules, accents et tirets ne "
    "comptent pas."
)


class OwnCodeDialog(Dialog):
    """Puts or changes the code of the person whose session is open; they were asked for no other."""

    def __init__(
        self, context: Context, person: Person, session: "Session", parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Choisir le code {named(person, 'de', short=True)}", parent, width=560)
        self._context, self._session = context, session
        # the first is in sight, since it is to be noted
        self.code = CodeField("Votre code", open=True)
        self.again = CodeField("Le même code, une seconde fois")
        self.column.addWidget(Text(INTRODUCTION))
        self.column.addWidget(self.code)
        self.column.addWidget(FlowRow(LinkButton("Proposer d’autres mots", self._propose)))
        self.column.addWidget(self.again)
        self.column.addWidget(Text(LOST, "caption"))
        self.set_actions("Prendre ce code")
        self._propose()
        self.again.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 hides the code that is in sight, and leaves where a sheet lies below."""
        if event.key() == Qt.Key.Key_F9:
            self.code.hide_code()
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Put the code when both are the same; what is wrong is said under its field."""
        if not self.code.text().strip():
            self._refuse(self.code, "Choisissez un code, ou gardez les quatre mots proposés.")
        elif _plain(self.code.text()) != _plain(self.again.text()):
            self._refuse(self.again, "Les deux codes diffèrent : vérifiez ce que vous avez noté.")
        else:
            self._put()

    def _put(self) -> None:
        try:
            change = people.set_code(self._context.book, self._session, self.code.text())
        except UserError as problem:
            # here and not in the message bar, which this dialog covers
            self.code.refuse(problem)
            return
        self._context.runner.do(lambda: change)
        super().accept()

    def _refuse(self, field: CodeField, sentence: str) -> None:
        field.set_error(sentence)
        field.setFocus()

    def _propose(self) -> None:
        self.code.set_text(people.propose_code(self._context.book))
        self.code.set_error("")
        self.again.set_text("")


def choose_code(context: Context, person: Person, session: "Session", parent: QWidget) -> bool:
    """Let a person choose the code that protects what is theirs; False when they gave up.

    `session` is the person's own; the caller closes it.
    """
    dialog = OwnCodeDialog(context, person, session, parent.window())
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return chosen


def _plain(code: str) -> str:
    """What of a code counts when it is typed: no case, accents, hyphens or extra spaces."""
    letters = unicodedata.normalize("NFKD", code.casefold().replace("-", " "))
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())
