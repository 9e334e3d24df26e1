"""Parts of the comparison: a practice's statements, both answers side by side, and the door."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desk.core.compared import answer_words, shown_in
from desk.core.comparison import GAP_LABELS, Gap, PracticeView, StatementView, summary
from desk.core.people import Pair, Seat
from desk.core.trends import Since
from desk.core.wording import noun
from desk.ui.pages.comparison_time import then_words
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.marks import Named
from desk.ui.widgets.text import Divider, Heading, Tag, Text


@dataclass(frozen=True, slots=True)
class Talk:
    """What a difference leads to: the opening question, the agenda, the guide.

    `is_sent` tells what the next agenda has already.
    """

    question: str
    send: Callable[[PracticeView, StatementView], object]
    is_sent: Callable[[PracticeView, StatementView], bool]
    read: Callable[[], object]


class PracticeStatements(Card):
    """A practice's statements of some classes; `then` is how it was the last time, `talk` of differences."""

    def __init__(
        self,
        view: PracticeView,
        gaps: Sequence[Gap],
        pair: Pair,
        then: Since | None = None,
        talk: Talk | None = None,
    ) -> None:
        super().__init__()
        self._view, self._pair, self._then, self._talk = view, pair, then, talk
        self.practice_id = view.practice_id
        self.column.addWidget(Heading(view.title, 2))
        self.column.addWidget(Text(f"{summary(view.counts)}.", "caption"))
        if talk is not None:
            self.column.addWidget(Text(f"Pour en parler : {talk.question}", "soft"))
            self.column.addWidget(FlowRow(self._reader(talk)))
        for each in shown_in(view, gaps):
            self.column.addWidget(Divider())
            self._add(each)

    def _reader(self, talk: Talk) -> QWidget:
        link = LinkButton("Lire cette pratique", talk.read)
        link.setAccessibleName(f"Lire cette pratique : {self._view.title}")
        link.setObjectName(f"read-{self._view.practice_id}")
        return link

    def _add(self, each: StatementView) -> None:
        self.column.addWidget(Text(each.statement.text))
        row = FlowRow(*(self._answer(each, seat) for seat in Seat), Tag(GAP_LABELS[each.gap][0]), spacing=20)
        if self._talk is not None:
            row.add(self._sender(each, self._talk))
        self.column.addWidget(row)
        before = then_words(self._then, each, self._pair) if self._then else ""
        if before:
            self.column.addWidget(Text(before, "caption"))

    def _answer(self, each: StatementView, seat: Seat) -> QWidget:
        answer = each.elu if seat is Seat.ELU else each.sgm
        who = noun(self._pair.person(seat), short=True)
        shown = Named(seat, answer_words(each, answer))
        shown.setAccessibleName(f"{who} : {answer_words(each, answer)}")
        return shown

    def _sender(self, each: StatementView, talk: Talk) -> QWidget:
        if talk.is_sent(self._view, each):
            sent = Tag("à l’ordre du jour du prochain point")
            # the keyboard stays where the button was, and goes on from there
            sent.setObjectName(f"send-{each.statement.id}")
            return sent
        button = Button("Mettre à l’ordre du jour", lambda: talk.send(self._view, each))
        button.setAccessibleName(f"Mettre à l’ordre du jour : {each.statement.text}")
        button.setObjectName(f"send-{each.statement.id}")
        return button


def door(pair: Pair, unlock: Callable[[Seat], object], *, hidden: bool) -> Card:
    """Whose key opens; `hidden` when they were on screen a moment ago."""
    card = Card("Vos deux regards sont masqués" if hidden else "Qui relit ?")
    card.column.addWidget(Text("Le code de l’un ou de l’autre ouvre ces regards."))
    row = FlowRow()
    for seat in Seat:
        person = pair.person(seat)
        button = Button(f"{person.addressed}, {noun(person, short=True)}", _with(unlock, seat))
        button.setObjectName(f"unlock-{seat.value}")
        row.add(button)
    card.column.addWidget(row)
    return card


def _with(unlock: Callable[[Seat], object], seat: Seat) -> Callable[[], object]:
    return lambda: unlock(seat)
