"""Which days a bilan is about."""

from datetime import date, timedelta

from PySide6.QtCore import Signal

from desk.core.dates import months_before
from desk.notebook import meetings, practices, report, rounds
from desk.notebook.book import Notebook
from desk.ui.dialogs.period import Period, ask_period
from desk.ui.widgets.choices import ChoiceGroup

YEAR, HALF, BEGINNING, FREE = "12", "6", "debut", "libre"
PERIODS = [
    (YEAR, "12 derniers mois"),
    (HALF, "6 mois"),
    (BEGINNING, "Depuis le début"),
    (FREE, "Autres dates…"),
]


class PeriodChoice(ChoiceGroup):
    """A few periods that end today, or free dates. Signal `changed()`: another one was chosen."""

    changed = Signal()

    def __init__(self, book: Notebook) -> None:
        super().__init__("Période", PERIODS, YEAR)
        self._book = book
        self._free: Period | None = None
        self._kept = YEAR
        self.chosen.connect(self._choose)

    def period(self) -> Period:
        """The period chosen; its last day is the bilan's date."""
        today, choice = self._book.today, self.value()
        if choice == FREE and self._free:
            return self._free
        if choice == HALF:
            return Period(months_before(today, 6), today)
        if choice == BEGINNING:
            return Period(beginning(self._book), today)
        return Period(months_before(today, report.PERIOD_MONTHS) + timedelta(days=1), today)

    def put(self, period: str, start: str, end: str) -> None:
        """Choose what `arguments` told."""
        if start and end:
            self._free = Period(date.fromisoformat(start), date.fromisoformat(end))
        self.set_value(period)
        self._kept = period

    def arguments(self) -> dict[str, str]:
        """The choice, for `put`."""
        if self._kept == FREE and self._free is not None:
            return {"period": FREE, **as_arguments(self._free)}
        return {"period": self._kept}

    def _choose(self, value: str) -> None:
        if value == FREE:
            chosen = ask_period(self.period(), self._book.today, self)
            if chosen is None:
                self.set_value(self._kept)
            self._free = chosen or self._free
        self._kept = self.value() or YEAR
        self.changed.emit()


def as_arguments(period: Period) -> dict[str, str]:
    """Both days, as the pages are given them."""
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def beginning(book: Notebook) -> date:
    """The first thing the carnet knows of: a point, a practice, regards croisés."""
    days = [meeting.day for meeting in meetings.all_meetings(book)]
    days += [entry.since for entry in practices.chosen(book)]
    days += [each.opened_on for each in rounds.opened(book) if each.opened_on]
    return min([*days, book.today])
