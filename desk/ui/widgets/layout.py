"""Where things stand: cards, wrapping rows, responsive columns, the scroll that never goes sideways."""

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.ui import theme
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.text import Heading


def column(
    widget: QWidget, spacing: int = 12, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A vertical layout on `widget`; lengths before scaling, margins left, top, right, bottom."""
    layout = QVBoxLayout(widget)
    layout.setSpacing(theme.px(spacing))
    layout.setContentsMargins(*(theme.px(margin) for margin in margins))
    return layout


def clear(layout: QLayout, kept: int = 0) -> None:
    """Empty a layout but for its first `kept`; widgets disappear now, destroyed after the current event."""
    while (item := layout.takeAt(kept)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
        shiboken6.delete(item)  # what is taken out belongs to nobody


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
