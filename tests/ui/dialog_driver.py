"""What a person sees and presses, in a page or in the dialog that the next step will open."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desk.ui.widgets.dialog import Dialog

Shown = TypeVar("Shown", bound=Dialog)
TRIES = 100


def in_dialog(kind: type[Shown], act: Callable[[Shown], object]) -> list[str]:
    """Have `act` called with the next dialog of that kind once it is open, then close what is left open.

    The list returned holds the dialog's title afterwards: empty means that none came.
    """
    seen: list[str] = []

    def look(left: int) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            seen.append(dialog.windowTitle())
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()
        elif left:
            QTimer.singleShot(10, lambda: look(left - 1))

    QTimer.singleShot(0, lambda: look(TRIES))
    return seen


def accept(dialog: Dialog) -> None:
    """Click on the dialog's own verb."""
    assert dialog.primary is not None
    dialog.primary.click()


def button(root: QWidget, words: str) -> QPushButton:
    """The visible button with these words."""
    QApplication.processEvents()
    found = [each for each in root.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    assert found, f"no button « {words} » in {words_of(root)}"
    return found[0]


def words_of(root: QWidget) -> str:
    """Every label on screen, one after the other."""
    QApplication.processEvents()
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())
