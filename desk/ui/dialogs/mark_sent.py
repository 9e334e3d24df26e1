"""« Marquer comme envoyé »: what the person says of a bilan's sending, for the register."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.notebook import register
from desk.notebook.register import LONGEST_RECIPIENT, Line
from desk.ui.context import Context
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextField
from desk.ui.widgets.text import Text

WHAT = (
    "Le registre gardera le destinataire et le jour, comme vous les écrivez. Binôme ne sait pas si le "
    "message est parti ni s’il est arrivé ; cette mention peut être retirée."
)
_LATER = "Ce jour est à venir : indiquez celui de l’envoi."


class MarkSentDialog(Dialog):
    """To whom and when; nothing is written until both are said."""

    def __init__(self, context: Context, export_id: str, to: str, parent: QWidget | None = None) -> None:
        super().__init__("Marquer comme envoyé", parent, width=560)
        self._context, self._export_id = context, export_id
        self.column.addWidget(Text(register.line(context.book, export_id).file_name, "strong"))
        self.column.addWidget(Text(WHAT, "soft"))
        self.recipient = TextField(
            "Destinataire", to, hint="Une adresse, ou vos mots : « au CDG, par la navette »"
        )
        self.recipient.edit.setMaxLength(LONGEST_RECIPIENT)
        self.day = DateField("Envoyé le", context.book.today, today=context.book.today)
        self.column.addWidget(self.recipient)
        self.column.addWidget(self.day)
        self.set_actions("Noter cet envoi")
        self.recipient.edit.setFocus()

    def accept(self) -> None:
        """Write it in the register."""
        to = self.recipient.text().strip()
        self.recipient.set_error("" if to else "Écrivez à qui le bilan a été envoyé.")
        day = self.day.value() if self.day.check(required=True) else None
        if day is not None and day > self._context.book.today:
            self.day.set_error(_LATER)
            day = None
        if not to or day is None:
            return
        note = partial(register.mark_sent, self._context.book, self._export_id, to, day)
        if self._context.runner.do(note) is not None:
            super().accept()


def mark_sent(context: Context, export_id: str, to: str, parent: QWidget) -> None:
    """Ask, and write it down; `to` is proposed as the recipient."""
    dialog = MarkSentDialog(context, export_id, to, parent.window())
    dialog.exec()
    dialog.deleteLater()


def unmark_sent(context: Context, export_id: str) -> None:
    """Take the mention back."""
    context.runner.do(partial(register.unmark_sent, context.book, export_id))


def sent_button(line: Line, mark: Callable[[], object], unmark: Callable[[], object]) -> Button:
    """« Marquer comme envoyé… », or the quiet way back of the one that is."""
    if line.sent_on is None:
        button = Button("Marquer comme envoyé…", mark)
        button.setObjectName("mark-sent")
        return button
    back = LinkButton("Retirer cette mention", unmark)
    back.setObjectName("unmark-sent")
    return back
