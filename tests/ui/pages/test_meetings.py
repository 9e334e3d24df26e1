from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import ActionState, MeetingKind
from desk.core.rhythm import Every, Slot
from desk.notebook import agenda, log, meetings, people, rhythm
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.line import LineDialog
from desk.ui.pages.meetings import MeetingsPage
from desk.ui.widgets.action_row import ActionRow
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.found_row import FoundRow
from tests.agendas import without_calendar
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def hold(book: Notebook, day: date, *, agreed: int = 0) -> str:
    meeting = meetings.plan(book, MeetingKind.WEEKLY, day).id
    item = agenda.add(book, meeting, "Toiture").id
    for number in range(agreed):
        log.agree(book, item, f"Convenu {number}")
    log.add_action(book, item, "Demander un devis", people.pair(book).sgm.id)
    meetings.close(book, meeting)
    return meeting


def points(work: AtWork) -> list[str]:
    """The points in sight, as they are read aloud."""
    QApplication.processEvents()
    return [plain(row.accessibleName()) for row in work.page.findChildren(FoundRow) if row.isVisible()]


def row_of(work: AtWork, text: str) -> ActionRow:
    QApplication.processEvents()
    return next(
        each for each in work.page.findChildren(ActionRow) if each.action.text == text and each.isVisible()
    )


def test_an_empty_notebook_says_what_will_be_here(work: AtWork) -> None:
    page = work.go("meetings")
    assert work.sees("Aucun point pour l’instant")
    assert work.button("Prévoir un point").isEnabled()
    assert unnamed(page) == []


def test_next_point_first_then_the_past_newest_first_with_counts(work: AtWork, notebook: Notebook) -> None:
    hold(notebook, date(2026, 10, 2))
    hold(notebook, date(2026, 11, 6), agreed=2)
    coming = meetings.plan(notebook, MeetingKind.COUNCIL, date(2026, 11, 27)).id
    work.go("meetings")
    assert [text.partition(",")[0] for text in points(work)] == [
        "Vendredi 27 novembre · préparation du conseil",
        "Vendredi 6 novembre · point hebdomadaire",
        "Vendredi 2 octobre · point hebdomadaire",
    ]
    assert "2 convenus, 1 action" in points(work)[1]
    row = work.page.findChild(FoundRow, f"meeting-{coming}")
    assert row is not None
    work.qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert work.page.name == "meeting"


def test_a_planned_point_whose_day_is_past_waits_to_be_closed(work: AtWork, notebook: Notebook) -> None:
    meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 20))
    work.go("meetings")
    assert "à clore, ou à déplacer" in points(work)[0]


def test_a_subject_waits_then_goes_with_the_next_point(work: AtWork, notebook: Notebook, today: date) -> None:
    page = work.go("meetings")
    assert isinstance(page, MeetingsPage)
    waiting = page.point_list.waiting
    work.type(waiting.field, "Salle des fêtes", enter=True)
    assert [item.title for item in agenda.waiting(notebook)] == ["Salle des fêtes"]
    assert waiting.field.text() == ""
    work.type(waiting.field, "   ", enter=True)
    assert work.sees("L’intitulé du sujet est vide")
    meeting = work.window.runner.do(lambda: meetings.plan(notebook, MeetingKind.WEEKLY, today))
    assert meeting is not None
    assert not waiting.isVisible()
    assert [item.title for item in without_calendar(notebook, meeting.id)] == ["Salle des fêtes"]


def test_what_waits_can_be_taken_away_and_brought_back(work: AtWork, notebook: Notebook) -> None:
    page = work.go("meetings")
    assert isinstance(page, MeetingsPage)
    work.type(page.point_list.waiting.field, "Cimetière", enter=True)
    assert work.sees("Cimetière")
    assert not work.sees("ajouté à l’ordre du jour")
    work.click("Retirer : Cimetière")
    assert agenda.waiting(notebook) == []
    work.undo()
    assert work.sees("Cimetière")


def test_actions_by_owner_in_one_click(work: AtWork, notebook: Notebook) -> None:
    both = people.pair(notebook)
    item = agenda.add(
        notebook, meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 27)).id, "Divers"
    ).id
    log.add_action(notebook, item, "Celle du maire", both.elu.id)
    log.add_action(notebook, item, "Celle de la secrétaire", both.sgm.id)
    log.add_action(notebook, item, "Celle de l’adjointe", owner_name="Mme Roy")
    page = work.go("meetings", view="actions")

    def shown() -> set[str]:
        QApplication.processEvents()
        return {row.action.text for row in page.findChildren(ActionRow) if row.isVisible()}

    assert len(shown()) == 3
    for owner, text in (
        ("Maire (1)", "Celle du maire"),
        ("Secrétaire générale (1)", "Celle de la secrétaire"),
        ("Une autre personne (1)", "Celle de l’adjointe"),
    ):
        work.click(owner)
        assert shown() == {text}
    assert unnamed(page) == []


def test_a_state_is_changed_in_place_with_the_keyboard(work: AtWork, notebook: Notebook) -> None:
    hold(notebook, date(2026, 11, 6))
    work.go("meetings", view="actions")
    box = row_of(work, "Demander un devis").state.box
    box.setFocus()
    work.key(box, Qt.Key.Key_Down)
    assert log.all_actions(notebook)[0].state is ActionState.DOING
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == box.objectName()
    work.undo()
    assert row_of(work, "Demander un devis").state.value() == ActionState.TODO


def test_dropping_asks_a_reason(work: AtWork, notebook: Notebook) -> None:
    hold(notebook, date(2026, 11, 6))
    work.go("meetings", view="actions")
    row = row_of(work, "Demander un devis")

    def choose() -> None:
        row.state.box.setCurrentIndex(3)
        row.state.box.activated.emit(3)

    work.answering(lambda dialog: dialog.reject(), choose)
    assert log.all_actions(notebook)[0].state is ActionState.TODO
    assert row.state.value() == ActionState.TODO

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, LineDialog)
        work.press(dialog)
        assert work.sees("La raison de l’abandon est vide", dialog)
        work.type(dialog.field, "Le projet est reporté.")
        work.press(dialog)

    work.answering(act, choose)
    dropped = log.all_actions(notebook)[0]
    assert (dropped.state, dropped.reason) == (ActionState.DROPPED, "Le projet est reporté.")
    work.click("Abandonnées")
    assert work.sees("abandonnée : Le projet est reporté.")


def test_late_is_said_in_words(work: AtWork, notebook: Notebook) -> None:
    item = agenda.add(
        notebook, meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 10)).id, "Divers"
    ).id
    log.add_action(notebook, item, "Arrêté", people.pair(notebook).elu.id, due=date(2026, 11, 17))
    work.go("meetings", view="actions")
    assert work.sees("Maire · à reprendre, prévue le 17 novembre")


def test_only_the_latest_points_then_all(work: AtWork, notebook: Notebook) -> None:
    for number in range(14):
        hold(notebook, date(2026, 1, 2 + number))
    work.go("meetings")
    assert len(points(work)) == 12
    work.click("Voir 2 points plus anciens")
    assert len(points(work)) == 14


def test_how_many_were_held_is_said_and_no_more(work: AtWork, notebook: Notebook) -> None:
    work.go("meetings")
    assert not work.sees("en 12 mois")
    hold(notebook, date(2026, 2, 6))
    work.go("meetings")
    work.window.page.update_shown()
    assert work.sees("1 point tenu en 12 mois")
    hold(notebook, date(2026, 11, 6))
    hold(notebook, date(2026, 11, 13))
    work.window.page.update_shown()
    assert work.sees("2 points tenus en 3 mois, 3 en 12 mois")


def test_the_point_the_rhythm_gives_is_planned_in_one_click(work: AtWork, notebook: Notebook) -> None:
    page = work.go("meetings")
    assert isinstance(page, MeetingsPage)
    assert page.plan_button.isVisible()
    weekly = Slot("", MeetingKind.WEEKLY, Every.WEEK, 4, 1, 1, 3, time(9), date(2026, 11, 1))
    rhythm.add_slot(notebook, weekly)
    page.update_shown()
    assert page.other_button.isVisible()
    assert not page.plan_button.isVisible()
    assert work.sees("Point hebdomadaire à 9 h 00, selon votre rythme.")
    work.click("Prévoir le point du vendredi 27 novembre")
    assert work.page.name == "meeting"
    planned = meetings.planned(notebook)
    assert [(each.day, each.at) for each in planned] == [(date(2026, 11, 27), time(9))]
    assert planned[0].slot_id == rhythm.slots(notebook)[0].id
    work.undo()
    assert meetings.planned(notebook) == []


@pytest.mark.parametrize(("words", "name"), [("Notre rythme", "rhythm"), ("Corbeille", "bin")])
def test_other_screens_are_a_click_away(work: AtWork, words: str, name: str) -> None:
    work.go("meetings")
    work.click(words)
    assert work.page.name == name


@pytest.mark.parametrize("words", ["Exporter…", "Confirmation écrite"])
def test_what_is_written_from_here_opens_over_the_page(work: AtWork, words: str) -> None:
    page = work.go("meetings")
    met: list[str] = []
    work.answering(lambda dialog: met.append(dialog.windowTitle()), lambda: work.click(words))
    assert len(met) == 1
    assert work.page is page


def test_actions_are_read_only_when_they_are_looked_at(work: AtWork, notebook: Notebook) -> None:
    hold(notebook, date(2026, 11, 6))
    page = work.go("meetings")
    assert page.findChildren(ActionRow) == []
    work.click("Actions")
    assert row_of(work, "Demander un devis").isVisible()
    assert not any(row.isVisible() for row in page.findChildren(FoundRow))
    work.click("Points")
    assert len(points(work)) == 1


def test_a_subject_begun_is_kept_when_the_window_is_closed(work: AtWork, notebook: Notebook) -> None:
    page = work.go("meetings")
    assert isinstance(page, MeetingsPage)
    work.type(page.point_list.waiting.field.edit, "Relire le budget")
    assert agenda.waiting(notebook) == []
    work.window.close()
    assert [item.title for item in agenda.waiting(notebook)] == ["Relire le budget"]
