"""Printing a tool of the guide: it is written where the person wants it, and the page says so at its top."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.commune import slug
from desk.ui.page import Page
from desk.ui.printing import save_handout, written_card
from desk.ui.widgets.layout import clear, column

if TYPE_CHECKING:
    from desk.core.handout import Handout


class PrintedNotice(QWidget):
    """What was written last, until it is closed or the page is left."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._column = column(self)
        self.hide()

    def print_document(self, make: "Callable[[], Handout]", words: str, *, keep_folder: bool = True) -> None:
        """Ask where, draw, write, and say where it is; `words` are those of the button."""
        page = self._page
        name = f"binome_{slug(page.title()).lower()}"
        path = save_handout(page.context, page, make, name, words, keep_folder=keep_folder)
        if path is None:
            return
        clear(self._column)
        card = written_card(path, self._close)
        self._column.addWidget(card)
        self.show()
        card.show()
        page.scroller.verticalScrollBar().setValue(0)
        found = card.findChild(QWidget, "open-document")
        if found is not None:
            found.setFocus()

    def forget(self) -> None:
        """Take it away; the keyboard stays where it is."""
        clear(self._column)
        self.hide()

    def _close(self) -> None:
        """By its own button: the page has the keyboard then."""
        self.forget()
        self._page.setFocus()
