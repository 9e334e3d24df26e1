"""What every screen is: a title, buttons at its right, content that scrolls down."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk.core.commune import slug
from desk.ui.context import Context
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.layout import FlowRow, VerticalScroll, column
from desk.ui.widgets.scrolling import scrolls
from desk.ui.widgets.text import Heading

if TYPE_CHECKING:
    from desk.core.handout import Handout
    from desk.notebook.book import Topic


class Page(QWidget):
    """One screen. Subclasses set `name`, `section` and `topics`, and write `title`, `build`, `refresh`.

    Life: `build`; `enter(**arguments)`, which ends in `refresh`; `refresh` again whenever a topic of `topics`
    changed; `leave` before another page is shown, before the window closes and before the look changes. After
    `leave` a page is thrown away and built again later, or entered again when words were typed in it.
    """

    name: ClassVar[str] = ""
    section: ClassVar[str] = ""
    topics: "ClassVar[frozenset[Topic]]" = frozenset()
    can_print: ClassVar[bool] = False
    has_way_back: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        # words put out of sight before they could be written: whose, in what, and where they stood
        self.held_back: dict[tuple[str, str], tuple[str, str]] = {}
        self.scroller = VerticalScroll()
        self.column = self.scroller.column
        column(self).addWidget(self.scroller)
        self.heading = Heading("", 1)
        self.title_row = FlowRow(self.heading, stretch_first=True)
        self.way_back = LinkButton("Revenir")
        self.way_back.setObjectName("way-back")
        self.way_back.setToolTip("Alt + ←")
        self._way_back_row = FlowRow(self.way_back)
        self._way_back_row.hide()
        self.column.addWidget(self._way_back_row)
        self.column.addWidget(self.title_row)
        self.build()

    def title(self) -> str:
        """The screen's title, shown at its top and in the window's."""
        raise NotImplementedError

    def build(self) -> None:
        """Make the lasting widgets, in `self.column`; nothing is known of `enter`'s arguments yet."""

    def refresh(self) -> None:
        """Show the notebook's present state."""

    def enter(self, **arguments: str) -> None:  # noqa: ARG002 - subclasses name what they take
        """Come in with these arguments; remember them, then refresh."""
        self.update_shown()

    def leave(self) -> None:
        """Write pending text, close sessions, forget keys."""

    def close_down(self) -> None:
        """The program is being left: write what is pending, words begun included."""
        self.leave()

    def print_page(self) -> None:
        """Ctrl+P, when `can_print`."""

    def print_handout(self, make: "Callable[[], Handout]", words: str) -> None:
        """Show the pages of a document of this screen; `words` are those of the button."""
        from desk.ui.printing import print_handout

        print_handout(self.context, self, make, words, f"binome_{slug(self.title()).lower()}")

    def place_arguments(self) -> dict[str, str]:
        """What `enter` needs beside its own arguments to come back to the very place that is being read."""
        return {}

    def has_words(self) -> bool:
        """Whether something was typed in it that may not be written yet: it is then kept as it is."""
        lines = (line.isModified() and bool(line.text()) for line in self.findChildren(QLineEdit))
        texts = (text.document().isModified() for text in self.findChildren(QPlainTextEdit))
        return bool(self.held_back) or any(lines) or any(texts)

    @property
    def is_confidential(self) -> bool:
        """Whether someone's key is held here: F9 in a dialog over it then hides."""
        return False

    def cover(self) -> None:
        """F9 while a dialog lies over this page: hide what is confidential."""

    def show_way_back(self, title: str) -> None:
        """Say where one came from, on a page that `has_way_back`; nothing for an empty title."""
        self._way_back_row.setVisible(self.has_way_back and bool(title))
        self.way_back.set_text(f"Revenir à : {title}")

    def help_target(self) -> str:
        """What F1 shows: « practice:p02 », « practice:p02#question », « page:origine », or "" for all."""
        return ""

    def add_button(self, *buttons: Button) -> None:
        """Put buttons at the right of the title."""
        self.title_row.add(*buttons)

    def update_shown(self) -> None:
        """Refresh, then give back the focus (by object name) and the place where the reader was.

        When what had the focus is gone for good the page takes it, never whatever Qt finds next.
        """
        focused = self._focused()
        key = focused.objectName() if focused is not None else ""
        place = self.scroller.verticalScrollBar().value()
        self.refresh()
        self.heading.set_text(self.title())
        if focused is not None:
            self._give_focus(focused, key)
        self.scroller.verticalScrollBar().setValue(place)

    def _focused(self) -> QWidget | None:
        """What has the keyboard in this page, or will have it when a dialog over the window closes."""
        focused = keyboard_in(self.window())
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _give_focus(self, focused: QWidget, key: str) -> None:
        if shiboken6.isValid(focused) and self.isAncestorOf(focused) and not _put_away_in(focused, self):
            wanted = focused
        else:
            found = self.findChildren(QWidget, key) if key else []
            wanted = next((widget for widget in reversed(found) if not _put_away_in(widget, self)), self)
        if wanted is not self._focused():
            wanted.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the keyboard when nothing inside wants the key."""
        if not scrolls(self.scroller, event):
            super().keyPressEvent(event)


def _put_away_in(widget: QWidget, page: QWidget) -> bool:
    """Whether it or something around it, inside the page, is hidden on purpose."""
    around: QWidget | None = widget
    while around is not None and around is not page:
        if _put_away(around):
            return True
        around = around.parentWidget()
    return False


def _put_away(widget: QWidget) -> bool:
    """Hidden on purpose; a widget that was only just put in a layout is not."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
