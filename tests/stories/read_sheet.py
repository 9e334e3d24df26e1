"""Someone answers three statements by keyboard, slowly: `python -m tests.stories.read_sheet CARNET`."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.ui.interpreter import prepare
from tests.screenshots import press, settle
from tests.stories.typist import start

STEP_MS = 400
KEYS = (Qt.Key.Key_2, Qt.Key.Key_S, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up)


def main(carnet: Path) -> None:
    """Open the mayor's sheet, press KEYS one after the other, leave."""
    prepare()
    app = QApplication([])
    window = start(app, carnet)
    window.activateWindow()
    window.go("sheet", seat="elu")
    press(window, "Oui, ouvrir ma feuille")
    settle(app)
    QTimer.singleShot(STEP_MS * 3, lambda: press(window, "Continuer sans code"))
    for place, key in enumerate(KEYS):
        QTimer.singleShot(STEP_MS * (5 + place), partial(strike, key))
    QTimer.singleShot(STEP_MS * (7 + len(KEYS)), app.quit)
    app.exec()


def strike(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
