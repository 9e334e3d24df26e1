"""Someone new takes one of the two places: what closes, what stays, who it is."""

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.people import Function, Person, Seat
from desk.core.wording import named
from desk.notebook import people, succession
from desk.ui.context import Context
from desk.ui.first_people import PersonCard
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField
from desk.ui.widgets.text import Text

CLOSES = (
    "Les regards croisés que vous aviez ouverts à deux se ferment, pour tout le monde. Le nouveau binôme "
    "repart de zéro, et la personne qui arrive choisira son propre code."
)
STAYS = (
    "Restent : les points et leur ordre du jour, ce qui a été convenu, les actions, le guide et vos réglages."
)
ELU = ((Function.MAYOR, "Maire"), (Function.DELEGATE, "Élu délégué"))
SGM = ((Function.SGM, "Secrétaire général de mairie"), (Function.DGS, "DGS"))
FUTURE = "Cette date est à venir. Indiquez le jour où vous avez commencé ensemble."


class NewcomerDialog(Dialog):
    """Asks who takes a person's place, and since when the two work together."""

    def __init__(self, context: Context, leaving: Person, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Quelqu’un d’autre à la place {named(leaving, 'de', short=True)}", parent, width=620
        )
        self._context, self._seat = context, leaving.seat
        is_elu = leaving.seat is Seat.ELU
        self.column.addWidget(Text(f"{leaving.addressed} laisse sa place. {CLOSES}"))
        self.column.addWidget(Text(STAYS))
        self.who = PersonCard("La personne qui arrive", ELU if is_elu else SGM, employer=not is_elu)
        self.who.function.set_value(leaving.function.value)
        self.who.employer.set_text(leaving.employer)
        self.day = DateField("Vous travaillez ensemble depuis le", today=context.book.today)
        self.column.addWidget(self.who)
        self.column.addWidget(self.day)
        self.column.addWidget(Text("Cela ne se défait pas.", "soft"))
        self.set_actions("Accueillir cette personne", final=True)
        self.who.name.setFocus()

    def accept(self) -> None:
        """Write it, when everything is said."""
        if not self.who.check():
            (self.who.gender if self.who.gender.value() is None else self.who.name).setFocus()
        elif self._check_day() and self._write():
            super().accept()

    def _check_day(self) -> bool:
        day = self.day.value()
        is_fine = self.day.check(required=True)
        if is_fine and day is not None and day > self._context.book.today:
            self.day.set_error(FUTURE)
            is_fine = False
        if not is_fine:
            self.day.setFocus()
        return is_fine

    def _write(self) -> bool:
        day = self.day.value()
        assert day is not None
        write = partial(succession.succeed, self._context.book, self._seat, self.who.draft(), day)
        if self._context.runner.do(write) is None:
            return False
        self._context.runner.undo_stack.clear()
        return True


def welcome(context: Context, person_id: str, parent: QWidget) -> bool:
    """Ask and write; whether someone new is there. What stands in the way is said first."""
    if context.runner.attempt(partial(succession.allowed, context.book)) is None:
        return False
    dialog = NewcomerDialog(context, people.person(context.book, person_id), parent)
    is_there = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_there
