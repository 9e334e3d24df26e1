"""The whole window anew, for what every screen may show: the guide in use has changed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from desk.ui import theme

if TYPE_CHECKING:
    from desk.ui.window import Window


def redress_soon(widget: QWidget, place: str, said: str) -> None:
    """Make the window's screens again once this event is over, show `place`, and confirm there.

    What is being written is saved first, as when the look changes. The way back begins anew: it could lead to
    what the guide in use no longer has.
    """
    from desk.ui.window import Window

    window = widget.window()
    if isinstance(window, Window):
        QTimer.singleShot(0, window, partial(_redress, window, place, said))


def undress(window: QMainWindow) -> None:
    """Take the old widgets away first: dressing them again would take longer than making new ones."""
    old = window.takeCentralWidget()
    if old is not None:
        old.hide()
        old.deleteLater()
        QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)


def _redress(window: "Window", place: str, said: str) -> None:
    window.set_look(theme.mode(), theme.scale())
    window.way.begin(place)
    window.messages.confirm(said)
