"""Before a path begins: how long it is, from which day it counts, and who is new."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from desk.core.people import Pair
from desk.core.steps import Newcomer, Path, by_phase, steps_for
from desk.core.wording import capital, counted, named, the_mayor
from desk.notebook import journeys, people
from desk.notebook.journeys import Journey
from desk.ui.context import Context
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import DateField
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

HOW = (
    "Les dates proposées se comptent à partir de ce jour. Rien n’est obligatoire, et tout se corrige : la "
    "date, une coche, le parcours entier."
)
WHO_MISSING = "Choisissez qui vient d’arriver : le parcours n’est pas le même."
_RECENT = timedelta(days=365)


class StartCard(Card):
    """The day and, where the path asks, who is new; `left` is called when a correction is given up."""

    def __init__(
        self, context: Context, path: Path, journey: Journey | None, left: Callable[[], object]
    ) -> None:
        super().__init__("Corriger le départ" if journey else "Avant de commencer")
        self._context, self._path, self._left = context, path, left
        book = context.book
        pair = people.pair(book)
        self.column.addWidget(Text(_length(path, people.commune(book).population)))
        self.who: ChoiceGroup | None = None
        if path.asks_who:
            change = journey.change.value if journey and journey.change else None
            self.who = ChoiceGroup("Qui vient d’arriver ?", _newcomers(pair), change)
            self.column.addWidget(self.who)
        start = journey.start if journey else proposed_start(path, pair, book.today)
        label = "Jour de la prise de fonctions" if path.asks_who else "Jour de l’élection du maire"
        self.day = DateField(label, start, today=book.today)
        self.day.edit.setObjectName("start-day")
        self.day.submitted.connect(self._begin)
        self.column.addWidget(self.day)
        self.column.addWidget(Text(HOW, "caption"))
        self.column.addWidget(FlowRow(*self._buttons(is_begun=journey is not None)))

    def _buttons(self, *, is_begun: bool) -> list[Button]:
        go = PrimaryButton("Enregistrer le départ" if is_begun else "Commencer ce parcours", self._begin)
        go.setObjectName("begin")
        leave = LinkButton("Ne rien changer", self._left)
        leave.setObjectName("leave-start")
        return [go, leave] if is_begun else [go]

    def _begin(self) -> None:
        who = self.who.value() if self.who else None
        if self.who is not None and who is None:
            self.who.set_error(WHO_MISSING)
            self.who.setFocus()
            return
        if not self.day.check(required=True):
            self.day.setFocus()
            return
        day, change = self.day.value(), Newcomer(who) if who else None
        assert day is not None
        begin = partial(journeys.begin, self._context.book, self._path.id, day, change)
        if self._context.runner.do(begin) is not None:
            self._left()


def proposed_start(path: Path, pair: Pair, today: date) -> date:
    """The day since when the two work together while it is recent and the path is theirs, else today."""
    together = pair.together_since
    return together if not path.asks_who and today - together <= _RECENT else today


def _newcomers(pair: Pair) -> list[tuple[str, str]]:
    return [
        (Newcomer.MAYOR.value, capital(the_mayor(pair))),
        (Newcomer.SGM.value, capital(named(pair.sgm))),
    ]


def _length(path: Path, population: int | None) -> str:
    steps = steps_for(path, population)
    phases = [phase.title for phase, _ in by_phase(path, steps)]
    told = ", ".join(title[:1].lower() + title[1:] for title in phases)
    return f"{counted(len(steps), 'étape')} à cocher : {told}."
