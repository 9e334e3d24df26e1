"""A document drawn while the window goes on living."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

BILAN_SOON, SOON = "Le bilan se dessine…", "Le document se dessine…"
_LOOK_MS = 30


class Drawing(QObject):
    """One document being drawn in a thread, which touches no widget. Signal `ended()`: drawn, or failed.

    It is not emitted once the parent is gone.
    """

    ended = Signal()

    def __init__(self, draw: Callable[[], bytes], parent: QObject) -> None:
        super().__init__(parent)
        self._drawn = b""
        self._problem: Exception | None = None
        self._thread = Thread(target=self._run, args=(draw,), daemon=True)
        self._thread.start()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def failed(self) -> bool:
        """Whether it ended without a document."""
        return not self._thread.is_alive() and self._problem is not None

    def is_ready(self, seconds: float) -> bool:
        """Wait that long at most; whether the document is there, and `ended` then comes no more."""
        self._thread.join(seconds)
        ready = not self._thread.is_alive() and self._problem is None
        if ready:
            self._timer.stop()
        return ready

    def content(self) -> bytes:
        """The document, waited for; what went wrong in the thread is raised here."""
        self._thread.join()
        if self._problem is not None:
            raise self._problem
        return self._drawn

    def forget(self) -> None:
        """Nobody waits for it any more: it ends by itself, untold."""
        self._timer.stop()
        self.deleteLater()

    def _run(self, draw: Callable[[], bytes]) -> None:
        try:
            self._drawn = draw()
        except Exception as problem:  # noqa: BLE001 - raised again where the window can tell it
            self._problem = problem

    def _look(self) -> None:
        if not self._thread.is_alive():
            self._timer.stop()
            self.ended.emit()
