"""A text to read: its parts under headings, its contents beside it where there is room, else above."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desk.ui import theme
from desk.ui.widgets.contents import WIDTH, Contents, ContentsMenu
from desk.ui.widgets.layout import FlowRow, VerticalScroll, clear, column
from desk.ui.widgets.prose import mark
from desk.ui.widgets.text import Heading, Text

_LEAST = 0.9  # of a comfortable line: below, the contents go above the text
_SETTLING = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part: `anchor` is what one goes to it by, `entry` its name in the contents if not its title."""

    anchor: str
    title: str
    content: QWidget
    entry: str = ""


class Reading(QWidget):
    """Shows parts in one column no wider than a comfortable line; `beside` False keeps the contents above."""

    def __init__(self, scroller: VerticalScroll, *, beside: bool = True) -> None:
        super().__init__()
        self._scroller, self._can_stand_beside = scroller, beside
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(16))
        self.text = QWidget()
        self.text.setMaximumWidth(theme.reading_width())
        self._stack, self._body = column(self.text), QWidget()
        self.side, self.menu = Contents(scroller), ContentsMenu("Sommaire")
        self.row = FlowRow(self.menu)
        self._is_beside, self._has_contents = False, False
        self._grid.addWidget(self.row, 0, 0, 1, 3)
        self._grid.addWidget(self.text, 1, 0)
        self._grid.addWidget(self.side, 1, 1)
        self._grid.setColumnStretch(0, 1000)
        self._grid.setColumnStretch(2, 1)
        self._show_contents()

    def fill(self, parts: Sequence[Part], entries: Sequence[tuple[str, str]] | None = None) -> None:
        """Show these parts, and nothing of what was there; `entries` are its contents if not its parts."""
        if entries is None:
            entries = [(part.anchor, part.entry or part.title) for part in parts if part.title]
        self._list(entries if len(entries) > 1 else [])  # first, for Tab
        clear(self._stack)
        self._body = QWidget()
        inside = column(self._body, 8)
        for part in parts:
            if part.title:
                heading = Heading(part.title, 2)
                heading.setObjectName(f"anchor-{part.anchor}")
                inside.addWidget(heading)
            inside.addWidget(part.content)
            inside.addSpacing(theme.px(12))
        self._stack.addWidget(self._body)

    def _list(self, entries: Sequence[tuple[str, str]]) -> None:
        for contents in (self.side, self.menu):
            contents.set_entries([(name, partial(self.reveal, anchor)) for anchor, name in entries])
        self._has_contents = bool(entries)
        self._show_contents()

    def add_tools(self, *widgets: QWidget) -> None:
        """Put buttons at hand, above the text."""
        self.row.add(*widgets)

    def reveal(self, anchor: str, words: Sequence[str] = ()) -> bool:
        """Go to a heading or a line, and mark words in it; False when this text has no such place."""
        found = self._body.findChild(QWidget, f"anchor-{anchor}")
        if found is None:
            return False
        labels = [found] if isinstance(found, Text) else found.findChildren(Text)
        for label in labels if words else ():
            mark(label, words)
        self._settle()
        above = theme.px(16) if isinstance(found, Heading) else self._scroller.viewport().height() // 4
        top = found.mapTo(self._scroller.inside, QPoint(0, 0)).y()
        self._scroller.verticalScrollBar().setValue(top - above)
        labels[0].setFocus()
        return True

    def place(self) -> str:
        """The anchor of the part that is being read; empty at the beginning."""
        top = self._scroller.verticalScrollBar().value() + theme.px(40)
        passed = [
            heading
            for heading in self._body.findChildren(Heading)
            if heading.objectName() and heading.mapTo(self._scroller.inside, QPoint(0, 0)).y() <= top
        ]
        return passed[-1].objectName().removeprefix("anchor-") if passed else ""

    def _settle(self) -> None:
        """What was just written has its place only once all is laid out, the contents chosen."""
        for _ in range(_SETTLING):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose by the width there is, once it is given: showing a widget amid a layout breaks Qt's own."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._choose)

    def _choose(self) -> None:
        needed = theme.reading_width() * _LEAST + theme.px(WIDTH)
        beside = self._can_stand_beside and self.width() >= needed
        if beside is not self._is_beside:
            self._is_beside = beside
            self._show_contents()

    def _show_contents(self) -> None:
        self.side.setVisible(self._has_contents and self._is_beside)
        self.menu.setVisible(self._has_contents and not self._is_beside)
