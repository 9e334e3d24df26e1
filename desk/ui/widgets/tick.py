"""A box to choose a line of a list: Space ticks, Shift+Space ticks up to here, the arrows go along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desk.ui.widgets.choices import CheckBox

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TickBox(CheckBox):
    """A box without words; `setAccessibleName` says what it chooses.

    Signals: `ticked(bool, bool)` now ticked, and with Shift; `left(int)` an arrow went up (-1) or down (1).
    """

    ticked = Signal(bool, bool)
    left = Signal(int)

    def __init__(self) -> None:
        super().__init__("")
        self.setProperty("kind", "tick")
        self._with_shift = False
        self.clicked.connect(lambda now: self.ticked.emit(now, self._with_shift))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the list; Enter ticks as Space does."""
        self._with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = _STEPS.get(Qt.Key(event.key()))
        if step:
            self.left.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Shift is known from the event: the click itself does not tell."""
        self._with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)
