"""Free dates for the bilan's period, and an agreement that was given elsewhere."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.people import Person
from desk.core.wording import capital, named
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField
from desk.ui.widgets.text import Text

SEEN = "a vu ce bilan"
ELSEWHERE = "Noter un accord donné sur papier ou par téléphone…"
"""What opens the question."""
_MEANS = [("papier", "Sur papier"), ("telephone", "Par téléphone")]


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included; `end` is the bilan's date."""

    start: date
    end: date


class PeriodDialog(Dialog):
    """The first and the last day; `.period` once accepted."""

    def __init__(self, shown: Period, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Période du bilan", parent)
        self.period: Period | None = None
        self.start = DateField("Du", shown.start, today=today)
        self.end = DateField("Au", shown.end, today=today)
        self.column.addWidget(self.start)
        self.column.addWidget(self.end)
        self.column.addWidget(Text("Le dernier jour est la date du bilan.", "soft"))
        self.set_actions("Choisir cette période")
        self.start.setFocus()

    def accept(self) -> None:
        """Take the period, the right way up."""
        both_right = [field.check(required=True) for field in (self.start, self.end)]
        start, end = self.start.value(), self.end.value()
        if not all(both_right) or start is None or end is None:
            return
        if start > end:
            self.start.set_error("Le premier jour vient après le dernier.")
            self.start.setFocus()
            return
        self.period = Period(start, end)
        super().accept()


class ElsewhereDialog(Dialog):
    """How and when a person agreed away from this screen; `.how` is « papier » or « telephone »."""

    def __init__(self, person: Person, today: date, parent: QWidget | None = None, about: str = SEEN) -> None:
        super().__init__(f"Accord {named(person, 'de', short=True)}", parent)
        self._today = today
        said = f"{capital(named(person, short=True))} {about} et a donné son accord autrement qu’ici."
        self.column.addWidget(Text(said, "soft"))
        self._means = ChoiceGroup("Comment ?", _MEANS)
        self.day = DateField("Le", today, today=today)
        self.column.addWidget(self._means)
        self.column.addWidget(self.day)
        self.set_actions("Noter cet accord")

    @property
    def how(self) -> str:
        """The means chosen, or ""."""
        return self._means.value() or ""

    def accept(self) -> None:
        """Take it when both are said, and the day is not to come."""
        self._means.set_error("" if self.how else "Choisissez comment l’accord a été donné.")
        day = self.day.value() if self.day.check(required=True) else None
        if day is not None and day > self._today:
            self.day.set_error("Cette date est à venir. Indiquez le jour où l’accord a été donné.")
        elif day is not None and self.how:
            super().accept()


def ask_period(shown: Period, today: date, parent: QWidget) -> Period | None:
    """The period chosen, or None when they give up."""
    dialog = PeriodDialog(shown, today, parent.window())
    dialog.exec()
    dialog.deleteLater()
    return dialog.period


def ask_elsewhere(person: Person, today: date, parent: QWidget, about: str = SEEN) -> tuple[str, date] | None:
    """How and when they agreed, or None; `about` says what they saw, after their function."""
    dialog = ElsewhereDialog(person, today, parent.window(), about)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    day = dialog.day.value()
    dialog.deleteLater()
    return (dialog.how, day) if accepted and day is not None else None
