"""Closing a point, reading it afterwards, adding corrections, removing a passage for good."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import ActionState, Meeting, MeetingKind, MeetingState
from desk.core.rhythm import Every, Slot
from desk.notebook import agenda, corrections, log, meetings, people, rhythm
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.close_meeting import CloseMeetingDialog
from desk.ui.dialogs.correction import CorrectionDialog
from desk.ui.dialogs.remove_passage import NOTHING, RemovePassageDialog
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meeting_held import HeldItem
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.widgets.action_row import ActionRow
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.names import alike

HELD = date(2026, 11, 20)
FRIDAY = date(2026, 11, 27)
NOTES = "Classe ouverte le samedi. 😀 Mme X est malade. Le devis est signé."


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def meeting(notebook: Notebook) -> str:
    """Friday's point, to be closed: one subject discussed, with a line and an action, one not."""
    planned = meetings.plan(notebook, MeetingKind.YEARLY, HELD, time(9)).id
    item = agenda.add(notebook, planned, "École").id
    agenda.write_notes(notebook, item, NOTES)
    log.agree(notebook, item, "La secrétaire donne un avis écrit.")
    log.add_action(notebook, item, "Appeler l’inspection", people.pair(notebook).elu.id, due=FRIDAY)
    agenda.add(notebook, planned, "Voirie")
    return planned


def opened(work: AtWork, meeting: str) -> MeetingPage:
    page = work.go("meeting", meeting_id=meeting)
    assert isinstance(page, MeetingPage)
    return page


def held(work: AtWork, notebook: Notebook, meeting: str) -> HeldItem:
    meetings.close(notebook, meeting)
    page = opened(work, meeting)
    assert isinstance(page.detail, HeldItem)
    return page.detail


def closing(work: AtWork, *, accept: bool = True) -> list[str]:
    """Press « Clore le point » and answer; what the dialog said."""
    said: list[str] = []

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, CloseMeetingDialog)
        said.extend(work.words(dialog))
        work.press(dialog) if accept else dialog.reject()

    work.answering(act, lambda: work.click("Clore le point"))
    return said


def test_closing_says_what_it_is_before(work: AtWork, notebook: Notebook, meeting: str) -> None:
    opened(work, meeting)
    said = " ".join(closing(work, accept=False))
    for words in (
        "Clore le point du vendredi 20 novembre",
        "Les notes de ce point ne changeront plus",
        "1 sujet n’a pas été abordé : il ira de lui-même au prochain point",
        "Un point clos ne se rouvre pas",
        "en principe, il peut être demandé",
    ):
        assert words in said
    assert "Prévoir aussi" not in said
    assert meetings.get(notebook, meeting).state is MeetingState.PLANNED


def test_enter_does_not_close(work: AtWork, notebook: Notebook, meeting: str) -> None:
    opened(work, meeting)
    work.answering(
        lambda dialog: work.key(dialog, Qt.Key.Key_Return),
        lambda: work.click("Clore le point"),
    )
    assert meetings.get(notebook, meeting).state is MeetingState.PLANNED


def test_closing_freezes_forgets_the_undoing_and_shows_the_point_to_be_read(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    page = opened(work, meeting)
    work.window.runner.do(lambda: agenda.add(notebook, meeting, "Divers"))
    assert work.window.runner.undo_stack.canUndo()
    closing(work)
    assert meetings.get(notebook, meeting).state is MeetingState.HELD
    assert not work.window.runner.undo_stack.canUndo()
    assert isinstance(page.detail, HeldItem)
    assert work.sees("Tenu, clos le 22 novembre · M. Rey, Mme Fabre")
    assert work.sees(NOTES)
    assert page.agenda is not None
    assert not page.agenda.field.isVisible()
    assert [each.text() for each in page.findChildren(PrimaryButton) if each.isVisible()] == [
        "Prévoir le prochain point"
    ]
    assert unnamed(page) == []
    assert alike(page) == []


def test_a_line_that_was_not_sent_comes_before_the_closing(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    page = opened(work, meeting)
    assert page.agenda is not None
    work.type(page.agenda.field, "Un sujet de plus")
    work.click("Clore le point")
    assert "Une ligne est écrite mais pas encore notée" in work.said
    assert page.agenda.field.edit.hasFocus()
    work.key(page.agenda.field.edit, Qt.Key.Key_Return)
    closing(work)
    assert meetings.get(notebook, meeting).state is MeetingState.HELD
    assert len(agenda.items(notebook, meeting)) == 3


def test_the_next_point_of_the_rhythm_is_planned_too(work: AtWork, notebook: Notebook, meeting: str) -> None:
    rhythm.add_slot(notebook, Slot("", MeetingKind.WEEKLY, Every.WEEK, weekday=4, at=time(9), since=HELD))
    opened(work, meeting)
    said = closing(work)
    assert "Prévoir aussi le prochain point : vendredi 27 novembre à 9 h 00" in said
    planned = meetings.next_planned(notebook)
    assert planned is not None
    assert (planned.day, planned.at, planned.kind) == (FRIDAY, time(9), MeetingKind.WEEKLY)
    assert plain(work.said).startswith("Point clos ; le suivant est prévu le 27 novembre")
    assert "Voirie" in [item.title for item in agenda.items(notebook, planned.id)]
    work.undo()
    assert meetings.next_planned(notebook) is None


def test_what_stays_open_goes_to_the_point_already_planned(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    meetings.plan(notebook, MeetingKind.YEARLY, FRIDAY, time(9))
    opened(work, meeting)
    said = " ".join(closing(work))
    assert "au point déjà prévu : vendredi 27 novembre à 9 h 00" in said


def test_a_point_to_come_is_dated_today_when_it_is_closed(
    work: AtWork, notebook: Notebook, today: date
) -> None:
    early = meetings.plan(notebook, MeetingKind.YEARLY, FRIDAY, time(9)).id
    opened(work, early)
    said = " ".join(closing(work))
    assert "Ce point est prévu le vendredi 27 novembre." in said
    kept: Meeting = meetings.get(notebook, early)
    assert (kept.state, kept.day) == (MeetingState.HELD, today)


def test_actions_of_a_closed_point_live_on(work: AtWork, notebook: Notebook, meeting: str) -> None:
    detail = held(work, notebook, meeting)
    [row] = [each for each in detail.findChildren(ActionRow) if each.isVisible()]
    row.state.box.setFocus()
    work.key(row.state.box, Qt.Key.Key_Down)
    assert log.all_actions(notebook)[0].state is ActionState.DOING


def test_a_correction_is_added_dated_and_undone(work: AtWork, notebook: Notebook, meeting: str) -> None:
    held(work, notebook, meeting)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, CorrectionDialog)
        assert work.sees("Sujet : École", dialog)
        work.press(dialog)
        assert work.sees("La correction est vide", dialog)
        work.type(dialog.text.edit, "C’était le lundi.")
        work.press(dialog)

    work.answering(act, lambda: work.click("Ajouter une correction…"))
    assert work.sees("Ajouté le 22 novembre 2026 : C’était le lundi.")
    work.undo()
    assert corrections.of_meeting(notebook, meeting) == []
    assert not work.sees("C’était le lundi.")


def test_a_correction_begun_is_not_lost_by_escape(work: AtWork, notebook: Notebook, meeting: str) -> None:
    held(work, notebook, meeting)
    dialog = CorrectionDialog(work.window.context, meeting, "", "", work.window)
    dialog.show()
    work.type(dialog.text.edit, "C’était le lundi.")
    work.answering(lambda asked: asked.reject(), lambda: work.key(dialog.text.edit, Qt.Key.Key_Escape))
    assert dialog.isVisible()
    assert dialog.text.text() == "C’était le lundi."
    work.answering(work.press, lambda: work.key(dialog.text.edit, Qt.Key.Key_Escape))
    assert not dialog.isVisible()
    assert corrections.of_meeting(notebook, meeting) == []


def test_the_whole_point_is_corrected_too(work: AtWork, notebook: Notebook, meeting: str) -> None:
    held(work, notebook, meeting)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, CorrectionDialog)
        work.type(dialog.text.edit, "M. Rey est parti à 10 h.")
        work.press(dialog)

    work.answering(act, lambda: work.click("Correction sur tout le point…"))
    assert work.sees("Aussi noté à ce point")
    work.click("Retirer la correction : M. Rey est parti à 10 h.")
    assert corrections.of_meeting(notebook, meeting) == []


def test_a_sentence_is_removed_for_good_with_the_keyboard(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    held(work, notebook, meeting)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, RemovePassageDialog)
        work.press(dialog)
        assert work.sees(NOTHING, dialog)
        edit = dialog.text.edit
        for _ in range(32):
            work.key(edit, Qt.Key.Key_Right)
        work.click("Sélectionner la phrase", dialog)
        assert edit.textCursor().selectedText() == "😀 Mme X est malade."
        work.key(edit, Qt.Key.Key_Left)
        for _ in range(2):
            work.key(edit, Qt.Key.Key_Right)
        for _ in range(len("Mme X est malade")):
            work.key(edit, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert edit.textCursor().selectedText() == "Mme X est malade"
        assert work.sees("😀 [passage retiré le 22/11/2026]. Le devis est signé.", dialog)
        assert edit.toPlainText() == NOTES
        work.press(dialog)

    work.window.runner.do(lambda: meetings.plan(notebook, MeetingKind.YEARLY, FRIDAY))
    work.answering(act, lambda: work.click("Retirer un passage…"))
    assert agenda.items(notebook, meeting)[0].notes == NOTES.replace(
        "Mme X est malade", "[passage retiré le 22/11/2026]"
    )
    assert not work.window.runner.undo_stack.canUndo()
    assert b"malade" not in notebook.path.read_bytes()
    assert work.sees("[passage retiré le 22/11/2026]")


def test_what_is_selected_in_the_notes_is_taken_over(work: AtWork, notebook: Notebook, meeting: str) -> None:
    page = opened(work, meeting)
    assert isinstance(page.detail, ItemDetail)
    edit = page.detail.notes.edit
    cursor = edit.textCursor()
    cursor.setPosition(0)
    cursor.movePosition(cursor.MoveOperation.EndOfWord, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    log.agree(notebook, agenda.items(notebook, meeting)[0].id, "Une classe de plus.")

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, RemovePassageDialog)
        assert work.sees("Il restera : « [passage retiré le 22/11/2026] ouverte le samedi.", dialog)
        assert work.sees("Le même passage se trouve à un autre endroit : le retirer aussi", dialog)
        assert not dialog.also.isChecked()  # a single word, found elsewhere: to be chosen
        work.press(dialog)

    work.answering(act, lambda: work.click("Retirer un passage…"))
    assert "Classe" not in agenda.items(notebook, meeting)[0].notes
    assert "Une classe de plus." in [each.text for each in log.decisions(notebook, meeting)]
    assert page.detail.notes.text() == agenda.items(notebook, meeting)[0].notes


def test_a_closed_point_is_printed(work: AtWork, notebook: Notebook, meeting: str) -> None:
    held(work, notebook, meeting)
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Imprimer le relevé…"))
    work.answering(lambda dialog: dialog.reject(), work.page.print_page)


@pytest.mark.parametrize("size", [(910, 470), (1280, 680)])
def test_it_fits(work: AtWork, notebook: Notebook, meeting: str, size: tuple[int, int]) -> None:
    work.window.resize(*size)
    held(work, notebook, meeting)
    QApplication.processEvents()
    assert work.page.scroller.horizontalScrollBar().maximum() == 0
    assert work.page.scroller.inside.width() <= work.page.scroller.viewport().width()
