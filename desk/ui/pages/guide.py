"""The guide: ten practices, a search over all of it, three pages that say what it is."""

from functools import partial
from html import escape

from PySide6.QtWidgets import QWidget

from desk.core.guide import Practice
from desk.core.wording import counted, typographic
from desk.notebook import people, practices
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.page import Page
from desk.ui.search import Hit, Passage, passages, search
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import RowButton
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import Columns, clear, column, narrowed
from desk.ui.widgets.text import Heading, Text

MOST_HITS = 30
NOTHING = "Rien dans le guide. Essayez un autre mot, ou le début d’un mot."
LEAD = (
    "Dix pratiques pour se coordonner à deux. Aucune n’est obligatoire : prenez-en une ou deux, "
    "le temps qu’elles deviennent une habitude."
)


class GuidePage(Page):
    """The list of practices, or what the search found. Argument of `enter`: `search`, to begin with."""

    name, section = "guide", "guide"
    topics = frozenset({Topic.PRACTICES, Topic.PEOPLE})

    def title(self) -> str:
        """Its name in the navigation."""
        return "Guide"

    def build(self) -> None:
        """A search field above two bodies, of which one is shown."""
        self._passages: list[Passage] = []
        self._hits: list[Hit] = []
        self.field = TextField("Chercher dans le guide", placeholder="délégation, budget, absence…")
        self.field.changed.connect(self._search)
        self.field.submitted.connect(self._open_first)
        self.count = Text("", "soft")
        self.found = QWidget()
        self._found = column(self.found, 8)
        self.list = QWidget()
        listed = column(self.list, 16)
        listed.addWidget(Text(LEAD, "soft"))
        self.practices = Columns()
        self.pages = Columns(most=3, minimum=260)
        listed.addWidget(self.practices)
        listed.addWidget(Heading("À lire aussi", 2))
        listed.addWidget(self.pages)
        self._results = narrowed(self.found, theme.reading_width() + theme.px(120))
        for part in (narrowed(self.field, theme.reading_width()), self.count, self._results, self.list):
            self.column.addWidget(part)

    def enter(self, **arguments: str) -> None:
        """Come in, with words to search for or none."""
        self.field.set_text(arguments.get("search", self.field.text()))
        super().enter()

    def refresh(self) -> None:
        """List the practices anew; those followed say so."""
        book = self.context.book
        pair = people.pair(book)
        self._passages = passages(book.guide, {"SGM": pair.sgm, "maire": pair.elu})
        followed = {entry.practice_id for entry in practices.chosen(book)}
        self.practices.clear()
        for practice in book.guide.practices:
            self.practices.add(self._row(practice, followed=practice.id in followed))
        self.pages.clear()
        for page in book.guide.pages:
            row = RowButton(page.title, action=partial(self.context.navigate, "guide_page", page_id=page.id))
            row.setObjectName(f"page-{page.id}")
            self.pages.add(row)
        self._search()

    def _row(self, practice: Practice, *, followed: bool) -> RowButton:
        caption = f"Choisie · {practice.opening_question}" if followed else practice.opening_question
        action = partial(self.context.navigate, "practice", practice_id=practice.id)
        row = RowButton(f"{practice.number}. {practice.title}", caption, action)
        row.setObjectName(f"practice-{practice.id}")
        return row

    def _search(self) -> None:
        self._hits = search(self._passages, self.field.text())
        searching = bool(self.field.text().strip())
        self.list.setVisible(not searching)
        self._results.setVisible(searching)
        self.count.setVisible(searching)
        self.found.setUpdatesEnabled(False)  # thirty empty bars would be seen before their words
        clear(self._found)
        for index, hit in enumerate(self._hits[:MOST_HITS]):
            self._found.addWidget(self._result(index, hit))
        self._found.activate()
        self.found.setUpdatesEnabled(True)
        if searching:
            self._say(len(self._hits))

    def _say(self, number: int) -> None:
        said = counted(number, "passage trouvé", "passages trouvés") if number else ""
        if number > MOST_HITS:
            said += f" ; voici les {MOST_HITS} premiers"
        self.count.set_text(f"{said}." if said else NOTHING)
        announce(self.field, self.count.text())

    def _result(self, index: int, hit: Hit) -> RowButton:
        passage = hit.passage
        heading = " · ".join(part for part in (passage.title, passage.where) if part)
        row = RowButton(heading, "".join(text for text, _ in hit.pieces), partial(self._open, hit))
        html = "".join(_marked(text) if found else escape(text) for text, found in hit.pieces)
        row.caption.set_rich(html, row.caption.accessibleName())
        row.setObjectName(f"hit-{index}")
        return row

    def _open_first(self) -> None:
        if self._hits:
            self._open(self._hits[0])

    def _open(self, hit: Hit) -> None:
        passage = hit.passage
        if passage.target == "practice":
            self.context.navigate("practice", practice_id=passage.key, anchor=passage.anchor)
        else:
            self.context.navigate("guide_page", page_id=passage.key)


def _marked(text: str) -> str:
    ink = theme.colour("ink").name()
    return f'<span style="font-weight:600; color:{ink}">{escape(typographic(text))}</span>'
