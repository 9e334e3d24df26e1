"""Every action, by owner and by state, a page at a time; several can be changed at once."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desk.core.meetings import OPEN_STATES, Action, ActionState
from desk.core.wording import NBSP, capital, noun
from desk.notebook import action_queries, meetings, people
from desk.ui.context import Context
from desk.ui.pages.actions_bar import ActionsBar
from desk.ui.pages.actions_rows import ActionsRows
from desk.ui.pages.meeting_words import said_day
from desk.ui.widgets.action_row import Place
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Divider, Text

PAGE_SIZE = 10
ALL, OTHERS = "toutes", "autres"
_STATES: dict[str, tuple[str, tuple[ActionState, ...]]] = {
    "ouvertes": ("Ouvertes", OPEN_STATES),
    "faites": ("Faites", (ActionState.DONE,)),
    "abandonnees": ("Abandonnées", (ActionState.DROPPED,)),
    ALL: ("Tous les états", tuple(ActionState)),
}


class ActionsList(QWidget):
    """The actions of every point; the state is changed in place, or that of several from the bar."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._first = context, 0
        self._keys: list[str] = []
        self._outer = column(self, 12)
        self._names: list[tuple[str, str]] = []
        self.owner = self._owner_group()
        self.state = ChoiceGroup("État", [(key, words) for key, (words, _) in _STATES.items()], "ouvertes")
        self.state.label.hide()
        self.state.chosen.connect(self._filtered)
        self.rows = ActionsRows(context)
        self.bar = ActionsBar(context, lambda: self.rows.ticked)
        self._wire()
        self.card = Card()
        for part in (self.bar, Divider(), self.rows):
            self.card.column.addWidget(part)
        self._empty = QVBoxLayout()
        self._outer.addWidget(self.owner)
        self._outer.addWidget(self.state)
        self._outer.addWidget(self.card)
        self._outer.addLayout(self._empty)
        self._pager()

    @property
    def keys(self) -> list[str]:
        """The ids of the actions that pass both filters, in the order shown."""
        return list(self._keys)

    def filters(self) -> dict[str, str]:
        """`owner` and `state`, as `filter` takes them."""
        return {"owner": self.owner.value() or ALL, "state": self.state.value() or ALL}

    def filter(self, owner: str, state: str) -> None:
        """Choose among the owners and states shown, at the next refresh; "" leaves as it is."""
        if owner in self.owner.buttons:
            self.owner.set_value(owner)
        if state in self.state.buttons:
            self.state.set_value(state)

    def refresh(self) -> None:
        """Show the actions that pass both filters, and how many each owner has in those states."""
        self._follow_people()
        counts = action_queries.counts_by_owner(self._context.book, self._states())
        shown = {ALL: sum(counts.values()), OTHERS: counts[""], **counts}
        names = {ALL: "Toutes", OTHERS: "Une autre personne", **dict(self._names)}
        for key, button in self.owner.buttons.items():
            button.set_words(f"{names[key]}{NBSP}({shown[key]})")
        self._keys = action_queries.in_order(self._context.book, self._states(), self._owners())
        self._show_empty()
        self._show_page()

    def turn(self, step: int) -> None:
        """Another page: `step` is -1 or 1; the top of the list comes into view."""
        self._first += step * PAGE_SIZE
        self._show_page()
        self._reveal_top()

    def _show_page(self) -> None:
        """Only these few are read and shown, however many there are."""
        last = max(0, len(self._keys) - 1) // PAGE_SIZE * PAGE_SIZE
        self._first = min(self._first, last)
        keys = self._keys[self._first : self._first + PAGE_SIZE]
        by_id = action_queries.some_by_id(self._context.book, keys)
        found = [by_id[key] for key in keys]
        self.card.setVisible(bool(found))
        self.rows.show_actions(found, self._places(found))
        self._show_standing()

    def _show_empty(self) -> None:
        """Why nothing is shown; where there is no action at all, nothing to choose among either."""
        clear(self._empty)
        every = tuple(ActionState)
        any_action = bool(self._keys) or bool(action_queries.in_order(self._context.book, every, None))
        if not self._keys:
            self._empty.addWidget(_empty(any_action=any_action))
        for choice in (self.owner, self.state):
            choice.setVisible(any_action)

    def _show_standing(self) -> None:
        shown = self.rows.shown
        of_shown = len(self.rows.ticked & set(shown))
        self.bar.show_number(len(self.rows.ticked), shown=len(shown), of_shown=of_shown)
        last = self._first + len(shown)
        self.pager.setVisible(len(self._keys) > PAGE_SIZE)
        self.place.set_text(f"{self._first + 1} à {last} sur {len(self._keys)}")
        self.before.setEnabled(self._first > 0)
        self.after.setEnabled(last < len(self._keys))

    def _places(self, found: Sequence[Action]) -> dict[str, Place]:
        from desk.notebook import action_history

        book = self._context.book
        points = meetings.some_by_id(book, {action.meeting_id for action in found})
        origins = action_history.origins(book, found)
        places = {}
        for action in found:
            point, origin = points.get(action.meeting_id), origins.get(action.id)
            said = f"Point du {said_day(point.day, book.today)}" if point else ""
            places[action.id] = Place(point, said, origin.round if origin else None)
        return places

    def _wire(self) -> None:
        self.rows.changed.connect(self._show_standing)
        self.bar.all_ticked.connect(self.rows.tick_all)
        self.bar.done.connect(self.rows.clear_ticks)

    def _pager(self) -> None:
        self.before = Button("Précédentes", lambda: self.turn(-1))
        self.after = Button("Suivantes", lambda: self.turn(1))
        self.place = Text("", "soft")
        self.pager = FlowRow(self.place, self.before, self.after, stretch_first=True)
        for name, button in (("before", self.before), ("after", self.after)):
            button.setObjectName(f"actions-{name}")
        self._outer.addWidget(self.pager)

    def _reveal_top(self) -> None:
        around: QWidget | None = self
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            above = min(0, self.card.mapTo(around.viewport(), QPoint(0, 0)).y())
            around.verticalScrollBar().setValue(around.verticalScrollBar().value() + above)

    def _owner_group(self) -> ChoiceGroup:
        self._names = self._read_names()
        options = [*self._names, (OTHERS, "Une autre personne"), (ALL, "Toutes")]
        group = ChoiceGroup("Qui s’en charge", options, ALL)
        group.label.hide()
        group.chosen.connect(self._filtered)
        return group

    def _read_names(self) -> list[tuple[str, str]]:
        pair = people.pair(self._context.book)
        return [(each.id, capital(noun(each, short=True))) for each in (pair.elu, pair.sgm)]

    def _follow_people(self) -> None:
        """A function corrected elsewhere is named anew here."""
        if self._names != self._read_names():
            old, self.owner = self.owner, self._owner_group()
            self._outer.replaceWidget(old, self.owner)
            old.hide()
            old.deleteLater()

    def _states(self) -> tuple[ActionState, ...]:
        return _STATES[self.state.value() or ALL][1]

    def _owners(self) -> list[str] | None:
        wanted = self.owner.value()
        if wanted == ALL:
            return None
        return ["" if wanted == OTHERS else wanted or ""]

    def _filtered(self, _value: str) -> None:
        self._first = 0
        self.rows.ticked.clear()
        self.refresh()


def _empty(*, any_action: bool) -> EmptyState:
    if any_action:
        return EmptyState("Aucune action ici", "Aucune ne répond à ce choix : essayez « Toutes ».")
    return EmptyState(
        "Aucune action pour l’instant",
        "Une action s’écrit pendant un point, sous son sujet : une personne, une date, un état.",
    )
