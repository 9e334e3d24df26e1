"""The guide's free pages, and the documents for a centre de gestion."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desk.core.guide import Section
from desk.notebook import handouts, people
from desk.notebook.book import Topic
from desk.ui.pages.practice_parts import follow, page_entries, page_part, worded_for
from desk.ui.pages.reading_page import ReadingPage
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import FlowRow, clear

if TYPE_CHECKING:
    from desk.core.handout import Handout

TOOLS = {
    "qui-fait-quoi": ("Ouvrir le tableau", "roles"),
    "mon-cdg": ("Ouvrir la fiche Mon CDG", "cdg"),
}
"""The pages that introduce a tool, and the way to it."""


class FreePage(ReadingPage):
    """A page of the guide that is no practice. Arguments of `enter`: `page_id`; those of `ReadingPage`."""

    name, section = "guide_page", "guide"
    topics = frozenset({Topic.PEOPLE, Topic.GUIDE})
    print_words = "Imprimer cette page"

    def title(self) -> str:
        """The page's own title."""
        return self._section().title

    def build(self) -> None:
        """The way to its tool, the text, the way out."""
        self._page_id = ""
        self.tool = Button("Ouvrir", self._open_tool)
        self.tool.setObjectName("tool")
        self.add_button(self.tool)
        super().build()
        self._end = QVBoxLayout()
        self.column.addLayout(self._end)

    def enter(self, **arguments: str) -> None:
        """Show that page."""
        self._page_id = arguments["page_id"]
        super().enter(**arguments)

    def refresh(self) -> None:
        """The prose is made anew only for another page or other people."""
        pair = people.pair(self.context.book)
        if self.must_fill((self._page_id, pair)):
            word, section = worded_for(pair), self._section()
            part = page_part(section, word, partial(follow, self.context.navigate))
            self.reading.fill([part], page_entries(section, word))
            clear(self._end)  # made after the contents, so that Tab meets it after them
            whole = LinkButton("Tout le guide", partial(self.context.navigate, "guide"))
            self._end.addWidget(FlowRow(whole))
        self.tool.setVisible(self._page_id in TOOLS)
        if self._page_id in TOOLS:
            self.tool.set_text(TOOLS[self._page_id][0])

    def printed(self) -> "Callable[[], Handout]":
        """The page as a document."""
        return partial(handouts.page, self.context.book, self._page_id)

    def _section(self) -> Section:
        return handouts.section_of(self.context.book, self._page_id)

    def _open_tool(self) -> None:
        self.context.navigate(TOOLS[self._page_id][1])
