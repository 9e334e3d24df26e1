"""Someone at the window: finds what is written, clicks it, types, answers a dialog."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.notebook import agenda, meetings
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.page import Page
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.accessible import unnamed


class Kept(dict[str, str]):
    """Settings that live as long as a test."""

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        return super().get(key, default)

    def set(self, key: str, value: str) -> None:
        self[key] = value


def plain(text: str) -> str:
    """With ordinary spaces and a single &."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("&&", "&")


class AtWork:
    """The real window on a notebook; `said` is what the message bar shows."""

    def __init__(self, book: Notebook, child: Documents, qtbot: QtBot, size: tuple[int, int] = (1280, 680)):
        self.qtbot, self.settings = qtbot, Kept()
        self.window = Window(book, child, self.settings)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        qtbot.waitExposed(self.window)

    def go(self, target: str, **arguments: str) -> Page:
        self.window.go(target, **arguments)
        QApplication.processEvents()
        return self.window.page

    @property
    def page(self) -> Page:
        return self.window.page

    @property
    def said(self) -> str:
        return self.window.messages.text.text()

    def button(self, words: str, within: QWidget | None = None) -> QAbstractButton:
        """The first visible button of those words, or of that accessible name."""
        QApplication.processEvents()
        found = [
            each
            for each in (within or self.page).findChildren(QAbstractButton)
            if each.isVisible() and words in (plain(each.text()), plain(each.accessibleName()))
        ]
        assert found, f"no button « {words} » among {self.words(within)}"
        return found[0]

    def click(self, words: str, within: QWidget | None = None) -> None:
        self.qtbot.mouseClick(self.button(words, within), Qt.MouseButton.LeftButton)

    def words(self, within: QWidget | None = None) -> list[str]:
        """Every text in sight, non-breaking spaces made plain."""
        QApplication.processEvents()
        shown = [each for each in (within or self.page).findChildren(QWidget) if each.isVisible()]
        texts = [each.text() for each in shown if isinstance(each, QLabel | QAbstractButton)]
        return [plain(text) for text in texts if text]

    def sees(self, words: str, within: QWidget | None = None) -> bool:
        return any(words in text for text in self.words(within))

    def type(self, field: QWidget, text: str, *, enter: bool = False) -> None:
        target = field.focusProxy() or field
        target.setFocus()
        for letter in text:  # the test library's own typing knows no accents
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(target, press)
        if enter:
            self.key(target, Qt.Key.Key_Return)

    def key(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.qtbot.keyClick(widget, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def undo(self) -> None:
        self.window.runner.undo_stack.undo()

    def answering(self, act: Callable[[Dialog], object], start: Callable[[], object]) -> None:
        """Do `start`, which opens a dialog, and let `act` answer it; a dialog left open is refused."""
        met: list[Dialog] = []

        def meet() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(5, meet)
                return
            assert isinstance(dialog, Dialog)
            met.append(dialog)
            try:
                assert unnamed(dialog) == []
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, meet)
        start()
        assert met, "no dialog was opened"

    def press(self, dialog: Dialog) -> None:
        """The dialog's explicit verb."""
        assert dialog.primary is not None
        self.qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)


def first_subject(work: AtWork, notebook: Notebook) -> ItemDetail:
    """What is shown of the first subject of a point of next Friday, just planned."""
    planned = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 27), time(9)).id
    agenda.add(notebook, planned, "Fiche de poste")
    page = work.go("meeting", meeting_id=planned)
    assert isinstance(page, MeetingPage)
    assert isinstance(page.detail, ItemDetail)
    return page.detail
