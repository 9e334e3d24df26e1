"""The contents of a text: beside it, a list that stays in view; above it, a button with the same list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QAccessible, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.buttons import Button, RowButton
from desk.ui.widgets.layout import Card, VerticalScroll, clear, column
from desk.ui.widgets.text import Heading

Entries = Sequence[tuple[str, Callable[[], object]]]
WIDTH, GAP, MARGIN = 282, 32, 16


class Entry(RowButton):
    """A line of the contents: it wraps, and leads to its part."""

    def __init__(self, title: str, action: Callable[[], object]) -> None:
        super().__init__(title, "", action)
        self.setProperty("kind", "link")
        self.title.setProperty("kind", "")
        self.column.setContentsMargins(theme.px(6), theme.px(8), theme.px(6), theme.px(8))
        self.setObjectName(f"entry-{title}")


class Contents(QWidget):
    """As high as the text beside it; what it holds follows the scrolling, where it fits in the window."""

    def __init__(self, scroller: VerticalScroll) -> None:
        super().__init__()
        set_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName("Sommaire")
        self._scroller = scroller
        self.panel = Card()
        self.panel.setParent(self)
        entries = QWidget()
        self._list: QVBoxLayout = column(entries, 0)
        self.panel.column.setSpacing(theme.px(4))
        self.panel.column.addWidget(Heading("Sommaire", 3))
        self.panel.column.addWidget(entries)
        self.setFixedWidth(theme.px(WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        scroller.verticalScrollBar().valueChanged.connect(self.follow)

    def set_entries(self, entries: Entries) -> None:
        """List them."""
        clear(self._list)
        for name, action in entries:
            self._list.addWidget(Entry(name, action))
        self.updateGeometry()
        self.follow()

    def follow(self) -> None:
        """Stand where the window is, never beyond the text; at the top when it is higher than the window."""
        if not self.isVisible():
            return
        height, seen = self._height(), self._scroller.viewport().height()
        above = -self.mapTo(self._scroller.inside, QPoint(0, 0)).y() + theme.px(MARGIN)
        top = above + self._scroller.verticalScrollBar().value()
        fits = height + 2 * theme.px(MARGIN) <= seen
        top = max(0, min(top, self.height() - height)) if fits else 0
        self.panel.setGeometry(theme.px(GAP), top, self.width() - theme.px(GAP), height)

    def sizeHint(self) -> QSize:
        """What the panel needs; the text gives the rest."""
        return QSize(self.width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """All of the panel."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay within the text."""
        super().resizeEvent(event)
        self.follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Find the place at once."""
        super().showEvent(event)
        self.follow()

    def _height(self) -> int:
        layout = self.panel.layout()
        assert layout is not None
        layout.activate()
        width = theme.px(WIDTH) - theme.px(GAP)
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


class ContentsMenu(Button):
    """The contents as a menu under a button, where there is no room for a list."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setObjectName("contents")
        self._menu = QMenu(self)
        self._menu.setAccessibleName(typographic(words))
        self.clicked.connect(self._open)

    def set_entries(self, entries: Entries) -> None:
        """List them."""
        self._menu.clear()
        for name, action in entries:
            added = self._menu.addAction(typographic(name).replace("&", "&&"))
            added.triggered.connect(lambda _checked=False, act=action: act())

    def entries(self) -> list[str]:
        """What it lists."""
        return [action.text() for action in self._menu.actions()]

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
