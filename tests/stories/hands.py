"""Hands on the real window: buttons and fields are found by what a person reads on them."""

from collections.abc import Callable, Mapping
from time import monotonic, sleep
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

Found = TypeVar("Found", bound=QWidget)
Step = Callable[[], object]


def plain(text: str) -> str:
    """Without the non-breaking spaces, mnemonics and apostrophes that typography puts."""
    for sign, usual in (("\u00a0", " "), ("\u202f", " "), ("’", "'"), ("&", "")):
        text = text.replace(sign, usual)
    return " ".join(text.split())


def type_sign(widget: QWidget, sign: str) -> None:
    """One key that gives this sign; QTest itself aborts on letters with accents."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(widget, event)


class Hands:
    """Clicks and types in the window in front: a dialog when one is open."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.errors: list[BaseException] = []

    @property
    def front(self) -> QWidget:
        """What a person can act on now."""
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
        windows = [each for each in shown if each.objectName() == "page" or each.inherits("QMainWindow")]
        assert len(windows) == 1, [type(each).__name__ for each in shown]
        return windows[0]

    def settle(self) -> None:
        """Let the program answer."""
        for _ in range(5):
            self.app.processEvents()

    def find(self, kind: type[Found], words: str, place: int = 0) -> Found:
        """The visible widget of that kind read so: by its text or its accessible name."""
        self.settle()
        wanted = plain(words)
        found = [
            each for each in self.front.findChildren(kind) if each.isVisible() and self._reads(each, wanted)
        ]
        assert len(found) > place, f"« {words} » not among {self.words(kind)}"
        return found[place]

    def words(self, kind: type[QWidget]) -> list[str]:
        """What can be read on the widgets of a kind, for the message of a failed search."""
        seen = [each for each in self.front.findChildren(kind) if each.isVisible()]
        return [plain(getattr(each, "text", str)() or each.accessibleName()) for each in seen]

    def _reads(self, widget: QWidget, wanted: str) -> bool:
        said = [widget.accessibleName()]
        if isinstance(widget, QAbstractButton):
            said.append(widget.text())
        # a row button reads its title, then its caption
        return any(plain(each) == wanted or plain(each).startswith(f"{wanted}, ") for each in said)

    def click(self, words: str, *then: Step, place: int = 0) -> None:
        """Click a button; `then` are the steps inside the dialogs it opens, in turn."""
        button = self.find(QAbstractButton, words, place)
        self._wait_while(lambda: not button.isEnabled())  # what is being drawn greys what is done with it
        assert button.isEnabled(), f"« {words} » is greyed"
        self._bring_into_view(button)
        self._later(list(then))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=self._inside(button))
        self.settle()
        self._raise()

    def answer(self, *steps: Step) -> None:
        """What to do in the dialogs that are about to open."""
        self._later(list(steps))

    def check(self) -> None:
        """Raise what went wrong inside a dialog."""
        self.settle()
        self._raise()

    def _wait_while(self, holds: Callable[[], bool], seconds: float = 10.0) -> None:
        """Let the program live until it holds no more; sleeping lets its threads work."""
        end = monotonic() + seconds
        while holds() and monotonic() < end:
            self.settle()
            sleep(0.01)

    def _later(self, steps: list[Step]) -> None:
        if steps:
            QTimer.singleShot(30, lambda: self._run(steps))

    def _run(self, steps: list[Step]) -> None:
        modal = QApplication.activeModalWidget()
        if modal is None:
            QTimer.singleShot(30, lambda: self._run(steps))
            return
        self._later(steps[1:])
        try:
            steps[0]()
        except BaseException as error:  # noqa: BLE001 - raised again outside the dialog's own loop
            self.errors.append(error)
            modal.close()

    def _raise(self) -> None:
        if self.errors:
            raise self.errors.pop()

    def write(self, label: str, text: str, *, end: Qt.Key | None = None) -> None:
        """Type in the field read so, key by key, after emptying it."""
        self.write_in(self._field(label), text, end=end)

    def fill_in(self, fields: Mapping[str, str], *buttons: str) -> None:
        """Write in several fields, then click."""
        for label, text in fields.items():
            self.write(label, text)
        for words in buttons:
            self.click(words)

    def write_in(self, field: QWidget, text: str, *, end: Qt.Key | None = None) -> None:
        """Type in that very field."""
        self._bring_into_view(field)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for sign in text:
            type_sign(field, sign)
        if end is not None:
            QTest.keyClick(field, end)
        self.settle()

    def fields(self, label: str) -> list[QLineEdit]:
        """The one-line fields read so, from top to bottom."""
        wanted = plain(label)
        lines = [each for each in self.front.findChildren(QLineEdit) if each.isVisible()]
        return [each for each in lines if plain(each.accessibleName()) == wanted]

    def _field(self, label: str) -> QWidget:
        wanted = plain(label)
        self.settle()
        fields: list[QWidget] = [
            *self.front.findChildren(QLineEdit),
            *self.front.findChildren(QPlainTextEdit),
        ]
        found = [each for each in fields if each.isVisible() and plain(each.accessibleName()) == wanted]
        names = [plain(each.accessibleName()) for each in fields if each.isVisible()]
        assert found, f"no field « {label} » among {names}"
        return found[0]

    def reads(self, words: str) -> bool:
        """Whether a button with these words is in front."""
        buttons = [each for each in self.front.findChildren(QAbstractButton) if each.isVisible()]
        return any(self._reads(each, plain(words)) for each in buttons)

    def focus_answers(self) -> None:
        """Leave a text field for the answers, as Tab or a click would."""
        answers = self.front.findChildren(QAbstractButton)
        first = next(each for each in answers if each.isVisible() and each.inherits("QRadioButton"))
        first.setFocus()
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(self._focused(), key, modifiers)
        self.settle()

    def keys(self, text: str) -> None:
        """Type on the keyboard, one answer a key for instance."""
        for sign in text:
            QTest.keyClicks(self._focused(), sign)
            self.settle()

    def _focused(self) -> QWidget:
        # without a window manager nobody gives the window its focus back when a dialog closes
        front = self.front
        if QApplication.activeWindow() is not front:
            front.activateWindow()
            self.settle()
        return QApplication.focusWidget() or front.focusWidget() or front

    def save_as(self, path: str) -> None:
        """Answer a file dialog."""
        dialog = self.front
        assert isinstance(dialog, QFileDialog), type(dialog).__name__
        edit = dialog.findChild(QLineEdit)
        assert isinstance(edit, QLineEdit)
        edit.setText(path)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def _bring_into_view(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()
        self.settle()

    def _inside(self, button: QWidget) -> QPoint:
        return QPoint(min(20, button.width() // 2), button.height() // 2)
