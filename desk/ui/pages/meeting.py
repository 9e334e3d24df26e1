"""One point: its agenda at the left, the subject looked at on the right."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from desk.core.meetings import Action, Decision, Meeting, MeetingState
from desk.core.wording import long_date
from desk.notebook import agenda, log, meetings
from desk.notebook.book import Topic
from desk.ui.dialogs import confirm
from desk.ui.dialogs.plan_meeting import choose_participants, move_meeting, plan_meeting
from desk.ui.page import Page
from desk.ui.pages.meeting_agenda import AgendaList
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.pages.meeting_words import meeting_standing, meeting_title
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, clear
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.side_by_side import SideBySide
from desk.ui.widgets.text import Text

GONE = "Il a été annulé. Ctrl+Z le rétablit ; ses sujets attendent le prochain point."
TO_COME = "Un point se clôt à partir de son jour. S’il a déjà eu lieu, il peut être daté d’aujourd’hui."


class MeetingPage(Page):
    """A point, planned or held; a held one is read, and can be reopened."""

    name, section = "meeting", "meetings"
    topics = frozenset({Topic.MEETINGS, Topic.ACTIONS, Topic.PEOPLE})

    def title(self) -> str:
        """« Point hebdomadaire du vendredi 27 novembre »."""
        meeting = self._meeting()
        return meeting_title(meeting, self.context.book.today) if meeting else "Point annulé"

    def build(self) -> None:
        """The lasting frame; agenda and subject are made at each visit."""
        self.meeting_id = ""
        self.close_button = PrimaryButton("Clore le point", self._close)
        self.early_button = Button("Clore le point", self._close)
        self.reopen_button = Button("Rouvrir", self._reopen)
        self.next_button = PrimaryButton("Prévoir le prochain point", self._plan_next)
        self.add_button(self.close_button, self.early_button, self.reopen_button, self.next_button)
        self.standing = Text("", "soft")
        self.tools = FlowRow(
            LinkButton("Déplacer", self._move),
            LinkButton("Participants", self._participants),
            LinkButton("Annuler ce point", self._cancel),
            spacing=16,
        )
        self.head = FlowRow(self.standing, self.tools, spacing=16, stretch_first=True)
        self.column.addWidget(self.head)
        self.body = QVBoxLayout()
        self.column.addLayout(self.body)
        back = Button("Revenir à nos points", partial(self.context.navigate, "meetings"))
        self.gone = EmptyState("Ce point n’est plus dans le carnet", GONE, back)
        self.column.addWidget(self.gone)
        self.agenda: AgendaList | None = None
        self.detail: ItemDetail | None = None

    def enter(self, *, meeting_id: str = "", item_id: str = "", **arguments: str) -> None:
        """The point to show, and the subject to open first."""
        self.meeting_id = meeting_id
        clear(self.body)
        self.agenda = AgendaList(self.context, meeting_id)
        self.detail = ItemDetail(self.context)
        self.agenda.chosen.connect(self._show_item)
        self.agenda.opened.connect(self._open_item)
        self.agenda.select(item_id)
        self.split = SideBySide(self.agenda, self.detail)
        self.body.addWidget(self.split)
        self.others = Card("Aussi noté à ce point")
        self.other_lines = QVBoxLayout()
        self.others.column.addLayout(self.other_lines)
        self.body.addWidget(self.others)
        super().enter(**arguments)

    def refresh(self) -> None:
        """Show the point as it is now."""
        meeting = self._meeting()
        for part in (self.head, self.split):
            part.setVisible(meeting is not None)
        self._show_others()
        self.gone.setVisible(meeting is None)
        held = meeting is not None and meeting.state is MeetingState.HELD
        to_come = meeting is not None and meeting.day > self.context.book.today
        self.close_button.setVisible(meeting is not None and not held and not to_come)
        self.early_button.setVisible(to_come and not held)
        self.next_button.setVisible(held and meetings.next_planned(self.context.book) is None)
        self.reopen_button.setVisible(held)
        self.tools.setVisible(not held)
        if meeting is not None and self.agenda is not None:
            self.standing.set_text(meeting_standing(meeting, self.context.book.today))
            self.agenda.refresh(can_edit=not held)
            self._show_item(self.agenda.current)

    def leave(self) -> None:
        """Write the notes."""
        if self.detail is not None:
            self.detail.flush()

    def help_target(self) -> str:
        """The practice of the regular point."""
        return "practice:p01"

    def _meeting(self) -> Meeting | None:
        try:
            return meetings.get(self.context.book, self.meeting_id)
        except KeyError:
            return None  # cancelled, here or by an undo: the page says so

    def _show_others(self) -> None:
        """What was agreed or taken on under a subject that was removed since."""
        book = self.context.book
        clear(self.other_lines)
        shown = {item.id for item in agenda.items(book, self.meeting_id)}
        said: list[Decision | Action] = [
            *log.decisions(book, self.meeting_id),
            *log.actions(book, self.meeting_id),
        ]
        texts = [each.text for each in said if each.item_id not in shown]
        for text in texts:
            self.other_lines.addWidget(Text(text))
        self.others.setVisible(bool(texts) and self._meeting() is not None)

    def _show_item(self, item_id: str) -> None:
        meeting = self._meeting()
        if self.detail is None or self.agenda is None or meeting is None:
            return
        items = {item.id: item for item in agenda.items(self.context.book, self.meeting_id)}
        can_edit = meeting.state is MeetingState.PLANNED
        if not self.detail.show_item(items.get(item_id), can_edit=can_edit):
            self.agenda.select(self.detail.item_id)

    def _open_item(self) -> None:
        """From the list to the notes, in sight when they stand under it."""
        if self.detail is not None and self.detail.item_id:
            self.detail.start_writing()
            self.scroller.ensureWidgetVisible(self.detail.heading, 0, 20)

    def _close(self) -> None:
        self.leave()
        book, meeting = self.context.book, self._meeting()
        if meeting is not None and meeting.day > book.today:
            why = f"Ce point est prévu le {long_date(meeting.day, weekday=True)}. {TO_COME}"
            if not confirm.ask(
                self.window(), "Ce point est à venir", why, "Le dater d’aujourd’hui et le clore"
            ):
                return
            if (
                self.context.runner.do(partial(meetings.move, book, meeting.id, book.today, meeting.at))
                is None
            ):
                return
        self.context.runner.do(partial(meetings.close, book, self.meeting_id))

    def _reopen(self) -> None:
        self.context.runner.do(partial(meetings.reopen, self.context.book, self.meeting_id))

    def _plan_next(self) -> None:
        meeting_id = plan_meeting(self.context, self)
        if meeting_id:
            self.context.navigate("meeting", meeting_id=meeting_id)

    def _move(self) -> None:
        meeting = self._meeting()
        if meeting is not None:
            move_meeting(self.context, meeting, self)

    def _participants(self) -> None:
        meeting = self._meeting()
        if meeting is not None:
            choose_participants(self.context, meeting, self)

    def _cancel(self) -> None:
        self.leave()
        self.context.runner.do(partial(meetings.cancel, self.context.book, self.meeting_id))
