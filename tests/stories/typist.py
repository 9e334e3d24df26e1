"""Someone filling a sheet without pause until killed: `python -m tests.stories.typist CARNET [page]`.

With « page » a practice is on one page, else one statement at a time.

Each line on the standard output is [seconds, what, statement, value], told once the program has taken it in:
« note » and the whole note after a key, « answer » and its value.
"""

import itertools
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from desk import paths
from desk.app import App
from desk.notebook.environment import make
from desk.ui.interpreter import prepare
from desk.ui.window import Window
from tests.screenshots import press, settle
from tests.stories.hands import plain

CODE = "marche lundi cahier olive"
TEXT = "nous en avons parle hier matin au secretariat "
EVERY_MS = 40
KEYS_PER_STATEMENT = 40
LONGEST = 1500


_kept: list[App] = []


def say(what: str, statement: str, value: str) -> None:
    """Tell the watcher, at once."""
    sys.stdout.write(json.dumps([time.monotonic(), what, statement, value]) + "\n")
    sys.stdout.flush()


def start(app: QApplication, carnet: Path) -> Window:
    """The real program's window on that carnet."""
    profile = paths.profile(carnet.parent / "profil")
    program = App(app, profile, make(paths.resources(), profile.copies))
    assert program.open(carnet)
    window = program.shown
    assert isinstance(window, Window)
    _kept.append(program)
    return window


def main(carnet: Path, *, whole: bool) -> None:
    """Open the mayor's sheet and type for ever."""
    prepare()
    app = QApplication([])
    window = start(app, carnet)
    window.go("sheet", seat="elu")
    QTimer.singleShot(50, lambda: give_code(app))
    press(window, "Oui, ouvrir ma feuille")
    press(window, "Commencer")
    press(window, "Toute la page" if whole else "Un énoncé à la fois")
    settle(app)
    say("ready", current(window), note(window).toPlainText())
    keys = itertools.cycle(TEXT)
    turn = itertools.count(1)

    def type_on() -> None:
        if next(turn) % KEYS_PER_STATEMENT == 0:
            press_answer(window)
            return
        field = note(window)
        if len(field.toPlainText()) > LONGEST:
            field.setPlainText("")
        QTest.keyClicks(field, next(keys))
        say("note", current(window), field.toPlainText())

    timer = QTimer()
    timer.timeout.connect(type_on)
    timer.start(EVERY_MS)
    app.exec()


def give_code(app: QApplication) -> None:
    """Answer the dialog that asks for the code, once it is there."""
    modal = app.activeModalWidget()
    if not isinstance(modal, QDialog):
        QTimer.singleShot(50, lambda: give_code(app))
        return
    field = modal.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, CODE)
    modal.accept()


def note(window: Window) -> QPlainTextEdit:
    """The private note's field."""
    fields = window.page.findChildren(QPlainTextEdit)
    return next(each for each in fields if each.isVisible() and plain(each.accessibleName()) == "Note privée")


def current(window: Window) -> str:
    """The statement shown."""
    filling = window.page.filling  # type: ignore[attr-defined]
    return str(filling.current)


def press_answer(window: Window) -> None:
    """Answer the statement where we are, which goes on to the next."""
    statement = current(window)
    window.page.filling.card.choices.group.buttons["2"].click()  # type: ignore[attr-defined]
    say("answer", statement, "2")
    say("note", current(window), note(window).toPlainText())


if __name__ == "__main__":
    main(Path(sys.argv[1]), whole="page" in sys.argv[2:])
