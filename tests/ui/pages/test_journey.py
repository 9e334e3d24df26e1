"""The two paths on screen: begun, ticked, turned into a subject or an action, corrected, put away."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.steps import Newcomer
from desk.notebook import agenda, journeys, log, meetings, opening, people
from desk.notebook.book import Environment, Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.step_action import StepActionDialog
from desk.ui.pages.journey import JourneyPage
from desk.ui.pages.journey_start import StartCard
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.focus import keyboard_in
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.names import alike
from tests.ui.paper_driver import keeping

TERM, PERSON = "nouveau-mandat", "nouvelle-personne"
START = date(2026, 11, 16)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def page_of(work: AtWork, path_id: str = TERM, **arguments: str) -> JourneyPage:
    page = work.go("journey", path_id=path_id, **arguments)
    assert isinstance(page, JourneyPage)
    return page


def begun(work: AtWork, book: Notebook, start: date = START) -> JourneyPage:
    journeys.begin(book, TERM, start)
    return page_of(work)


def walked(book: Notebook, path_id: str = TERM) -> journeys.Journey:
    found = journeys.journey(book, path_id)
    assert found is not None
    return found


def start_card(page: JourneyPage) -> StartCard:
    cards = [each for each in page.findChildren(StartCard) if each.isVisible()]
    assert len(cards) == 1
    return cards[0]


def test_before_it_begins_one_reads_what_it_is(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    assert work.sees("20 étapes à cocher : semaine 1, premier mois, mois 2 et 3, mois 6.")
    assert work.sees("Dire qui signe dès demain")
    assert not page.findChildren(CheckBox)
    primary = [each.text() for each in page.findChildren(PrimaryButton) if each.isVisible()]
    assert primary == ["Commencer ce parcours"]
    # M. Rey and Mme Fabre work together since less than a year: the mandate began then
    assert start_card(page).day.value() == date(2026, 3, 28)
    assert unnamed(page) == []
    assert alike(page) == []


def test_it_begins_on_the_day_given(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    card = start_card(page)
    card.day.edit.clear()
    work.click("Commencer ce parcours")
    assert journeys.journey(notebook, TERM) is None
    assert work.sees("à remplir")
    work.type(card.day.edit, "16/11/2026", enter=True)
    assert walked(notebook).start == START
    assert work.sees("0 étape sur 20 · à partir du 16 novembre 2026")
    assert not [each for each in page.findChildren(StartCard) if each.isVisible()]
    assert alike(page) == []


def test_a_new_person_asks_who_it_is(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work, PERSON)
    card = start_card(page)
    assert card.day.value() == notebook.today
    work.click("Commencer ce parcours")
    assert work.sees("Choisissez qui vient d’arriver")
    assert journeys.journey(notebook, PERSON) is None
    work.click("La secrétaire générale de mairie")
    work.click("Commencer ce parcours")
    assert walked(notebook, PERSON).change is Newcomer.SGM
    assert work.sees("la secrétaire générale de mairie vient d’arriver")


def test_a_step_says_why_who_when_and_what_it_rests_on(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)
    words = work.words(page.rows["nm02"])
    assert words[0] == "Dire qui signe dès demain"
    assert "Le maire · proposé pour le 23 novembre" in words
    assert any(text.startswith("Les délégations de signature") for text in words)
    assert "CGCT L2122-19 (note de l’APGL 64, 26 décembre 2024), à jour au 28 février 2026" in words
    assert not any("{" in text for text in work.words())


def test_a_tick_is_counted_told_and_undone(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)
    tick = page.rows["nm01"].tick
    tick.setFocus()
    work.key(tick, Qt.Key.Key_Space)
    assert walked(notebook).counts[0] == 1
    assert work.sees("1 étape sur 20")
    assert work.sees("Ensemble · coché le 22 novembre", page.rows["nm01"])
    assert keyboard_in(work.window) is tick
    work.undo()
    assert not tick.isChecked()
    assert work.sees("0 étape sur 20")


def test_no_word_judges_how_far_it_is(work: AtWork, notebook: Notebook) -> None:
    begun(work, notebook, date(2025, 1, 6))
    said = " ".join(work.words()).lower()
    for word in ("retard", "%", "bravo", "insuffisant", "en avance"):
        assert word not in said


def test_a_step_goes_to_the_agenda(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)
    work.click("À l’ordre du jour", page.rows["nm01"])
    [item] = agenda.waiting(notebook)
    assert (item.title, item.source) == ("Tenir un premier entretien à deux", ItemSource.GUIDE)
    assert "Sujet gardé pour le prochain point" in work.said


def test_a_step_kept_for_the_next_point_says_so_and_leads_there(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)
    row = page.rows["nm01"]
    assert not row.became.isVisible()
    work.button("À l’ordre du jour", row).setFocus()
    work.key(row.agenda, Qt.Key.Key_Return)
    assert work.sees("Gardé pour le prochain point", row)
    assert plain(row.agenda.accessibleName()) == "Voir ce qui attend : Tenir un premier entretien à deux"
    assert keyboard_in(work.window) is row.agenda
    assert not page.rows["nm03"].became.isVisible()
    work.key(row.agenda, Qt.Key.Key_Return)
    assert len(agenda.waiting(notebook)) == 1
    assert work.page.name == "meetings"
    assert work.sees("Tenir un premier entretien à deux")
    work.window.way.go_back()
    assert isinstance(work.page, JourneyPage)
    row = work.page.rows["nm01"]
    assert work.sees("Gardé pour le prochain point", row)
    work.undo()
    assert work.sees("À l’ordre du jour", row)
    assert not row.became.isVisible()


def test_a_step_on_an_agenda_says_which_and_leads_to_its_subject(work: AtWork, notebook: Notebook) -> None:
    meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 12, 1), None)
    page = begun(work, notebook)
    row = page.rows["nm01"]
    work.click("À l’ordre du jour", row)
    assert work.sees("À l’ordre du jour : point hebdomadaire du mardi 1er décembre", row)
    work.click("Voir l’ordre du jour", row)
    assert work.page.name == "meeting"
    assert work.sees("Tenir un premier entretien à deux")


def test_a_step_that_is_an_action_says_whose_and_leads_to_them(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)
    row = page.rows["nm02"]
    work.answering(work.press, lambda: work.click("En faire une action", row))
    assert work.sees("Action : Maire, pour le 23 novembre", row)
    assert keyboard_in(work.window) is row.action
    work.click("Voir l’action", row)
    assert work.page.name == "meetings"
    assert work.sees("Dire qui signe dès demain")
    [action] = log.open_actions(notebook)
    log.set_state(notebook, action.id, ActionState.DONE)
    row = page_of(work).rows["nm02"]
    assert not row.became.isVisible()
    assert work.button("En faire une action", row)


def test_a_step_becomes_the_action_of_the_one_proposed(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, StepActionDialog)
        assert dialog.owner.value() == people.pair(notebook).elu.id
        assert dialog.due.value() == date(2026, 11, 23)
        work.press(dialog)

    work.answering(act, lambda: work.click("En faire une action", page.rows["nm02"]))
    [action] = log.open_actions(notebook)
    assert (action.text, action.due) == ("Dire qui signe dès demain", date(2026, 11, 23))
    work.undo()
    assert log.open_actions(notebook) == []


def test_a_step_taken_together_asks_who_and_a_past_date_is_not_proposed(
    work: AtWork, notebook: Notebook
) -> None:
    page = begun(work, notebook, date(2026, 3, 28))

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, StepActionDialog)
        assert dialog.owner.value() is None
        assert dialog.due.value() is None
        work.press(dialog)
        assert dialog.isVisible()
        assert work.sees("une seule personne", dialog)
        dialog.owner.buttons[people.pair(notebook).sgm.id].click()
        work.type(dialog.due.edit, "01/04/2026")
        work.press(dialog)
        assert dialog.isVisible()
        assert work.sees("Cette date est passée", dialog)
        dialog.due.edit.clear()
        work.press(dialog)

    work.answering(act, lambda: work.click("En faire une action", page.rows["nm01"]))
    [action] = log.open_actions(notebook)
    assert action.due is None


def test_f1_on_a_step_reads_its_practice_and_one_comes_back_to_the_step(
    work: AtWork, notebook: Notebook
) -> None:
    page = begun(work, notebook)
    work.window.activateWindow()
    work.qtbot.waitUntil(work.window.isActiveWindow)
    tick = page.rows["nm02"].tick
    tick.setFocus()
    work.key(tick, Qt.Key.Key_F1)
    assert work.page.title() == "3. Mettre à jour les délégations et les signatures"
    work.window.way.go_back()
    assert isinstance(work.page, JourneyPage)
    assert keyboard_in(work.window) is work.page.rows["nm02"].tick
    work.page.setFocus()
    work.key(work.page, Qt.Key.Key_F1)
    assert work.page.title() == "1. Tenir un rendez-vous régulier"


def test_it_leads_to_the_practice(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)
    title = notebook.guide.practice("p03").short_title
    work.click(f"Pratique 3 · {title}", page.rows["nm02"])
    assert work.page.name == "practice"


def test_the_start_is_corrected_and_the_ticks_stay(work: AtWork, notebook: Notebook) -> None:
    journeys.begin(notebook, TERM, START)
    journeys.tick(notebook, TERM, "nm01", done=True)
    page = page_of(work)
    work.click("Corriger le départ")
    work.click("Ne rien changer")
    assert walked(notebook).start == START
    work.click("Corriger le départ")
    card = start_card(page)
    card.day.edit.clear()
    work.type(card.day.edit, "09/11/2026")
    work.click("Enregistrer le départ")
    assert walked(notebook).start == date(2026, 11, 9)
    assert work.sees("1 étape sur 20")
    assert page.rows["nm01"].tick.isChecked()


def test_it_is_put_away_after_a_question_and_comes_back(work: AtWork, notebook: Notebook) -> None:
    begun(work, notebook)
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Ranger ce parcours"))
    assert journeys.journey(notebook, TERM) is not None
    work.answering(work.press, lambda: work.click("Ranger ce parcours"))
    assert journeys.journey(notebook, TERM) is None
    assert work.sees("Commencer ce parcours")
    work.undo()
    assert work.sees("0 étape sur 20")


def test_a_step_found_by_the_search_is_shown(work: AtWork, notebook: Notebook) -> None:
    page = begun(work, notebook)
    page_of(work, anchor="nm20")
    work.qtbot.waitUntil(lambda: keyboard_in(work.window) is page.rows["nm20"].tick)
    assert page.scroller.verticalScrollBar().value() > 0


def test_both_paths_keep_to_themselves(work: AtWork, notebook: Notebook) -> None:
    begun(work, notebook)
    page = page_of(work, PERSON)
    assert page.title() == "Nouvelle personne"
    assert work.sees("Commencer ce parcours")
    assert not page.rows


def test_a_carnet_that_is_read_only_says_why(
    look: QApplication,
    notebook: Notebook,
    make_env: Callable[[], Environment],
    child: Documents,
    qtbot: QtBot,
) -> None:
    journeys.begin(notebook, TERM, START)
    reader = opening.open_notebook(notebook.path, make_env(), read_only=True)
    work = AtWork(reader, child, qtbot)
    page = page_of(work)
    page.rows["nm01"].tick.click()
    assert "lecture seule" in work.said
    assert not page.rows["nm01"].tick.isChecked()
    work.window.close()
    opening.close(reader)


def test_it_is_printed_once_begun(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(work).print_page()
    assert "Commencez ce parcours" in work.said
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "parcours.pdf"), ""))
    begun(work, notebook)
    assert keeping(lambda: work.click("Imprimer ce parcours…"))
    assert (tmp_path / "parcours.pdf").read_bytes().startswith(b"%PDF")
