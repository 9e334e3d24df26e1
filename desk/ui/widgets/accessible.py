"""What screen readers are told beyond Qt's defaults: headings, groups, drawn pictures, spoken messages."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

ROLE_PROPERTY = "accessibleRole"
_installed: list[bool] = []


def set_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a widget another accessible role than its class has; its name stays `accessibleName`.

    To be called before anything asks for the widget's accessible interface, that is in its constructor.
    """
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)
    widget.setProperty(ROLE_PROPERTY, role.value)


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `text` now (`urgent`) or when it has finished its sentence."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    role = thing.property(ROLE_PROPERTY)
    if role is None or not isinstance(thing, QWidget):
        return None
    return QAccessibleWidget(thing, QAccessible.Role(role))
