"""The small calendar of a date field."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from desk.ui import theme
from desk.ui.widgets.layout import column


class Calendar(QFrame):
    """Opens under an input, or above where there is no room; Escape closes it.

    Signal `picked(object)`: a date.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget, shown: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendrier")
        self.calendar.setLocale(QLocale("fr_FR"))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._ink()
        self.calendar.clicked.connect(self._chosen)
        self.calendar.activated.connect(self._chosen)
        column(self, 0, (8, 8, 8, 8)).addWidget(self.calendar)
        self.calendar.setFocus()

    def open_at(self, field: QWidget) -> None:
        """Show it beside an input, whole on the screen."""
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()  # its size is told right only once dressed
        self.adjustSize()
        room = field.screen().availableGeometry()
        under = field.mapToGlobal(QPoint(0, field.height()))
        above = under.y() - field.height() - self.height()
        if under.y() + self.height() > room.bottom() and above >= room.top():
            under.setY(above)
        self.move(_inside(QRect(under, self.size()), room))
        self.show()
        self.move(_inside(self.geometry(), room))  # it may have taken more room than it said

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _ink(self) -> None:
        """Days and arrows in ink: Qt's red Saturdays look wrong, its black arrows vanish when dark."""
        ink = QTextCharFormat()
        ink.setForeground(theme.colour("ink"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, ink)
        arrows = {"prev": Qt.ArrowType.LeftArrow, "next": Qt.ArrowType.RightArrow}
        for name, arrow in arrows.items():
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setArrowType(arrow)

    def _chosen(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


def _inside(wanted: QRect, room: QRect) -> QPoint:
    """Where a rectangle goes to lie in the room, its top left corner above all."""
    x = max(room.left(), min(wanted.x(), room.right() + 1 - wanted.width()))
    return QPoint(x, max(room.top(), min(wanted.y(), room.bottom() + 1 - wanted.height())))
