"""Choosing one's own code: four words proposed, typed again once to be sure they are noted."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.people import Person
from desk.core.wording import named
from desk.notebook import people
from desk.ui.context import Context
from desk.ui.dialogs.code import LOST, CodeField
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session

INTRODUCTION = (
    "Notez ces quatre mots là où vous seul les retrouvez, puis tapez-les une seconde fois. "
    "Majuscules, accents et tirets ne comptent pas."
)


class OwnCodeDialog(Dialog):
    """Puts a code on the sheets of the person whose session is open; they were asked for no other."""

    def __init__(
        self, context: Context, person: Person, session: "Session", parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Choisir le code {named(person, 'de', short=True)}", parent)
        self._context, self._session = context, session
        self.code = TextField("Votre code", people.propose_code(context.book))
        self.again = CodeField("Le même code, une seconde fois")
        self.again.submitted.connect(self.accept)
        self.column.addWidget(Text(INTRODUCTION))
        self.column.addWidget(self.code)
        self.column.addWidget(FlowRow(LinkButton("Proposer d’autres mots", self._propose)))
        self.column.addWidget(self.again)
        self.column.addWidget(Text(LOST, "caption"))
        self.set_actions("Prendre ce code")
        self.again.setFocus()

    def accept(self) -> None:
        """Check that both are the same, then put the code."""
        if " ".join(self.code.text().casefold().split()) != " ".join(self.again.text().casefold().split()):
            self.again.set_error("Ce n’est pas le même code. Vérifiez ce que vous avez noté.")
            self.again.setFocus()
            return
        if not self.code.text().strip():
            self.code.set_error("Choisissez un code, ou gardez les quatre mots proposés.")
            return
        put = partial(people.set_code, self._context.book, self._session, self.code.text())
        if self._context.runner.do(put) is None:
            self.code.set_error("Ce code est trop court : gardez les quatre mots proposés.")
            return
        super().accept()

    def _propose(self) -> None:
        self.code.set_text(people.propose_code(self._context.book))
        self.again.set_text("")
