"""A list that drops down, for more than five options."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox, QWidget

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Text

Options = Sequence[tuple[str, str]]
_LEAST, _AROUND = 150, 44


class Select(QWidget):
    """A list that drops down, label above; for more than five options. Signal `chosen(str)`: a value."""

    chosen = Signal(str)

    def __init__(self, label: str, options: Options, value: str = "") -> None:
        super().__init__()
        self.label, self.box = Text(label, "label"), _Box()
        self.box.setAccessibleName(typographic(label))
        self.box.view().setAccessibleName(typographic(label))
        for key, text in options:
            self.box.addItem(typographic(text), key)
        outer = column(self, 4)
        outer.addWidget(self.label)
        outer.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.set_value(value)
        self.box.activated.connect(lambda index: self.chosen.emit(self.box.itemData(index)))

    def value(self) -> str:
        """The value in force."""
        return str(self.box.currentData())

    def set_value(self, value: str) -> None:
        """Choose without `chosen`; an unknown value chooses the first."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class _Box(QComboBox):
    """With its own arrow; the wheel scrolls the page instead of changing the choice.

    Where its longest option does not fit, it is cut with « … »: the page never goes sideways for it.
    """

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can still be read."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), theme.px(_LEAST)), least.height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 - Qt's name
        """What is shown of the choice, in the room there is."""
        super().initStyleOption(option)
        room = self.width() - theme.px(_AROUND)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("soft"), theme.px(2)))
        x, y, step = self.width() - theme.px(20), self.height() / 2 - theme.px(2), theme.px(4)
        painter.drawPolyline([QPointF(x - step, y), QPointF(x, y + step), QPointF(x + step, y)])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
