"""« Nos points »: the next one, what waits for it, those that were held; and every action."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.meetings import KIND_LABELS, AgendaItem, ItemSource, Meeting, MeetingState
from desk.core.wording import counted
from desk.notebook import agenda, log, meetings
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.line import checked_line
from desk.ui.dialogs.plan_meeting import plan_meeting
from desk.ui.page import Page
from desk.ui.pages.actions_list import ActionsList
from desk.ui.pages.meeting_words import counts, origin, when
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton, RowButton
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Heading, Text

PAST_SHOWN, MORE_SHOWN = 12, 48
VIEWS = [("points", "Points"), ("actions", "Actions")]
EMPTY = (
    "Chaque point tient sur une page : l’ordre du jour, ce qui est convenu, qui fait quoi pour quand. "
    "Ce qui reste ouvert revient de lui-même au point suivant. Pour commencer, choisissez un jour."
)


class MeetingsPage(Page):
    """The points, newest first, or the actions."""

    name, section = "meetings", "meetings"
    topics = frozenset({Topic.MEETINGS, Topic.ACTIONS, Topic.PEOPLE})

    def title(self) -> str:
        """The section's name."""
        return "Nos points"

    def build(self) -> None:
        """A choice between points and actions, and one view for each."""
        self.add_button(PrimaryButton("Prévoir un point", self._plan))
        self.view = ChoiceGroup("Afficher", VIEWS, VIEWS[0][0])
        self.view.label.hide()
        self.view.chosen.connect(self._show_view)
        self.column.addWidget(self.view)
        self.point_list = PointsList(self.context)
        self.action_list = ActionsList(self.context)
        self.column.addWidget(self.point_list)
        self.column.addWidget(self.action_list)
        self._show_view(VIEWS[0][0])

    def enter(self, *, view: str = "", owner: str = "", state: str = "", **arguments: str) -> None:
        """`view` is "points" (where nothing is said) or "actions", these filtered by `owner` and `state`."""
        self.action_list.filter(owner, state)
        self._show_view(view or self.view.value() or VIEWS[0][0])
        super().enter(**arguments)

    def place_arguments(self) -> dict[str, str]:
        """The view, and the filters of the actions."""
        return {"view": self.view.value() or "", **self.action_list.filters()}

    def refresh(self) -> None:
        """Show the view that is looked at anew; the other is when it is chosen."""
        self._shown_list().refresh()

    def help_target(self) -> str:
        """The practice of the regular point."""
        return "practice:p01"

    def _show_view(self, view: str) -> None:
        self.view.set_value(view)
        self._shown_list().refresh()
        self.point_list.setVisible(view == "points")
        self.action_list.setVisible(view == "actions")

    def _shown_list(self) -> "PointsList | ActionsList":
        return self.action_list if self.view.value() == "actions" else self.point_list

    def _plan(self) -> None:
        meeting_id = plan_meeting(self.context, self)
        if meeting_id:
            self.context.navigate("meeting", meeting_id=meeting_id)


class PointsList(QWidget):
    """The planned points, what waits for the next one, the points held."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._shown = context, PAST_SHOWN
        outer = column(self, 16)
        self._planned, self._past = QVBoxLayout(), QVBoxLayout()
        for layout in (self._planned, self._past):
            layout.setSpacing(theme.px(8))
        self._waiting = _Waiting(context)
        outer.addLayout(self._planned)
        outer.addWidget(self._waiting)
        outer.addLayout(self._past)

    def refresh(self) -> None:
        """Read them again."""
        book = self._context.book
        planned, held = meetings.planned(book), meetings.held(book, self._shown)
        older = meetings.held_count(book) - len(held)
        clear(self._planned)
        clear(self._past)
        if not planned and not held:
            self._planned.addWidget(EmptyState("Aucun point pour l’instant", EMPTY))
        if planned:
            self._list(self._planned, "Prochain point" if len(planned) == 1 else "Prochains points", planned)
        self._waiting.refresh(is_planned=bool(planned))
        if held:
            self._list(self._past, "Points tenus", held)
        if older:
            said = counted(min(older, MORE_SHOWN), "point plus ancien", "points plus anciens")
            more = Button(f"Voir {said}", self._more)
            more.setObjectName("older")
            self._past.addWidget(FlowRow(more))

    def _list(self, layout: QVBoxLayout, title: str, shown: list[Meeting]) -> None:
        layout.addWidget(Heading(title, 2))
        for meeting in shown:
            layout.addWidget(self._row(meeting))

    def _row(self, meeting: Meeting) -> RowButton:
        book = self._context.book
        told = counts(
            len(agenda.items(book, meeting.id)),
            len(log.decisions(book, meeting.id)),
            len(log.actions(book, meeting.id)),
        )
        late = meeting.state is MeetingState.PLANNED and meeting.day < book.today
        caption = f"à clore, ou à déplacer · {told}" if late else told
        title = f"{when(meeting, book.today)} · {KIND_LABELS[meeting.kind]}"
        go = partial(self._context.navigate, "meeting", meeting_id=meeting.id)
        row = RowButton(title, caption, go)
        row.setObjectName(f"meeting-{meeting.id}")
        return row

    def _more(self) -> None:
        self._shown += MORE_SHOWN
        self.refresh()


class _Waiting(Card):
    """The subjects kept for a point that is not planned yet, and a line to add one."""

    def __init__(self, context: Context) -> None:
        super().__init__("En attente du prochain point")
        self._context = context
        self._list = QVBoxLayout()
        self.column.addLayout(self._list)
        self.field = TextField("Ajouter un sujet", hint="Une ligne, puis Entrée")
        self.field.submitted.connect(self._add)
        self.column.addWidget(self.field)

    def refresh(self, *, is_planned: bool) -> None:
        """Show what waits; once a point is planned, everything goes to its agenda instead."""
        items = agenda.waiting(self._context.book)
        self.setVisible(bool(items) or not is_planned)
        clear(self._list)
        if not items:
            self._list.addWidget(
                Text("Rien n’attend. Un sujet noté ici viendra au point que vous prévoirez.", "soft")
            )
        for item in items:
            self._list.addWidget(self._row(item))

    def _row(self, item: AgendaItem) -> FlowRow:
        said = f"{item.title} · {origin(item, None, self._context.book.today)}"
        runner, book = self._context.runner, self._context.book
        take = LinkButton("Retirer", partial(runner.do, partial(agenda.remove, book, item.id)))
        take.setAccessibleName(f"Retirer : {item.title}")
        take.setObjectName(f"unwait-{item.id}")
        return FlowRow(Text(said), take, stretch_first=True)

    def _add(self) -> None:
        title = checked_line(self.field, "L’intitulé du sujet")
        if title is None:
            return
        send = partial(agenda.send_to_next, self._context.book, title, ItemSource.TYPED, "")
        if self._context.runner.do(send) is not None:
            self.field.set_text("")
