"""A wrapping row that remembers its heights, for lists of many rows."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui import theme
from desk.ui.widgets.flow import FlowLayout


class _KeptFlow(FlowLayout):
    """Remembers its heights until a part changes: a page of actions is laid out some twenty times a turn."""

    def __init__(self, parent: QWidget, spacing: int, *, stretch_first: bool) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent, spacing, stretch_first=stretch_first)

    def invalidate(self) -> None:
        """Qt calls it when a part of it asks for another size, comes or goes."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """As its parent's, asked once."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


class KeptLine(QWidget):
    """Parts side by side that wrap; with `stretch_first`, the first takes the room left."""

    def __init__(self, *parts: QWidget, stretch_first: bool = False) -> None:
        super().__init__()
        flow = _KeptFlow(self, theme.px(12), stretch_first=stretch_first)
        for part in parts:
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
