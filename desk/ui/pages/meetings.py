"""« Nos points »: the next one, what waits for it, those that were held; every action; a search over all."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk.core.meetings import OPEN_STATES, ActionState
from desk.notebook import lists_on_paper
from desk.notebook.book import Topic
from desk.notebook.search_points import Hit, HitKind
from desk.ui.dialogs.plan_meeting import plan_meeting
from desk.ui.page import Page
from desk.ui.pages.meetings_list import PointsList
from desk.ui.pages.meetings_ways import Ways
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, PrimaryButton
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import FlowRow

if TYPE_CHECKING:
    from desk.ui.pages.actions_list import ActionsList
    from desk.ui.pages.meetings_found import PointsFound

VIEWS = [("points", "Points"), ("actions", "Actions")]
SEARCH = "Chercher dans nos points (Ctrl+F)"
PRINT_AGREED, PRINT_ACTIONS = "Imprimer ce qui est convenu", "Imprimer ces actions"


class MeetingsPage(Page):
    """The points, newest first, or the actions; or what the words typed at the top found in all of them."""

    name, section = "meetings", "meetings"
    topics = frozenset({Topic.MEETINGS, Topic.ACTIONS, Topic.PEOPLE})
    can_print = True

    def title(self) -> str:
        """The section's name."""
        return "Nos points"

    def build(self) -> None:
        """A field to search, a choice between points and actions; each body is made when first looked at."""
        self.plan_button = PrimaryButton("Prévoir un point", self._plan)
        self.other_button = Button("Prévoir un point", self._plan)
        self.print_button = Button("", self.print_page)
        self.print_button.setObjectName("print")
        self.add_button(self.plan_button, self.other_button, self.print_button)
        self._build_field()
        self.view = ChoiceGroup("Afficher", VIEWS, VIEWS[0][0])
        self.view.label.hide()
        self.view.chosen.connect(self._show_view)
        self.head = FlowRow(self.view, Ways(self.context), stretch_first=True)
        self.column.addWidget(self.head)
        self.point_list = PointsList(self.context)
        self.column.addWidget(self.point_list)
        self._actions: ActionsList | None = None
        self._found: PointsFound | None = None
        self._is_stale = True

    @property
    def action_list(self) -> "ActionsList":
        """The actions, made at their first use."""
        if self._actions is None:
            from desk.ui.pages.actions_list import ActionsList

            self._actions = ActionsList(self.context)
            self.column.addWidget(self._actions)
        return self._actions

    @property
    def found(self) -> "PointsFound":
        """What a search found, made at the first one."""
        if self._found is None:
            self._found = self._new_found()
            self.column.addWidget(self._found)
        return self._found

    def enter(
        self, *, view: str = "", owner: str = "", state: str = "", search: str = "", **arguments: str
    ) -> None:
        """`view` is "points" (where nothing is said) or "actions", these filtered by `owner` and `state`.

        `search` is what to search for, with the filters `kind`, `person` and `year`.
        """
        self.view.set_value(view or self.view.value() or VIEWS[0][0])
        if owner or state:
            self.action_list.filter(owner, state)
        with QSignalBlocker(self.field):
            self.field.set_text(search)
        if search or self._found is not None:
            self.found.choose(**arguments)
        super().enter()

    def place_arguments(self) -> dict[str, str]:
        """The view, the filters of the actions, what was searched for."""
        arguments = {"view": self.view.value() or ""}
        if self._actions is not None:
            arguments |= self._actions.filters()
        if self.is_searching:
            arguments |= {"search": self.field.text(), **self.found.chosen()}
        return arguments

    @property
    def is_searching(self) -> bool:
        """Whether words are typed in the field."""
        return bool(self.field.text().strip())

    def close_down(self) -> None:
        """A subject begun is kept for the next point."""
        super().close_down()
        self.point_list.waiting.keep_begun()

    def print_page(self) -> None:
        """The actions as they are filtered, or what is agreed since a year."""
        if self._words_to_print() == PRINT_ACTIONS:
            keys = self.action_list.keys
            self.print_handout(partial(lists_on_paper.actions, self.context.book, keys), PRINT_ACTIONS)
        else:
            self.print_handout(partial(lists_on_paper.agreed, self.context.book), PRINT_AGREED)

    def refresh(self) -> None:
        """Show what is looked at anew; the rest when it is."""
        self._is_stale = True
        self._show()

    def help_target(self) -> str:
        """How a point is held, step by step."""
        return "page:tenir-un-point"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: Down goes to what was found, Escape empties it, then leaves it."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Down and self.is_searching:
            self.found.list.focus_first()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self._empty()
        elif event.key() == Qt.Key.Key_Escape:
            self.setFocus()
        else:
            return super().eventFilter(watched, event)
        return True

    def _build_field(self) -> None:
        self.field = TextField(SEARCH, placeholder=SEARCH)
        self.field.hide_label()
        self.field.setObjectName("search")
        self.field.changed.connect(self._search)
        self.field.submitted.connect(self._open_first)
        self.field.edit.installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._focus_field)
        self.column.addWidget(self.field)

    def _new_found(self) -> "PointsFound":
        from desk.ui.pages.meetings_found import PointsFound

        found = PointsFound(self.context)
        found.opened.connect(self._open)
        found.left.connect(self._focus_field)
        found.emptied.connect(self._empty)
        found.filtered.connect(self._search)
        return found

    def _body(self) -> "PointsList | ActionsList":
        return self.action_list if self.view.value() == "actions" else self.point_list

    def _uncover(self) -> None:
        """Of the bodies that were made, show the one looked at."""
        shown: QWidget = self.found if self.is_searching else self._body()
        for part in (self.point_list, self._actions, self._found):
            if part is not None:
                part.setVisible(part is shown)
        self.head.setVisible(not self.is_searching)
        self.print_button.set_text(f"{self._words_to_print()}…")
        offers = shown is self.point_list and self.point_list.offers
        self.plan_button.setVisible(not offers)
        self.other_button.setVisible(offers)

    def _words_to_print(self) -> str:
        on_actions = self.view.value() == "actions" and not self.is_searching
        return PRINT_ACTIONS if on_actions else PRINT_AGREED

    def _show_view(self, view: str) -> None:
        self.view.set_value(view)
        self.refresh()

    def _show(self) -> None:
        """What was found; or the points or the actions, read again only if something changed."""
        if self.is_searching:
            self.found.search(self.field.text())
        elif self._is_stale:
            self._body().refresh()
            self._is_stale = False
        self._uncover()

    def _search(self) -> None:
        self._show()
        if self.is_searching:
            announce(self.field, self.found.count.text())

    def _focus_field(self) -> None:
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def _empty(self) -> None:
        """No word and no filter: the next search is of everything again."""
        self.found.choose()
        self.field.set_text("")
        self.field.edit.setFocus()

    def _open_first(self) -> None:
        if self.is_searching:
            self.found.list.open_first()

    def _open(self, hit: Hit) -> None:
        """To its point and subject; to the actions for one without a point; to what waits, here."""
        if hit.meeting_id:
            item = {"item_id": hit.item_id} if hit.item_id else {}
            self.context.navigate("meeting", meeting_id=hit.meeting_id, **item)
        elif hit.kind is HitKind.ACTION:
            state = _state_name(hit.state)
            self.context.navigate("meetings", view="actions", owner=hit.owner_id or "autres", state=state)
        else:
            self.field.set_text("")
            self._show_view("points")
            QTimer.singleShot(0, self, partial(self._reveal, f"unwait-{hit.id}"))

    def _reveal(self, name: str) -> None:
        found = self.findChildren(QWidget, name)
        if found:
            found[-1].setFocus()
            self.scroller.ensureWidgetVisible(found[-1])

    def _plan(self) -> None:
        meeting_id = plan_meeting(self.context, self)
        if meeting_id:
            self.context.navigate("meeting", meeting_id=meeting_id)


def _state_name(state: ActionState | None) -> str:
    """The filter of the actions that lets one in that state pass."""
    if state in OPEN_STATES:
        return "ouvertes"
    return "faites" if state is ActionState.DONE else "abandonnees"
