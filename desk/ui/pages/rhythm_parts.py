"""The parts of « Notre rythme »: what comes back, the dates it gives, when the mairie is closed."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.holidays import REGION_LABELS, Region
from desk.core.meetings import KIND_LABELS
from desk.core.rhythm import Closing, Every, Proposal, Slot
from desk.core.rhythm_words import said_hour, said_period, said_slot
from desk.core.wording import capital
from desk.notebook import meetings, rhythm
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.closing_period import add_closing, change_closing
from desk.ui.dialogs.slot import change_slot
from desk.ui.pages.meeting_words import said_day
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Divider, Text

DATES_SHOWN = 6
NO_DATES = "Aucune date à proposer pour l’instant."
NO_COUNCIL = "Pour préparer les conseils, saisissez leurs dates dans le calendrier communal."
NO_CLOSING = "Aucune fermeture saisie. Un point n’est jamais proposé un jour férié ni un jour fermé."
_REGIONS = [(region.value, label) for region, label in REGION_LABELS.items()]


def link(words: str, about: str, name: str, action: Callable[[], object]) -> LinkButton:
    """A quiet action on one line, named with what it is about."""
    button = LinkButton(words, action)
    button.setAccessibleName(f"{words} : {about}")
    button.setObjectName(name)
    return button


def said_date(one: Proposal, today: date) -> str:
    """« Vendredi 27 novembre à 9 h 00 », with the year only when it is not the current one."""
    hour = f" à {said_hour(one.at)}" if one.at else ""
    return f"{capital(said_day(one.day, today, weekday=True))}{hour}"


class ListCard(Card):
    """A title, lines with a light rule between them, and what to say when there is none."""

    def __init__(self, title: str, empty: str) -> None:
        super().__init__(title)
        self._empty = empty
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(4))
        self.column.addLayout(self.lines)

    def fill(self, rows: list[QWidget]) -> None:
        """Show these lines."""
        clear(self.lines)
        if not rows:
            self.lines.addWidget(Text(self._empty, "soft"))
        for row in rows:
            if row is not rows[0]:
                self.lines.addWidget(Divider())
            self.lines.addWidget(row)
            row.show()  # at once: the focus is given back before the next event


class SlotsCard(ListCard):
    """What comes back, in words."""

    def __init__(self, context: Context) -> None:
        super().__init__("Nos rendez-vous", "")
        self._context = context

    def refresh(self, slots: list[Slot]) -> None:
        """Show them."""
        self.fill([self._row(slot) for slot in slots])

    def _row(self, slot: Slot) -> QWidget:
        said, context = said_slot(slot), self._context
        remove = partial(context.runner.do, partial(rhythm.remove_slot, context.book, slot.id))
        return FlowRow(
            Text(said, "strong"),
            link("Modifier", said, f"edit-{slot.id}", lambda: change_slot(context, slot, self)),
            link("Retirer", said, f"remove-{slot.id}", remove),
            stretch_first=True,
        )


class DatesCard(ListCard):
    """The next dates, each with what shifted it, to plan in one click."""

    def __init__(self, context: Context) -> None:
        super().__init__("Prochaines dates proposées", NO_DATES)
        self._context = context
        self._council = Text(NO_COUNCIL, "soft")
        self._calendar = LinkButton("Le calendrier communal", partial(context.navigate, "calendar"))
        self._calendar.setObjectName("calendar")
        self._call = FlowRow(self._council, self._calendar, stretch_first=True)
        self.column.addWidget(self._call)

    def refresh(self, slots: list[Slot]) -> None:
        """Compute them again."""
        found = rhythm.upcoming(self._context.book, DATES_SHOWN)
        waiting = {slot.id for slot in slots if slot.every is Every.COUNCIL}
        self._call.setVisible(bool(waiting) and not waiting & {one.slot_id for one in found})
        is_free = meetings.next_planned(self._context.book) is None
        self.fill([self._row(one, first=is_free and one is found[0]) for one in found])

    def start(self) -> None:
        """Give the keyboard to what is to do first here, if anything is."""
        first = next((each for each in self.findChildren(PrimaryButton) if each.isVisible()), None)
        if first is not None:
            first.setFocus()

    def _row(self, one: Proposal, *, first: bool) -> QWidget:
        """One date; where no point is planned yet, the first is what to do here."""
        words = QWidget()
        inside = column(words, 2)
        said = f"{said_date(one, self._context.book.today)} · {KIND_LABELS[one.kind]}"
        inside.addWidget(Text(said))
        if one.why:
            inside.addWidget(Text(capital(one.why), "soft"))
        make = PrimaryButton if first else LinkButton
        plan = make("Prévoir", partial(self._plan, one))
        plan.setAccessibleName(f"Prévoir : {said}")
        plan.setObjectName(f"plan-{one.slot_id}-{one.day}")
        return FlowRow(words, plan, stretch_first=True)

    def _plan(self, one: Proposal) -> None:
        book = self._context.book
        self._context.runner.do(partial(meetings.plan, book, one.kind, one.day, one.at, one.slot_id))


class ClosingsCard(ListCard):
    """When the mairie is closed, and whose public holidays count."""

    def __init__(self, context: Context) -> None:
        super().__init__("Fermetures et jours fériés", NO_CLOSING)
        self._context = context
        add = Button("Ajouter une fermeture", lambda: add_closing(context, self))
        add.setObjectName("add-closing")
        self.region = Select("Jours fériés de", _REGIONS, rhythm.region(context.book).value)
        self.region.chosen.connect(self._choose)
        self.column.addWidget(FlowRow(add))
        self.column.addWidget(FlowRow(self.region))

    def refresh(self) -> None:
        """Show those of today and after."""
        book = self._context.book
        self.region.set_value(rhythm.region(book).value)
        self.fill([self._row(one) for one in rhythm.closings(book) if one.last >= book.today])

    def _row(self, one: Closing) -> QWidget:
        said, context = capital(said_period(one.first, one.last, year=True)), self._context
        if one.label:
            said = f"{said} · {one.label}"
        remove = partial(context.runner.do, partial(rhythm.remove_closing, context.book, one.id))
        return FlowRow(
            Text(said),
            link("Modifier", said, f"edit-{one.id}", lambda: change_closing(context, one, self)),
            link("Retirer", said, f"remove-{one.id}", remove),
            stretch_first=True,
        )

    def _choose(self, region: str) -> None:
        self._context.runner.do(partial(rhythm.set_region, self._context.book, Region(region)))
