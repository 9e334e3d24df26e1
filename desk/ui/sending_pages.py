"""Sending pages to a printer while the window stays alive: one page per turn of the event loop."""

from collections.abc import Generator, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desk.core.errors import UserError


class Sending(QObject):
    """Takes `steps` on, each giving how many of `count` pages went.

    Signals: `went(int, int)` pages sent, of how many; `ended(object, bool)` a UserError or None, and whether
    all of them went. It ends once.
    """

    went = Signal(int, int)
    ended = Signal(object, bool)

    def __init__(self, steps: Iterator[int], count: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps, self._count = steps, count
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Send the first page at the next turn."""
        self._timer.start()

    def stop(self) -> None:
        """Leave it there; the printer is told to drop what it got."""
        if self._timer.isActive():
            self._end(None, complete=False)

    def _step(self) -> None:
        try:
            done = next(self._steps)
        except StopIteration:
            self._end(None, complete=True)
        except UserError as problem:
            self._end(problem, complete=False)
        else:
            self.went.emit(done, self._count)

    def _end(self, problem: UserError | None, *, complete: bool) -> None:
        self._timer.stop()
        if isinstance(self._steps, Generator):
            self._steps.close()
        self.ended.emit(problem, complete)
