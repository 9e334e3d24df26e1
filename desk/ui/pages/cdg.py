"""« Mon CDG »: whom to call, written by the commune or given by its centre de gestion."""

from functools import partial
from itertools import takewhile

from desk.core.cdg import FIELDS
from desk.core.guide import Section
from desk.core.markdown import BlockKind, parse
from desk.core.wording import worded
from desk.notebook import cdg, people
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.page import Page
from desk.ui.pages.cdg_field import CdgBox
from desk.ui.pages.practice_parts import follow
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, Columns, narrowed
from desk.ui.widgets.prose import Prose
from desk.ui.widgets.text import Text

PAGE, PRINT = "mon-cdg", "Imprimer la fiche"
NOTHING = "La fiche est encore vide : écrivez un nom ou un numéro, puis imprimez-la."
SAVED_WHY = "Chaque champ s’enregistre de lui-même. Rien n’est obligatoire ; rien ne quitte ce carnet."


class CdgPage(Page):
    """What the sheet is for, then its fields."""

    name, section = "cdg", "guide"
    can_print = True
    has_way_back = True
    topics = frozenset({Topic.CDG, Topic.COMMUNE, Topic.PEOPLE})

    def title(self) -> str:
        """The tool's name."""
        return "Mon CDG"

    def build(self) -> None:
        """The first lines of the guide's page, a way to the rest, the fields."""
        read = LinkButton(
            "Lire : ce que l’on y note", partial(self.context.navigate, "guide_page", page_id=PAGE)
        )
        read.setObjectName("read")
        printing = Button(f"{PRINT}…", self.print_page)
        printing.setObjectName("print")
        self.add_button(read, printing)
        page = self._page()
        if page is not None:
            self.column.addWidget(narrowed(self._opening(page), theme.reading_width()))
        card = Card()
        card.column.addWidget(Text(SAVED_WHY, "caption"))
        self.boxes = {field.key: CdgBox(self.context, field) for field in FIELDS}
        card.column.addWidget(Columns(*self.boxes.values(), minimum=340))
        self.column.addWidget(card)

    def refresh(self) -> None:
        """Show what is stored now."""
        book = self.context.book
        written, pack = cdg.written(book).to_mapping(), book.env.content.cdg.to_mapping()
        commune = people.commune(book)
        elsewhere = {"name": commune.cdg_name, "contact": commune.cdg_email}
        for key, box in self.boxes.items():
            box.show_values(written[key], elsewhere.get(key, ""), pack[key])

    def leave(self) -> None:
        """Write what is typed and not written yet."""
        self._flush()

    def print_page(self) -> None:
        """What is filled in, to pin up."""
        self._flush()
        letter = cdg.letter(self.context.book)
        if letter is None:
            self.context.messages.note(NOTHING)
        else:
            self.print_handout(lambda: letter, PRINT)

    def help_target(self) -> str:
        """What one writes there."""
        return f"page:{PAGE}"

    def _flush(self) -> None:
        for box in self.boxes.values():
            box.flush()

    def _page(self) -> Section | None:
        """The guide's page; another publisher's guide may have none."""
        return next((page for page in self.context.book.guide.pages if page.id == PAGE), None)

    def _opening(self, page: Section) -> Prose:
        blocks = parse(worded(page.body, people.pair(self.context.book).named))
        before = takewhile(lambda block: block.kind is not BlockKind.HEADING, blocks)
        return Prose(before, partial(follow, self.context.navigate))
