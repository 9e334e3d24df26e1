"""Dialogs that follow one another: each is met by the next act, as a person answers them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed

TRIES = 300

Act = Callable[[Any], object]


def in_turn(*acts: Act) -> list[str]:
    """Have each act called with the next dialog that opens; the list holds the titles met, afterwards."""
    met: list[Dialog] = []
    titles: list[str] = []

    def look(left: int) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog) and dialog.isVisible() and all(dialog is not each for each in met):
            met.append(dialog)
            titles.append(dialog.windowTitle())
            QApplication.processEvents()  # laid out and active, as a person finds it
            if len(met) < len(acts):
                QTimer.singleShot(0, lambda: look(TRIES))
            _act(acts[len(met) - 1], dialog)
        elif left:
            QTimer.singleShot(10, lambda: look(left - 1))

    if acts:
        QTimer.singleShot(0, lambda: look(TRIES))
    return titles


def _act(act: Act, dialog: Dialog) -> None:
    """A dialog is never left open by a failed test: it would wait for ever."""
    try:
        assert unnamed(dialog) == []
        act(dialog)
    except BaseException:
        dialog.reject()
        raise


def press(words: str) -> Act:
    """Click on the button with these words."""

    def act(dialog: Dialog) -> None:
        found = [each for each in dialog.findChildren(QPushButton) if each.text() == words]
        assert found, f"no « {words} » among {[each.text() for each in dialog.findChildren(QPushButton)]}"
        found[0].click()

    return act


def leave(dialog: Dialog) -> None:
    """Escape."""
    dialog.reject()


def agree(dialog: Dialog) -> None:
    """The dialog's own verb."""
    assert dialog.primary is not None
    dialog.primary.click()


def both(*acts: Act) -> Act:
    """One act after another in the same dialog."""

    def act(dialog: Dialog) -> None:
        for each in acts:
            each(dialog)

    return act
