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
    "de cette personne sont alors perdues. Le remplacement est daté, et dit à tous les deux au moment "
    "d’ouvrir ensemble. Ce que vous avez convenu et vos actions restent."
)
NOTHING_TYPED = "Tapez le code, puis recommencez ; rien n’a été ouvert."
SHOW, HIDE = "Montrer", "Masquer"


class CodeField(TextField):
    """A code, hidden: it is seen while « Montrer » is held, for someone may be watching.

    `open`: a code that is to be noted, in sight until « Masquer » is pressed.
    """

    def __init__(self, label: str, *, open: bool = False) -> None:  # noqa: A002 - the domain's word
        super().__init__(label)
        self.toggle = LinkButton("")
        self.line.addWidget(self.toggle)
        self._show(shown=open)
        if open:
            self.toggle.clicked.connect(lambda: self._show(shown=self._is_hidden))
        else:
            self.toggle.setToolTip("Le code se voit tant que vous appuyez")
            self.toggle.pressed.connect(lambda: self._see(shown=True))
            self.toggle.released.connect(lambda: self._see(shown=False))

    def refuse(self, problem: UserError) -> None:
        """Say what is wrong and what to do under the field, its text ready to be typed over."""
        self.set_error("")  # the same sentence twice is said twice
        self.set_error(problem.message)
        self.setFocus()
        self.edit.selectAll()

    def hide_code(self) -> None:
        """Someone is coming in."""
        self._show(shown=False)

    @property
    def _is_hidden(self) -> bool:
        return self.edit.echoMode() == QLineEdit.EchoMode.Password

    def _see(self, *, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _show(self, *, shown: bool) -> None:
        self._see(shown=shown)
        words = HIDE if shown else SHOW
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

        if not self.field.text().strip():
            self.field.refuse(UserError(NOTHING_TYPED, ""))
            return
        try:
            self.session = people.unlock(self._context.book, self._person.id, self.field.text())
        except UserError as problem:
            self.field.refuse(problem)
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
