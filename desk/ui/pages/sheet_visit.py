"""Someone before their sheet: whose it is, of which round, and their key while they are here."""

from PySide6.QtWidgets import QWidget

from desk.core.people import Person, Seat
from desk.core.rounds import Round, SheetState
from desk.notebook import people, rounds
from desk.notebook.book import Session
from desk.ui.context import Context
from desk.ui.dialogs.code import ask_session
from desk.ui.dialogs.own_code import choose_code


class Visit:
    """One visit to a seat's sheet; `session` is None until its owner opened it, and after they left."""

    def __init__(self, context: Context, seat: Seat) -> None:
        self._context = context
        self.seat = seat
        self.session: Session | None = None

    @property
    def person(self) -> Person:
        """Whose sheet this is."""
        return people.pair(self._context.book).person(self.seat)

    @property
    def round(self) -> Round | None:
        """The round being filled."""
        return rounds.current(self._context.book)

    @property
    def state(self) -> SheetState:
        """What anyone may know of the sheet."""
        round_ = self.round
        if round_ is None:
            return SheetState.NEW
        return rounds.sheet_states(self._context.book, round_.id)[self.seat]

    def unlock(self, parent: QWidget) -> bool:
        """Ask for the owner's code, if they have one; False when they gave up."""
        self.session = ask_session(self._context, self.person, parent)
        return self.session is not None

    def choose_code(self, parent: QWidget) -> bool:
        """Let the owner choose a code while their sheet is open; False when they gave up."""
        return self.session is not None and choose_code(self._context, self.person, self.session, parent)

    def end(self) -> None:
        """Forget the key, and with it what could be undone."""
        if self.session is not None:
            self.session.close()
            self._context.runner.undo_stack.clear()
        self.session = None
