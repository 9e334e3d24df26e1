"""One action in a list: what, who, for when, and its state changed in place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.core.meetings import ACTION_LABELS, Action, ActionState, Meeting, MeetingState
from desk.core.wording import capital, long_date, typographic
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.action_signs import ActionSigns
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.kept_line import KeptLine
from desk.ui.widgets.layout import column
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.rounds import Round

_SENTENCE = 290
_WIDEST_POINT = "Point du 20 septembre 2026"
STATES = [(state.value, capital(label)) for state, label in ACTION_LABELS.items()]


def due_words(action: Action, today: date) -> str:
    """« à reprendre, prévue le 17 novembre », « pour le 4 décembre », « sans date »; a reason if dropped."""
    if action.state is ActionState.DROPPED:
        return f"abandonnée : {action.reason}"
    if action.due is None:
        return "sans date"
    said = long_date(action.due, year=action.due.year != today.year)
    if action.is_late(today):
        return f"à reprendre, prévue le {said}"
    return f"pour le {said}" if action.is_open else f"prévue le {said}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action comes from: its point, in words (« Point du 20 novembre »), and its subject's round."""

    meeting: Meeting | None
    said: str = ""
    round: "Round | None" = None

    @property
    def is_frozen(self) -> bool:
        """Whether its point is closed: its text then stays as it is."""
        return self.meeting is not None and self.meeting.state is MeetingState.HELD


class _Words(QWidget):
    """What and who: never so narrow, where there is room below, that a line of links squeezes it."""

    def sizeHint(self) -> QSize:
        """As wide as a short sentence; its height is asked for by width, and Qt's guess of it is dear."""
        return QSize(theme.px(_SENTENCE), theme.px(40))


class ActionRow(QWidget):
    """An action with its state; `can_edit` adds correcting and removing, `place` its history and ways back.

    Without `place`, its point is looked up to know whether it is closed.
    """

    def __init__(
        self, context: Context, action: Action, *, can_edit: bool = True, place: Place | None = None
    ) -> None:
        super().__init__()
        self._context, self._can_edit = context, can_edit
        self.action, self._place = action, place
        self._text, self._words, self._signs = Text(), Text("", "caption"), ActionSigns()
        self.state = self._state()
        self._links = {name: LinkButton(name, act) for name, act in self._ways().items()}
        if place is not None:
            self._keep_columns()
        self.outer = column(self)
        links = KeptLine(*self._links.values())
        self.outer.addWidget(KeptLine(self._said(), self.state, links, stretch_first=True))
        self.show_action(action, place)

    def show_action(self, action: Action, place: Place | None = None) -> None:
        """Show another action in the same widgets: new ones would cost a page turn half a frame each."""
        from desk.notebook import log, people

        book = self._context.book
        self.action, self._place = action, place
        person = people.person(book, action.owner_id) if action.owner_id else None
        owner = log.person_label(person) if person else action.owner_name
        self._text.set_text(action.text)
        self._words.set_text(f"{owner} · {due_words(action, book.today)}")
        self._signs.show_signs(person.seat if person else None, late=action.is_late(book.today))
        self._show_state()
        self._show_links()

    def _keep_columns(self) -> None:
        """In a list the columns stay in line, whatever one action lacks and whatever its point's day."""
        for name, widest in (("point", _WIDEST_POINT), ("remove", "Retirer")):
            link = self._links[name]
            link.set_text(widest)
            link.ensurePolished()
            link.setMinimumWidth(link.sizeHint().width())
            keeping = link.sizePolicy()
            keeping.setRetainSizeWhenHidden(True)
            link.setSizePolicy(keeping)

    def _show_state(self) -> None:
        said = typographic(f"État : {self.action.text}")
        for named in (self.state.box, self.state.box.view()):
            named.setAccessibleName(said)
        self.state.box.setObjectName(f"state-{self.action.id}")
        self.state.set_value(self.action.state.value)

    def _show_links(self) -> None:
        words = self._words_of_links()
        for name, link in self._links.items():
            link.setVisible(name in words)
            link.setObjectName(f"{name}-{self.action.id}" if name in words else "")
            if name in words:
                link.set_text(words[name])
                link.setAccessibleName(typographic(f"{words[name]} : {self.action.text}"))

    def _words_of_links(self) -> dict[str, str]:
        """What each link says; one that says nothing is not there."""
        said: dict[str, str] = {}
        frozen = self._is_frozen()
        if self._place is not None and self._place.meeting is not None:
            said["point"] = self._place.said
        if self._place is not None and self._place.round is not None:
            said["round"] = "Regards croisés"
        if self._can_edit:
            said["edit"] = "Modifier"
        if self._place is not None or frozen:
            said["history"] = "Historique"
        if self._can_edit and not frozen:  # at a closed point it can be dropped, with its reason
            said["remove"] = "Retirer"
        return said

    def _is_frozen(self) -> bool:
        if self._place is not None:
            return self._place.is_frozen
        from desk.notebook import meetings

        found = meetings.some_by_id(self._context.book, [self.action.meeting_id])
        return Place(found.get(self.action.meeting_id)).is_frozen

    def _said(self) -> QWidget:
        box = _Words()
        outer = column(box, 2)
        outer.addWidget(self._text)
        caption = QHBoxLayout()
        caption.setSpacing(0)
        caption.addWidget(self._signs)
        caption.addWidget(self._words, 1)
        outer.addLayout(caption)
        return box

    def _state(self) -> Select:
        select = Select("État", STATES, self.action.state.value)
        select.label.hide()
        select.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        select.chosen.connect(self._choose)
        return select

    def _ways(self) -> dict[str, Callable[[], object]]:
        return {
            "point": self._go_to_point,
            "round": self._go_to_round,
            "edit": self._edit,
            "history": self._show_history,
            "remove": self._remove,
        }

    def _go_to_point(self) -> None:
        self._context.navigate("meeting", meeting_id=self.action.meeting_id, item_id=self.action.item_id)

    def _go_to_round(self) -> None:
        if self._place is not None and self._place.round is not None:
            self._context.navigate("comparison", round_id=self._place.round.id)

    def _choose(self, value: str) -> None:
        from desk.notebook import log

        state = ActionState(value)
        if state is self.action.state:
            return
        from desk.ui.dialogs.action import ask_reason

        reason = ask_reason(self) if state is ActionState.DROPPED else ""
        change = partial(log.set_state, self._context.book, self.action.id, state, reason or "")
        if reason is None or self._context.runner.do(change) is None:
            self.state.set_value(self.action.state.value)

    def _edit(self) -> None:
        from desk.ui.dialogs.action import edit_action

        edit_action(self._context, self.action, self)

    def _show_history(self) -> None:
        from desk.ui.dialogs.action_history import show_history

        show_history(self._context, self.action, self)

    def _remove(self) -> None:
        from desk.notebook import log

        self._context.runner.do(partial(log.remove_action, self._context.book, self.action.id))
