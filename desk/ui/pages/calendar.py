"""« Le calendrier communal »: what is due within twelve months, of the law and of the commune."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.own_dates import Coming, OwnDeadline
from desk.notebook import lists_on_paper, own_dates, people
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.dialogs.calendar_file import WEEKS, export_calendar
from desk.ui.dialogs.own_date import add_own_date
from desk.ui.page import Page
from desk.ui.pages.calendar_parts import ComingRow, OwnRow, by_month, own_of
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, clear, narrowed
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Divider, Heading, Text

PRINT = "Imprimer le calendrier"
LEAD = (
    "Les échéances nationales se calculent d’elles-mêmes, avec leur référence. Ajoutez les vôtres : dates de "
    "conseil, dossier DETR, élections ; chacune apporte ce qui va avec."
)
NO_POPULATION = (
    "Indiquez le nombre d’habitants de la commune : seules les échéances qui la concernent resteront, et la "
    "convocation du conseil aura son délai exact."
)
EMPTY = "Aucune échéance dans les douze mois. Ajoutez une date : un conseil, un dossier, une élection."
NOT_DUE = (
    "Cette échéance ne tombe pas dans les douze mois. Elle vient avec une date de la commune, un conseil par "
    "exemple, ou avec une autre année."
)


class CalendarPage(Page):
    """A year by months; each line can go to the agenda. Argument of `enter`: `anchor`, a rule to begin at."""

    name, section = "calendar", "guide"
    has_way_back = True
    can_print = True
    topics = frozenset({Topic.CALENDAR, Topic.COMMUNE})

    def title(self) -> str:
        """The tool's name."""
        return "Le calendrier communal"

    def build(self) -> None:
        """What to do, then the months, then the dates entered that are not among them."""
        export = Button("Exporter vers un agenda (.ics)…", self._export)
        export.setObjectName("export")
        add = PrimaryButton("Ajouter une date", self._add)
        add.setObjectName("add")
        printing = Button(f"{PRINT}…", self.print_page)
        printing.setObjectName("print")
        self.add_button(printing, export, add)
        self.column.addWidget(narrowed(Text(LEAD, "soft"), theme.reading_width() + theme.px(120)))
        self.unknown = Card()
        self.unknown.column.addWidget(Text(NO_POPULATION))
        fill = LinkButton("La commune et nous", partial(self.context.navigate, "commune"))
        fill.setObjectName("fill")
        self.unknown.column.addWidget(FlowRow(fill))
        self.column.addWidget(self.unknown)
        self._shown: tuple[list[Coming], list[OwnDeadline]] | None = None
        self._months, self._others = QVBoxLayout(), QVBoxLayout()
        for layout in (self._months, self._others):
            layout.setSpacing(theme.px(8))
            self.column.addLayout(layout)

    def enter(self, **arguments: str) -> None:
        """Come in at the top, or at the next time that a rule applies."""
        super().enter()
        anchor = arguments.get("anchor", "")
        if anchor:
            QTimer.singleShot(0, self, partial(self._go_to, anchor))

    def refresh(self) -> None:
        """Read them again; the lines are made anew when they are others, or said otherwise."""
        book = self.context.book
        self.unknown.setVisible(people.commune(book).population is None)
        found, entered = own_dates.due(book, WEEKS), own_dates.own_dates(book)
        if self._shown != (found, entered):
            self._shown = (found, entered)
            known = {own.id: own for own in entered}
            clear(self._months)
            clear(self._others)
            self._show_months(found, known)
            listed = {own.id for one in found if (own := own_of(one, known))}
            self._show_others([own for own in entered if own.id not in listed])

    def print_page(self) -> None:
        """The twelve months as they are on screen."""
        self.print_handout(partial(lists_on_paper.calendar, self.context.book, WEEKS), PRINT)

    def help_target(self) -> str:
        """The practice of the calendar."""
        return "practice:p05"

    def _go_to(self, rule_id: str) -> None:
        rows = [row for row in self.findChildren(ComingRow) if row.rule_id == rule_id]
        if not rows:
            self.context.messages.note(NOT_DUE)
            return
        self.scroller.ensureWidgetVisible(rows[0], 0, theme.px(12))
        rows[0].send.setFocus()

    def _show_months(self, found: list[Coming], known: dict[str, OwnDeadline]) -> None:
        if not found:
            self._months.addWidget(EmptyState("Rien à venir", EMPTY))
        for title, its in by_month(found):
            rows = [ComingRow(self.context, one, own_of(one, known)) for one in its]
            self._put(self._months, title, rows)

    def _show_others(self, others: list[OwnDeadline]) -> None:
        if others:
            rows = [OwnRow(self.context, own) for own in others]
            self._put(self._others, "Autres dates saisies", rows)

    def _put(self, layout: QVBoxLayout, title: str, rows: Sequence[QWidget]) -> None:
        """A title, and a card of these lines."""
        layout.addWidget(Heading(title, 2))
        card = Card()
        for row in rows:
            if row is not rows[0]:
                card.column.addWidget(Divider())
            card.column.addWidget(row)
        layout.addWidget(card)
        card.show()  # at once: the focus is given back before the next event

    def _add(self) -> None:
        add_own_date(self.context, self)

    def _export(self) -> None:
        export_calendar(self.context, self)
