"""Two parts side by side where they fit, the first above the second elsewhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desk.ui import theme

NARROW = 800


class SideBySide(QWidget):
    """The width is shared as `shares` says; under `narrow` px before scaling, `first` is above `second`."""

    def __init__(
        self, first: QWidget, second: QWidget, shares: tuple[int, int] = (5, 9), *, narrow: int = NARROW
    ) -> None:
        super().__init__()
        self._narrow = narrow
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(16))
        self._box.addWidget(first, shares[0], Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(second, shares[1], Qt.AlignmentFlag.AlignTop)

    @property
    def is_stacked(self) -> bool:
        """Whether one stands above the other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose by the width there is."""
        super().resizeEvent(event)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = down if self.width() < theme.px(self._narrow) else right
        if wanted is not self._box.direction():
            self._box.setDirection(wanted)
