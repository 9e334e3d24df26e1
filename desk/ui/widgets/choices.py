"""Choosing: one among a few, ticking, a list that drops down."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Text

QWIDGETSIZE_MAX = 16_777_215  # Qt's own constant, which PySide does not export
Options = Sequence[tuple[str, str]]


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # a class of PySide's may not inherit from two Qt classes


class _Wrapping(_Button):
    """A button whose words go to the next line where the width is short; Qt's own would be cut."""

    _words = ""

    def set_words(self, text: str) -> None:
        """What it says, and its accessible name."""
        self._words = typographic(text).replace("&", "&&")
        self.setText(self._words)
        self.setAccessibleName(typographic(text))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All on one line."""
        return QSize(self._around() + self._width(self._words), self.heightForWidth(QWIDGETSIZE_MAX))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        longest = max((self._width(word) for word in self._words.split(" ")), default=0)
        return QSize(self._around() + longest, self.heightForWidth(QWIDGETSIZE_MAX))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        shown, wanted = self.text().count("\n"), self._wrapped(width).count("\n")
        return super().sizeHint().height() + (wanted - shown) * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for this width."""
        super().resizeEvent(event)
        wrapped = self._wrapped(self.width())
        if wrapped != self.text():
            self.setText(wrapped)

    def _around(self) -> int:
        """What stands beside the words: box, spaces, borders."""
        return super().sizeHint().width() - max(self._width(line) for line in self.text().split("\n"))

    def _width(self, text: str) -> int:
        """Semibold, as when it is chosen, so that choosing moves nothing."""
        return QFontMetrics(theme.font(strong=True)).horizontalAdvance(text) + 2

    def _wrapped(self, width: int) -> str:
        room, lines = width - self._around(), [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if self._width(longer) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(lines)


class Choice(_Wrapping, QRadioButton):
    """One of a group's options."""


class ChoiceGroup(QWidget):
    """One choice among a few, as large labelled buttons; arrows move, Tab enters and leaves.

    `options` are (value, label). Signal `chosen(str)`: a person chose that value. `vertical`: one under
    the other.
    """

    chosen = Signal(str)

    def __init__(
        self, label: str, options: Options, value: str | None = None, *, vertical: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(typographic(label))
        set_role(self, QAccessible.Role.Grouping)
        self.label, self.problem = Text(label, "label"), Text("", "problem")
        self.buttons: dict[str, Choice] = {}
        self._group = QButtonGroup(self)
        box = QWidget() if vertical else FlowRow(spacing=8)
        stack = column(box, 8) if vertical else None
        for key, text in options:
            button = self._button(key, text, label)
            if stack is not None:
                stack.addWidget(button)
            elif isinstance(box, FlowRow):
                box.add(button)
        outer = column(self, 6)
        for part in (self.label, box, self.problem):
            outer.addWidget(part)
        self.problem.hide()
        self._group.buttonClicked.connect(self._clicked)
        self.set_value(value)

    def _button(self, key: str, text: str, label: str) -> "Choice":
        button = Choice()
        button.set_words(text)
        button.setAccessibleDescription(typographic(label))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.buttons[key] = button
        self._group.addButton(button)
        return button

    def value(self) -> str | None:
        """The chosen value, None when nothing is."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose without `chosen`; None chooses nothing."""
        self._group.setExclusive(False)
        for key, button in self.buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(True)

    def set_error(self, sentence: str) -> None:
        """A sentence under the choices; "" takes it away."""
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))

    def _clicked(self, button: QAbstractButton) -> None:
        self.set_error("")
        self.chosen.emit(next(key for key, one in self.buttons.items() if one is button))


class CheckBox(_Wrapping, QCheckBox):
    """A box with its words; `action(ticked)` is called when a person changes it."""

    def __init__(
        self, text: str, action: Callable[[bool], object] | None = None, *, ticked: bool = False
    ) -> None:
        super().__init__()
        self.set_words(text)
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if action is not None:
            self.clicked.connect(lambda now: action(now))  # noqa: PLW0108 - PySide inspects it

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the drawn tick, which a stylesheet cannot give without a picture."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRectF(self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("on_elu"), theme.px(2)))
        points = ((0.26, 0.52), (0.44, 0.70), (0.76, 0.32))
        place = [QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in points]
        painter.drawPolyline(place)


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
    """With its own arrow; the wheel scrolls the page instead of changing the choice."""

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
