"""A layout that wraps, as words do on a line."""

from functools import partial

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets in lines that wrap; with `stretch_first`, the first takes the room left on its line."""

    def __init__(self, parent: QWidget, spacing: int, *, stretch_first: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch_first = stretch_first
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        # the list, not the layout: by then there is no layout any more
        self.destroyed.connect(partial(_delete, self._items))

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


def _delete(items: list[QLayoutItem]) -> None:
    """Delete what a layout still had: Qt's own layouts do it by themselves (100 bytes for a widget)."""
    while items:
        item = items.pop()
        if shiboken6.isValid(item):
            shiboken6.delete(item)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
