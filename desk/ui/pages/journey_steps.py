"""The steps of a path under their phases: a tick, why, who, when, and what it can become."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.core.people import Pair, Seat
from desk.core.steps import SEATS, Becomes, Phase, Step, Who, who_words
from desk.core.wording import capital, long_date, typographic, worded
from desk.notebook import journeys, log, people
from desk.notebook.book import Notebook
from desk.notebook.journeys import StepState
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.pages.meeting_words import meeting_title
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.layout import Card, FlowRow, column, narrowed
from desk.ui.widgets.marks import PersonMark
from desk.ui.widgets.text import Divider, Text

_INDENT = 36


class PhaseCard(Card):
    """A stretch of the path and its steps."""

    def __init__(self, context: Context, path_id: str, phase: Phase, states: tuple[StepState, ...]) -> None:
        super().__init__(phase.title)
        self.rows: list[StepRow] = []
        for state in states:
            if self.rows:
                self.column.addWidget(Divider())
            self.rows.append(StepRow(context, path_id, state))
            self.column.addWidget(self.rows[-1])


class PhasePreview(Card):
    """The same before the path begins, to be read."""

    def __init__(self, phase: Phase, steps: tuple[Step, ...], pair: Pair) -> None:
        super().__init__(phase.title)
        for step in steps:
            box = QWidget()
            box.setObjectName(f"step-{step.id}")
            lines = column(box, 2)
            lines.addWidget(Text(worded(step.title, pair.named), "strong"))
            why = Text(worded(step.why, pair.named), "soft")
            lines.addWidget(narrowed(why, theme.reading_width() + theme.px(80)))
            if step.basis is not None:
                lines.addWidget(Text(step.basis.said, "caption"))
            self.column.addWidget(box)


class StepRow(QWidget):
    """One step; `show_state` after each change. What it became is said, and its button then leads there."""

    def __init__(self, context: Context, path_id: str, state: StepState) -> None:
        super().__init__()
        self._context, self._path_id, self._state = context, path_id, state
        self._pair = people.pair(context.book)
        self.setObjectName(f"step-{state.step.id}")
        step = state.step
        self.title, self.practice = worded(step.title, self._pair.named), step.practice
        self.tick = CheckBox(self.title, self._tick)
        self.tick.setObjectName(f"tick-{step.id}")
        self.caption, self.became = Text("", "caption"), Text("")
        inside = QWidget()
        lines = column(inside, 4, (_INDENT, 0, 0, 0))
        lines.addWidget(self._who_when())
        why = Text(worded(step.why, self._pair.named), "soft")
        lines.addWidget(narrowed(why, theme.reading_width() + theme.px(80)))
        if step.basis is not None:
            lines.addWidget(Text(step.basis.said, "caption"))
        lines.addWidget(self.became)
        lines.addWidget(FlowRow(*self._ways(step)))
        outer = column(self, 4)
        outer.addWidget(FlowRow(self.tick))
        outer.addWidget(inside)
        self.show_state(state)

    def show_state(self, state: StepState) -> None:
        """Show the tick and what it says of the dates."""
        self._state = state
        self.tick.setChecked(state.done_on is not None)
        said = step_words(state, self._pair, self._context.book.today)
        self.caption.set_text(said)
        self.tick.setAccessibleDescription(self.caption.accessibleName())
        became = became_words(state, self._context.book)
        self.became.set_text(became)
        self.became.setVisible(bool(became))
        there = "Voir l’ordre du jour" if state.place and state.place.point else "Voir ce qui attend"
        self._word(self.agenda, there if state.place else "À l’ordre du jour")
        self._word(self.action, "Voir l’action" if state.action else "En faire une action")

    def _who_when(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        for seat in _seats(self._state.step.who):
            line.addWidget(PersonMark(seat, "", 12))
        line.addWidget(self.caption, 1)
        return row

    def _ways(self, step: Step) -> list[LinkButton]:
        """The two things it can become, the proposed one first, and its practice."""
        self.agenda, self.action = self._button("send", self._send), self._button("act", self._act)
        becoming = [self.agenda, self.action]
        if step.becomes is not Becomes.AGENDA:
            becoming.reverse()
        practice = next((one for one in self._context.book.guide.practices if one.id == step.practice), None)
        if practice is None:
            return becoming
        go = partial(self._context.navigate, "practice", practice_id=practice.id)
        button = self._button("practice", go)
        self._word(button, f"Pratique {practice.number} · {practice.short_title}")
        return [*becoming, button]

    def _button(self, name: str, action: Callable[[], object]) -> LinkButton:
        button = LinkButton("", action)
        button.setObjectName(f"{name}-{self._state.step.id}")
        return button

    def _word(self, button: LinkButton, words: str) -> None:
        button.set_text(words)
        button.setAccessibleName(typographic(f"{words} : {self.title}"))

    def _tick(self, done: bool) -> None:  # noqa: FBT001 - a slot
        change = partial(journeys.tick, self._context.book, self._path_id, self._state.step.id, done)
        if self._context.runner.do(change, quietly=True) is None:
            self.show_state(self._state)

    def _send(self) -> None:
        """Put it on the agenda, or show the one it is on, open at this subject."""
        place = self._state.place
        if place is not None and place.point is not None:
            self._context.navigate("meeting", meeting_id=place.point.id, item_id=place.item.id)
            return
        if place is not None:
            self._context.navigate("meetings", view="points")
            return
        send = partial(journeys.to_agenda, self._context.book, self._path_id, self._state.step.id)
        self._context.runner.do(send)

    def _act(self) -> None:
        """Make an action of it, or show those under way, this one among them."""
        if self._state.action is not None:
            self._context.navigate("meetings", view="actions")
            return
        from desk.ui.dialogs.step_action import make_action

        make_action(self._context, self._path_id, self._state, self)


def step_words(state: StepState, pair: Pair, today: date) -> str:
    """« Le maire · proposé pour le 3 avril », « Ensemble · coché le 22 novembre »."""
    named = who_words(state.step.who, pair)
    day = state.done_on or state.proposed
    said = long_date(day, year=day.year != today.year)
    return f"{capital(named)} · {'coché le' if state.done_on else 'proposé pour le'} {said}"


def became_words(state: StepState, book: Notebook) -> str:
    """« À l’ordre du jour : point mensuel du jeudi 3 décembre · Action : Maire, pour le 5 décembre »."""
    said = []
    if state.place is not None:
        point = state.place.point
        title = meeting_title(point, book.today) if point else ""
        where = f"À l’ordre du jour : {title[:1].lower()}{title[1:]}"
        said.append(where if point else "Gardé pour le prochain point")
    if state.action is not None:
        due = state.action.due
        day = f", pour le {long_date(due, year=due.year != book.today.year)}" if due else ""
        said.append(f"Action : {log.owner_label(book, state.action)}{day}")
    return " · ".join(said)


def _seats(who: Who) -> tuple[Seat, ...]:
    return (SEATS[who],) if who in SEATS else tuple(Seat)
