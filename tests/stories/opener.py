"""Both people opening their sheets together, until killed: `python -m tests.stories.opener CARNET`.

Tells « opening » on the standard output when both codes are typed, just before the button is pressed, and
« opened » once the comparison is on screen.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.core.people import Seat
from desk.ui.dialogs.code import CodeField
from desk.ui.dialogs.opening import OpeningDialog
from desk.ui.interpreter import prepare
from tests.screenshots import press, settle
from tests.stories.typist import CODE, start

CODES = {Seat.ELU: CODE, Seat.SGM: "jardin pluie table encre"}


def tell(what: str) -> None:
    """To the watcher, at once."""
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def main(carnet: Path) -> None:
    """Press « Ouvrir ensemble » with both codes."""
    prepare()
    app = QApplication([])
    window = start(app, carnet)
    window.go("regards")
    settle(app)
    QTimer.singleShot(50, lambda: give_codes(app))
    press(window, "Ouvrir ensemble")
    assert window.page.name == "comparison"
    settle(app)
    tell("opened")
    app.exec()


def give_codes(app: QApplication) -> None:
    """Answer the dialog that asks for both, once it is there."""
    dialog = app.activeModalWidget()
    if not isinstance(dialog, OpeningDialog):
        QTimer.singleShot(50, lambda: give_codes(app))
        return
    for seat, field in dialog.fields.items():
        assert isinstance(field, CodeField)
        QTest.keyClicks(field.edit, CODES[seat])
    settle(app)
    tell("opening")
    assert dialog.primary is not None
    dialog.primary.click()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
