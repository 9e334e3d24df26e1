"""One practice of the guide."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desk.core.guide import Practice
from desk.core.meetings import ItemSource
from desk.notebook import agenda, handouts, people, practices
from desk.notebook.book import Topic
from desk.ui.pages.practice_parts import follow, neighbours, numbered, practice_parts, see_also
from desk.ui.pages.reading_page import ReadingPage
from desk.ui.widgets.buttons import Button, PrimaryButton
from desk.ui.widgets.layout import clear
from desk.ui.widgets.reading import Part
from desk.ui.widgets.text import Divider

if TYPE_CHECKING:
    from desk.core.handout import Handout


class PracticePage(ReadingPage):
    """A practice. Arguments of `enter`: `practice_id`; those of `ReadingPage`.

    An `anchor` is a passage's id, "facts", "statements", "question" or "also", or a line of one: "maire:2".
    """

    name, section = "practice", "guide"
    topics = frozenset({Topic.PRACTICES, Topic.PEOPLE, Topic.GUIDE})
    print_words = "Imprimer cette pratique"

    def title(self) -> str:
        """« 2. Clarifier les rôles »."""
        return numbered(self._practice())

    def build(self) -> None:
        """Buttons and the place of the content, which is made when the practice is known."""
        self._practice_id = ""
        self.choose = Button("Choisir cette pratique", self._choose)
        self.choose.setObjectName("choose")
        self.send = PrimaryButton("Ajouter à l’ordre du jour", self._send)
        self.send.setObjectName("send")
        self.add_button(self.choose, self.send)
        super().build()
        self._end = QVBoxLayout()
        self.column.addWidget(Divider())
        self.column.addLayout(self._end)

    def enter(self, **arguments: str) -> None:
        """Show that practice, at its top or at the anchor."""
        self._practice_id = arguments["practice_id"]
        super().enter(**arguments)

    def refresh(self) -> None:
        """The prose is made anew only for another practice or other people."""
        pair = people.pair(self.context.book)
        if self.must_fill((self._practice_id, pair)):
            self._fill()
        self.choose.set_text("Ne plus la suivre" if self._is_chosen() else "Choisir cette pratique")
        self.choose.setVisible(bool(self._practice().number) or self._is_chosen())

    def help_target(self) -> str:
        """What this guide is."""
        return "page:origine"

    def printed(self) -> "Callable[[], Handout]":
        """One page."""
        return partial(handouts.practice, self.context.book, self._practice_id)

    def _practice(self) -> Practice:
        return practices.readable(self.context.book, self._practice_id)

    def _is_chosen(self) -> bool:
        return any(entry.practice_id == self._practice_id for entry in practices.chosen(self.context.book))

    def _choose(self) -> None:
        operation = practices.release if self._is_chosen() else practices.choose
        self.context.runner.do(partial(operation, self.context.book, self._practice_id))

    def _send(self) -> None:
        practice = self._practice()
        self.context.runner.do(
            partial(agenda.send_to_next, self.context.book, practice.title, ItemSource.GUIDE, practice.id)
        )

    def _fill(self) -> None:
        guide, navigate = self.context.book.guide, self.context.navigate
        practice, pair = self._practice(), people.pair(self.context.book)
        parts = list(practice_parts(practice, pair, partial(follow, navigate)))
        if practice.related or practice.tools:
            parts.append(Part("also", "Voir aussi", see_also(practice, guide, navigate)))
        self.reading.fill(parts)
        clear(self._end)
        self._end.addWidget(neighbours(practice, guide, navigate))
