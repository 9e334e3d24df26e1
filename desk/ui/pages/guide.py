"""The guide: its first screen, and a search over all of it."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from desk.core.guide import Guide
from desk.core.people import Pair
from desk.core.wording import counted
from desk.notebook import handouts, people
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.gathering import Gathering
from desk.ui.page import Page
from desk.ui.pages.guide_home import GuideHome
from desk.ui.search import Found
from desk.ui.searchable import passages
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.found_list import FoundList
from desk.ui.widgets.layout import FlowRow, narrowed
from desk.ui.widgets.text import Text

NOTHING = "Rien trouvé. Essayez un autre mot, ou le début d’un mot."
HINT = "délégation, budget, absence, L2122-18…"
BOOKLET = "Imprimer le livret"


class GuidePage(Page):
    """The guide's first screen, or what the search found. Argument of `enter`: `search`, to begin with."""

    name, section = "guide", "guide"
    topics = frozenset({Topic.PRACTICES, Topic.PEOPLE, Topic.GUIDE})
    can_print = True

    def title(self) -> str:
        """Its name in the navigation."""
        return "Guide"

    def build(self) -> None:
        """A search field above two bodies, of which one is shown."""
        printing = Button(f"{BOOKLET}…", self.print_page)
        printing.setObjectName("print")
        self.add_button(printing)
        self.field = TextField("Chercher dans tout le guide (Ctrl+F)", placeholder=HINT)
        self.field.setObjectName("search")
        self.field.changed.connect(self._search)
        self.field.edit.installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.field.edit.setFocus)
        self.count = Text("", "soft")
        self.clear_button = LinkButton("Effacer la recherche", self._empty)
        self.said = FlowRow(self.count, self.clear_button, stretch_first=True)
        self.found = FoundList()
        self.found.opened.connect(self._open)
        self.found.left.connect(self.field.edit.setFocus)
        self.found.emptied.connect(self._empty)
        self.field.submitted.connect(self.found.open_first)
        self.home = GuideHome(self.context)
        width = theme.reading_width() + theme.px(120)
        self._results = [narrowed(self.said, width), narrowed(self.found, width)]
        for part in (narrowed(self.field, width), *self._results, self.home):
            self.column.addWidget(part)
        self.gathering = Gathering(self)
        self.results = Found((), ())
        self._worded_for: Pair | None = None
        self._guide: Guide | None = None

    def enter(self, **arguments: str) -> None:
        """Come in, with words to search for or none."""
        super().enter()
        self.field.set_text(arguments.get("search", ""))
        self.gathering.go_on()

    def leave(self) -> None:
        """What was not gathered yet will be at the next visit."""
        self.gathering.pause()

    def refresh(self) -> None:
        """Show the guide as it is now; for other people or another guide, all is gathered anew."""
        guide, pair = self.context.book.guide, people.pair(self.context.book)
        self.home.show_guide(guide)
        if pair != self._worded_for or guide is not self._guide:
            self._worded_for, self._guide = pair, guide
            self.gathering.begin(passages(self.context.book))
        self._show()

    def place_arguments(self) -> dict[str, str]:
        """What was searched for."""
        return {"search": self.field.text()} if self.field.text() else {}

    def print_page(self) -> None:
        """Show the pages of the booklet."""
        self.print_handout(partial(handouts.booklet, self.context.book), BOOKLET)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: Down goes to what was found, Escape empties it, then leaves it."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Down:
            self.found.focus_first()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self._empty()
        elif event.key() == Qt.Key.Key_Escape:
            self.setFocus()
        else:
            return super().eventFilter(watched, event)
        return True

    def _search(self) -> None:
        self._show()
        if self.field.text().strip():
            announce(self.field, self.count.text())

    def _show(self) -> None:
        """The first screen, or what is found of the words typed."""
        searching = bool(self.field.text().strip())
        if searching:
            self.results = self.gathering.index().find(self.field.text())
            self.found.show_found(self.results)
            self._say(len(self.results))
        for part in self._results:
            part.setVisible(searching)
        self.home.setVisible(not searching)

    def _say(self, number: int) -> None:
        self.count.set_text(f"{counted(number, 'passage', 'passages')}." if number else NOTHING)

    def _empty(self) -> None:
        self.field.set_text("")
        self.field.edit.setFocus()

    def _open(self, place: int) -> None:
        passage = self.results.passages[place]
        words = {"words": self.field.text()} if passage.anchor else {}
        self.context.navigate(passage.target, **passage.arguments, **words)
