"""Adding a dated line to a closed point, whose notes no longer change."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.errors import UserError
from desk.core.text import required
from desk.core.wording import long_date
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.pages.meeting_item import PRIVACY
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea
from desk.ui.widgets.text import Text

_WHAT = "La correction"
_LOST = "La correction n’est pas encore ajoutée : ce que vous avez écrit ici sera perdu."


class CorrectionDialog(Dialog):
    """One text; it is kept on one line, as it will be read."""

    def __init__(
        self, context: Context, meeting_id: str, item_id: str, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("Ajouter une correction", parent, width=560)
        self._context, self._meeting_id, self._item_id = context, meeting_id, item_id
        today = long_date(context.book.today)
        self.column.addWidget(Text(f"Sujet : {about}" if about else "À propos de tout le point", "strong"))
        why = f"Les notes restent lisibles telles quelles ; votre ligne s’y ajoute, datée du {today}."
        self.column.addWidget(Text(why))
        self.text = TextArea("Correction", hint=PRIVACY, lines=3)
        self.column.addWidget(self.text)
        self.column.addWidget(Text("Une fois ajoutée, elle ne se modifie plus ; Ctrl+Z la retire.", "soft"))
        self.set_actions("Ajouter la correction")
        self.text.setFocus()

    def reject(self) -> None:
        """Leave; a text begun is asked about, for nothing else holds it."""
        if self.text.text().strip() and not confirm.ask(
            self, "Abandonner ce texte ?", _LOST, "Abandonner le texte", danger=True
        ):
            return
        super().reject()

    def accept(self) -> None:
        """Write it, when there is something."""
        from desk.notebook import corrections

        try:
            line = required(self.text.text(), _WHAT)
        except UserError as problem:
            self.text.set_error(problem.message)
            self.text.setFocus()
            return
        add = partial(corrections.add, self._context.book, self._meeting_id, line, self._item_id)
        if self._context.runner.do(add) is not None:
            super().accept()


def add_correction(context: Context, meeting_id: str, item_id: str, about: str, parent: QWidget) -> None:
    """Let a person add a correction under a subject, `about` its title, or to the whole point."""
    dialog = CorrectionDialog(context, meeting_id, item_id, about, parent.window())
    dialog.exec()
    dialog.deleteLater()
