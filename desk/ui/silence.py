"""Nobody there: what is confidential hides after minutes of silence, minimised, or in a locked session."""

from collections.abc import Callable
from datetime import datetime

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desk.ui.session_lock import is_locked
from desk.ui.widgets.messages import MessageBar

QUIET_S, TOLD_S = 300, 60
TICK_MS = 1000
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_MOST_DIALOGS = 8


class Silence(QObject):
    """Watches a window between `watch()` and `rest()`; any key, mouse or touch in it begins the wait again.

    Signal `fallen()`, once: QUIET_S seconds went by without any, the window was minimised or the session
    locked; dialogs over the window are covered or refused first. TOLD_S seconds before, `sentence` is said
    in `messages` and goes at the first sign. `clock` gives civil time: a PC that slept was silent all along.
    """

    fallen = Signal()

    def __init__(
        self,
        inside: QWidget,
        messages: MessageBar,
        clock: Callable[[], datetime],
        sentence: str,
        locked: Callable[[], bool] = is_locked,
    ) -> None:
        super().__init__(inside)
        self._inside, self._messages, self._sentence = inside, messages, sentence
        self._clock, self._locked = clock, locked
        self._last = clock()
        self._told = self._knows_lock = False
        self._watched: list[QObject] = []
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.check)

    @property
    def is_watching(self) -> bool:
        """Whether something is to be hidden."""
        return self._timer.isActive()

    def watch(self) -> None:
        """Begin, or begin again."""
        self.rest()
        self._last = self._clock()
        # someone is at work here: a system that calls this locked is not to be asked
        self._knows_lock = not self._locked()
        window = self._inside.window()
        self._listen(window)
        self._listen(window.windowHandle())
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._listen_to_focused)
        self._timer.start()

    def rest(self) -> None:
        """Nothing is to be hidden any more."""
        if not self.is_watching:
            return
        self._timer.stop()
        self._take_back()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.disconnect(self._listen_to_focused)
        for each in self._watched:
            if shiboken6.isValid(each):
                each.removeEventFilter(self)
        self._watched = []

    def check(self) -> None:
        """Say that it is about to hide, or hide; called every second."""
        now = self._clock()
        quiet = (now - self._last).total_seconds()
        if quiet >= QUIET_S or (self._knows_lock and self._locked()):
            self._fall()
        elif quiet < 0:
            self._last = now  # the clock was put back
        elif quiet >= QUIET_S - TOLD_S and not self._told:
            self._told = True
            self._messages.note(self._sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Someone is there; or the window goes out of sight."""
        if event.type() in _SIGNS:
            self._last = self._clock()
            self._take_back()
        elif event.type() is QEvent.Type.WindowStateChange and self._inside.window().isMinimized():
            self._fall()
        return super().eventFilter(watched, event)

    def _fall(self) -> None:
        if self.is_watching:
            self.rest()
            refuse_dialogs()
            self.fallen.emit()

    def _take_back(self) -> None:
        if self._told:
            self._told = False
            self._messages.take_back(self._sentence)

    def _listen_to_focused(self, window: QWindow | None) -> None:
        """A dialog over the window is someone there too."""
        self._listen(window)

    def _listen(self, thing: QObject | None) -> None:
        if thing is not None and thing not in self._watched:
            thing.installEventFilter(self)
            self._watched.append(thing)


def refuse_dialogs() -> None:
    """Leave every menu and dialog as Escape would; what opened them goes on once the event is over.

    A dialog that can be covered is, and stays with what was typed in it.
    """
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for _ in range(_MOST_DIALOGS):
        modal = QApplication.activeModalWidget()
        if modal is None:
            return
        if hasattr(modal, "cover"):
            modal.cover()
            return
        if isinstance(modal, QDialog):
            modal.reject()
        else:
            modal.close()
