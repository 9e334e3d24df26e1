"""What the first window does when the program is started again: it comes forward, opens what was asked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_EVERY_MS = 150


class Reception(QObject):
    """Receives later starts. `shown` gives the top widget or None; `open_notebook` is « Ouvrir un carnet ».

    - The carnet asked for is the one shown, or none is asked for: the window comes forward, no more.
    - Another carnet: it is shown instead, as a person expects who has just double-clicked on it. What was
      being written is written first, by the page that is left. One window stays one window.
    - A dialog or a menu is open: it comes forward as it is, and the carnet is opened once it is closed.
    - The first-run assistant is being filled in, which no file holds yet: the person is asked.
    """

    def __init__(self, shown: Callable[[], QWidget | None], open_notebook: Callable[[Path], object]) -> None:
        super().__init__()
        self._shown, self._open = shown, open_notebook
        self._wanted: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._open_when_free)

    def asked(self, file: Path | None) -> bool:
        """Come forward, and open `file` when nothing is in the way; False when there is nothing to show."""
        front = [self._shown(), QApplication.activeModalWidget()]
        visible = [widget for widget in front if widget is not None and widget.isVisible()]
        for widget in visible:
            bring_forward(widget)
        if visible and file is not None:
            self._wanted = file  # the last one asked for counts
            self._timer.start(0)
        return bool(visible)

    def _open_when_free(self) -> None:
        # a level above 1: a dialog, a menu or a file dialog of the system waits inside the present page
        busy = QApplication.activeModalWidget() is not None or QThread.currentThread().loopLevel() > 1
        if busy:
            self._timer.start(_EVERY_MS)
            return
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._may_leave(wanted):
            self._open(wanted)

    def _may_leave(self, wanted: Path) -> bool:
        from desk.ui.assistant import Assistant

        shown = self._shown()
        if not isinstance(shown, Assistant) or shown.step < 0:
            return True
        from desk.ui.dialogs import confirm

        text = (
            f"« {wanted.name} » vient d’être demandé. Si vous l’ouvrez, ce que vous avez écrit ici "
            "pour créer un carnet ne sera pas gardé."
        )
        return confirm.ask(shown, "Ouvrir un autre carnet ?", text, "Ouvrir ce carnet")


def bring_forward(window: QWidget) -> None:
    """Put a window in front of the others, out of the task bar if it was there."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
