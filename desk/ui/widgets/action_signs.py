"""The signs before an action's words: whose it is, and that it is to be taken up again."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.core.people import Seat
from desk.ui import theme
from desk.ui.widgets.marks import MARK, paint_mark

_SIGN = 16


class ActionSigns(QWidget):
    """Whose it is, by the mark of a seat, and an arrow that turns back for « à reprendre ».

    Both are said in words beside it. One painted widget: parts that come and go would lay the page out anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seat: Seat | None = None
        self._late = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_signs(self, seat: Seat | None, *, late: bool) -> None:
        """Show these."""
        if (seat, late) != (self._seat, self._late):
            self._seat, self._late = seat, late
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As high as a line; as wide as what is shown, and some air."""
        number = (self._seat is not None) + self._late
        return QSize(theme.px(_SIGN + 6) * number, theme.px(_SIGN))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        middle = theme.px(_SIGN) / 2
        if self._seat is not None:
            paint_mark(painter, self._seat, QPointF(middle, middle), theme.px(MARK))
            painter.translate(theme.px(_SIGN + 6), 0)
        if self._late:
            painter.scale(theme.px(_SIGN) / 16, theme.px(_SIGN) / 16)
            _paint_turning_back(painter)


def _paint_turning_back(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(QRectF(2.5, 2.5, 11, 11), 120 * 16, 290 * 16)
    painter.drawPolyline([QPointF(4.6, 0.9), QPointF(5.0, 3.6), QPointF(2.3, 4.4)])
