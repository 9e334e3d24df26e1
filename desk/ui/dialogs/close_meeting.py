"""Closing a point: what becomes of it is told before, as it is for good."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.meetings import ItemSource, Meeting
from desk.core.wording import capital, counted
from desk.ui.context import Context
from desk.ui.pages.meeting_words import said_day, said_time, when
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.rhythm import Proposal

FINAL = (
    "Les notes de ce point ne changeront plus ; ce qu’il faudrait corriger s’ajoutera en dessous, avec sa "
    "date. Un point clos ne se rouvre pas, et Ctrl+Z n’annulera plus ce qui a été fait avant."
)
ASKED = "Une fois clos, ce relevé est un document achevé : en principe, il peut être demandé."


# What comes to the next point of itself, as long as it has to: nobody left it aside.
_BY_ITSELF = frozenset({ItemSource.ACTION, ItemSource.RECURRING, ItemSource.DEADLINE})


class CloseMeetingDialog(Dialog):
    """Says how the point will stand; `next_one` is ticked when the rhythm proposes the next, else None."""

    def __init__(self, context: Context, meeting: Meeting, parent: QWidget | None = None) -> None:
        from desk.notebook import meetings, rhythm

        today = context.book.today
        super().__init__(f"Clore le point du {said_day(meeting.day, today, weekday=True)}", parent, width=600)
        if meeting.day > today:
            self.column.addWidget(Text(_to_come(meeting, context)))
        planned = [one for one in meetings.planned(context.book) if one.id != meeting.id]
        self.column.addWidget(Text(_left_open(context, meeting, planned[0] if planned else None)))
        self.proposal = None if planned else rhythm.next_proposed(context.book, max(meeting.day, today))
        self.next_one = self._next_one(context)
        self.column.addWidget(Text(FINAL, "strong"))
        self.column.addWidget(Text(ASKED, "soft"))
        words = "Le dater d’aujourd’hui et le clore" if meeting.day > today else "Clore le point"
        self.set_actions(words, "Ne pas clore", final=True)

    def wanted(self) -> "Proposal | None":
        """The next point to plan too."""
        is_ticked = self.next_one is not None and self.next_one.isChecked()
        return self.proposal if is_ticked else None

    def _next_one(self, context: Context) -> CheckBox | None:
        if self.proposal is None:
            return None
        hour = f" à {said_time(self.proposal.at)}" if self.proposal.at else ""
        day = said_day(self.proposal.day, context.book.today, weekday=True)
        box = CheckBox(f"Prévoir aussi le prochain point : {day}{hour}", ticked=True)
        self.column.addWidget(box)
        if self.proposal.why:
            self.column.addWidget(Text(f"{capital(self.proposal.why)}.", "soft"))
        return box


def close_meeting(context: Context, meeting: Meeting, parent: QWidget) -> str | None:
    """The id of the point planned after it, "" without one; None when the point was not closed."""
    dialog = CloseMeetingDialog(context, meeting, parent.window())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    proposal = dialog.wanted()
    dialog.deleteLater()
    return _close(context, meeting, proposal) if accepted else None


def _close(context: Context, meeting: Meeting, proposal: "Proposal | None") -> str | None:
    from desk.notebook import meetings

    book, runner = context.book, context.runner
    if meeting.day > book.today:
        moved = runner.do(partial(meetings.move, book, meeting.id, book.today, meeting.at), quietly=True)
        if moved is None:
            return None
    # final: nothing done before may be taken back into a point that is frozen
    if runner.do(partial(meetings.close, book, meeting.id), final=True) is None:
        return None
    if proposal is None:
        return ""
    plan = partial(meetings.plan, book, proposal.kind, proposal.day, proposal.at, slot_id=proposal.slot_id)
    made = runner.do(plan, quietly=True)
    if made is None:
        return ""
    context.messages.confirm(f"Point clos ; le suivant est prévu le {said_day(proposal.day, book.today)}.")
    return made.id


def _to_come(meeting: Meeting, context: Context) -> str:
    day = said_day(meeting.day, context.book.today, weekday=True)
    return f"Ce point est prévu le {day}. S’il a déjà eu lieu, il peut être daté d’aujourd’hui et clos."


def _left_open(context: Context, meeting: Meeting, following: Meeting | None) -> str:
    """How many subjects were not discussed, and where what stays open goes."""
    from desk.notebook import agenda

    items = agenda.items(context.book, meeting.id)
    left = sum(not item.discussed and item.source not in _BY_ITSELF for item in items)
    there = (
        f"au point déjà prévu : {_low(when(following, context.book.today))}"
        if following
        else "au prochain point"
    )
    if not left:
        return f"Les actions encore ouvertes reviendront d’elles-mêmes {there}."
    said = counted(left, "sujet n’a pas été abordé", "sujets n’ont pas été abordés")
    subject = "il ira de lui-même" if left == 1 else "ils iront d’eux-mêmes"
    return f"{said} : {subject} {there}, comme les actions encore ouvertes."


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]
