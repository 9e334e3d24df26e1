"""Making an action of a step: who takes it, and for when, as proposed or otherwise."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.people import Pair
from desk.core.wording import capital, noun, worded
from desk.notebook import journeys, people
from desk.notebook.journeys import StepState
from desk.ui.context import Context
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField
from desk.ui.widgets.text import Text

_TODAY = "Cette date est passée. Choisissez une date à venir, ou aucune."


class StepActionDialog(Dialog):
    """The step in words, one owner of the two, a date; the proposals are filled in."""

    def __init__(
        self, context: Context, path_id: str, state: StepState, parent: QWidget | None = None
    ) -> None:
        super().__init__("En faire une action", parent, width=560)
        self._context, self._path_id, self._step = context, path_id, state.step
        book = context.book
        pair = people.pair(book)
        self.column.addWidget(Text(worded(state.step.title, pair.named), "strong"))
        owner = journeys.proposed_owner(book, state.step)
        self.owner = ChoiceGroup("Qui s’en charge ?", _owners(pair), owner or None)
        due = state.proposed if state.proposed >= book.today else None
        self.due = DateField("Pour quand ?", due, today=book.today, hint="JJ/MM/AAAA, facultatif")
        self.column.addWidget(self.owner)
        self.column.addWidget(self.due)
        self.set_actions("Ajouter cette action")
        self.owner.setFocus()

    def accept(self) -> None:
        """Add it, when someone takes it and its date is to come."""
        owner = self.owner.value()
        if owner is None:
            self.owner.set_error("Choisissez qui s’en charge : une seule personne.")
            self.owner.setFocus()
        elif self._has_good_date() and self._write(owner):
            super().accept()

    def _has_good_date(self) -> bool:
        day = self.due.value()
        is_good = self.due.check()
        if is_good and day is not None and day < self._context.book.today:
            self.due.set_error(_TODAY)
            is_good = False
        if not is_good:
            self.due.setFocus()
        return is_good

    def _write(self, owner: str) -> bool:
        book, due = self._context.book, self.due.value()
        add = partial(journeys.to_action, book, self._path_id, self._step.id, owner, due)
        return self._context.runner.do(add) is not None


def _owners(pair: Pair) -> list[tuple[str, str]]:
    return [(person.id, capital(noun(person, short=True))) for person in (pair.elu, pair.sgm)]


def make_action(context: Context, path_id: str, state: StepState, parent: QWidget) -> None:
    """Let a person make an action of a step."""
    dialog = StepActionDialog(context, path_id, state, parent.window())
    dialog.exec()
    dialog.deleteLater()
