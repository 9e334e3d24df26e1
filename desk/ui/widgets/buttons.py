"""Buttons: one primary per screen, the others outlined; every one named by its own words."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.text import Text


class Pressed(QPushButton):
    """Enter presses it as Space does, in a window as in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Button(Pressed):
    """An outlined button, 40 px high, never narrower than its words; `action` is called on a click.

    `kind` is set by the subclasses: "primary", "danger", "link".
    """

    kind = ""

    def __init__(self, text: str, action: Callable[[], object] | None = None, parent: QWidget | None = None):
        super().__init__(typographic(text).replace("&", "&&"), parent)
        self.setProperty("kind", self.kind)
        self.setAccessibleName(typographic(text))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if action is not None:
            self.clicked.connect(lambda _checked=False: action())

    def set_text(self, text: str) -> None:
        """Change its words and its name."""
        self.setText(typographic(text).replace("&", "&&"))
        self.setAccessibleName(typographic(text))


class PrimaryButton(Button):
    """The one thing to do first on this screen."""

    kind = "primary"


class DangerButton(Button):
    """Something that takes away; always followed by a confirmation or undoable."""

    kind = "danger"


class LinkButton(Button):
    """A quiet action or a way to another screen, underlined."""

    kind = "link"


class IconButton(Button):
    """A square button with a drawn icon; `name` is its tooltip and what a screen reader says."""

    kind = "icon"

    def __init__(self, icon: str, name: str, action: Callable[[], object] | None = None, token: str = "ink"):
        super().__init__("", action)
        self.setIcon(theme.icon(icon, token))
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setAccessibleName(typographic(name))
        self.setToolTip(typographic(name))


class RowButton(Pressed):
    """A large clickable line: a title, a caption under it; `selected` draws the ring and is said aloud."""

    def __init__(self, title: str, caption: str = "", action: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12))
        self.column.setSpacing(theme.px(2))
        self.title, self.caption = Text(title, "strong"), Text(caption, "soft")
        for label in (self.title, self.caption):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.column.addWidget(label)
        self.column.addStretch(1)
        self.caption.setVisible(bool(caption))
        self._name()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if action is not None:
            self.clicked.connect(lambda _checked=False: action())

    def set_words(self, title: str, caption: str = "") -> None:
        """Change both lines."""
        self.title.set_text(title)
        self.caption.set_text(caption)
        self.caption.setVisible(bool(caption))
        self._name()

    def set_selected(self, selected: bool) -> None:  # noqa: FBT001 - a setter, as Qt's
        """Show whether this is the one looked at; dressing anew is dear, so only when it changes."""
        if self.property("selected") is selected:
            return
        self.setProperty("selected", selected)
        self.setAccessibleDescription("sélectionné" if selected else "")
        self.style().unpolish(self)
        self.style().polish(self)

    def _name(self) -> None:
        parts = (self.title.accessibleName(), self.caption.accessibleName())
        self.setAccessibleName(", ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        """The labels decide, not the empty text of the button."""
        return self.column.sizeHint().expandedTo(QSize(0, theme.px(40)))

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`, as narrow as the labels can wrap."""
        return self.column.minimumSize().expandedTo(QSize(0, theme.px(40)))

    def hasHeightForWidth(self) -> bool:
        """Both lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height both wrapped lines need."""
        return max(self.column.heightForWidth(width), theme.px(40))
