"""« Registre des bilans enregistrés »: each file written, who had agreed, what was noted of its sending."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.commune import slug
from desk.core.register import LEAD, NONE_SAVED, TITLE, saved_words
from desk.core.wording import counted
from desk.notebook import people, register, register_sheet
from desk.notebook.book import Topic
from desk.notebook.register import Line
from desk.ui import theme
from desk.ui.dialogs.mark_sent import mark_sent, sent_button, unmark_sent
from desk.ui.dialogs.send_report import proposed_address
from desk.ui.dialogs.send_saved import send_saved
from desk.ui.page import Page
from desk.ui.printing import print_handout
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import Card, FlowRow, clear, column, narrowed
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Tag, Text

SHOWN = 20
EMPTY = f"{NONE_SAVED} Chaque bilan que vous enregistrez en PDF s’inscrira ici de lui-même."


class RegisterPage(Page):
    """Newest first; each line is marked as sent, or no longer, by its own button."""

    name, section = "register", "report"
    topics = frozenset({Topic.REPORT, Topic.PEOPLE, Topic.COMMUNE})
    can_print = True
    has_way_back = True

    def title(self) -> str:
        """Its name."""
        return TITLE

    def build(self) -> None:
        """What it is, then its lines."""
        self._most = SHOWN
        self.print_button = Button("Imprimer…", self.print_page)
        self.add_button(self.print_button)
        self.column.addWidget(narrowed(Text(LEAD, "soft"), theme.reading_width()))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(16))
        self.column.addLayout(self.lines)

    def refresh(self) -> None:
        """Show what is there."""
        found = register.lines(self.context.book)
        clear(self.lines)
        if not found:
            back = Button("Préparer un bilan", partial(self.context.navigate, "report"))
            self.lines.addWidget(EmptyState("Le registre est vide", EMPTY, back))
        for line in found[: self._most]:
            card = self._card(line)
            self.lines.addWidget(card)
            card.show()  # at once: the focus is given back before the next event
        if len(found) > self._most:
            more = Button(f"Voir {counted(len(found) - self._most, 'ligne')} de plus", self._more)
            more.setObjectName("more-saved")
            self.lines.addWidget(FlowRow(more))

    def print_page(self) -> None:
        """All of it, the lines not shown too."""
        book = self.context.book
        name = f"binome_{slug(people.commune(book).name)}_registre-des-bilans_{book.today.isoformat()}"
        print_handout(self.context, self, partial(register_sheet.printed, book), TITLE, name)

    def help_target(self) -> str:
        """What the bilan says, rights and data."""
        return "page:droit-et-donnees"

    def _card(self, line: Line) -> Card:
        said = register_sheet.row(line)
        card = Card(said.file_name)
        words = QWidget()
        inside = column(words, 4)
        inside.addWidget(FlowRow(Tag(said.standing)))
        for told in (f"Enregistré le {said.saved}", *said.agreements, said.sent):
            inside.addWidget(Text(told))
        inside.addWidget(Text(f"Empreinte des données : {said.fingerprint}", "caption"))
        card.column.addWidget(words)
        send = self._named(Button("Envoyer…", partial(send_saved, self.context, self, line)), line, "send")
        marked = sent_button(line, partial(self._mark, line), partial(unmark_sent, self.context, line.id))
        marked.setEnabled(not self.context.book.read_only)
        card.column.addWidget(FlowRow(send, self._named(marked, line, "sent")))
        return card

    def _named(self, button: Button, line: Line, key: str) -> Button:
        """Each says aloud which line it is for, and keeps the keyboard when that line is drawn again."""
        button.setObjectName(f"{key}-{line.id}")
        button.setAccessibleName(f"{button.text()} : {line.file_name}, {saved_words(line.at)}")
        return button

    def _mark(self, line: Line) -> None:
        mark_sent(self.context, line.id, proposed_address(self.context.book)[0], self)

    def _more(self) -> None:
        self._most += SHOWN
        self.update_shown()
