"""« Bilan »: the period, what is asked, what is added, and the way to what will leave."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.wording import long_date
from desk.notebook import register, report
from desk.notebook.book import Notebook, Topic
from desk.ui.dialogs.period import Period
from desk.ui.page import Page
from desk.ui.pages.report_asks import AsksCard
from desk.ui.pages.report_brief import BriefCard, UnderWayCard
from desk.ui.pages.report_options import OptionsCard
from desk.ui.pages.report_period import PeriodChoice, as_arguments
from desk.ui.pages.report_saving import NOTHING_SENT, print_bilan
from desk.ui.pages.report_shown import put_in_order, shown_line
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.side_by_side import SideBySide
from desk.ui.widgets.text import Text

SEE = "Voir exactement ce qui partira"
LINES_SHOWN = 3


class ReportPage(Page):
    """What a pair shows of its work to the CDG, to the council or to itself, as it is prepared."""

    name, section = "report", "report"
    topics = frozenset(Topic) - {Topic.SHEETS, Topic.COPIES}
    can_print = True

    def title(self) -> str:
        """The section's name."""
        return "Bilan"

    def build(self) -> None:
        """The period, then what this bilan says, asks and adds, and the last ones saved."""
        printing, see = Button("Imprimer…", self.print_page), PrimaryButton(SEE, self._see)
        printing.setObjectName("print")
        see.setObjectName("see")
        self.add_button(printing, see)
        self.choice = PeriodChoice(self.context.book)
        self.choice.changed.connect(self.update_shown)
        self.said = Text("", "soft")
        self.under_way = UnderWayCard(self.context, self._see_period)
        self.brief = BriefCard(partial(self.context.navigate, "meetings"))
        self.asks, self.options = AsksCard(self.context), OptionsCard(self.context)
        self.register = Card("Bilans enregistrés")
        self.lines = QVBoxLayout()
        self.register.column.addLayout(self.lines)
        left, right = QWidget(), QWidget()
        for box, parts in ((left, (self.brief, self.asks)), (right, (self.options, self.register))):
            stack = column(box, 16)
            for part in parts:
                stack.addWidget(part)
        for each in (self.choice, self.said, self.under_way, SideBySide(left, right, (1, 1))):
            self.column.addWidget(each)

    def enter(self, *, period: str = "", start: str = "", end: str = "", **arguments: str) -> None:
        """With a period as `place_arguments` told it."""
        if period:
            self.choice.put(period, start, end)
        super().enter(**arguments)

    def place_arguments(self) -> dict[str, str]:
        """The period chosen."""
        return self.choice.arguments()

    def period(self) -> Period:
        """The period chosen; its last day is the bilan's date."""
        return self.choice.period()

    def refresh(self) -> None:
        """Gather the data of the period as they are now."""
        period = self.period()
        until = f"Du {long_date(period.start)} au {long_date(period.end)}."
        self.said.set_text(f"{until} {NOTHING_SENT}")
        self.under_way.show_beside(period)
        self.brief.show_data(sealed(self.context.book, period))
        self.asks.refresh()
        self.options.refresh()
        self._show_register()
        cards = (self.under_way, self.brief, self.asks, self.options, self.register)
        put_in_order(self, self.choice, *cards)

    def help_target(self) -> str:
        """What is in a bilan, and whose right it is."""
        return "page:droit-et-donnees"

    def print_page(self) -> None:
        """As it stands, drawn while one looks at how to print it."""
        print_bilan(self.context, self, sealed(self.context.book, self.period()))

    def _see(self) -> None:
        self._see_period(self.period())

    def _see_period(self, period: Period) -> None:
        self.context.navigate("report_preview", **as_arguments(period))

    def _show_register(self) -> None:
        """The last ones; the page of the register has them all."""
        clear(self.lines)
        known = register.lines(self.context.book)
        self.register.setVisible(bool(known))
        for each in known[:LINES_SHOWN]:
            self.lines.addWidget(shown_line(each))
        whole = LinkButton("Voir tout le registre", partial(self.context.navigate, "register"))
        whole.setObjectName("see-register")
        row = FlowRow(whole)
        self.lines.addWidget(row)
        row.show()  # at once: the focus is given back before the next event


def sealed(book: Notebook, period: Period) -> Mapping[str, Any]:
    """The data of these days, with their fingerprint and standing."""
    return report.sealed(book, report.data(book, period.end, period.start))
