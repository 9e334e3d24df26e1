"""What the pages of the guide have in common: a text with its contents, its size, printing it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk.core.search import words_of
from desk.ui import theme
from desk.ui.page import Page
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.reading import Reading
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.guide import Guide
    from desk.core.handout import Handout

_LABELLED = 1.25


class ReadingPage(Page):
    """A text of the guide. Subclasses fill `self.reading` in `refresh`, and say what is printed.

    Arguments of `enter`: `anchor`, where to begin; `words`, what was searched for there.
    """

    can_print = True
    has_way_back = True
    print_words = "Imprimer"

    def build(self) -> None:
        """The place of the text."""
        self.reading = Reading(self.scroller)
        self.reading.add_tools(*self._tools())
        self.column.addWidget(self.reading)
        self._shown: object = None
        self._guide: Guide | None = None
        self._marked = False

    def enter(self, **arguments: str) -> None:
        """Come in at the top, or where the arguments say."""
        super().enter()
        anchor = arguments.get("anchor", "")
        if anchor:
            self._marked = "words" in arguments
            words = words_of(arguments.get("words", ""))
            QTimer.singleShot(0, self, partial(self.reading.reveal, anchor, words))

    def place_arguments(self) -> dict[str, str]:
        """The part that is being read."""
        anchor = self.reading.place()
        return {"anchor": anchor} if anchor else {}

    def print_page(self) -> None:
        """Show its pages."""
        self.print_handout(self.printed(), self.print_words)

    def printed(self) -> "Callable[[], Handout]":
        """What gathers the document."""
        raise NotImplementedError

    def must_fill(self, shown: object) -> bool:
        """Whether the text is to be written anew: another one, another guide, or words that were marked."""
        guide = self.context.book.guide
        changed = shown != self._shown or guide is not self._guide or self._marked
        self._shown, self._guide, self._marked = shown, guide, False
        return changed

    def _tools(self) -> Sequence[QWidget]:
        printing = Button(f"{self.print_words}…", self.print_page)
        printing.setObjectName("print")
        return text_size(self.context.step_scale), printing


def text_size(step: Callable[[int], object]) -> QWidget:
    """« Taille du texte », one step smaller or larger: the same setting as the menu's."""
    label = Text("Taille du texte", "label")
    label.setVisible(theme.scale() <= _LABELLED)  # larger, the text itself needs the room
    row = FlowRow(label, spacing=8)
    smaller, larger = Button("A −", partial(step, -1)), Button("A +", partial(step, 1))
    for button, name, words in ((smaller, "smaller", "plus petit"), (larger, "larger", "plus grand")):
        button.setObjectName(name)
        button.setAccessibleName(f"Taille du texte : {words}")
        button.setToolTip(button.accessibleName())
    smaller.setEnabled(theme.scale() > theme.SCALES[0])
    larger.setEnabled(theme.scale() < theme.SCALES[-1])
    row.add(smaller, larger)
    return row
