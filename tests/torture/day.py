"""A day of work in the real window, told line by line as it goes, until it is killed or the day is over."""

import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from desk import paths
from desk.app import App
from desk.core.errors import UserError
from desk.notebook.book import Environment, Notebook
from desk.ui import session_mark
from desk.ui.interpreter import prepare
from desk.ui.window import Window
from tests.stories.hands import Hands, type_sign
from tests.torture.state import State, watch_writing

KEY_S = 0.025
"""Between two keys: forty a second, faster than anyone types, so that a kill loses as much as it can."""

CODE = "marche lundi cahier olive"
FORM = "feuille-revenue.pdf"
SECOND = "cle"
"""The mayor's code; a form that came back, and the stick for copies, beside the carnet."""

Tell = Callable[..., None]


def teller(pipe: int) -> Tell:
    """Tells the watcher at once: the instant, what, and more."""

    def tell(what: str, *more: object) -> None:
        os.write(pipe, (json.dumps([time.monotonic(), what, *more]) + "\n").encode())

    return tell


class Day:
    """Someone at work in the program on one carnet; `dice` decides everything."""

    def __init__(self, program: App, carnet: Path, seed: int, tell: Tell) -> None:
        self.program, self.carnet, self.tell = program, carnet, tell
        self.dice = random.Random(seed)
        self.hands = Hands(program.qt)
        self.folder = carnet.parent
        self.written = 0
        self.random_ones = False

    @property
    def window(self) -> Window:
        """The window, whichever it is now."""
        assert isinstance(self.program.shown, Window)
        return self.program.shown

    @property
    def book(self) -> Notebook:
        """The carnet, open."""
        assert self.program.book is not None
        return self.program.book

    def open(self) -> None:
        """Open the carnet as the program does, and listen to what the window tells."""
        if not self.program.open(self.carnet):
            raise RuntimeError("the carnet did not open")
        self.listen()
        self.tell("opened")

    def listen(self) -> None:
        """Hear what the window tells from now on."""
        self.window.runner.saved.connect(lambda _moment: self.tell("saved"))
        self.window.runner.failed.connect(self._failed)
        self.hands.settle()

    def close(self) -> None:
        """Close the window and the carnet, with its copy."""
        self.tell("closing")
        self.window.close()
        self.program.close_book()
        self.tell("closed")

    def heard(self, what: str, holds: State) -> None:
        """A transaction of the carnet."""
        self.written += what == "done"
        self.tell(what, holds)

    def do(self, operation: Callable[[], object], *, final: bool = False) -> None:
        """Change something through the window's own gate."""
        self.window.runner.do(operation, final=final)  # type: ignore[arg-type]
        self.hands.settle()

    def type_in(self, field: QLineEdit | QPlainTextEdit, text: str, told: Callable[[], str]) -> None:
        """Type key by key; after each, `told` is the whole text on screen and the watcher knows."""
        field.setFocus()
        for sign in text:
            type_sign(field, sign)
            self.tell("typed", told())
            self.wait(KEY_S)

    def wait(self, seconds: float) -> None:
        """Let the program live its life."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.program.qt.processEvents()
            time.sleep(0.002)

    def words(self) -> str:
        """Something that may be written anywhere."""
        said = ("Toiture de l’école", "Budget : 2ᵉ lecture", "Accueil du samedi", "Œuvres & fêtes « d’été »")
        return f"{self.dice.choice(said)} {self.dice.randrange(10**6)}"

    def save_to(self, name: str) -> Path:
        """Where the next question of a file will be answered."""
        path = self.folder / name
        QFileDialog.getSaveFileName = lambda *_all, **_more: (str(path), "")  # type: ignore[method-assign]
        return path

    def _failed(self, problem: UserError) -> None:
        if not self.random_ones:  # what is done at random may well be refused
            self.tell("refused", problem.sentence)


def live(carnet: Path, env: Environment, seed: int, pipe: int, scenes: list[str] | None = None) -> None:
    """The whole day in a process that was just forked; never returns."""
    from tests.torture.scenes import SCENES, play

    tell = teller(pipe)
    sys.excepthook = partial(reported, tell)
    qInstallMessageHandler(partial(warned, tell))
    try:
        prepare()
        profile = paths.profile(carnet.parent / "profil")
        program = App(QApplication([]), profile, env)
        mark, before = session_mark.begin(profile.root, profile.logs, env.clock)
        tell("marked", before.stopped is not None)
        day = Day(program, carnet, seed, tell)
        watch_writing(carnet, day.heard)
        day.open()
        tell("ready")
        order = scenes or day.dice.choices(list(SCENES), [weight for _do, weight in SCENES.values()], k=60)
        for name in order:
            play(day, name)
        day.close()
        tell("ending")  # killed from here on, it may have ended by itself
        if mark is not None:
            mark.end()
        tell("over")
    except BaseException:  # noqa: BLE001 - told to the watcher, who judges
        tell("error", traceback.format_exc()[-1500:])
    os._exit(0)


def warned(tell: Tell, _kind: QtMsgType, _place: QMessageLogContext, message: str) -> None:
    """What Qt says of a mistake."""
    if not message.startswith("This plugin does not support"):  # said of the offscreen window
        tell("warned", message)


def reported(
    tell: Tell, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """An exception nobody caught."""
    tell("error", "".join(traceback.format_exception(kind, error, trace))[-1500:])
