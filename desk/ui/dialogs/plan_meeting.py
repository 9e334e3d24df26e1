"""Planning a point, moving it, and saying who takes part."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desk.core.meetings import KIND_LABELS, Meeting, MeetingKind, MeetingState
from desk.core.rhythm import Proposal
from desk.core.rhythm_words import said_hour
from desk.core.wording import capital
from desk.notebook import meetings, rhythm
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextArea, TimeField
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed, Notebook

_CARRIED = (
    "Ce qui attend, ce qui n’a pas été abordé, les actions à reprendre, vos sujets habituels et les "
    "échéances des six semaines viendront d’eux-mêmes à l’ordre du jour."
)
_FOLLOW = "Ses sujets et ses notes le suivent."
_KINDS = [(kind.value, capital(KIND_LABELS[kind])) for kind in MeetingKind if kind is not MeetingKind.OTHER]
# How many dates are looked at for the next one of a kind.
_SEARCHED = 60
_KINDS.append((MeetingKind.OTHER.value, "Autre point"))


class PlanMeetingDialog(Dialog):
    """The kind, the day and the hour of a point; with `meeting`, the one to move.

    A new one starts from the next date of the rhythm. `meeting_id` is the point planned or moved, once
    accepted.
    """

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, meeting: Meeting | None = None
    ) -> None:
        super().__init__("Déplacer le point" if meeting else "Prévoir un point", parent, width=600)
        self._context, self._meeting = context, meeting
        self.meeting_id = meeting.id if meeting else ""
        today = context.book.today
        self.proposal: Proposal | None = None
        self.kind = ChoiceGroup("Quel point ?", _KINDS, meeting.kind.value if meeting else _KINDS[0][0])
        self.day = DateField("Date", meeting.day if meeting else None, today=today)
        self.at = TimeField("Heure (facultatif)", meeting.at if meeting else None)
        self.column.addWidget(self.kind)
        line = QHBoxLayout()
        line.setSpacing(theme.px(24))
        line.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.at, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.rhythm, self.remark = Text("", "soft"), Text("")
        self.column.addWidget(self.rhythm)
        self.column.addWidget(self.remark)
        self.column.addWidget(Text(_FOLLOW if meeting else _CARRIED, "soft"))
        self.set_actions("Déplacer le point" if meeting else "Prévoir ce point")
        self.day.changed.connect(lambda _text: self._tell())
        self.kind.chosen.connect(lambda kind: self._propose(MeetingKind(kind)))
        self._propose()
        self.day.setFocus()
        self.day.edit.selectAll()

    def accept(self) -> None:
        """Plan or move, when the date is one."""
        hour_is_right = self.at.check()
        if not self.day.check(required=True) or not hour_is_right:
            (self.day if not self.day.check(required=True) else self.at).setFocus()
            return
        day = self.day.value()
        if day is not None and self._is_likely(day) and self._write(day):
            super().accept()

    def _propose(self, kind: MeetingKind | None = None) -> None:
        """Fill in the next date of the rhythm, of that kind if any; what a person typed stays."""
        before = self.proposal
        untouched = self.day.value() == (before.day if before else None) and (
            before is not None or not self.day.text().strip()
        )
        if self._meeting is None and untouched:
            found = rhythm.upcoming(self._context.book, 1 if kind is None else _SEARCHED)
            self.proposal = next((one for one in found if kind in (None, one.kind)), None)
            if self.proposal is not None:
                self.kind.set_value(self.proposal.kind.value)
                self.day.set_value(self.proposal.day)
                self.at.set_value(self.proposal.at)
            elif before is not None:
                self.day.set_value(None)
        self._tell()

    def _is_proposed(self, day: date | None) -> bool:
        one = self.proposal
        return one is not None and (one.day, one.kind.value) == (day, self.kind.value())

    def _tell(self) -> None:
        """Say where the date comes from, and what there is that day: a remark, never a refusal."""
        day = self.day.value()
        said = ""
        if self.proposal is not None and self._is_proposed(day):
            why = self.proposal.why
            said = f"{capital(why)}." if why else "C’est la prochaine date de votre rythme."
        remarks = [] if day is None else plan_remarks(self._context.book, day, self.meeting_id)
        before = self.remark.accessibleName()
        for label, text in ((self.rhythm, said), (self.remark, " ".join(remarks))):
            label.set_text(text)
            label.setVisible(bool(text))
        if remarks and self.remark.accessibleName() != before:
            announce(self.day.edit, self.remark.accessibleName())

    def _is_likely(self, day: date) -> bool:
        """A year typed wrongly is met here, not in the agenda."""
        if abs(day - self._context.book.today) <= timedelta(days=731):
            return True
        self.day.set_error("Cette date est à plus de deux ans d’aujourd’hui. Vérifiez l’année.")
        self.day.setFocus()
        return False

    def _write(self, day: date) -> bool:
        runner, book, at = self._context.runner, self._context.book, self.at.value()
        kind = MeetingKind(self.kind.value() or MeetingKind.WEEKLY)
        if self._meeting is None:
            slot_id = self.proposal.slot_id if self.proposal and self._is_proposed(day) else ""
            made: Changed | None = runner.do(partial(meetings.plan, book, kind, day, at, slot_id))
            self.meeting_id = made.id if made else ""
            return made is not None
        if (
            kind is not self._meeting.kind
            and runner.do(partial(meetings.set_kind, book, self._meeting.id, kind)) is None
        ):
            return False
        if (day, at) == (self._meeting.day, self._meeting.at):
            return True
        return runner.do(partial(meetings.move, book, self._meeting.id, day, at)) is not None


def plan_remarks(book: "Notebook", day: date, own_id: str = "") -> list[str]:
    """What to know of a day before a point is put on it: a holiday, a closing, another point."""
    hindrance = rhythm.hindrance(book, day)
    found = [f"{capital(hindrance)}."] if hindrance else []
    for meeting in meetings.between(book, day, day):
        if meeting.id != own_id:
            hour = f" à {said_hour(meeting.at)}" if meeting.at else ""
            state = "tenu" if meeting.state is MeetingState.HELD else "prévu"
            found.append(f"Déjà {state} ce jour-là : {KIND_LABELS[meeting.kind]}{hour}.")
    return found


class ParticipantsDialog(Dialog):
    """Who takes part in a point: a name on each line."""

    def __init__(self, context: Context, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__("Participants", parent)
        self._context, self._meeting = context, meeting
        self.names = TextArea(
            "Qui prend part à ce point ?", "\n".join(meeting.participants), hint="Un nom par ligne", lines=5
        )
        self.column.addWidget(self.names)
        self.set_actions("Enregistrer les participants")
        self.names.setFocus()

    def accept(self) -> None:
        """Write the names."""
        names = self.names.text().splitlines()
        if not any(name.strip() for name in names):
            self.names.set_error("Gardez au moins un nom.")
            self.names.setFocus()
            return
        done = partial(meetings.set_participants, self._context.book, self._meeting.id, names)
        if self._context.runner.do(done) is not None:
            super().accept()


def plan_meeting(context: Context, parent: QWidget) -> str:
    """The id of the point that was planned, or "" when they give up."""
    dialog = PlanMeetingDialog(context, parent.window())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.meeting_id if accepted else ""


def move_meeting(context: Context, meeting: Meeting, parent: QWidget) -> None:
    """Let a person choose another day, hour or kind."""
    dialog = PlanMeetingDialog(context, parent.window(), meeting=meeting)
    dialog.exec()
    dialog.deleteLater()


def choose_participants(context: Context, meeting: Meeting, parent: QWidget) -> None:
    """Let a person say who takes part."""
    dialog = ParticipantsDialog(context, meeting, parent.window())
    dialog.exec()
    dialog.deleteLater()
