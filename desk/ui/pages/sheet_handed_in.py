"""A sheet that was handed in: what its owner can still do with it, until the opening."""

from functools import partial

from PySide6.QtCore import Signal

from desk.core.people import Person
from desk.core.rounds import Round
from desk.notebook import people, rounds, sheets
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.dialogs.code import ask_session
from desk.ui.pages.sheet_door import limited
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

DROPPED = "Toutes vos réponses et vos notes de cette feuille disparaissent, sans trace et sans retour."


class HandedIn(Card):
    """Takes the sheet back or erases it, with the code again.

    Signals: `taken_back(object)`, the owner's open session, which the receiver closes; `left()`.
    """

    taken_back = Signal(object)
    left = Signal()

    def __init__(self, context: Context, person: Person, round_: Round) -> None:
        super().__init__("Votre feuille est remise")
        self._context, self._person, self._round = context, person, round_
        limited(self)
        self.column.addWidget(Text(self._where()))
        self.column.addWidget(
            Text("Jusqu’à l’ouverture, vous pouvez la reprendre sans dire pourquoi.", "soft")
        )
        back = PrimaryButton("Revenir aux regards croisés", self.left.emit)
        back.setObjectName("back")
        again = Button("Reprendre ma feuille", self._take_back)
        self.column.addWidget(FlowRow(back, again, LinkButton("Effacer ma feuille", self._drop)))

    def _where(self) -> str:
        if rounds.sheet_is_outside(self._context.book, self._round.id, self._person.seat):
            return "Vous la gardez sur papier ou en PDF : vous la saisirez ensemble, au moment d’ouvrir."
        if people.has_code(self._context.book, self._person.id):
            return "Elle attend l’ouverture commune. Sans votre code, personne ne la lit d’ici là."
        return (
            "Elle attend l’ouverture commune. Vous n’avez pas de code : quelqu’un qui se sert de ce poste "
            "pourrait la reprendre. Un code se choisit dans « La commune et nous »."
        )

    def _take_back(self) -> None:
        session = ask_session(self._context, self._person, self.window())
        if session is None:
            return
        take = partial(sheets.take_back, self._context.book, session, self._round.id)
        if self._context.runner.do(take):
            self.taken_back.emit(session)
        else:
            session.close()

    def _drop(self) -> None:
        if not confirm.ask(self, "Effacer votre feuille ?", DROPPED, "Effacer ma feuille", danger=True):
            return
        session = ask_session(self._context, self._person, self.window())
        if session is not None:
            self._context.runner.do(partial(sheets.drop, self._context.book, session, self._round.id))
            session.close()
            self.left.emit()
