"""The two people's marks: a circle for the mayor, a square for the SGM; drawn shapes, never characters."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.core.people import Pair, Seat
from desk.core.wording import noun
from desk.ui import theme
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

MARK = 14


def paint_mark(painter: QPainter, seat: Seat, centre: QPointF, size: float) -> None:
    """Draw a seat's mark, `size` device-independent pixels across, edged with the ground it stands on."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("elu" if seat is Seat.ELU else "sgm"))
    box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    if seat is Seat.ELU:
        painter.drawEllipse(box)
    else:
        painter.drawRect(box.adjusted(size * 0.03, size * 0.03, -size * 0.03, -size * 0.03))
    painter.restore()


class PersonMark(QWidget):
    """One mark alone; `name` is what a screen reader says (« maire »)."""

    def __init__(self, seat: Seat, name: str, size: int = MARK) -> None:
        super().__init__()
        self._seat, self._side = seat, size
        self.setAccessibleName(name)
        set_role(self, QAccessible.Role.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The mark and a pixel around it."""
        return QSize(theme.px(self._side) + 2, theme.px(self._side) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark in the middle."""
        painter = QPainter(self)
        paint_mark(painter, self._seat, QRectF(self.rect()).center(), theme.px(self._side))


class Named(FlowRow):
    """A mark followed by a short text: « ● maire »."""

    def __init__(self, seat: Seat, text: str, kind: str = "") -> None:
        label = Text(text, kind)
        label.setWordWrap(False)
        label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        super().__init__(PersonMark(seat, ""), label, spacing=6)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)


class MarkLegend(FlowRow):
    """Both marks with the two functions' names, mayor's seat first."""

    def __init__(self, pair: Pair) -> None:
        people = ((Seat.ELU, pair.elu), (Seat.SGM, pair.sgm))
        super().__init__(*(Named(seat, noun(person, short=True)) for seat, person in people), spacing=16)


class Sign(QWidget):
    """The drawn sign of a message: "error" a triangle with a bar, "fine" a tick, "note" a dot."""

    def __init__(self, tone: str, size: int = 20) -> None:
        super().__init__()
        self.tone, self._side = tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 20, self.height() / 20)
        token = {"error": "warn", "fine": "fine"}.get(self.tone, "soft")
        painter.setPen(QPen(theme.colour(token), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self.tone == "error":
            painter.drawPolygon([QPointF(10, 2.5), QPointF(18, 17), QPointF(2, 17)])
            painter.drawLine(QPointF(10, 8), QPointF(10, 12))
            painter.drawPoint(QPointF(10, 14.6))
        elif self.tone == "fine":
            painter.drawPolyline([QPointF(3, 11), QPointF(8, 16), QPointF(17, 5)])
        else:
            painter.drawEllipse(QRectF(7, 7, 6, 6))
