"""Putting or changing a person's code."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desk.core.errors import UserError
from desk.core.people import Person
from desk.core.wording import named
from desk.ui.context import Context
from desk.ui.dialogs.code import LOST, CodeField
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session

PROPOSED = (
    "Quatre mots tirés au hasard se retiennent et ne se devinent pas. Écrivez-les à l’abri, pas dans ce "
    "carnet ; vous pouvez aussi choisir au moins dix caractères à vous."
)


class SetCodeDialog(Dialog):
    """Proposes four words and asks them again; `session` is the person's own."""

    def __init__(
        self, context: Context, person: Person, session: "Session", parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Code {named(person, 'de', short=True)}", parent, width=560)
        self._context, self._session = context, session
        self.column.addWidget(Text(PROPOSED, "soft"))
        self.code, self.again = CodeField("Nouveau code"), CodeField("Le même code, une seconde fois")
        self.code.edit.setEchoMode(QLineEdit.EchoMode.Normal)
        self.code.toggle.set_text("Masquer")
        self.column.addWidget(self.code)
        self.column.addWidget(FlowRow(LinkButton("Proposer d’autres mots", self._propose)))
        self.column.addWidget(self.again)
        self.column.addWidget(Text(LOST, "caption"))
        self.set_actions("Enregistrer le code")
        self._propose()
        self.again.setFocus()

    def accept(self) -> None:
        """Put the code, when both are the same."""
        from desk.notebook import people

        if self.code.text() != self.again.text():
            self.again.set_error("Les deux codes diffèrent. Écrivez le même une seconde fois.")
            self.again.setFocus()
            return
        if not self.code.text().strip():
            self.code.set_error("Le code est vide.")
            self.code.setFocus()
            return
        try:
            change = people.set_code(self._context.book, self._session, self.code.text())
        except UserError as problem:
            self.code.set_error(problem.message)
            self.code.setFocus()
            return
        self._context.runner.do(lambda: change)
        super().accept()

    def _propose(self) -> None:
        from desk.notebook import people

        words = self._context.runner.attempt(partial(people.propose_code, self._context.book))
        self.code.set_text(words or "")


def set_code(context: Context, person: Person, session: "Session", parent: QWidget) -> None:
    """Let a person choose their code; the caller closes the session."""
    dialog = SetCodeDialog(context, person, session, parent.window())
    dialog.exec()
    dialog.deleteLater()
