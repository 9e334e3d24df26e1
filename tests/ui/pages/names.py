"""What a person who only hears the screen could not tell apart."""

from collections import Counter

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from tests.ui.accessible import focusable


def alike(root: QWidget) -> list[str]:
    """The names that two controls in sight share; must be empty."""
    shown = [each for each in focusable(root) if each.isVisible() and each is not root]
    return [name for name, number in Counter(map(_name, shown)).items() if number > 1]


def _name(widget: QWidget) -> str:
    """Its own name first: of a list that drops down, Linux is told the choice instead."""
    said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return widget.accessibleName() or said
