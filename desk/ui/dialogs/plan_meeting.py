"""Planning a point, moving it, and saying who takes part."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desk.core.meetings import KIND_LABELS, Meeting, MeetingKind
from desk.core.wording import capital
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextArea, TimeField
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed

_CARRIED = (
    "Ce qui attend, ce qui n’a pas été abordé et les actions à reprendre viendront d’eux-mêmes "
    "à l’ordre du jour."
)
_KINDS = [(kind.value, capital(KIND_LABELS[kind])) for kind in MeetingKind if kind is not MeetingKind.OTHER]
_KINDS.append((MeetingKind.OTHER.value, "Autre point"))


class PlanMeetingDialog(Dialog):
    """The kind, the day and the hour of a point; with `meeting`, the one to move.

    `meeting_id` is the point planned or moved, once accepted.
    """

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, meeting: Meeting | None = None
    ) -> None:
        super().__init__("Déplacer le point" if meeting else "Prévoir un point", parent, width=600)
        self._context, self._meeting = context, meeting
        self.meeting_id = meeting.id if meeting else ""
        today = context.book.today
        self.kind = ChoiceGroup("Quel point ?", _KINDS, meeting.kind.value if meeting else _KINDS[0][0])
        self.day = DateField("Date", meeting.day if meeting else None, today=today)
        self.at = TimeField("Heure, facultative", meeting.at if meeting else None)
        self.column.addWidget(self.kind)
        line = QHBoxLayout()
        line.setSpacing(theme.px(24))
        line.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.at, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.column.addWidget(Text(_CARRIED, "soft"))
        self.set_actions("Déplacer le point" if meeting else "Prévoir ce point")
        self.day.setFocus()

    def accept(self) -> None:
        """Plan or move, when the date is one."""
        hour_is_right = self.at.check()
        if not self.day.check(required=True) or not hour_is_right:
            (self.day if not self.day.check(required=True) else self.at).setFocus()
            return
        day = self.day.value()
        if day is not None and self._is_likely(day) and self._write(day):
            super().accept()

    def _is_likely(self, day: date) -> bool:
        """A year typed wrongly is met here, not in the agenda."""
        if abs(day - self._context.book.today) <= timedelta(days=731):
            return True
        self.day.set_error("Cette date est à plus de deux ans d’aujourd’hui. Vérifiez l’année.")
        self.day.setFocus()
        return False

    def _write(self, day: date) -> bool:
        from desk.notebook import meetings

        runner, book, at = self._context.runner, self._context.book, self.at.value()
        kind = MeetingKind(self.kind.value() or MeetingKind.WEEKLY)
        if self._meeting is None:
            made: Changed | None = runner.do(partial(meetings.plan, book, kind, day, at))
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
        from desk.notebook import meetings

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
