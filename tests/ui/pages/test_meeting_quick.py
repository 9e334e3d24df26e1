from datetime import date, time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.core.people import Seat
from desk.notebook import agenda, drafts, log, meetings, people
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.pages.meeting_quick import EMPTY, QuickLine
from desk.ui.pages.meeting_understood import FIRST, letters
from desk.ui.widgets.pasting import JOINED, TOO_LONG
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain

FRIDAY = date(2026, 11, 27)
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    at_work = AtWork(notebook, child, qtbot)
    at_work.window.activateWindow()
    qtbot.waitUntil(at_work.window.isActiveWindow)
    return at_work


@pytest.fixture
def meeting(notebook: Notebook) -> str:
    """A point with two subjects of our own; what the calendar proposes went to the one before."""
    meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 24), time(9))
    planned = meetings.plan(notebook, MeetingKind.WEEKLY, FRIDAY, time(9)).id
    agenda.add(notebook, planned, "Fiche de poste")
    agenda.add(notebook, planned, "Accueil du samedi")
    return planned


def line_of(work: AtWork, meeting: str) -> QuickLine:
    page = work.go("meeting", meeting_id=meeting)
    assert isinstance(page, MeetingPage)
    assert isinstance(page.detail, ItemDetail)
    assert page.detail.quick is not None
    page.detail.quick.field.setFocus()
    return page.detail.quick


def detail_of(work: AtWork) -> ItemDetail:
    assert isinstance(work.page, MeetingPage)
    assert isinstance(work.page.detail, ItemDetail)
    return work.page.detail


def shown(quick: QuickLine) -> str:
    QApplication.processEvents()
    parts = (quick.shown.kind, quick.shown.details, quick.shown.advice)
    return plain(" | ".join(part.text() for part in parts if part.isVisible()))


def paste(work: AtWork, quick: QuickLine, text: str) -> None:
    copied = QMimeData()
    copied.setText(text)
    QApplication.clipboard().setMimeData(copied)
    work.key(quick.field.edit, Qt.Key.Key_V, CONTROL)


def test_what_is_understood_is_said_before_enter_then_written(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    work.type(quick.field, "le maire appelle l’inspection vendredi")
    assert shown(quick) == "Action | Maire · pour le vendredi 27 novembre · Appelle l’inspection"
    assert quick.shown.marks[Seat.ELU].isVisible()
    assert not quick.shown.marks[Seat.SGM].isVisible()
    assert log.actions(notebook, meeting) == []
    work.key(quick.field.edit, Qt.Key.Key_Return)
    action = log.actions(notebook, meeting)[0]
    assert (action.text, action.due) == ("Appelle l’inspection", FRIDAY)
    assert action.owner_id == people.pair(notebook).elu.id
    assert quick.field.text() == ""
    assert quick.field.edit.hasFocus()
    work.key(quick.field.edit, Qt.Key.Key_Z, CONTROL)
    assert log.actions(notebook, meeting) == []


def test_each_kind_goes_to_its_place(work: AtWork, notebook: Notebook, meeting: str) -> None:
    quick = line_of(work, meeting)
    work.type(quick.field, "convenu : un avis écrit", enter=True)
    work.type(quick.field, "Paul Petit : devis de la toiture", enter=True)
    work.type(quick.field, "les parents sont venus", enter=True)
    work.type(quick.field, "deux fois", enter=True)
    item = agenda.items(notebook, meeting)[0]
    assert [each.text for each in log.decisions(notebook, meeting)] == ["Un avis écrit"]
    assert [each.owner_name for each in log.actions(notebook, meeting)] == ["Paul Petit"]
    assert item.notes == "les parents sont venus\ndeux fois"
    assert detail_of(work).notes.text() == item.notes
    work.type(quick.field, "sujet : bulletin municipal", enter=True)
    assert [each.title for each in agenda.items(notebook, meeting)][-1] == "Bulletin municipal"
    assert detail_of(work).heading.text() == "Bulletin municipal"
    assert quick.field.edit.hasFocus()


def test_a_letter_with_alt_changes_the_kind_or_the_owner(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    work.type(quick.field, "note de cadrage pour le 4/12")
    assert shown(quick) == (
        "Note | note de cadrage pour le 4/12 | "
        "Pour en faire une action : Alt + M (maire) ou Alt + G (secrétaire générale)."
    )
    work.key(quick.field.edit, Qt.Key.Key_G, ALT)
    assert shown(quick) == "Action | Secrétaire générale · pour le vendredi 4 décembre · Note de cadrage"
    work.key(quick.field.edit, Qt.Key.Key_C, ALT)
    assert shown(quick).startswith("Ce qui est convenu | Note de cadrage pour le 4/12")
    work.key(quick.field.edit, Qt.Key.Key_N, ALT)
    assert shown(quick).startswith("Note | note de cadrage")
    work.key(quick.field.edit, Qt.Key.Key_M, ALT)
    work.key(quick.field.edit, Qt.Key.Key_Return)
    assert [(each.text, each.due) for each in log.actions(notebook, meeting)] == [
        ("Note de cadrage", date(2026, 12, 4))
    ]
    work.type(quick.field, "encore")
    assert shown(quick).startswith("Note |"), "a choice is for one line"
    work.click("Alt + S : Sujet")
    assert shown(quick).startswith("Sujet |")
    assert quick.field.edit.hasFocus()
    quick.field.set_text("")


def test_no_letter_is_taken_twice_on_the_screen(work: AtWork, notebook: Notebook, meeting: str) -> None:
    line_of(work, meeting)
    taken = [f"Alt+{letter}" for letter in letters(people.pair(notebook))]
    assert len(taken) == len(set(taken)) == 6
    shortcuts = [each.key().toString() for each in work.window.findChildren(QShortcut)]
    shortcuts += [each.shortcut().toString() for each in work.window.findChildren(QAbstractButton)]
    assert not set(taken) & set(shortcuts)
    assert unnamed(work.page) == []


def test_an_action_without_an_owner_is_refused_and_stays(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    work.type(quick.field, "action : relire le bail", enter=True)
    assert "Qui s’en charge ?" in plain(quick.field.problem.text())
    assert quick.field.text() == "action : relire le bail"
    assert log.actions(notebook, meeting) == []
    work.key(quick.field.edit, Qt.Key.Key_M, ALT)
    assert not quick.field.problem.isVisible()
    work.key(quick.field.edit, Qt.Key.Key_Return)
    assert log.actions(notebook, meeting)[0].text == "Relire le bail"


def test_an_empty_line_says_what_to_do(work: AtWork, meeting: str) -> None:
    quick = line_of(work, meeting)
    for words in ("", "convenu :"):
        work.type(quick.field, words, enter=True)
        assert quick.field.problem.text() == EMPTY
    quick.field.set_text("")


def test_a_date_that_is_over_is_said_then_refused_and_nothing_is_lost(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    line = "le maire signe le 4/12/2025"
    work.type(quick.field, line)
    assert "Le 4 décembre 2025 est déjà passé." in shown(quick)
    work.key(quick.field.edit, Qt.Key.Key_Return)
    assert "est déjà passé" in work.said
    assert quick.field.text() == line
    assert log.actions(notebook, meeting) == []
    quick.field.set_text("")


def test_an_impossible_date_is_said_and_every_word_is_kept(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    work.type(quick.field, "le maire appelle le 31/11")
    assert "« 31/11 » n’est pas une date du calendrier." in shown(quick)
    work.key(quick.field.edit, Qt.Key.Key_Return)
    action = log.actions(notebook, meeting)[0]
    assert (action.text, action.due) == ("Appelle le 31/11", None)


def test_notes_being_typed_are_written_before_the_line_is_added(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    notes = detail_of(work).notes
    notes.edit.setPlainText("en cours de frappe")
    work.type(quick.field, "et une ligne", enter=True)
    assert agenda.items(notebook, meeting)[0].notes == "en cours de frappe\net une ligne"
    assert notes.text() == "en cours de frappe\net une ligne"


def test_on_an_empty_agenda_the_line_makes_the_first_subject(work: AtWork, notebook: Notebook) -> None:
    meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 24), time(9))
    empty = meetings.plan(notebook, MeetingKind.WEEKLY, FRIDAY).id
    assert agenda.items(notebook, empty) == []
    quick = line_of(work, empty)
    assert quick.isVisible()
    assert not detail_of(work).notes.isVisible()
    assert shown(quick) == plain(FIRST)
    work.type(quick.field, "le maire appelle l’inspection vendredi")
    assert shown(quick).startswith("Sujet |")
    work.key(quick.field.edit, Qt.Key.Key_Return)
    assert [each.title for each in agenda.items(notebook, empty)] == [
        "Le maire appelle l’inspection vendredi"
    ]
    assert detail_of(work).notes.isVisible()
    assert quick.field.edit.hasFocus()


def test_control_and_arrows_walk_the_subjects_without_leaving_the_line(work: AtWork, meeting: str) -> None:
    quick = line_of(work, meeting)
    work.type(quick.field, "à finir")
    work.key(quick.field.edit, Qt.Key.Key_Down, CONTROL)
    assert detail_of(work).heading.text() == "Accueil du samedi"
    work.key(quick.field.edit, Qt.Key.Key_Down, CONTROL)
    assert detail_of(work).heading.text() == "Accueil du samedi"
    work.key(quick.field.edit, Qt.Key.Key_Up, CONTROL)
    assert detail_of(work).heading.text() == "Fiche de poste"
    assert quick.field.edit.hasFocus()
    assert quick.field.text() == "à finir"
    quick.field.set_text("")


def test_a_screen_reader_hears_it_after_a_pause(work: AtWork, meeting: str) -> None:
    quick = line_of(work, meeting)
    work.type(quick.field, "le maire appelle l’inspection vendredi")
    assert "Maire" not in quick.field.edit.accessibleDescription()
    expected = "Action. Maire, pour le vendredi 27 novembre, Appelle l’inspection"
    work.qtbot.waitUntil(lambda: plain(quick.field.edit.accessibleDescription()) == expected, timeout=3000)
    quick.field.set_text("")


def test_a_long_text_is_kept_whole_and_a_longer_one_is_refused(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    long = ("le maire appelle vendredi " * 1600).strip()
    paste(work, quick, long)
    assert shown(quick).startswith("Note |")
    assert len(shown(quick)) < 200
    work.key(quick.field.edit, Qt.Key.Key_Return)
    assert agenda.items(notebook, meeting)[0].notes == long
    paste(work, quick, "x" * 50_001)
    assert quick.field.problem.text() == TOO_LONG
    assert quick.field.text() == ""
    paste(work, quick, long)  # the notes would be too long: the line stays, with the sentence
    work.key(quick.field.edit, Qt.Key.Key_Return)
    assert "dépasse 50 000 caractères" in plain(work.said)
    assert quick.field.text() == long
    quick.field.set_text("")


def test_pasted_lines_become_one_with_emoji_and_without_control_characters(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    paste(work, quick, "les parents\r\nsont venus 🎉\u0007\n\tdeux fois")
    assert quick.field.hint.text() == JOINED
    work.key(quick.field.edit, Qt.Key.Key_Return)
    assert agenda.items(notebook, meeting)[0].notes == "les parents sont venus 🎉 deux fois"


def test_a_held_point_has_no_line(work: AtWork, notebook: Notebook, meeting: str, today: date) -> None:
    meetings.move(notebook, meeting, today, None)
    meetings.close(notebook, meeting)
    page = work.go("meeting", meeting_id=meeting)
    assert not [each for each in page.findChildren(QuickLine) if each.isVisible()]


def test_words_begun_wait_while_one_looks_elsewhere_or_at_another_point(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    quick._listed.step_to(1)
    quick.field.edit.insert("on refait le toit")
    work.go("today")
    assert line_of(work, meeting).field.text() == "on refait le toit"
    assert detail_of(work).heading.text() == "Accueil du samedi"
    other = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 12, 4)).id
    work.go("meetings")
    assert line_of(work, other).field.text() == ""
    work.go("meetings")
    again = line_of(work, meeting)
    assert again.field.text() == "on refait le toit"
    assert work.page.has_words()
    work.qtbot.keyClick(again.field.edit, Qt.Key.Key_Return)
    assert again.field.text() == ""
    work.go("today")
    assert line_of(work, meeting).field.text() == ""


def test_words_begun_and_the_subject_stay_at_another_text_size(work: AtWork, meeting: str) -> None:
    quick = line_of(work, meeting)
    quick._listed.step_to(1)
    quick.field.edit.insert("on refait le toit")
    work.window.set_scale(1.25)
    assert detail_of(work).heading.text() == "Accueil du samedi"
    assert detail_of(work).begun() == "on refait le toit"
    detail_of(work).quick.field.set_text("")  # type: ignore[union-attr]
    work.window.set_scale(1.0)
    assert detail_of(work).begun() == ""


def test_the_way_back_leads_to_the_very_subject(work: AtWork, meeting: str) -> None:
    line_of(work, meeting)._listed.step_to(1)
    work.go("practice", practice_id="p01")
    work.window.way.go_back()
    assert detail_of(work).heading.text() == "Accueil du samedi"


def test_a_line_begun_is_in_the_carnet_within_a_second_and_comes_back_after_a_kill(
    work: AtWork, notebook: Notebook, meeting: str, child: Documents
) -> None:
    quick = line_of(work, meeting)
    quick.field.edit.insert("le maire appelle l’insp")
    work.qtbot.waitUntil(lambda: drafts.begun(notebook, meeting) == "le maire appelle l’insp", timeout=1000)
    next_day = AtWork(notebook, child, work.qtbot)  # the first window was never left: it was killed
    again = line_of(next_day, meeting)
    assert again.field.text() == "le maire appelle l’insp"
    assert isinstance(next_day.page, MeetingPage)
    assert next_day.page.unsent() is again.field.edit, "it still waits for Enter"
    again.field.edit.insert("ection vendredi")
    next_day.qtbot.keyClick(again.field.edit, Qt.Key.Key_Return)
    assert drafts.begun(notebook, meeting) == ""


def test_a_line_begun_is_a_note_when_the_program_is_left(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    quick = line_of(work, meeting)
    quick.field.edit.insert("Revoir les horaires du samedi")
    first = agenda.items(notebook, meeting)[0]
    other = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 12, 4), time(9)).id
    line_of(work, other).field.edit.insert("Voir la chaudière")
    work.window.close()
    assert agenda.get(notebook, first.id).notes == "Revoir les horaires du samedi"
    assert not agenda.get(notebook, first.id).discussed
    later = agenda.items(notebook, other)
    assert [item.title for item in later] == ["Voir la chaudière"], "its agenda was empty"


def test_on_an_empty_agenda_a_line_begun_is_a_subject_when_the_program_is_left(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    for item in agenda.items(notebook, meeting):
        agenda.remove(notebook, item.id)
    line_of(work, meeting).field.edit.insert("Salle des fêtes")
    work.window.close()
    assert [item.title for item in agenda.items(notebook, meeting)] == ["Salle des fêtes"]
