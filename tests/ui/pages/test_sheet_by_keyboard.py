"""Regards croisés from beginning to end without a mouse, and what a screen reader says on the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.rounds import RoundState
from desk.notebook import people, rounds
from desk.notebook.book import Notebook
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.pages.conftest import CODES
from tests.ui.spoken import plain, spoken

READ = Path(__file__).parents[2] / "fixtures" / "reading" / "feuille.txt"
MOST_TABS = 60
Step = Callable[[], None]


class Keyboard:
    """Someone with a keyboard and a screen reader; `heard` is what was said where they stopped."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.heard: list[str] = []
        self._problems: list[BaseException] = []

    @property
    def at(self) -> QWidget:
        """What has the keyboard, in the dialog over the window when there is one."""
        front = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is not front:  # no window manager gives it back here
            front.activateWindow()
            QApplication.processEvents()
        return QApplication.focusWidget() or front.focusWidget() or front

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.at, key)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        for sign in text:
            QTest.keyClicks(self.at, sign)

    def to(self, words: str, *, listen: bool = False) -> None:
        """Tab until what has the keyboard is named so."""
        for _ in range(MOST_TABS):
            if plain(self.at.accessibleName()) == words:
                return
            self.press(Qt.Key.Key_Tab)
            if listen:
                self.listen()
        raise AssertionError(f"« {words} » is out of Tab's reach; stopped at {spoken(self.at)}")

    def listen(self) -> None:
        self.heard.append(spoken(self.at))

    def enter(self, words: str, *steps: Step) -> None:
        """Go to a button and press Enter; `steps` are what to do in the dialogs it opens, in turn."""
        self.to(words)
        self._later(list(steps))
        self.press(Qt.Key.Key_Return)
        QApplication.processEvents()
        if self._problems:
            raise self._problems.pop()

    def _later(self, steps: list[Step]) -> None:
        if steps:
            QTimer.singleShot(20, lambda: self._run(steps))

    def _run(self, steps: list[Step]) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog):
            self._later(steps)
            return
        self._later(steps[1:])
        try:
            steps[0]()
        except BaseException as problem:  # noqa: BLE001 - raised again outside the dialog's own loop
            self._problems.append(problem)
            dialog.reject()


@pytest.fixture
def keyboard(window: Window, qtbot: QtBot) -> Keyboard:
    qtbot.waitUntil(window.isActiveWindow)
    return Keyboard(window)


def fill_sheet(keyboard: Keyboard, door: str, code: str, answers: str, *, whole: bool) -> None:
    """Choose a code, answer everything, hand in, come back."""

    def choose() -> None:
        keyboard.to("Votre code")
        field = keyboard.at
        assert isinstance(field, QLineEdit)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        keyboard.type(code)
        keyboard.to("Le même code, une seconde fois")
        keyboard.type(code)
        keyboard.press(Qt.Key.Key_Return)

    keyboard.enter(door)
    keyboard.enter("Oui, ouvrir ma feuille")
    keyboard.enter("Choisir un code", choose)
    if whole:
        keyboard.enter("Toute la page")
    for key in answers:
        keyboard.listen()
        keyboard.type(key)
    keyboard.listen()
    keyboard.enter("Remettre ma feuille", lambda: keyboard.enter("Remettre ma feuille"))
    keyboard.enter("Revenir aux regards croisés")


def test_the_whole_journey_is_made_by_keyboard_alone(keyboard: Keyboard, notebook: Notebook) -> None:
    keyboard.enter("Commencer des regards croisés", lambda: keyboard.enter("Commencer"))
    round_ = rounds.current(notebook)
    assert round_ is not None
    fill_sheet(keyboard, "Feuille du maire", CODES[Seat.ELU], "12340s123412", whole=False)
    fill_sheet(keyboard, "Feuille de la secrétaire générale", CODES[Seat.SGM], "4321s0432143", whole=True)

    def both() -> None:
        for seat in Seat:
            keyboard.to(f"Code de {people.pair(notebook).person(seat).addressed}")
            keyboard.type(CODES[seat])
        keyboard.press(Qt.Key.Key_Return)

    keyboard.enter("Ouvrir ensemble", both)
    assert rounds.get(notebook, round_.id).state is RoundState.OPENED
    assert keyboard.window.page.name == "comparison"
    keyboard.enter("Différences seulement")
    keyboard.enter("Tout afficher")


def test_each_statement_is_read_with_its_place_period_level_and_state(
    keyboard: Keyboard, round_id: str
) -> None:
    """The recording is reviewed by eye: a change of it is a change of what blind people hear."""
    keyboard.window.go("sheet", seat="elu")
    keyboard.enter("Oui, ouvrir ma feuille")
    keyboard.enter("Continuer sans code")
    keyboard.listen()
    keyboard.press(Qt.Key.Key_Down)
    keyboard.listen()
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    keyboard.listen()
    keyboard.press(Qt.Key.Key_Left)
    keyboard.listen()
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.listen()
    keyboard.press(Qt.Key.Key_Backtab, Qt.Key.Key_Right)
    keyboard.type("0s4")
    keyboard.listen()
    keyboard.enter("Toute la page")
    keyboard.listen()
    keyboard.to("Remettre ma feuille", listen=True)
    assert keyboard.heard == READ.read_text(encoding="utf-8").splitlines()
