"""Choosing: one among a few, or ticking; a list that drops down is in select.py."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Text
from desk.ui.widgets.wrapping import Wrapping, paint_ring

Options = Sequence[tuple[str, str]]


class Choice(Wrapping, QRadioButton):
    """One of a group's options. Signal `entered()`: the keyboard came here."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes every option a stop for Tab again here."""
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the ring."""
        super().paintEvent(event)
        paint_ring(self)


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
        button.toggled.connect(self._settle_stop)
        button.entered.connect(self._settle_stop)
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
        self._settle_stop()

    def _settle_stop(self) -> None:
        """One stop for Tab, which the group gives its focus to: the option chosen, else the one at hand."""
        options = list(self.buttons.values())
        stop = next((one for one in options if one.isChecked()), None)
        stop = stop or next((one for one in options if one.hasFocus()), options[0])
        for one in options:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def set_error(self, sentence: str) -> None:
        """A sentence under the choices; "" takes it away."""
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))

    def _clicked(self, button: QAbstractButton) -> None:
        self.set_error("")
        self.chosen.emit(next(key for key, one in self.buttons.items() if one is button))


class CheckBox(Wrapping, QCheckBox):
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
        paint_ring(self)
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
