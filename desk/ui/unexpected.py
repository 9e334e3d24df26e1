"""What happens on an exception nobody caught: what is typed is written first, then it is told, once."""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desk import crash
from desk.core.errors import UserError
from desk.ui.unsaved import Kept, Unsaved

AGAIN = UserError(
    "La même erreur imprévue est revenue.",
    "Ce qui était enregistré est en sûreté dans le carnet. Si l’écran ne répond plus, fermez Binôme et "
    "rouvrez-le.",
)
Shown = Callable[[], QWidget | None]


class Unexpected(QObject):
    """A known problem goes to the window, else to `tell`; a bug to the log of `logs` and over what is shown.

    A bug that comes back is told in the message bar only, and one that comes while another is told waits in
    the log. What happens in another thread is told in the window's.
    """

    _elsewhere = Signal(object)

    def __init__(self, tell: Callable[[UserError], None], shown: Shown, logs: Path) -> None:
        super().__init__()
        self._tell, self._shown, self._logs = tell, shown, logs
        self._known: set[str] = set()
        self._telling = False
        self._elsewhere.connect(lambda act: act())

    def install(self) -> None:
        """Be what Python calls, from now on, and as long as the program runs."""
        sys.excepthook = self.caught
        threading.excepthook = self.in_thread
        sys.unraisablehook = self.unraisable

    def begin(self, start: Callable[[], object], otherwise: Callable[[], object]) -> None:
        """Start; after a bug on the way, `otherwise` shows a screen to go on from, and it is told over it."""
        try:
            start()
        except Exception as error:  # noqa: BLE001 - told as any other; without a screen the program would end
            otherwise()
            self.caught(type(error), error, error.__traceback__)

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """As `sys.excepthook`."""
        if isinstance(error, UserError):  # a page that could not read the carnet, or a content file
            self._in_window(partial(self._say, error))
        elif issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
        else:
            told = crash.details(kind, trace, datetime.now())  # noqa: DTZ005 - the wall clock, for a log
            crash.write_down(self._logs, told)
            _say_aside(told)
            self._in_window(partial(self._bug, told, crash.place(kind, trace)))

    def in_thread(self, args: threading.ExceptHookArgs) -> None:
        """As `threading.excepthook`."""
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    def unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        """As `sys.unraisablehook`: in a destructor, or called back from C."""
        if args.exc_value is not None and QApplication.instance() is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)
        else:
            sys.__unraisablehook__(args)

    def _in_window(self, act: Callable[[], object]) -> None:
        if QThread.currentThread() is self.thread():
            act()
        else:
            self._elsewhere.emit(act)

    def _say(self, problem: UserError) -> None:
        unsaved = self._unsaved()
        if unsaved is not None:
            unsaved.failed(problem)
        else:
            self._tell(problem)

    def _bug(self, told: str, place: str) -> None:
        """Write what can be written at once; tell it once what is under way, a painting perhaps, is over."""
        unsaved = self._unsaved()
        kept = unsaved.save_what_can_be() if unsaved is not None else None
        if place in self._known or self._telling:
            bar = getattr(self._shown(), "messages", None)
            if bar is not None and not self._telling:
                bar.error(AGAIN)
            return
        self._known.add(place)
        self._telling = True
        show = partial(self._show, told, kept)
        if QThread.currentThread().loopLevel():
            QTimer.singleShot(0, self, show)
        else:
            show()  # nothing would ever come back to it

    def _show(self, told: str, kept: Kept | None) -> None:
        from desk.ui.dialogs.crash import show

        unsaved = self._unsaved()
        try:
            show(self._shown(), told, kept, unsaved.copy_words if unsaved is not None else None)
        except Exception as second:  # noqa: BLE001 - telling a bug must not be a second one, told for ever
            crash.write_down(self._logs, crash.details(type(second), second.__traceback__, datetime.now()))  # noqa: DTZ005
        finally:
            self._telling = False

    def _unsaved(self) -> Unsaved | None:
        found = getattr(self._shown(), "unsaved", None)
        return found if isinstance(found, Unsaved) else None


def _say_aside(told: str) -> None:
    """Where it was started from; a system keeps that in a log of its own: no message, no word of anyone."""
    with suppress(OSError, ValueError):  # nobody listens there any more
        if sys.stderr is not None:
            sys.stderr.write(f"Traceback: {told}\n")
