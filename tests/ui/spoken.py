"""What a screen reader has to say of a widget, from the accessible tree: name, role, state, description."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

_ROLES = {
    QAccessible.Role.Button: "bouton",
    QAccessible.Role.RadioButton: "choix",
    QAccessible.Role.CheckBox: "case",
    QAccessible.Role.Grouping: "groupe",
    QAccessible.Role.EditableText: "champ",
    QAccessible.Role.Heading: "titre",
}


def spoken(widget: QWidget) -> str:
    """« Parfois, choix, choisi. Sa description », ordinary spaces."""
    there = QAccessible.queryAccessibleInterface(widget)
    state = there.state()
    parts = [there.text(QAccessible.Text.Name).rstrip("."), _ROLES.get(there.role(), there.role().name)]
    if state.checked:
        parts.append("choisi")
    if state.disabled:
        parts.append("grisé")
    said = ", ".join(parts)
    about = there.text(QAccessible.Text.Description)
    return plain(f"{said}. {about}" if about else said)


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
