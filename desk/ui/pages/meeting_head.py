"""What can be done with a point: its buttons beside the title, its standing and quiet ways under it."""

from functools import partial
from typing import TYPE_CHECKING

from desk.core.errors import UserError
from desk.core.meetings import Meeting, MeetingState
from desk.notebook import meetings
from desk.ui.dialogs.plan_meeting import choose_participants, move_meeting, plan_meeting
from desk.ui.pages.meeting_words import meeting_standing
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.ui.pages.meeting import MeetingPage

UNSENT = UserError(
    "Une ligne est écrite mais pas encore notée.",
    "Appuyez sur Entrée pour la noter, ou effacez-la, avant de clore le point ; rien n’a été changé.",
)


class MeetingHead(FlowRow):
    """The standing of a point and its quiet ways; the buttons are put beside the page's title."""

    def __init__(self, page: "MeetingPage") -> None:
        super().__init__(spacing=16, stretch_first=True)
        self._page, self._context = page, page.context
        self.close_button = PrimaryButton("Clore le point", self._close)
        self.early_button = Button("Clore le point", self._close)
        self.next_button = PrimaryButton("Prévoir le prochain point", self._plan_next)
        self.print_button = Button("", self.print_point)
        self.share_button = Button("Envoyer à l’autre…", self._share)
        page.add_button(
            self.close_button, self.early_button, self.next_button, self.print_button, self.share_button
        )
        self.standing = Text("", "soft")
        self.planned_ways = FlowRow(
            LinkButton("Déplacer", self._move),
            LinkButton("Participants", self._participants),
            LinkButton("Retirer un passage…", self._remove_passage),
            LinkButton("Annuler ce point", self._cancel),
            spacing=16,
        )
        self.held_ways = FlowRow(
            LinkButton("Correction sur tout le point…", self._correct),
            LinkButton("Retirer un passage…", self._remove_passage),
            LinkButton("Effacer ce point…", self._erase),
            spacing=16,
        )
        self.add(self.standing, self.planned_ways, self.held_ways)

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Offer what can be done with it now."""
        book = self._context.book
        held = meeting is not None and meeting.state is MeetingState.HELD
        to_come = meeting is not None and meeting.day > book.today
        self.close_button.setVisible(meeting is not None and not held and not to_come)
        self.early_button.setVisible(to_come and not held)
        self.next_button.setVisible(held and meetings.next_planned(book) is None)
        self.print_button.set_text("Imprimer le relevé…" if held else "Imprimer…")
        self.print_button.setAccessibleName("Imprimer le relevé…" if held else "Imprimer l’ordre du jour…")
        self.print_button.setVisible(meeting is not None)
        self.share_button.setVisible(meeting is not None and not held)
        self.planned_ways.setVisible(not held)
        self.held_ways.setVisible(held)
        if meeting is not None:
            self.standing.set_text(meeting_standing(meeting, book.today))

    def print_point(self) -> None:
        """Show what is printed of it: the agenda before, the notes after."""
        from desk.ui.dialogs.meeting_papers import print_agenda, print_minutes

        meeting = self._written()
        if meeting is not None:
            show = print_minutes if meeting.state is MeetingState.HELD else print_agenda
            show(self._context, meeting, self._page)

    def _written(self) -> Meeting | None:
        """The point, once what was being typed is in its notes; None when that failed, which is told."""
        return self._page.meeting() if self._page.write_notes() else None

    def _close(self) -> None:
        from desk.ui.dialogs.close_meeting import close_meeting

        meeting = self._written()
        if meeting is not None and not self._is_typing():
            close_meeting(self._context, meeting, self._page)

    def _is_typing(self) -> bool:
        """A line that Enter has not sent would be lost with the fields: it comes first, and that is said."""
        line = self._page.unsent()
        if line is not None:
            self._context.messages.error(UNSENT)
            line.setFocus()
        return line is not None

    def _share(self) -> None:
        from desk.ui.dialogs.share_meeting import share

        meeting = self._written()
        if meeting is not None:
            share(self._context, meeting, self._page)

    def _plan_next(self) -> None:
        meeting_id = plan_meeting(self._context, self._page)
        if meeting_id:
            self._context.navigate("meeting", meeting_id=meeting_id)

    def _move(self) -> None:
        meeting = self._page.meeting()
        if meeting is not None:
            move_meeting(self._context, meeting, self._page)

    def _participants(self) -> None:
        meeting = self._page.meeting()
        if meeting is not None:
            choose_participants(self._context, meeting, self._page)

    def _cancel(self) -> None:
        meeting = self._written()
        if meeting is not None:
            self._context.runner.do(partial(meetings.cancel, self._context.book, meeting.id))

    def _erase(self) -> None:
        meeting = self._written()
        if meeting is not None:
            self._context.navigate("erasing", meeting_id=meeting.id)

    def _correct(self) -> None:
        from desk.ui.dialogs.correction import add_correction

        add_correction(self._context, self._page.meeting_id, "", "", self._page)

    def _remove_passage(self) -> None:
        from desk.ui.dialogs.remove_passage import remove_passage

        selected, meeting = self._page.selected(), self._written()
        item = self._page.item()
        if meeting is not None:
            remove_passage(self._context, meeting.id, item.id if item else "", self._page, selected)
