"""Whose sheet something comes into, under which key, and how it is written there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desk.core.errors import UserError
from desk.core.people import Person
from desk.core.rounds import Origin, Round
from desk.core.scale import Answer
from desk.notebook import sheets
from desk.ui.context import Context

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk.core.form import Mapped
    from desk.core.returned import Arrival
    from desk.notebook.book import Session


@dataclass(slots=True)
class Owner:
    """A person at their own sheet, or (`at_opening`) both people at one that was filled outside.

    `session` is theirs and the caller's to close; `end` closes the one that replaced it after a covering.
    """

    context: Context
    person: Person
    session: "Session"
    round: Round
    at_opening: bool = False
    _renewed: "Session | None" = None

    def beside_form(self, given: "Mapped") -> "Arrival":
        """A form beside what the sheet holds. Raises UserError when the sheet is handed in."""
        from desk.notebook import returned

        return returned.compared(self.context.book, self.session, self.round.id, given)

    def beside_paper(self, answers: Mapping[str, Answer]) -> "Arrival":
        """A paper beside what the sheet holds. Raises UserError when the sheet is handed in."""
        from desk.notebook import returned

        return returned.compared_paper(self.context.book, self.session, self.round.id, answers)

    def write(self, taken: Mapping[str, Answer | None], origin: Origin) -> UserError | None:
        """Write all of it or nothing; what stopped it, to be told where its owner looks."""
        book, round_id = self.context.book, self.round.id
        if self.at_opening:
            given = {key: value for key, value in taken.items() if value is not None}
            operation = partial(sheets.enter_outside, book, self.session, round_id, given, origin)
        else:
            operation = partial(sheets.merge, book, self.session, round_id, taken, origin)
        try:
            change = operation()
        except UserError as problem:
            return problem
        self.context.runner.do(lambda: change, quietly=True)
        return None

    def is_back(self, parent: "QWidget") -> bool:
        """Ask their code again, after something was covered; False when they give up."""
        from desk.ui.dialogs.code import ask_session

        session = ask_session(self.context, self.person, parent)
        if session is None:
            return False
        self.end()
        self.session = self._renewed = session
        return True

    def end(self) -> None:
        """Forget the key that came after a covering."""
        if self._renewed is not None:
            self._renewed.close()
