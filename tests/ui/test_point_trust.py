"""What a pair trusts the window with: what is closed stays, what is final empties the stack."""

import random
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import ItemSource, MeetingKind, MeetingState
from desk.notebook import agenda, log, meetings, opening, people, transfer
from desk.notebook.book import Environment, Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.close_meeting import CloseMeetingDialog
from desk.ui.dialogs.remove_passage import RemovePassageDialog
from desk.ui.pages.bin import EmptyBinDialog
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.widgets.dialog import Dialog
from tests.notebook.runs import Someone
from tests.ui.pages.at_work import AtWork

HELD, FRIDAY = date(2026, 11, 20), date(2026, 11, 27)
CTRL = Qt.KeyboardModifier.ControlModifier
PAGES = ("today", "meetings", "rhythm", "bin", "calendar", "guide", "roles")


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    at_work = AtWork(notebook, child, qtbot)
    at_work.window.activateWindow()
    return at_work


@pytest.fixture
def point(notebook: Notebook) -> str:
    """A point to be closed, with one subject."""
    planned = meetings.plan(notebook, MeetingKind.YEARLY, HELD).id
    agenda.add(notebook, planned, "École")
    return planned


def opened(work: AtWork, point: str) -> ItemDetail:
    page = work.go("meeting", meeting_id=point)
    assert isinstance(page, MeetingPage)
    assert isinstance(page.detail, ItemDetail)
    return page.detail


def stack_when_told(work: AtWork) -> list[tuple[str, int]]:
    """Each confirmation, with how many steps could be taken back as it was shown."""
    runner, seen = work.window.runner, list[tuple[str, int]]()
    runner.confirmed.connect(lambda said: seen.append((said, runner.undo_stack.count())))
    return seen


@contextmanager
def full_disk(notebook: Notebook) -> Iterator[None]:
    """No file of this process grows any more: what the system refuses, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def close_point(work: AtWork, act: Callable[[Dialog], object] | None = None) -> None:
    work.answering(act or work.press, lambda: work.click("Clore le point"))


def test_thirty_steps_back_and_forth_while_pages_are_switched(work: AtWork, notebook: Notebook) -> None:
    someone, dice = Someone(notebook, 41), random.Random(41)
    someone.prepare()
    runner, states = work.window.runner, [transfer.export_json(notebook)]
    while runner.undo_stack.count() < 30:
        known = runner.undo_stack.count()
        runner.do(someone.next_operation()[1])
        if runner.undo_stack.count() > known:
            states.append(transfer.export_json(notebook))
    place = 30
    for _ in range(60):
        points = meetings.all_meetings(notebook)
        if dice.random() < 0.3 and points:
            work.go("meeting", meeting_id=dice.choice(points).id)
        else:
            work.go(dice.choice(PAGES))
        key, step = dice.choice(((Qt.Key.Key_Z, -1), (Qt.Key.Key_Y, 1)))
        work.window.setFocus()
        work.key(work.window, key, CTRL)
        place = min(max(place + step, 0), 30)
        assert transfer.export_json(notebook) == states[place]


def test_a_plan_that_carried_forty_subjects_is_taken_back_whole(work: AtWork, notebook: Notebook) -> None:
    held = meetings.plan(notebook, MeetingKind.YEARLY, HELD).id
    for number in range(40):
        agenda.add(notebook, held, f"Sujet {number}")
    meetings.close(notebook, held)
    agenda.send_to_next(notebook, "Qui attend", ItemSource.GUIDE, "p02")
    work.go("meetings")
    before = transfer.export_json(notebook)
    made = work.window.runner.do(partial(meetings.plan, notebook, MeetingKind.YEARLY, FRIDAY))
    assert made is not None
    assert len(agenda.items(notebook, made.id)) == 41
    after = transfer.export_json(notebook)
    work.key(work.window, Qt.Key.Key_Z, CTRL)
    assert transfer.export_json(notebook) == before
    work.key(work.window, Qt.Key.Key_Y, CTRL)
    assert transfer.export_json(notebook) == after


def test_what_changed_since_is_told_and_kept(work: AtWork, notebook: Notebook, point: str) -> None:
    work.go("meetings")
    [item] = agenda.items(notebook, point)
    work.window.runner.do(partial(agenda.retitle, notebook, item.id, "École et cantine"))
    agenda.retitle(notebook, item.id, "Cantine")
    work.key(work.window, Qt.Key.Key_Z, CTRL)
    assert "la ligne a changé depuis" in work.said
    assert [each.title for each in agenda.items(notebook, point)] == ["Cantine"]
    assert not work.window.runner.undo_stack.canUndo()


def test_the_stack_is_empty_before_a_closing_is_told(work: AtWork, notebook: Notebook, point: str) -> None:
    detail = opened(work, point)
    work.type(detail.notes, "Dit à deux")
    seen = stack_when_told(work)
    close_point(work)
    assert ("Point clos", 0) in seen
    [item] = agenda.items(notebook, point)
    assert item.notes == "Dit à deux"
    runner = work.window.runner
    while runner.undo_stack.canUndo():
        assert "Point prévu" in runner.undo_stack.undoText()
        runner.undo_stack.undo()
    assert meetings.get(notebook, point).state is MeetingState.HELD


def test_a_full_disk_at_the_closing_leaves_the_point_open_and_its_steps(
    work: AtWork, notebook: Notebook, point: str
) -> None:
    detail = opened(work, point)
    work.type(detail.notes, "Dit à deux")

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, CloseMeetingDialog)
        dialog.primary.click()  # type: ignore[union-attr]

    def start() -> None:
        detail.flush()
        with full_disk(notebook):
            work.click("Clore le point")

    work.answering(act, start)
    assert work.sees("Non enregistré depuis", work.window)
    assert work.sees("le disque", work.window)
    assert meetings.get(notebook, point).state is MeetingState.PLANNED
    assert work.window.runner.undo_stack.canUndo()
    assert work.button("Clore le point").isVisible()
    close_point(work)
    assert meetings.get(notebook, point).state is MeetingState.HELD


def test_a_point_closed_while_the_dialog_was_open_is_closed_once(
    work: AtWork, notebook: Notebook, point: str
) -> None:
    opened(work, point)

    def act(dialog: Dialog) -> None:
        meetings.close(notebook, point)
        work.press(dialog)

    before = len(meetings.all_meetings(notebook))
    close_point(work, act)
    assert "Ce point est clos" in work.said
    assert len(meetings.all_meetings(notebook)) == before


def test_a_carnet_opened_to_be_read_closes_nothing(
    look: QApplication, notebook: Notebook, make_env: Callable[[], Environment], child: Documents,
    qtbot: QtBot, point: str,
) -> None:  # fmt: skip
    reader = opening.open_notebook(notebook.path, make_env(), read_only=True)
    work = AtWork(reader, child, qtbot)
    before = notebook.path.read_bytes()
    work.go("meeting", meeting_id=point)
    close_point(work)
    assert "lecture seule" in work.said
    assert meetings.get(reader, point).state is MeetingState.PLANNED
    work.window.close()
    opening.close(reader)
    assert notebook.path.read_bytes() == before


def test_a_removed_passage_is_in_no_field_and_no_stack(work: AtWork, notebook: Notebook, point: str) -> None:
    detail = opened(work, point)
    work.type(detail.notes, "Zwingli est malade. Le devis est vu.")
    seen = stack_when_told(work)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, RemovePassageDialog)
        work.click("Sélectionner la phrase", dialog)
        work.press(dialog)

    work.answering(act, lambda: work.click("Retirer un passage…"))
    assert [count for said, count in seen if said == "Passage retiré pour de bon"] == [0]
    notes = detail.notes.edit
    notes.setFocus()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y) * 3:
        work.key(notes, key, CTRL)
    detail.flush()
    work.go("meetings")
    assert b"Zwingli" not in transfer.export_json(notebook)
    assert b"wingli" not in notebook.path.read_bytes().lower()


def test_the_stack_is_empty_before_the_bin_is_told_empty(
    work: AtWork, notebook: Notebook, point: str
) -> None:
    runner = work.window.runner
    [item] = agenda.items(notebook, point)
    line = log.agree(notebook, item.id, "Dit").id
    runner.do(partial(log.withdraw, notebook, line))
    runner.do(partial(log.add_action, notebook, item.id, "Appeler", people.pair(notebook).elu.id))
    work.go("bin")
    seen = stack_when_told(work)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, EmptyBinDialog)
        work.press(dialog)

    work.answering(act, lambda: work.click("Vider la corbeille…"))
    assert seen[0] == ("Corbeille vidée", 0)
    assert runner.undo_stack.count() == 0


def test_a_point_to_come_that_was_held_is_dated_and_closed(work: AtWork, notebook: Notebook) -> None:
    point = meetings.plan(notebook, MeetingKind.YEARLY, notebook.today + timedelta(days=5)).id
    work.go("meeting", meeting_id=point)
    close_point(work)
    assert meetings.get(notebook, point).day == notebook.today
    assert meetings.get(notebook, point).state is MeetingState.HELD
