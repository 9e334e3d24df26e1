"""One of the two changes, as they do it on « La commune et nous »."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.core.people import Function, Seat
from desk.notebook import follow_up, log, meetings, people, rounds, unsealing
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.newcomer import NewcomerDialog
from desk.ui.pages.commune import CommunePage
from tests.agendas import without_calendar
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.pages.at_work import AtWork
from tests.ui.pages.conftest import fill, session_of


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def filled(dialog: NewcomerDialog, day: str = "16/11/2026") -> None:
    dialog.who.name.set_text("Jeanne Blanc")
    dialog.who.gender.buttons["f"].click()
    dialog.day.edit.setText(day)


def press(work: AtWork) -> CommunePage:
    page = work.go("commune")
    assert isinstance(page, CommunePage)
    page.people[0].newcomer.click()
    return page


def test_a_new_mayor_takes_the_place_and_is_shown(work: AtWork, notebook: Notebook) -> None:
    staying = people.pair(notebook).sgm.id

    def welcome(dialog: NewcomerDialog) -> None:
        said = words_of(dialog)
        assert "M. Rey laisse sa place" in said
        assert "ce qui a été convenu, les actions" in said
        assert not dialog.who.employer.isVisible()
        assert unnamed(dialog) == []
        filled(dialog)
        accept(dialog)

    seen = in_dialog(NewcomerDialog, welcome)
    page = press(work)
    assert seen == ["Quelqu’un d’autre à la place du maire"]
    pair = people.pair(notebook)
    assert (pair.elu.name, pair.elu.title, pair.elu.function) == ("Jeanne Blanc", "Mme", Function.MAYOR)
    assert pair.sgm.id == staying
    assert not pair.elu.has_code
    QApplication.processEvents()
    assert page.people[0].name.text() == "Jeanne Blanc"
    assert "La maire" in words_of(page)


def test_what_is_missing_is_said_and_giving_up_changes_nothing(work: AtWork, notebook: Notebook) -> None:
    before = people.pair(notebook)

    def hesitate(dialog: NewcomerDialog) -> None:
        accept(dialog)
        assert dialog.isVisible()
        assert "Choisissez" in words_of(dialog)
        filled(dialog, "01/12/2026")
        accept(dialog)
        assert "Cette date est à venir" in dialog.day.problem.text()
        dialog.day.edit.setText("")
        accept(dialog)
        assert dialog.isVisible()

    seen = in_dialog(NewcomerDialog, hesitate)
    press(work)
    assert seen
    assert people.pair(notebook) == before


def test_a_round_under_way_comes_first(work: AtWork, notebook: Notebook) -> None:
    round_id = rounds.start(notebook, ["p01"]).id
    fill(notebook, round_id, Seat.ELU, "3")
    before = people.pair(notebook)

    seen = in_dialog(NewcomerDialog, accept)
    press(work)
    work.qtbot.wait(1200)  # until no dialog is waited for any more: the next test opens one
    assert seen == [], "nothing is asked for nothing"
    assert "Des regards croisés sont en cours" in work.window.messages.text.text()
    assert people.pair(notebook) == before
    assert session_of(notebook, Seat.ELU).is_open


def test_the_new_pair_starts_afresh_and_finds_what_was_agreed(work: AtWork, notebook: Notebook) -> None:
    round_id = rounds.start(notebook, ["p01"]).id
    for seat, levels in ((Seat.ELU, "3"), (Seat.SGM, "0")):
        fill(notebook, round_id, seat, levels)
    both = session_of(notebook, Seat.ELU), session_of(notebook, Seat.SGM)
    unsealing.open_together(notebook, round_id, *both)
    follow_up.send(notebook, round_id, "p01", "Tenir un rendez-vous régulier")
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, notebook.today).id
    (item,) = without_calendar(notebook, meeting)
    log.agree(notebook, item.id, "Le lundi à neuf heures")
    log.add_action(notebook, item.id, "Réserver la salle", people.pair(notebook).elu.id)

    def welcome(dialog: NewcomerDialog) -> None:
        filled(dialog)
        accept(dialog)

    in_dialog(NewcomerDialog, welcome)
    press(work)
    said = words_of(work.go("regards"))
    assert "Comparer vos deux regards" in said
    assert "Déjà ouverts ensemble" not in said
    work.window.go("comparison", round_id=round_id)
    page = work.window.page
    button(page, "Mme Fabre, secrétaire générale").click()
    assert "binôme d’avant" in work.window.messages.text.text()
    assert "Vos différences" not in words_of(page)
    work.window.go("meeting", meeting_id=meeting)
    said = words_of(work.window.page)
    assert "Vient de regards croisés du binôme d’avant." in said
    assert "Le lundi à neuf heures" in said
    assert "Réserver la salle" in said
