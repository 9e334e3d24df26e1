"""The bin: what was taken out of « Nos points » in the last thirty days, to be put back or erased."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.wording import capital, counted
from desk.notebook import bin as binned
from desk.notebook.bin import DAYS, Binned
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.erasing_words import FINAL, OUT_OF_REACH, CopiesChoice, erase
from desk.ui.page import Page
from desk.ui.pages.meeting_words import said_day
from desk.ui.widgets.buttons import Button, DangerButton, LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Divider, Text

SHOWN = 40
WHAT = (
    f"Ce qui est retiré de « Nos points » reste ici {DAYS} jours, puis est effacé du carnet. "
    "Les copies de sûreté plus anciennes l’ont encore."
)
EMPTY = (
    f"Ce que vous retirez (sujet, ligne, action, point) vient ici et y reste {DAYS} jours ; un clic le remet."
)


class BinPage(Page):
    """Newest first; each line says what it is, since when, until when, and is put back by its own button."""

    name, section = "bin", "meetings"
    topics = frozenset({Topic.MEETINGS, Topic.ACTIONS, Topic.CALENDAR})
    has_way_back = True

    def title(self) -> str:
        """Its name."""
        return "Corbeille"

    def build(self) -> None:
        """What it is for, then its content."""
        self._most = SHOWN
        self.empty_button = DangerButton("Vider la corbeille…", self._empty)
        self.add_button(self.empty_button)
        self.note = Text(WHAT, "soft")
        self.column.addWidget(self.note)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(16))
        self.column.addLayout(self.lines)

    def refresh(self) -> None:
        """Show what is there."""
        clear(self.lines)
        found = binned.content(self.context.book)
        self.empty_button.setVisible(bool(found))
        self.note.setVisible(bool(found))
        if not found:
            back = Button("Revenir à nos points", partial(self.context.navigate, "meetings"))
            self.lines.addWidget(EmptyState("La corbeille est vide", EMPTY, back))
        shown = found[: self._most]
        for day in dict.fromkeys(one.on for one in shown):
            card = self._day(day, [one for one in shown if one.on == day])
            self.lines.addWidget(card)
            card.show()  # at once: the focus is given back before the next event
        if len(found) > len(shown):
            more = Button(f"Voir {counted(len(found) - len(shown), 'ligne')} de plus", self._more)
            more.setObjectName("more-binned")
            self.lines.addWidget(FlowRow(more))

    def help_target(self) -> str:
        """How a point is held, step by step."""
        return "page:tenir-un-point"

    def _day(self, day: date, found: list[Binned]) -> Card:
        today = self.context.book.today
        card = Card(f"Retiré aujourd’hui, {said_day(day, today)}" if day == today else
                    f"Retiré le {said_day(day, today, weekday=True)}")  # fmt: skip
        card.column.addWidget(Text(f"Gardé jusqu’au {said_day(found[0].until(), today)}.", "caption"))
        for one in found:
            card.column.addWidget(Divider())
            card.column.addWidget(self._row(one))
        return card

    def _row(self, one: Binned) -> QWidget:
        words = QWidget()
        said = column(words, 2)
        said.addWidget(Text(one.title))
        said.addWidget(Text(capital(one.kind), "caption"))
        put_back = partial(binned.put_back, self.context.book, one.table, one.id)
        link = LinkButton("Remettre", partial(self.context.runner.do, put_back))
        link.setAccessibleName(f"Remettre : {one.title}, {one.kind}")
        link.setObjectName(f"put-back-{one.id}")
        return FlowRow(words, link, stretch_first=True)

    def _more(self) -> None:
        self._most += SHOWN
        self.update_shown()

    def _empty(self) -> None:
        dialog = EmptyBinDialog(self.context, self.window())
        dialog.exec()
        dialog.deleteLater()


class EmptyBinDialog(Dialog):
    """Says that it is final; Enter refuses."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Vider la corbeille ?", parent, width=600)
        self._context = context
        number = len(binned.content(context.book))
        each = "Un élément sera effacé" if number == 1 else f"{counted(number, 'élément')} seront effacés"
        self.column.addWidget(Text(f"{each} du carnet."))
        self.copies = CopiesChoice(context)
        for part in (self.copies, self.copies.dates, Text(FINAL, "strong"), Text(OUT_OF_REACH, "soft")):
            self.column.addWidget(part)
        self.set_actions("Vider la corbeille", "Ne rien effacer", danger=True)

    def accept(self) -> None:
        """Erase it all."""
        if erase(
            self._context, partial(binned.empty, self._context.book, with_copies=self.copies.isChecked())
        ):
            super().accept()
