"""Asking before something that cannot be undone."""

from PySide6.QtWidgets import QDialog, QWidget

from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    action_label: str,
    *,
    danger: bool = False,
    undoable: bool = False,
) -> bool:
    """Whether the person confirms; `action_label` is an explicit verb (« Remettre ma feuille »).

    Enter refuses, unless what is asked is taken back as easily as it is done (`undoable`).
    """
    dialog = Dialog(title, parent)
    dialog.column.addWidget(Text(text))
    dialog.set_actions(action_label, danger=danger, final=not undoable)
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == QDialog.DialogCode.Accepted


def tell(parent: QWidget | None, title: str, text: str, close_label: str = "Fermer") -> None:
    """Say something at length, with nothing to decide."""
    dialog = Dialog(title, parent)
    dialog.column.addWidget(Text(text))
    dialog.set_actions(close_label, "")
    dialog.exec()
    dialog.deleteLater()
