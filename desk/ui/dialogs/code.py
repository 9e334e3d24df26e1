"""Asking a person's code to open what belongs to them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desk.core.errors import UserError
from desk.core.people import Person
from desk.core.wording import named, typographic
from desk.ui.context import Context
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session

LOST = (
    "Un code perdu ne se retrouve pas : personne d’autre ne le connaît, ni le programme, ni le CDG. "
    "Il peut être remplacé par « La commune et nous », dans le menu ; les feuilles et les notes privées "
    "de cette personne sont alors perdues, et le remplacement est daté. "
    "Ce que vous avez convenu et vos actions restent."
)


class CodeField(TextField):
    """A code, hidden until « Afficher » is chosen."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.toggle = LinkButton("Afficher", self._toggle)
        self.toggle.setAccessibleName(f"Afficher : {label}")
        self.line.addWidget(self.toggle)

    def _toggle(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        words = "Masquer" if hidden else "Afficher"
        self.toggle.set_text(words)
        self.toggle.setAccessibleName(typographic(f"{words} : {self.label.text()}"))


class CodeDialog(Dialog):
    """Asks one person's code until it opens; `.session` is what it opened."""

    def __init__(self, context: Context, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(f"Code {named(person, 'de')}", parent)
        self._context, self._person = context, person
        self.session: Session | None = None
        self.column.addWidget(Text(f"{person.addressed} : votre code ouvre ce qui vous appartient.", "soft"))
        self.field = CodeField("Votre code")
        self.field.submitted.connect(self.accept)
        self.lost = Text(LOST, "soft")
        self.lost.hide()
        self.column.addWidget(self.field)
        self.column.addWidget(LinkButton("Code perdu ?", self.lost.show))
        self.column.addWidget(self.lost)
        self.set_actions("Ouvrir")
        self.field.setFocus()

    def accept(self) -> None:
        """Try the code; what is wrong is said under the field."""
        from desk.notebook import people

        try:
            self.session = people.unlock(self._context.book, self._person.id, self.field.text())
        except UserError as problem:
            self.field.set_error(problem.message)
            self.field.setFocus()
            return
        super().accept()


def ask_session(context: Context, person: Person, parent: QWidget | None = None) -> "Session | None":
    """An open session for `person`; None when they give up. No dialog for someone without a code.

    The caller closes the session on leaving its page.
    """
    from desk.notebook import people

    if not people.has_code(context.book, person.id):
        return context.runner.attempt(partial(people.unlock, context.book, person.id))
    dialog = CodeDialog(context, person, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.session if accepted else None
