"""What a screen reader would find wanting in a tree of widgets."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QCalendarWidget, QWidget


def focusable(root: QWidget) -> list[QWidget]:
    """Every widget under `root`, hidden pages included, that Tab or a click can reach."""
    widgets = [root, *root.findChildren(QWidget)]
    return [w for w in widgets if w.focusPolicy() != Qt.FocusPolicy.NoFocus and not _is_inner(w)]


def unnamed(root: QWidget) -> list[str]:
    """The focusable widgets without an accessible name; must be empty."""
    found = []
    for widget in focusable(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(
                f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
            )
    return found


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own widgets and that never hold the focus by themselves."""
    if widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QCalendarWidget | QAbstractSpinBox):
            return True
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
            return True
        parent = parent.parentWidget()
    return False
