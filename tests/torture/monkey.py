"""Random actions on the real window, from a seed: `python -m tests.torture monkey=10000 --seed 7`.

STEPS=… in the environment is the number too. A breach prints the thirty actions before it; the same seed with
the step of the breach as number plays it again, up to what the wall clock decides (autosaves, animations).
"""

import faulthandler
import os
import random
import shutil
import time
from collections import deque

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desk.app import App
from desk.notebook import imported, transfer
from desk.ui import theme
from desk.ui.interpreter import prepare
from desk.ui.window import Window
from tests.torture.figures import Figures, Options
from tests.torture.monkey_acts import leave, pick
from tests.torture.monkey_ears import Ears, Held, held
from tests.torture.monkey_undone import Undone
from tests.torture.monkey_verdict import REST_EVERY, figures, growing
from tests.torture.monkey_world import World

STEPS = 10_000
HANG_S, DEAD_S = 5.0, 120.0
TRAIL, MOST_BREACHES = 30, 8
LOOK_EVERY, UNDO_EVERY = 100, 250
LONGEST_DIALOG, LONGEST_AWAY = 14, 40


class Monkey:
    """Acts on `program` until `steps` actions are done; what is wrong is in `breaches`."""

    def __init__(self, qt: QApplication, world: World, options: Options, steps: int) -> None:
        self.qt, self.world, self.options, self.steps = qt, world, options, steps
        self.dice = world.dice
        self.ears, self.undone = Ears(), Undone(self)
        self.trail: deque[str] = deque(maxlen=TRAIL)
        self.breaches: list[str] = []
        self.times: list[float] = []
        self.rests: list[tuple[int, Held]] = []
        self.step = self.checks = self.reopened = 0
        self.pages: list[str] = []
        self._last = {"undo": -UNDO_EVERY // 2}  # the first run comes early
        self.calm = self._resting = False
        self.began = 0.0
        self._front: QWidget | None = None
        self._in_dialog = self._away = 0
        self.program = App(qt, world.profile, world.env)

    def play(self) -> None:
        """All of it; returns when done, or after too many breaches."""
        self.ears.listen()
        self.open_again(anew=True)
        with self.program.child:
            QTimer.singleShot(0, self._turn)
            self.qt.exec()
        faulthandler.cancel_dump_traceback_later()
        self._judge()

    def note(self, act: str) -> None:
        """Remember an action before it is done: it may be the last."""
        self.trail.append(f"{self.step} {self._where()}: {act}")

    def breach(self, what: str) -> None:
        """Something that must not be, with what led to it."""
        self.breaches.append(f"step {self.step}, seed {self.options.seed}: {what}")
        self.breaches += [f"    {each}" for each in self.trail]

    def window(self) -> Window | None:
        """The program's window, when it is what is shown."""
        shown = self.program.shown
        return shown if isinstance(shown, Window) and shown.isVisible() else None

    def open_again(self, *, anew: bool = False) -> None:
        """Start the program again on the carnet, as it was left or as on the first day."""
        shown, self.program.shown = self.program.shown, None
        if shown is not None:
            shown.close()
            shown.deleteLater()
        self.program.close_book()
        if anew:
            self.world.settle()
            self.world.renew()
            shutil.rmtree(self.world.profile.copies, ignore_errors=True)
        self.reopened += 1
        if not self.program.open(self.world.carnet):
            self.ears.hear("the carnet does not open again")

    def _turn(self) -> None:
        """One action; the next is asked for first, so that it comes inside the dialog that this one opens."""
        if self._resting:
            QTimer.singleShot(0, self._turn)
            return
        self._time()
        if self.step >= self.steps or self.options.is_over or len(self.ears.heard) >= MOST_BREACHES:
            self._finish()
            return
        self.step += 1
        self.world.tick()
        QTimer.singleShot(0, self._turn)
        faulthandler.dump_traceback_later(DEAD_S, exit=True)
        self.began = time.monotonic()
        self._act()

    def _time(self) -> None:
        """How long the last action took, all that it set off included."""
        if self.began:
            self.times.append(time.monotonic() - self.began)
            if self.times[-1] > HANG_S:
                self.breach(f"{self.times[-1]:.1f} s for one action")
        while self.ears.new:
            self.breach(self.ears.new.pop(0))

    def _act(self) -> None:
        front = self._what_is_in_front()
        if front is None or (isinstance(front, Window) and self._is_routine(front)):
            return
        said = self._leave_dialog(front) if isinstance(front, QDialog) else ""
        said = said or pick(self, front)(self, front)
        if said.strip():
            self.note(said)

    def _what_is_in_front(self) -> QWidget | None:
        """A menu, a dialog or the window; the program is started again when nothing is."""
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.program.shown
        if front is None or not front.isVisible():
            self.note("start again")
            self.open_again()
            return None
        self._in_dialog = self._in_dialog + 1 if front is self._front and isinstance(front, QDialog) else 0
        self._front = front
        self._away = 0 if self.window() is not None or isinstance(front, QDialog) else self._away + 1
        if self._away > LONGEST_AWAY:
            self._away = 0
            self.note("start again, away from the carnet")
            self.open_again()
            return None
        return front

    def _leave_dialog(self, front: QDialog) -> str:
        """Nobody stays for ever: after some actions, Escape; it must have left after a few."""
        if self._in_dialog < LONGEST_DIALOG:
            return ""
        if self._in_dialog > LONGEST_DIALOG + 6:
            self.ears.hear(f"Escape does not leave « {front.windowTitle()} »")
            front.reject()
            return "refused by force"
        self.note(f"leaves, at last, « {front.windowTitle()} »")
        _leave(front)
        return " "

    def _is_routine(self, window: Window) -> bool:
        """What is looked at now and then, when no dialog is open; the window may be another afterwards."""
        if self.undone.goes_on(window):
            return True
        if self.undone.is_on:
            return False
        if self._is_due("rest", REST_EVERY):
            self._rest()
            return True
        if self._is_due("look", LOOK_EVERY):
            self._look(window)
        if self._is_due("undo", UNDO_EVERY):
            self.undone.begin(window)
        return False

    def _is_due(self, what: str, every: int) -> bool:
        """Whether so many actions were done since the last time, or since the beginning."""
        is_due = self.step - self._last.get(what, 0) >= every
        if is_due:
            self._last[what] = self.step - self.step % every
        return is_due

    def _look(self, window: Window) -> None:
        """The carnet is sound, and each of its rows reads as the program wants."""
        window.stack.page.leave()
        try:
            transfer.check(window.book.path, self.world.env)
            imported.check(window.book.store)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.ears.hear(f"the carnet does not pass: {type(error).__name__} {error}")
        self.checks += 1

    def _rest(self) -> None:
        """The carnet of the first day, the first page, one size: what is held then is compared."""
        self.note("rest")
        theme.apply(self.qt, "light", 1.0)
        self.open_again(anew=True)
        self._resting = True
        for _ in range(5):
            self.qt.processEvents()
        self.rests.append((self.step, held()))
        self._resting = False

    def _finish(self) -> None:
        """Leave the dialogs one after the other, then the loop."""
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog):
            QTimer.singleShot(0, self._finish)
            self.began = 0.0
            _leave(modal)
            return
        self._rest()
        if self.program.shown is not None:
            leave(self, self.program.shown)
        self.program.close_book()
        QGuiApplication.clipboard().clear()  # what we made must go before Python does
        self.qt.quit()

    def _judge(self) -> None:
        while self.ears.new:
            self.breach(self.ears.new.pop(0))
        self.breaches += growing(self.rests)

    def _where(self) -> str:
        modal, window = QApplication.activeModalWidget(), self.window()
        if modal is not None:
            return f"« {modal.windowTitle()} »"
        return window.page.name if window is not None and window.stack.count() else "-"


def _leave(dialog: QDialog) -> None:
    """Escape; and where a question comes over the dialog, « Fermer sans garder » or the like, its verb."""
    verb = getattr(dialog, "primary", None)
    if isinstance(dialog.parentWidget(), QDialog) and verb is not None and verb.isEnabled():
        verb.click()
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def run(options: Options) -> Figures:
    """The figures of so many actions (10 000, or as many as `options` or STEPS ask)."""
    steps = options.number or int(os.environ.get("STEPS") or STEPS)
    prepare()
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    qt.setQuitOnLastWindowClosed(False)
    world = World(options.folder, random.Random(f"monkey {options.seed}"))
    monkey = Monkey(qt, world, options, steps)
    monkey.play()
    return Figures(figures(monkey), monkey.breaches)
