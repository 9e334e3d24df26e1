"""One point: its agenda at the left, the subject looked at on the right."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.core.meetings import Action, AgendaItem, Decision, Meeting, MeetingState
from desk.notebook import agenda, corrections, drafts, log, meetings
from desk.notebook.book import Topic
from desk.ui.page import Page
from desk.ui.pages.meeting_agenda import AgendaList
from desk.ui.pages.meeting_head import MeetingHead
from desk.ui.pages.meeting_held import HeldItem, correction_row
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.pages.meeting_words import meeting_title
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import Card, clear
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.scrolling import bring_up
from desk.ui.widgets.side_by_side import SideBySide
from desk.ui.widgets.text import Text

GONE = (
    "S’il a été annulé, Ctrl+Z le rétablit, ou la corbeille, et ses sujets attendent le prochain point. "
    "S’il a été effacé, il n’en reste rien."
)
# Side by side down to the smallest window: the line one writes in first is then in sight.
_NARROW = 720


class MeetingPage(Page):
    """A point, planned or held; a held one is read, and added to."""

    name, section = "meeting", "meetings"
    topics = frozenset({Topic.MEETINGS, Topic.ACTIONS, Topic.PEOPLE})
    can_print = True

    def title(self) -> str:
        """« Point hebdomadaire du vendredi 27 novembre »."""
        meeting = self.meeting()
        return meeting_title(meeting, self.context.book.today) if meeting else "Point annulé"

    def build(self) -> None:
        """The lasting frame; agenda and subject are made at each visit."""
        self.meeting_id = ""
        self._typed: dict[str, str] = {}
        self.head = MeetingHead(self)
        self.column.addWidget(self.head)
        self.body = QVBoxLayout()
        self.column.addLayout(self.body)
        back = Button("Revenir à nos points", partial(self.context.navigate, "meetings"))
        self.gone = EmptyState("Ce point n’est plus dans le carnet", GONE, back)
        self.column.addWidget(self.gone)
        self.agenda: AgendaList | None = None
        self.detail: ItemDetail | HeldItem | None = None

    def enter(self, *, meeting_id: str = "", item_id: str = "", words: str = "", **arguments: str) -> None:
        """The point to show, the subject to open first, `words` begun in the quick line.

        A point that was left with words begun is as it was left: one went to look at something, no more.
        """
        if self.agenda is None or meeting_id != self.meeting_id or self.unsent() is None:
            self._put_aside()
            self.meeting_id = meeting_id
            meeting = self.meeting()
            self._lay_out(item_id, held=meeting is not None and meeting.state is MeetingState.HELD)
        elif item_id:
            self.agenda.select(item_id)
        super().enter(**arguments)
        if isinstance(self.detail, ItemDetail) and self.meeting() is not None:
            self.detail.start_line(words or self._typed.pop(meeting_id, ""))
        if item_id and self.detail is not None:
            bring_up(self.scroller, self.detail)

    def refresh(self) -> None:
        """Show the point as it is now; one that was closed meanwhile is laid out to be read."""
        meeting = self.meeting()
        held = meeting is not None and meeting.state is MeetingState.HELD
        if self.agenda is not None and meeting is not None and held is not isinstance(self.detail, HeldItem):
            self._lay_out(self.agenda.current, held=held)
        for part in (self.head, self.split):
            part.setVisible(meeting is not None)
        self.gone.setVisible(meeting is None)
        self._show_others()
        self.head.show_meeting(meeting)
        if meeting is not None and self.agenda is not None:
            self.agenda.refresh(can_edit=not held)
            self._show_item(self.agenda.current)

    def leave(self) -> None:
        """Write the notes, and the line begun."""
        self.write_notes()
        if isinstance(self.detail, ItemDetail):
            self.detail.keep_begun()

    def close_down(self) -> None:
        """A line begun, here or in a point left before, becomes a note of its subject rather than nothing."""
        super().close_down()
        self._put_aside()
        shown = self.detail.item_id if isinstance(self.detail, ItemDetail) else ""
        for meeting_id, words in tuple(self._typed.items()):
            wanted = shown if meeting_id == self.meeting_id else ""
            keep = partial(drafts.into_notes, self.context.book, meeting_id, words, wanted)
            if self.context.runner.do(keep, quietly=True) is not None:
                del self._typed[meeting_id]

    def write_notes(self) -> bool:
        """Write the notes now; False when that failed, which is told."""
        return not isinstance(self.detail, ItemDetail) or self.detail.flush()

    def has_words(self) -> bool:
        """Also while words begun in another point wait for it to be shown again."""
        return bool(self._typed) or super().has_words()

    def place_arguments(self) -> dict[str, str]:
        """The subject looked at, and the words begun, which another text size would throw away."""
        shown = self.detail.item_id if self.detail is not None else ""
        begun = self.detail.begun() if isinstance(self.detail, ItemDetail) else ""
        return {"words": begun, **({"item_id": shown} if shown else {})}

    def unsent(self) -> QLineEdit | None:
        """A line that was typed and not sent by Enter yet."""
        lines = self.split.findChildren(QLineEdit)
        return next((line for line in lines if line.isModified() and line.text().strip()), None)

    def print_page(self) -> None:
        """Ctrl+P: the agenda of a point to come, the notes of one that was held."""
        self.head.print_point()

    def help_target(self) -> str:
        """How a point is held, step by step."""
        return "page:tenir-un-point"

    def meeting(self) -> Meeting | None:
        """The point shown; None once it is cancelled, here or by an undo."""
        try:
            return meetings.get(self.context.book, self.meeting_id)
        except KeyError:
            return None

    def item(self) -> AgendaItem | None:
        """The subject looked at."""
        items = agenda.items(self.context.book, self.meeting_id)
        key = self.detail.item_id if self.detail is not None else ""
        return next((item for item in items if item.id == key), None)

    def selected(self) -> str:
        """What is selected in its notes."""
        if isinstance(self.detail, ItemDetail):
            return self.detail.notes.edit.textCursor().selection().toPlainText()
        return self.detail.selected() if self.detail is not None else ""

    def _put_aside(self) -> None:
        """Keep the words begun in the point left, until it is shown again."""
        begun = self.detail.begun() if isinstance(self.detail, ItemDetail) else ""
        if begun:
            self._typed[self.meeting_id] = begun

    def _lay_out(self, item_id: str, *, held: bool) -> None:
        clear(self.body)
        self.agenda = AgendaList(self.context, self.meeting_id)
        self.detail = HeldItem(self.context) if held else ItemDetail(self.context, self.agenda)
        self.agenda.chosen.connect(self._show_item)
        self.agenda.opened.connect(self._open_item)
        self.agenda.select(item_id)
        self.split = SideBySide(self.agenda, self.detail, narrow=_NARROW)
        self.body.addWidget(self.split)
        self.others = Card("Aussi noté à ce point")
        self.other_lines = QVBoxLayout()
        self.others.column.addLayout(self.other_lines)
        self.body.addWidget(self.others)

    def _show_others(self) -> None:
        """What was agreed, taken on or corrected under no subject, or under one that was removed since."""
        book = self.context.book
        clear(self.other_lines)
        shown = {item.id for item in agenda.items(book, self.meeting_id)}
        said: list[Decision | Action] = [
            *log.decisions(book, self.meeting_id),
            *log.actions(book, self.meeting_id),
        ]
        lines: list[QWidget] = [Text(each.text) for each in said if each.item_id not in shown]
        added = corrections.of_meeting(book, self.meeting_id)
        lines += [correction_row(self.context, each) for each in added if each.item_id not in shown]
        for line in lines:
            self.other_lines.addWidget(line)
        self.others.setVisible(bool(lines) and self.meeting() is not None)

    def _show_item(self, item_id: str) -> None:
        meeting = self.meeting()
        if self.detail is None or self.agenda is None or meeting is None:
            return
        items = {item.id: item for item in agenda.items(self.context.book, self.meeting_id)}
        if isinstance(self.detail, HeldItem):
            self.detail.show_item(items.get(item_id))
        elif not self.detail.show_item(items.get(item_id)):
            self.agenda.select(self.detail.item_id)

    def _open_item(self) -> None:
        """From the list to the notes, in sight when they stand under it."""
        if self.detail is not None and self.detail.item_id:
            if isinstance(self.detail, ItemDetail):
                self.detail.start_writing()
            self.scroller.ensureWidgetVisible(self.detail.heading, 0, 20)
