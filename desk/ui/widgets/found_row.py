"""A passage that was found, painted at once: labels in layouts would take more than a frame at each key."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.buttons import Pressed

_SIDE, _ABOVE, _BETWEEN = 20, 12, 2
Pieces = tuple[tuple[str, bool], ...]


class FoundRow(Pressed):
    """Where a passage is, and an excerpt with the words marked: bold, underlined, on a tinted ground."""

    def __init__(self, action: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: action())
        self.setAccessibleName("Passage")
        self.heading = ""
        self.pieces: Pieces = ()
        self._title, self._excerpt = QTextLayout(), QTextLayout()
        self._laid = 0
        self._heights: dict[int, int] = {}

    def show_passage(self, heading: str, pieces: Pieces) -> None:
        """Show another one; `pieces` are (text, found) runs."""
        heading = typographic(heading)
        if (heading, pieces) == (self.heading, self.pieces):
            return
        self.heading, self.pieces = heading, pieces
        excerpt = "".join(text for text, _ in pieces)
        self._title = _layout(heading, strong=True)
        self._excerpt = _layout(excerpt)
        self._excerpt.setFormats(list(_formats(pieces)))
        self._laid = 0
        self._heights = {}
        self.setAccessibleName(f"{heading}, {excerpt}")
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Both texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of both texts at that width; kept, as layouts ask for it many times."""
        if width not in self._heights:
            self._lay(width)
            texts = self._title.boundingRect().height() + self._excerpt.boundingRect().height()
            self._heights[width] = max(theme.px(40), round(texts) + theme.px(2 * _ABOVE + _BETWEEN))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As high as it needs to be at its width."""
        return QSize(theme.px(200), self.heightForWidth(max(self.width(), theme.px(200))))

    def minimumSizeHint(self) -> QSize:
        """Words wrap."""
        return QSize(theme.px(200), theme.px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines for the width there is."""
        super().resizeEvent(event)
        self._lay(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box by the stylesheet, then the two texts."""
        super().paintEvent(event)
        self._lay(self.width())
        painter = QPainter(self)
        at = QPointF(theme.px(_SIDE), theme.px(_ABOVE))
        painter.setPen(theme.colour("ink"))
        self._title.draw(painter, at)
        at.setY(at.y() + self._title.boundingRect().height() + theme.px(_BETWEEN))
        painter.setPen(theme.colour("soft"))
        self._excerpt.draw(painter, at)

    def _lay(self, width: int) -> None:
        if width == self._laid:
            return
        self._laid = width
        for layout in (self._title, self._excerpt):
            _break(layout, width - theme.px(2 * _SIDE))


def _layout(text: str, *, strong: bool = False) -> QTextLayout:
    layout = QTextLayout(text, theme.font(strong=strong))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _break(layout: QTextLayout, width: int) -> None:
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()


def _formats(pieces: Pieces) -> Iterable[QTextLayout.FormatRange]:
    marked = QTextCharFormat()
    marked.setFontWeight(600)
    marked.setFontUnderline(True)
    marked.setForeground(QColor(theme.colour("ink")))
    marked.setBackground(QColor(theme.colour("tint")))
    start = 0
    for text, found in pieces:
        if found:
            run = QTextLayout.FormatRange()
            run.start, run.length, run.format = start, len(text), marked
            yield run
        start += len(text)
