"""What screen readers are told beyond Qt's defaults: headings, groups, drawn pictures, spoken messages."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

ROLE = "accessible_role"
_installed: list[bool] = []


def set_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a widget another accessible role than its class has; its name stays `accessibleName`.

    To be called before anything asks for the widget's accessible interface, that is in its constructor.
    """
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)
    setattr(widget, ROLE, role)


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `text` now (`urgent`) or when it has finished its sentence."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, ROLE, None)
    return QAccessibleWidget(thing, role) if isinstance(thing, QWidget) and role is not None else None
