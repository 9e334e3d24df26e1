"""Setting a meeting that comes back, or changing one: few fields, and its first date said as one chooses."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.meetings import KIND_LABELS, MeetingKind
from desk.core.rhythm import Every, Slot
from desk.core.rhythm_words import NTH, said_slot
from desk.core.wording import DAYS, MONTHS, capital, long_date
from desk.notebook import rhythm
from desk.ui.context import Context
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextField, TimeField
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

KINDS = (MeetingKind.WEEKLY, MeetingKind.MONTHLY, MeetingKind.COUNCIL, MeetingKind.YEARLY, MeetingKind.OTHER)
_EVERY = [
    (Every.WEEK.value, "Chaque semaine"),
    (Every.FORTNIGHT.value, "Une semaine sur deux"),
    (Every.MONTH.value, "Chaque mois"),
    (Every.COUNCIL.value, "Avant chaque conseil"),
    (Every.YEAR.value, "Chaque année"),
]
_USUAL = {
    MeetingKind.WEEKLY: Every.WEEK,
    MeetingKind.MONTHLY: Every.MONTH,
    MeetingKind.COUNCIL: Every.COUNCIL,
    MeetingKind.YEARLY: Every.YEAR,
}
_DAYS = [(str(number), capital(name)) for number, name in enumerate(DAYS[:6])]
_RANKS = [(str(rank), capital(name)) for rank, name in NTH.items()]
_MONTHS = [(str(number), capital(name)) for number, name in enumerate(MONTHS, start=1)]
NO_COUNCIL = "Les dates viendront avec celles des conseils, que vous saisissez dans le calendrier communal."
NO_DATE = "Aucune date dans l’année qui vient : les fermetures les couvrent toutes."
_WRONG_NUMBER = "Écrivez un nombre de jours, de 1 à 30."


class SlotDialog(Dialog):
    """Which point, how it comes back, at what hour; with `slot`, the one to change."""

    def __init__(self, context: Context, parent: QWidget | None = None, *, slot: Slot | None = None) -> None:
        super().__init__("Modifier ce rendez-vous" if slot else "Notre rendez-vous", parent, width=680)
        self._context, self._slot = context, slot
        shown = slot or Slot("", MeetingKind.WEEKLY, Every.WEEK, month=10, since=context.book.today)
        kinds = [(kind.value, capital(KIND_LABELS[kind])) for kind in KINDS[:-1]]
        kinds.append((MeetingKind.OTHER.value, "Autre point"))
        self.kind = ChoiceGroup("Quel point ?", kinds, shown.kind.value)
        self.every = Select("Il revient", _EVERY, shown.every.value)
        self.rank = Select("Lequel du mois ?", _RANKS, str(shown.nth))
        self.weekday = Select("Jour", _DAYS, str(shown.weekday))
        self.month = Select("Mois", _MONTHS, str(shown.month))
        self.before = TextField("Jours avant", str(shown.days_before), width=130)
        self.since = DateField("À partir de la semaine du", shown.since, today=context.book.today)
        self.at = TimeField("Heure (facultatif)", shown.at)
        self.said, self.first = Text("", "strong"), Text("", "soft")
        self.column.addWidget(self.kind)
        self.column.addWidget(FlowRow(self.every, self.before, self.rank, self.weekday, self.month))
        self.column.addWidget(FlowRow(self.at, self.since))
        self.column.addWidget(self.said)
        self.column.addWidget(self.first)
        self.set_actions("Enregistrer ce rendez-vous")
        self._listen()
        self._tell()
        self.weekday.setFocus()

    def accept(self) -> None:
        """Write it, when its hour and its days are right."""
        for field in (self.at, self.since):
            if not field.isHidden() and not field.check(required=field is self.since):
                field.setFocus()
                return
        if self._days_before() is None:
            self.before.set_error(_WRONG_NUMBER)
            self.before.setFocus()
            return
        write = rhythm.change_slot if self._slot else rhythm.add_slot
        if self._context.runner.do(partial(write, self._context.book, self.value())) is not None:
            super().accept()

    def value(self) -> Slot:
        """What is chosen; a wrong hour or number is as if it were not there."""
        since = self.since.value() or self._context.book.today
        return Slot(
            self._slot.id if self._slot else "",
            MeetingKind(self.kind.value() or MeetingKind.WEEKLY),
            Every(self.every.value()),
            int(self.weekday.value()),
            int(self.rank.value()),
            int(self.month.value()),
            self._days_before() or 7,
            self.at.value(),
            since,
        )

    def _days_before(self) -> int | None:
        text = self.before.text().strip()
        right = text.isascii() and text.isdigit() and int(text[:4]) in range(1, 31) and len(text) < 3
        return int(text) if right else None

    def _listen(self) -> None:
        self.kind.chosen.connect(self._take_usual)
        for choice in (self.every, self.rank, self.weekday, self.month):
            choice.chosen.connect(lambda _value: self._tell())
        for field in (self.before, self.since, self.at):
            field.changed.connect(lambda _text: self._tell())

    def _take_usual(self, kind: str) -> None:
        """A kind of point has its usual rhythm; another may be chosen after."""
        usual = _USUAL.get(MeetingKind(kind))
        if usual is not None:
            self.every.set_value(usual.value)
        self._tell()

    def _tell(self) -> None:
        """Show the fields of that rhythm, and say what it gives."""
        slot = self.value()
        in_month = slot.every in (Every.MONTH, Every.YEAR)
        self.rank.setVisible(in_month)
        self.month.setVisible(slot.every is Every.YEAR)
        self.before.setVisible(slot.every is Every.COUNCIL)
        self.weekday.setVisible(slot.every is not Every.COUNCIL)
        self.since.setVisible(slot.every is Every.FORTNIGHT)
        self.said.set_text(f"{said_slot(slot)}.")
        one = rhythm.preview(self._context.book, slot)
        if one is None:
            self.first.set_text(NO_COUNCIL if slot.every is Every.COUNCIL else NO_DATE)
            return
        year = one.day.year != self._context.book.today.year
        day = long_date(one.day, weekday=True, year=year)
        self.first.set_text(f"Première date : {one.why or day}.")


def add_slot(context: Context, parent: QWidget) -> None:
    """Let a person set a meeting that comes back."""
    _run(SlotDialog(context, parent.window()))


def change_slot(context: Context, slot: Slot, parent: QWidget) -> None:
    """Let a person change one."""
    _run(SlotDialog(context, parent.window(), slot=slot))


def _run(dialog: SlotDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
