"""Writing an action: what, one owner, a date; each mistake is said where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.core.errors import UserError
from desk.core.people import Pair, Person
from desk.core.text import required
from desk.core.wording import capital, noun
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import DateField, TextField
from desk.ui.widgets.layout import column

OTHER = "autre"
_WHAT = "L’action"
_WHO = "Le nom de la personne"


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action as typed: exactly one of `owner_id` and `owner_name`."""

    text: str
    owner_id: str
    owner_name: str
    due: date | None


class ActionFields(QWidget):
    """The fields of an action. Signal `submitted()`: Enter in one of them."""

    submitted = Signal()

    def __init__(
        self, pair: Pair, today: date, *, former: Sequence[Person] = (), label: str = "Action", hint: str = ""
    ) -> None:
        super().__init__()
        self._today = today
        self.text = TextField(label, hint=hint)
        people = (pair.elu, pair.sgm, *former)
        options = [(person.id, capital(noun(person, short=True))) for person in people]
        self.owner = ChoiceGroup("Qui s’en charge ?", [*options, (OTHER, "Une autre personne")])
        self.name = TextField("Nom de la personne", width=260)
        self.due = DateField("Pour quand ?", today=today, hint="JJ/MM/AAAA ou « vendredi », facultatif")
        outer = column(self, 12)
        outer.addWidget(self.text)
        outer.addWidget(self.owner)
        outer.addWidget(self.name)
        outer.addWidget(self.due)
        self.name.hide()
        self.setFocusProxy(self.text)
        self.owner.chosen.connect(lambda value: self.name.setVisible(value == OTHER))
        for field in (self.text, self.name, self.due):
            field.submitted.connect(self.submitted)

    def show_draft(self, draft: ActionDraft) -> None:
        """Show an action to correct."""
        self.text.set_text(draft.text)
        self.owner.set_value(draft.owner_id or OTHER)
        self.name.set_text(draft.owner_name)
        self.name.setVisible(not draft.owner_id)
        self.due.set_value(draft.due)

    def reset(self) -> None:
        """Ready for the next one; the owner stays."""
        self.text.set_text("")
        self.due.set_value(None)

    def draft(self) -> ActionDraft | None:
        """What is typed, or None: what is wrong is then said under its field, and the first has the focus."""
        text = _line(self.text, _WHAT)
        owner = self.owner.value()
        self.owner.set_error("" if owner else "Choisissez qui s’en charge : une seule personne.")
        name = _line(self.name, _WHO) if owner == OTHER else ""
        dated = self.due.check()
        if text is None or owner is None or name is None or not dated:
            self._focus_first_problem(missing_text=text is None, missing_owner=owner is None)
            return None
        return ActionDraft(text, "" if owner == OTHER else owner, name, self.due.value())

    def _focus_first_problem(self, *, missing_text: bool, missing_owner: bool) -> None:
        if missing_text:
            self.text.setFocus()
        elif missing_owner:
            next(iter(self.owner.buttons.values())).setFocus()
        else:
            (self.due if not self.due.check() else self.name).setFocus()


def _line(field: TextField, what: str) -> str | None:
    try:
        return required(field.text(), what)
    except UserError as problem:
        field.set_error(problem.message)
        return None
