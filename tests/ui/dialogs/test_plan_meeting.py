from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.core.meetings import KIND_LABELS, MeetingKind
from desk.core.rhythm import Every, Slot
from desk.notebook import agenda, meetings, rhythm
from desk.ui.context import Context
from desk.ui.dialogs.plan_meeting import ParticipantsDialog, PlanMeetingDialog
from desk.ui.widgets.dialog import Dialog
from tests.agendas import without_calendar
from tests.ui.accessible import unnamed

Show = Callable[[Dialog], Dialog]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(dialog: Dialog) -> Dialog:
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return shown


def verb(dialog: Dialog, qtbot: QtBot) -> None:
    assert dialog.primary is not None
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)


def test_a_typed_date_and_hour_plan_a_point(context: Context, show: Show, qtbot: QtBot) -> None:
    dialog = PlanMeetingDialog(context)
    show(dialog)
    assert unnamed(dialog) == []
    dialog.kind.buttons[MeetingKind.COUNCIL].click()
    qtbot.keyClicks(dialog.day.edit, "3/12/26")
    qtbot.keyClicks(dialog.at.edit, "14h30")
    qtbot.keyClick(dialog.at.edit, Qt.Key.Key_Return)
    planned = meetings.next_planned(context.book)
    assert planned is not None
    assert (planned.id, planned.kind) == (dialog.meeting_id, MeetingKind.COUNCIL)
    assert (planned.day, planned.at) == (date(2026, 12, 3), time(14, 30))
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        ("", "", "Date : à remplir."),
        ("31/02/2026", "", "n’est pas une date"),
        ("27/11/2062", "", "Vérifiez l’année"),
        ("27/11/2026", "26h", "n’est pas une heure"),
    ],
)
def test_mistakes_are_said_under_the_field(
    context: Context, show: Show, qtbot: QtBot, day: str, at: str, said: str
) -> None:
    dialog = PlanMeetingDialog(context)
    show(dialog)
    qtbot.keyClicks(dialog.day.edit, day)
    qtbot.keyClicks(dialog.at.edit, at)
    verb(dialog, qtbot)
    assert dialog.isVisible()
    shown = [each.problem.text() for each in (dialog.day, dialog.at) if each.problem.isVisible()]
    assert len(shown) == 1
    assert said in shown[0].replace("\u00a0", " ")
    assert meetings.all_meetings(context.book) == []


def test_moving_changes_day_hour_and_kind_and_keeps_the_agenda(
    context: Context, show: Show, qtbot: QtBot
) -> None:
    planned = meetings.plan(context.book, MeetingKind.WEEKLY, date(2026, 11, 27), time(9)).id
    agenda.add(context.book, planned, "École")
    dialog = PlanMeetingDialog(context, meeting=meetings.get(context.book, planned))
    show(dialog)
    assert dialog.day.text() == "27/11/2026"
    dialog.kind.buttons[MeetingKind.MONTHLY].click()
    dialog.day.set_value(date(2026, 12, 1))
    dialog.at.set_text("")
    verb(dialog, qtbot)
    moved = meetings.get(context.book, planned)
    assert (moved.kind, moved.day, moved.at) == (MeetingKind.MONTHLY, date(2026, 12, 1), None)
    assert [item.title for item in without_calendar(context.book, planned)] == ["École"]


def test_every_kind_can_be_chosen(context: Context, show: Show) -> None:
    dialog = PlanMeetingDialog(context)
    show(dialog)
    assert set(dialog.kind.buttons) == {kind.value for kind in KIND_LABELS}


def test_participants_one_per_line(context: Context, show: Show, qtbot: QtBot) -> None:
    planned = meetings.plan(context.book, MeetingKind.WEEKLY, date(2026, 11, 27)).id
    dialog = ParticipantsDialog(context, meetings.get(context.book, planned))
    show(dialog)
    assert unnamed(dialog) == []
    dialog.names.set_text(" \n")
    verb(dialog, qtbot)
    assert dialog.isVisible()
    assert dialog.names.problem.text() == "Gardez au moins un nom."
    dialog.names.set_text("M. Rey\nMme Roy, adjointe\n\n")
    verb(dialog, qtbot)
    assert meetings.get(context.book, planned).participants == ("M. Rey", "Mme Roy, adjointe")


def weekly(context: Context, **values: object) -> None:
    slot = Slot("", MeetingKind.WEEKLY, Every.WEEK, 4, at=time(9), since=date(2026, 9, 1))
    rhythm.add_slot(context.book, replace(slot, **values))  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_next_date_of_the_rhythm_is_filled_in(context: Context, show: Show, qtbot: QtBot) -> None:
    weekly(context)
    dialog = PlanMeetingDialog(context)
    show(dialog)
    assert (dialog.day.value(), dialog.at.value()) == (date(2026, 11, 27), time(9))
    assert dialog.rhythm.text() == "C’est la prochaine date de votre rythme."
    qtbot.keyClick(dialog.day.edit, Qt.Key.Key_Return)
    [planned] = meetings.planned(context.book)
    assert (planned.day, planned.slot_id) == (date(2026, 11, 27), rhythm.slots(context.book)[0].id)
    following = PlanMeetingDialog(context)
    show(following)
    assert following.day.value() == date(2026, 12, 4)


def test_a_kind_brings_its_own_date_until_one_is_typed(context: Context, show: Show, qtbot: QtBot) -> None:
    weekly(context)
    weekly(context, kind=MeetingKind.MONTHLY, every=Every.MONTH, weekday=1, nth=2, at=None)
    dialog = PlanMeetingDialog(context)
    show(dialog)
    dialog.kind.buttons[MeetingKind.MONTHLY].click()
    assert (dialog.day.value(), dialog.at.text()) == (date(2026, 12, 8), "")
    dialog.kind.buttons[MeetingKind.COUNCIL].click()
    assert dialog.day.text() == ""
    dialog.kind.buttons[MeetingKind.WEEKLY].click()
    assert dialog.day.value() == date(2026, 11, 27)
    dialog.day.edit.clear()
    qtbot.keyClicks(dialog.day.edit, "2/12/2026")
    dialog.kind.buttons[MeetingKind.MONTHLY].click()
    assert dialog.day.value() == date(2026, 12, 2)
    assert not dialog.rhythm.isVisible()
    verb(dialog, qtbot)
    assert [(each.kind, each.slot_id) for each in meetings.planned(context.book)] == [
        (MeetingKind.MONTHLY, "")
    ]


def test_a_shift_is_explained(context: Context, show: Show) -> None:
    weekly(context, since=date(2026, 12, 21))
    dialog = PlanMeetingDialog(context)
    show(dialog)
    assert dialog.day.value() == date(2026, 12, 24)
    assert plain(dialog.rhythm.text()) == ("Le vendredi 25 décembre est férié (Noël) : proposé le jeudi 24.")


def test_a_holiday_or_another_point_that_day_is_said_and_lets_go_on(
    context: Context, show: Show, qtbot: QtBot
) -> None:
    christmas = date(2026, 12, 25)
    meetings.plan(context.book, MeetingKind.WEEKLY, christmas, time(9))
    rhythm.add_closing(context.book, date(2026, 12, 28), date(2026, 12, 31), "congés")
    dialog = PlanMeetingDialog(context)
    show(dialog)
    assert not dialog.remark.isVisible()
    qtbot.keyClicks(dialog.day.edit, "29/12/2026")
    assert plain(dialog.remark.text()) == "La mairie est fermée du 28 au 31 décembre (congés)."
    dialog.day.edit.clear()
    qtbot.keyClicks(dialog.day.edit, "25/12/2026")
    assert plain(dialog.remark.text()) == (
        "Le vendredi 25 décembre est férié (Noël). Déjà prévu ce jour-là : point hebdomadaire à 9 h 00."
    )
    verb(dialog, qtbot)
    assert [each.day for each in meetings.planned(context.book)] == [christmas, christmas]


def test_a_point_that_moves_is_not_its_own_neighbour(context: Context, show: Show) -> None:
    planned = meetings.plan(context.book, MeetingKind.WEEKLY, date(2026, 11, 27), time(9)).id
    dialog = PlanMeetingDialog(context, meeting=meetings.get(context.book, planned))
    show(dialog)
    assert not dialog.remark.isVisible()
    assert not dialog.rhythm.isVisible()
