"""Reading the guide over a screen: nothing of that screen moves, and Escape comes back to the very field."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desk.notebook import handouts, people, practices
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.pages.practice_parts import (
    follow,
    numbered,
    page_entries,
    page_part,
    practice_parts,
    worded_for,
)
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.reading import Reading

if TYPE_CHECKING:
    from desk.ui.window import Window

WIDTH, BESIDE = 600, 24
CLOSE = "Fermer (Échap)"


class ReadingDialog(Dialog):
    """Shows « practice:p02 », « practice:p02#question » or « page:origine », and what their links lead to.

    A place in a page is the words of a heading: « page:origine#Le reprendre ». It changes nothing; `covered`
    tells that it was closed with F9.
    """

    def __init__(self, context: Context, target: str, parent: QWidget) -> None:
        super().__init__("Guide", parent, width=WIDTH)
        target, _, anchor = target.partition("#")
        self._context, self._seen = context, [target]
        self._headings: dict[str, str] = {}
        self.covered = False
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back = LinkButton("Revenir à la page précédente", self._go_back)
        self.column.insertWidget(0, FlowRow(self.back))
        self.reading = Reading(self._scroller, beside=False)
        self.column.addWidget(self.reading)
        self.set_actions(CLOSE, "")
        self._show(target)
        if anchor:
            place = self._headings.get(anchor, anchor)
            QTimer.singleShot(0, self, partial(self.reading.reveal, place))

    def sizeHint(self) -> QSize:
        """Within the window it lies over."""
        hint, parent = super().sizeHint(), self.parentWidget()
        room = parent.window().height() - theme.px(BESIDE) * 2 if parent is not None else hint.height()
        return QSize(hint.width(), min(hint.height(), room))

    def showEvent(self, event: QShowEvent) -> None:
        """At the right of the window: what is being answered stays in sight where there is room."""
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None and not event.spontaneous():
            window = parent.window().geometry()
            left = window.right() - self.width() - theme.px(BESIDE)
            self.move(max(left, window.left()), window.top() + theme.px(BESIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 hides what lies below, F1 and Escape close."""
        if event.key() in (Qt.Key.Key_F9, Qt.Key.Key_F1):
            self.covered = event.key() == Qt.Key.Key_F9
            self.reject()
        else:
            super().keyPressEvent(event)

    def _follow(self, target: str) -> None:
        self._seen.append(target)
        self._show(target)

    def _go_back(self) -> None:
        self._seen.pop()
        self._show(self._seen[-1])

    def _show(self, target: str) -> None:
        kind, _, key = target.partition(":")
        book = self._context.book
        pair = people.pair(book)
        if kind == "practice":
            practice = practices.readable(book, key)
            title = numbered(practice)
            self.reading.fill(list(practice_parts(practice, pair, self._follow)))
        else:
            section, word = handouts.section_of(book, key), worded_for(pair)
            title = section.title
            entries = page_entries(section, word)
            self._headings = {words: place for place, words in entries}
            self.reading.fill([page_part(section, word, self._follow)], entries)
        self.heading.set_text(title)
        self.setWindowTitle(self.heading.text())
        self.setAccessibleName(self.heading.text())
        self.back.setVisible(len(self._seen) > 1)
        self._scroller.verticalScrollBar().setValue(0)
        self.heading.setFocus()


def read_over(context: Context, parent: QWidget, target: str) -> bool:
    """Read over what is on screen; True when the reader asked with F9 to hide what lies below."""
    dialog = ReadingDialog(context, target, parent)
    dialog.exec()
    covered = dialog.covered
    dialog.deleteLater()
    return covered


def help_on(window: "Window") -> None:
    """What the guide says about the screen shown: over it, or in its place among the guide's own screens."""
    page = window.page
    target = page.help_target()
    if not target:
        window.go("guide")
    elif page.section == "guide":
        follow(window.go, target)
    elif read_over(window.context, page, target):
        page.cover()
