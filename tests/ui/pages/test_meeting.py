from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.core.agenda_models import MODELS
from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.notebook import agenda, log, meetings, people
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.line import LineDialog
from desk.ui.dialogs.plan_meeting import PlanMeetingDialog
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meeting_agenda import AgendaList
from desk.ui.pages.meeting_item import PRIVACY, ItemDetail
from desk.ui.widgets.action_row import ActionRow
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def meeting(notebook: Notebook) -> str:
    """The point of Friday 27 November with three subjects."""
    planned = meetings.plan(notebook, MeetingKind.WEEKLY, FRIDAY, time(9)).id
    for item in agenda.items(notebook, planned):  # the calendar's deadlines came by themselves
        agenda.remove(notebook, item.id)
    agenda.add(notebook, planned, "Fiche de poste")
    agenda.add(notebook, planned, "Qui décide pour l’école", ItemSource.ROUND, "p02")
    agenda.add(notebook, planned, "Accueil du samedi")
    return planned


def opened(work: AtWork, meeting: str) -> tuple[MeetingPage, AgendaList, ItemDetail]:
    page = work.go("meeting", meeting_id=meeting)
    assert isinstance(page, MeetingPage)
    assert page.agenda is not None
    assert isinstance(page.detail, ItemDetail)
    return page, page.agenda, page.detail


def titles(book: Notebook, meeting: str) -> list[str]:
    return [item.title for item in agenda.items(book, meeting)]


def test_title_in_words_one_primary_all_named(work: AtWork, meeting: str) -> None:
    page, _, _ = opened(work, meeting)
    assert page.title() == "Point hebdomadaire du vendredi 27\u00a0novembre"
    assert not [each for each in page.findChildren(PrimaryButton) if each.isVisible()]
    assert work.button("Clore le point").isVisible()
    assert work.sees("Prévu à 9 h 00 · M. Rey, Mme Fabre")
    assert work.sees(PRIVACY)
    assert unnamed(page) == []


def test_the_arrows_walk_the_agenda_and_alt_moves_a_subject(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    _, listed, detail = opened(work, meeting)
    row = listed.rows[listed.current]
    row.setFocus()
    work.key(row, Qt.Key.Key_Down)
    assert detail.heading.text() == "Qui décide pour l’école"
    row = listed.rows[listed.current]
    assert row.hasFocus()
    work.key(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(notebook, meeting)[0] == "Qui décide pour l’école"
    QApplication.processEvents()
    assert listed.rows[listed.current].hasFocus()
    work.undo()
    assert titles(notebook, meeting)[0] == "Fiche de poste"


def test_a_subject_from_a_round_brings_its_question_and_its_practice(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    _, listed, _ = opened(work, meeting)
    assert work.sees("choisi dans vos regards croisés")
    work.qtbot.mouseClick(listed.rows[list(listed.rows)[1]], Qt.MouseButton.LeftButton)
    practice = notebook.guide.practice("p02")
    assert work.sees(practice.opening_question.replace("\u202f", " "))
    work.click(f"Relire la pratique : {practice.short_title}")
    assert work.page.name == "practice"


def test_adding_a_subject_with_one_line(work: AtWork, notebook: Notebook, meeting: str) -> None:
    _, listed, _ = opened(work, meeting)
    work.type(listed.field, "Questions diverses", enter=True)
    assert titles(notebook, meeting)[-1] == "Questions diverses"
    assert listed.field.text() == ""
    work.type(listed.field, "  ", enter=True)
    assert len(titles(notebook, meeting)) == 4
    assert work.sees("L’intitulé du sujet est vide")


def test_notes_are_written_on_leaving_and_mark_the_subject(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    _, listed, detail = opened(work, meeting)
    work.type(detail.notes.edit, "Préparé par la secrétaire générale. ")
    work.key(listed.rows[listed.current], Qt.Key.Key_Down)
    first = agenda.items(notebook, meeting)[0]
    assert first.notes == "Préparé par la secrétaire générale."
    assert first.discussed
    assert detail.notes.text() == ""
    assert work.sees("abordé · ajouté à l’ordre du jour")


def test_typing_is_never_interrupted_by_a_change_elsewhere(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    _, _, detail = opened(work, meeting)
    work.type(detail.notes.edit, "une phrase en ")
    detail.notes.flush()
    work.window.runner.do(lambda: agenda.add(notebook, meeting, "Autre"))
    work.type(detail.notes.edit, "cours")
    assert detail.notes.text() == "une phrase en cours"


def test_notes_that_cannot_be_written_keep_their_subject(
    work: AtWork, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, listed, detail = opened(work, meeting)
    kept = listed.current
    work.type(detail.notes.edit, "à ne pas perdre")

    def refuse(*_args: object) -> None:
        raise UserError("Le disque est plein.", "Libérez de la place.")

    with monkeypatch.context() as patch:
        patch.setattr(agenda, "write_notes", refuse)
        work.key(listed.rows[kept], Qt.Key.Key_Down)
        assert detail.item_id == listed.current == kept
        assert "Le disque est plein" in work.said
    assert detail.notes.text() == "à ne pas perdre"
    assert detail.flush()


def test_what_is_agreed_is_added_corrected_removed_and_undone(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    _, _, detail = opened(work, meeting)
    work.type(detail.agree, "La secrétaire donne un avis écrit.", enter=True)
    said = "La secrétaire donne un avis écrit."
    assert [each.text for each in log.decisions(notebook, meeting)] == [said]
    assert work.sees(said)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, LineDialog)
        dialog.field.edit.selectAll()
        work.type(dialog.field, "Un avis écrit avant toute annonce.")
        work.press(dialog)

    work.answering(act, lambda: work.click(f"Modifier : {said}"))
    assert log.decisions(notebook, meeting)[0].text == "Un avis écrit avant toute annonce."
    work.click("Retirer : Un avis écrit avant toute annonce.")
    assert log.decisions(notebook, meeting) == []
    work.undo()
    assert work.sees("Un avis écrit avant toute annonce.")


def test_an_action_needs_an_owner_then_enter_adds_it(work: AtWork, notebook: Notebook, meeting: str) -> None:
    _, _, detail = opened(work, meeting)
    work.type(detail.fields.text, "Préparer la note de cadrage", enter=True)
    assert log.actions(notebook, meeting) == []
    assert work.sees("Choisissez qui s’en charge")
    detail.fields.owner.buttons[people.pair(notebook).sgm.id].click()
    work.type(detail.fields.due, "31/02/2026")
    work.key(detail.fields.text.edit, Qt.Key.Key_Return)
    assert work.sees("n’est pas une date du calendrier")
    detail.fields.due.set_value(None)
    work.type(detail.fields.due, "4/12/2026", enter=True)
    action = log.actions(notebook, meeting)[0]
    assert (action.text, action.due) == ("Préparer la note de cadrage", date(2026, 12, 4))
    assert action.owner_id == people.pair(notebook).sgm.id
    assert work.sees("Secrétaire générale · pour le 4 décembre")
    assert detail.fields.text.text() == ""


def test_another_person_is_named(work: AtWork, notebook: Notebook, meeting: str) -> None:
    _, _, detail = opened(work, meeting)
    detail.fields.owner.buttons["autre"].click()
    work.type(detail.fields.text, "Demander un devis", enter=True)
    assert work.sees("Le nom de la personne est vide")
    work.type(detail.fields.name, "Mme Roy", enter=True)
    assert log.actions(notebook, meeting)[0].owner_name == "Mme Roy"


def test_a_carried_action_offers_its_state(work: AtWork, notebook: Notebook, meeting: str) -> None:
    past = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 10)).id
    item = agenda.add(notebook, past, "Délégations").id
    log.add_action(notebook, item, "Relire l’arrêté", people.pair(notebook).elu.id, due=date(2026, 11, 17))
    later = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 12, 4)).id
    carried = next(each for each in agenda.items(notebook, later) if each.source is ItemSource.ACTION)
    page, listed, _ = opened(work, later)
    work.qtbot.mouseClick(listed.rows[carried.id], Qt.MouseButton.LeftButton)
    assert work.sees("à reprendre · du 10 novembre")
    row = next(each for each in page.findChildren(ActionRow) if each.action.id == carried.source_id)
    row.state.box.setFocus()
    work.key(row.state.box, Qt.Key.Key_Down)
    assert log.all_actions(notebook)[0].state is ActionState.DOING


def test_rename_remove_and_discussed(work: AtWork, notebook: Notebook, meeting: str) -> None:
    _, listed, detail = opened(work, meeting)
    work.qtbot.mouseClick(detail.discussed, Qt.MouseButton.LeftButton, pos=detail.discussed.rect().center())
    assert agenda.items(notebook, meeting)[0].discussed

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, LineDialog)
        dialog.field.edit.selectAll()
        work.type(dialog.field, "La fiche de poste")
        work.press(dialog)

    work.answering(act, lambda: work.click("Renommer ce sujet"))
    assert titles(notebook, meeting)[0] == "La fiche de poste"
    work.click("Retirer ce sujet")
    assert titles(notebook, meeting) == ["Qui décide pour l’école", "Accueil du samedi"]
    assert detail.heading.text() == "Qui décide pour l’école"
    work.undo()
    assert titles(notebook, meeting)[0] == "La fiche de poste"
    assert len(listed.rows) == 3


def test_what_was_agreed_under_a_removed_subject_stays_readable(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    item = agenda.items(notebook, meeting)[0].id
    log.agree(notebook, item, "Elle est relue en janvier.")
    opened(work, meeting)
    work.click("Retirer ce sujet")
    assert work.sees("Aussi noté à ce point")
    assert work.sees("Elle est relue en janvier.")


def test_cancelling_is_undone_on_the_spot(work: AtWork, notebook: Notebook, meeting: str) -> None:
    opened(work, meeting)
    work.click("Annuler ce point")
    assert meetings.all_meetings(notebook) == []
    assert work.sees("Ce point n’est plus dans le carnet")
    assert work.page.title() == "Point annulé"
    work.undo()
    assert work.sees("Fiche de poste")
    assert work.button("Clore le point").isVisible()


def test_side_by_side_down_to_the_smallest_screen(work: AtWork, meeting: str) -> None:
    page, listed, detail = opened(work, meeting)
    work.window.resize(910, 470)
    work.qtbot.waitUntil(lambda: listed.x() < detail.x())  # the line one writes in first is in sight
    assert page.scroller.horizontalScrollBar().maximum() == 0


def test_agenda_above_the_subject_when_narrow(work: AtWork, meeting: str) -> None:
    page, listed, detail = opened(work, meeting)
    assert listed.x() < detail.x()
    work.window.resize(700, 470)
    QApplication.processEvents()
    assert page.split.is_stacked
    assert listed.y() < detail.y()
    assert page.scroller.horizontalScrollBar().maximum() == 0


def test_an_agenda_that_nobody_began_offers_the_model_of_its_kind(work: AtWork, notebook: Notebook) -> None:
    council = meetings.plan(notebook, MeetingKind.COUNCIL, date(2026, 12, 1)).id
    page, _, _ = opened(work, council)
    assert page.agenda is not None
    before = titles(notebook, council)
    work.click("Reprendre le modèle proposé")
    assert titles(notebook, council) == [*before, *MODELS[MeetingKind.COUNCIL]]
    assert not page.agenda.model.isVisible()
    work.undo()
    assert titles(notebook, council) == before
    assert page.agenda.model.isVisible()


def test_moving_a_point_does_not_promise_what_comes_to_a_new_one(
    work: AtWork, notebook: Notebook, meeting: str
) -> None:
    dialog = PlanMeetingDialog(work.window.context, meeting=meetings.get(notebook, meeting))
    work.qtbot.addWidget(dialog)
    said = [plain(each.text()) for each in dialog.findChildren(QLabel)]
    assert "Ses sujets et ses notes le suivent." in said
    assert not any("viendront d’eux-mêmes" in each for each in said)


def test_leaving_the_page_writes_the_notes(work: AtWork, notebook: Notebook, meeting: str) -> None:
    _, _, detail = opened(work, meeting)
    work.type(detail.notes.edit, "juste avant de partir")
    work.go("meetings")
    assert agenda.items(notebook, meeting)[0].notes == "juste avant de partir"
