"""The two-marks chart: for each practice, both people's marks on one line, and the counts in words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.core.chart import Chart, ChartRow, layout
from desk.core.chart_words import ENDS, counts_in_words, in_words, together
from desk.core.comparison import PracticeView
from desk.core.people import Pair, Seat
from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.marks import MARK, paint_mark

ROW, GAP, HEAD, NARROW = 36, 20, 30, 760
_WRAP = Qt.TextFlag.TextWordWrap


class TwoMarksChart(QWidget):
    """Practices from top to bottom; label, line and words on one row, or stacked when narrow."""

    def __init__(self, views: Sequence[PracticeView], pair: Pair) -> None:
        super().__init__()
        self._views = views
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName("Vos deux regards, pratique par pratique")
        self.setAccessibleDescription(" ".join(in_words(view, pair) for view in views))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_stacked(self) -> bool:
        """Whether words stand above and below the lines, for want of width."""
        return self.width() < theme.px(NARROW)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Rows one under the other at that width."""
        tops = self._tops(width)
        return tops[-1]

    def sizeHint(self) -> QSize:
        """As wide as there is."""
        width = max(self.width(), theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, as high as its rows need at the present width."""
        return QSize(theme.px(280), self.heightForWidth(max(self.width(), theme.px(280))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw guides, rows, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._line(self.width())
        chart = layout(self._views, line.width(), theme.px(MARK))
        tops = self._tops(self.width())
        self._paint_guides(painter, chart, line, tops)
        for row, top, bottom in zip(chart.rows, tops, tops[1:], strict=False):
            self._paint_row(painter, row, line, QRect(0, top, self.width(), bottom - top))
        painter.end()

    def _stacked(self, width: int) -> bool:
        return width < theme.px(NARROW)

    def _sides(self, width: int) -> tuple[int, int]:
        """Widths of the words at the left and at the right; none when stacked."""
        if self._stacked(width):
            return 0, 0
        metrics = QFontMetrics(theme.font())
        left = max(metrics.horizontalAdvance(typographic(view.title)) for view in self._views)
        right = max(metrics.horizontalAdvance(counts_in_words(view)) for view in self._views)
        return min(left + 2, int(width * 0.30)), min(right + 2, int(width * 0.36))

    def _line(self, width: int) -> QRect:
        """Where the lines stand, marks at the ends included."""
        left, right = self._sides(width)
        edge = theme.px(MARK) + theme.px(GAP if left else 4)
        return QRect(left + edge, 0, max(1, width - left - right - 2 * edge), 0)

    def _tops(self, width: int) -> list[int]:
        """The top of each row, then the bottom of the last."""
        tops = [theme.px(HEAD)]
        tops.extend(self._row_height(view, width) for view in self._views)
        for index in range(1, len(tops)):
            tops[index] += tops[index - 1]
        return tops

    def _row_height(self, view: PracticeView, width: int) -> int:
        words = counts_in_words(view)
        if self._stacked(width):
            text = _height(view.title, width) + _height(words, width)
            return text + theme.px(ROW - 8) + theme.px(14)
        left, right = self._sides(width)
        return max(theme.px(ROW), _height(view.title, left) + 8, _height(words, right) + 8)

    def _paint_guides(self, painter: QPainter, chart: Chart, line: QRect, tops: list[int]) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        for x in chart.guides:
            place = line.left() + x
            painter.drawLine(QPointF(place, tops[0] - 4), QPointF(place, tops[-1]))
        painter.setPen(theme.colour("soft"))
        painter.setFont(theme.font(theme.CAPTION))
        metrics = painter.fontMetrics()
        for text, place in zip(ENDS, (line.left(), line.right()), strict=True):
            wide = metrics.horizontalAdvance(text)
            left = min(max(0, place - wide // 2), self.width() - wide)
            painter.drawText(QPointF(left, metrics.ascent()), text)

    def _paint_row(self, painter: QPainter, row: ChartRow, line: QRect, box: QRect) -> None:
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        if self._stacked(self.width()):
            middle = self._paint_stacked(painter, row, box)
        else:
            left, right = self._sides(self.width())
            middle = box.center().y()
            beside = Qt.AlignmentFlag.AlignVCenter
            label, words = typographic(row.label), together(row.caption)
            at_left = QRect(0, box.top(), left, box.height())
            painter.drawText(at_left, int(beside | Qt.AlignmentFlag.AlignRight | _WRAP), label)
            at_right = QRect(box.width() - right, box.top(), right, box.height())
            painter.drawText(at_right, int(beside | Qt.AlignmentFlag.AlignLeft | _WRAP), words)
        self._paint_marks(painter, row, line.left(), middle)

    def _paint_stacked(self, painter: QPainter, row: ChartRow, box: QRect) -> int:
        """The label above, the words below; returns where the line goes between them."""
        label, words = typographic(row.label), together(row.caption)
        top = _height(label, box.width())
        low = _height(words, box.width())
        ground = theme.colour("surface")
        painter.fillRect(QRect(0, box.top(), box.width(), top), ground)
        painter.setFont(theme.font(strong=True))
        painter.drawText(QRect(0, box.top(), box.width(), top), int(_WRAP), label)
        painter.setFont(theme.font())
        below = QRect(0, box.bottom() - low - theme.px(10), box.width(), low + theme.px(10))
        painter.fillRect(below, ground)
        painter.drawText(below, int(_WRAP), words)
        return (box.top() + top + below.top()) // 2

    def _paint_marks(self, painter: QPainter, row: ChartRow, left: int, middle: int) -> None:
        size = theme.px(MARK)
        if row.elu_x is not None and row.sgm_x is not None:
            first, last = sorted((row.elu_x, row.sgm_x))
            painter.setPen(QPen(theme.colour("soft"), theme.px(4 if row.wide else 2)))
            start, end = left + first + size * 0.75, left + last - size * 0.75
            if end > start:
                painter.drawLine(QPointF(start, middle), QPointF(end, middle))
        for x in (row.elu_x, row.sgm_x):
            if x is not None:
                spot = QPointF(left + x, middle)
                halo = QRectF(spot.x() - size * 0.65, spot.y() - size * 0.65, size * 1.3, size * 1.3)
                painter.fillRect(halo, theme.colour("surface"))
        for seat, x in ((Seat.ELU, row.elu_x), (Seat.SGM, row.sgm_x)):
            if x is not None:
                paint_mark(painter, seat, QPointF(left + x, middle), size)


def _height(text: str, width: int) -> int:
    metrics = QFontMetrics(theme.font(strong=True))
    return metrics.boundingRect(QRect(0, 0, max(1, width), 10000), int(_WRAP), typographic(text)).height()
