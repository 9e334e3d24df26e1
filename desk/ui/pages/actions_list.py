"""Every action, by owner and by state."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.meetings import OPEN_STATES, Action, ActionState, Meeting
from desk.core.wording import capital, noun
from desk.notebook import action_queries, meetings, people
from desk.ui.context import Context
from desk.ui.pages.meeting_words import said_day
from desk.ui.widgets.action_row import ActionRow
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Divider

PAGE_SIZE = 30
ALL, OTHERS = "toutes", "autres"
_STATES: dict[str, tuple[str, tuple[ActionState, ...]]] = {
    "ouvertes": ("Ouvertes", OPEN_STATES),
    "faites": ("Faites", (ActionState.DONE,)),
    "abandonnees": ("Abandonnées", (ActionState.DROPPED,)),
    ALL: ("Tous les états", tuple(ActionState)),
}


class ActionsList(QWidget):
    """The actions of every point; the state is changed in place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._most = context, PAGE_SIZE
        self._outer = outer = column(self, 12)
        self._names: list[tuple[str, str]] = []
        self.owner = self._owner_group()
        self.state = ChoiceGroup("État", [(key, words) for key, (words, _) in _STATES.items()], "ouvertes")
        self.state.label.hide()
        self.state.chosen.connect(self._filtered)
        outer.addWidget(self.owner)
        outer.addWidget(self.state)
        self._list = QVBoxLayout()
        outer.addLayout(self._list)

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
        """Show the actions that pass both filters."""
        clear(self._list)
        self._follow_people()
        book = self._context.book
        states = _STATES[self.state.value() or ALL][1]
        shown, number = action_queries.some_actions(book, states, self._owners(), self._most)
        if not shown:
            anything = action_queries.some_actions(book, tuple(ActionState), None, 1)[1]
            self._list.addWidget(_empty(any_action=bool(anything)))
            return
        points = meetings.some_by_id(book, {action.meeting_id for action in shown})
        card = Card()
        for action in shown:
            if action is not shown[0]:
                card.column.addWidget(Divider())
            card.column.addWidget(self._row(action, points.get(action.meeting_id)))
        self._list.addWidget(card)
        card.show()  # at once: the focus is given back before the next event
        if number > self._most:
            more = Button(f"Voir les {number - self._most} suivantes", self._show_more)
            more.setObjectName("more-actions")
            self._list.addWidget(FlowRow(more))

    def _owner_group(self) -> ChoiceGroup:
        self._names = self._read_names()
        group = ChoiceGroup("Qui s’en charge", [(ALL, "Toutes"), *self._names, (OTHERS, "Autres")], ALL)
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

    def _row(self, action: Action, meeting: Meeting | None) -> ActionRow:
        if meeting is None:
            return ActionRow(self._context, action)
        said = f"Point du {said_day(meeting.day, self._context.book.today)}"
        go = partial(self._context.navigate, "meeting", meeting_id=meeting.id, item_id=action.item_id)
        return ActionRow(self._context, action, where=(said, go))

    def _owners(self) -> list[str] | None:
        wanted = self.owner.value()
        if wanted == ALL:
            return None
        return ["" if wanted == OTHERS else wanted or ""]

    def _filtered(self, _value: str) -> None:
        self._most = PAGE_SIZE
        self.refresh()

    def _show_more(self) -> None:
        self._most += PAGE_SIZE
        self.refresh()


def _empty(*, any_action: bool) -> EmptyState:
    if any_action:
        return EmptyState("Aucune action ici", "Aucune ne répond à ce choix : essayez « Toutes ».")
    return EmptyState(
        "Aucune action pour l’instant",
        "Une action s’écrit pendant un point, sous son sujet : une personne, une date, un état.",
    )
