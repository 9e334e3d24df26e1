"""Asking one line: a new wording, a reason."""

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.errors import UserError
from desk.core.text import required
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.text import Text


class LineDialog(Dialog):
    """One field, refused while it is empty; `what` begins that sentence (« L’intitulé du sujet »)."""

    def __init__(self, title: str, label: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._what = what
        self.note = Text("", "soft")
        self.note.hide()
        self.field = TextField(label)
        self.column.addWidget(self.note)
        self.column.addWidget(self.field)

    def accept(self) -> None:
        """Take the line when there is one."""
        if checked_line(self.field, self._what) is not None:
            super().accept()


def checked_line(field: TextField, what: str) -> str | None:
    """The field's text made fit to keep; None when it is empty or too long, which is said under it."""
    try:
        return required(field.text(), what)
    except UserError as problem:
        field.set_error(problem.message)
        field.setFocus()
        return None


def ask_line(
    parent: QWidget,
    title: str,
    label: str,
    what: str,
    action_label: str,
    *,
    value: str = "",
    note: str = "",
) -> str | None:
    """The line typed, or None when they give up; `action_label` is an explicit verb."""
    dialog = LineDialog(title, label, what, parent.window())
    dialog.note.set_text(note)
    dialog.note.setVisible(bool(note))
    dialog.field.set_text(value)
    dialog.field.edit.selectAll()
    dialog.set_actions(action_label)
    dialog.field.setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.field.text() if accepted else None
