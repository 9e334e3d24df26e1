"""Where things stand: cards, wrapping rows, responsive columns, the scroll that never goes sideways."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.ui import theme
from desk.ui.widgets.text import Heading


def column(
    widget: QWidget, spacing: int = 12, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A vertical layout on `widget`; lengths before scaling, margins left, top, right, bottom."""
    layout = QVBoxLayout(widget)
    layout.setSpacing(theme.px(spacing))
    layout.setContentsMargins(*(theme.px(margin) for margin in margins))
    return layout


def clear(layout: QLayout) -> None:
    """Empty a layout; its widgets disappear now and are destroyed after the current event."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def narrowed(widget: QWidget, width: int) -> QWidget:
    """The widget at the left of what room there is, never wider than `width` pixels."""
    box = QWidget()
    widget.setMaximumWidth(width)
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(widget, 1000)
    line.addStretch(1)
    return box


class Card(QFrame):
    """A framed surface with an optional title; put things in `.column`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        outer = column(self, 0, (20, 16, 20, 16))
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(12))
        outer.addLayout(self.column)
        outer.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if title:
            self.heading = Heading(title, 2)
            self.column.addWidget(self.heading)


class FlowLayout(QLayout):
    """Widgets in lines that wrap; with `stretch_first`, the first takes the room left on its line."""

    def __init__(self, parent: QWidget, spacing: int, *, stretch_first: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch_first = stretch_first
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Called by addWidget."""
        self._items.append(item)

    def count(self) -> int:
        """How many."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """That item, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """That item, taken out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all the lines at that width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put the items in their places."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest of the minima."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.top()
        lines = self._lines(rect.width())
        for line in lines:
            y += self._place_line(line, QRect(rect.left(), y, rect.width(), 0), move=move) + self.spacing()
        return y - rect.top() - (self.spacing() if lines else 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            needed = min(item.sizeHint().width(), width)
            if not lines or used + self.spacing() + needed > width:
                lines.append([])
                used = -self.spacing()
            lines[-1].append(item)
            used += self.spacing() + needed
        return lines

    def _place_line(self, line: list[QLayoutItem], rect: QRect, *, move: bool) -> int:
        widths = [min(item.sizeHint().width(), rect.width()) for item in line]
        left_over = rect.width() - sum(widths) - self.spacing() * (len(line) - 1)
        if self._stretch_first and line[0] is self._shown()[0]:
            widths[0] += max(0, left_over)
        heights = [_height(item, width) for item, width in zip(line, widths, strict=True)]
        x = rect.left()
        for item, width, height in zip(line, widths, heights, strict=True):
            if move:
                top = rect.top() + (max(heights) - height) // 2
                item.setGeometry(QRect(QPoint(x, top), QSize(width, height)))
            x += width + self.spacing()
        return max(heights)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


class FlowRow(QWidget):
    """A row that wraps: `add(widget, …)`; `stretch_first` pushes the others to the right edge."""

    def __init__(self, *widgets: QWidget, spacing: int = 12, stretch_first: bool = False) -> None:
        super().__init__()
        self.flow = FlowLayout(self, theme.px(spacing), stretch_first=stretch_first)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.add(*widgets)

    def add(self, *widgets: QWidget) -> None:
        """Append widgets."""
        for widget in widgets:
            self.flow.addWidget(widget)


class Columns(QWidget):
    """Equal columns, as many (up to `most`) as fit at `minimum` px each before scaling; one when narrow."""

    def __init__(self, *widgets: QWidget, minimum: int = 380, most: int = 2) -> None:
        super().__init__()
        self._minimum, self._most, self._shown = minimum, most, 0
        self._widgets: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(16))
        self.add(*widgets)

    def add(self, *widgets: QWidget) -> None:
        """Append widgets, filled line by line."""
        self._widgets += widgets
        self._arrange(self._shown or 1)

    def clear(self) -> None:
        """Take every widget out."""
        self._widgets = []
        clear(self._grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how many columns fit."""
        super().resizeEvent(event)
        fitting = (self.width() + theme.px(16)) // (theme.px(self._minimum) + theme.px(16))
        wanted = max(1, min(self._most, fitting))
        if wanted != self._shown:
            self._arrange(wanted)

    def _arrange(self, count: int) -> None:
        self._shown = count
        for widget in self._widgets:
            self._grid.removeWidget(widget)  # not takeAt: an item left over would keep its height for ever
        for index, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, index // count, index % count)
        for index in range(self._most):
            self._grid.setColumnStretch(index, 1 if index < count else 0)


class _Inside(QWidget):
    """What scrolls: as high as its content needs at its width, not at the narrowest one."""

    def minimumSizeHint(self) -> QSize:
        """The width that is needed; the height follows from it."""
        layout = self.layout()
        return QSize(layout.minimumSize().width() if layout else 0, 0)


class VerticalScroll(QScrollArea):
    """Scrolls down, never sideways; put things in `.column`, which ends with a stretch of its own."""

    def __init__(self, spacing: int = 16, margins: tuple[int, int, int, int] = (32, 24, 32, 24)) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside: QWidget = _Inside()
        self.inside.setObjectName("column")
        outer = column(self.inside, 0, margins)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(spacing))
        outer.addLayout(self.column)
        outer.addStretch(1)
        self.setWidget(self.inside)
