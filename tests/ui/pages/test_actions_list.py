"""Every action: found in one click, ticked and changed together, a page at a time."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import Action, ActionState, MeetingKind
from desk.notebook import agenda, follow_up, log, meetings, people, rounds
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.actions_bulk import DayDialog, OwnerDialog
from desk.ui.dialogs.line import LineDialog
from desk.ui.pages.actions_list import PAGE_SIZE, ActionsList
from desk.ui.pages.actions_rows import ListedAction
from desk.ui.pages.meetings import MeetingsPage
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork

SHIFT = Qt.KeyboardModifier.ShiftModifier
HELD = date(2026, 11, 20)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def item(notebook: Notebook) -> str:
    return agenda.add(notebook, meetings.plan(notebook, MeetingKind.WEEKLY, HELD).id, "Divers").id


def fill(book: Notebook, item: str, number: int) -> None:
    owner = people.pair(book).elu.id
    for place in range(number):
        due = book.today + timedelta(days=place)
        log.add_action(book, item, f"Action {place:02}", owner, due=due)


def shown(work: AtWork) -> ActionsList:
    page = work.go("meetings", view="actions")
    assert isinstance(page, MeetingsPage)
    return page.action_list


def rows(found: ActionsList) -> list[ListedAction]:
    QApplication.processEvents()
    every = [each for each in found.findChildren(ListedAction) if each.isVisible()]
    return sorted(every, key=lambda row: row.y())


def texts(found: ActionsList) -> list[str]:
    return [row.row.action.text for row in rows(found)]


def states(book: Notebook) -> dict[str, ActionState]:
    return {action.text: action.state for action in log.all_actions(book)}


def the_action(book: Notebook, text: str) -> Action:
    return next(action for action in log.all_actions(book) if action.text == text)


def test_only_a_page_is_built_and_the_pages_follow_one_another(
    work: AtWork, notebook: Notebook, item: str
) -> None:
    fill(notebook, item, 2 * PAGE_SIZE + 3)
    found = shown(work)
    assert texts(found) == [f"Action {place:02}" for place in range(PAGE_SIZE)]
    assert work.sees(f"1 à {PAGE_SIZE} sur {2 * PAGE_SIZE + 3}")
    assert not work.button("Précédentes").isEnabled()
    before = rows(found)
    work.click("Suivantes")
    assert texts(found)[0] == f"Action {PAGE_SIZE:02}"
    assert set(rows(found)) == set(before)
    work.click("Suivantes")
    assert texts(found) == [f"Action {2 * PAGE_SIZE + place:02}" for place in range(3)]
    assert not work.button("Suivantes").isEnabled()
    work.click("Précédentes")
    assert len(texts(found)) == PAGE_SIZE
    assert unnamed(work.page) == []


def test_a_last_page_that_goes_away_leaves_the_one_before(
    work: AtWork, notebook: Notebook, item: str
) -> None:
    fill(notebook, item, PAGE_SIZE + 1)
    found = shown(work)
    work.click("Suivantes")
    work.click(f"Cocher : Action {PAGE_SIZE:02}")
    work.click("Marquer faites")
    assert texts(found)[-1] == f"Action {PAGE_SIZE - 1:02}"
    assert len(texts(found)) == PAGE_SIZE


def test_what_is_done_to_several_is_offered_once_one_is_ticked(
    work: AtWork, notebook: Notebook, item: str
) -> None:
    fill(notebook, item, 1)
    found = shown(work)
    assert work.sees("Cochez une ou plusieurs actions")
    assert not found.bar.doings.isVisible()
    work.click("Tout sélectionner")
    for words in ("Marquer faites", "Abandonner…", "Reporter…", "Confier à…"):
        assert work.button(words).isVisible()
    work.click("Tout sélectionner")
    assert not found.bar.doings.isVisible()


def test_after_several_are_put_off_the_keyboard_is_above_the_list(
    work: AtWork, notebook: Notebook, item: str
) -> None:
    fill(notebook, item, 3)
    found = shown(work)
    work.qtbot.mouseClick(rows(found)[0].tick, Qt.MouseButton.LeftButton)

    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, DayDialog)
        dialog.day.set_value(date(2026, 12, 15))
        work.press(dialog)

    button = work.button("Reporter…")
    button.setFocus()
    work.answering(answer, lambda: work.qtbot.keyClick(button, Qt.Key.Key_Space))
    QApplication.processEvents()
    assert work.window.focusWidget() is found.bar.everything


def test_without_any_action_there_is_nothing_to_choose_among(work: AtWork, notebook: Notebook) -> None:
    found = shown(work)
    assert not found.owner.isVisible()
    assert not found.state.isVisible()
    assert work.sees("Aucune action pour l’instant")


def test_all_are_marked_done_in_one_step(work: AtWork, notebook: Notebook, item: str) -> None:
    fill(notebook, item, 3)
    found = shown(work)
    work.click("Tout sélectionner")
    assert work.sees("3 actions cochées")
    work.click("Marquer faites")
    assert set(states(notebook).values()) == {ActionState.DONE}
    assert work.said.replace("\u00a0", " ") == "3 actions marquées faites."
    assert found.rows.ticked == set()
    assert work.sees("Aucune action ici")
    work.undo()
    assert set(states(notebook).values()) == {ActionState.TODO}
    assert len(texts(found)) == 3


def test_ticks_by_keyboard(work: AtWork, notebook: Notebook, item: str) -> None:
    fill(notebook, item, 5)
    found = shown(work)
    ticks = [row.tick for row in rows(found)]
    ticks[1].setFocus()
    work.key(ticks[1], Qt.Key.Key_Space)
    for place in (1, 2):
        work.key(ticks[place], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is ticks[3]
    work.key(ticks[3], Qt.Key.Key_Space, SHIFT)
    assert [tick.isChecked() for tick in ticks] == [False, True, True, True, False]
    work.key(ticks[3], Qt.Key.Key_Up)
    work.key(ticks[2], Qt.Key.Key_Return)
    assert [tick.isChecked() for tick in ticks] == [False, True, False, True, False]
    assert work.sees("2 actions cochées")
    work.qtbot.mouseClick(ticks[4], Qt.MouseButton.LeftButton, SHIFT, ticks[4].rect().center())
    assert [tick.isChecked() for tick in ticks] == [False, True, True, True, True]


def test_ticks_of_other_pages_count_and_another_filter_forgets_them(
    work: AtWork, notebook: Notebook, item: str
) -> None:
    fill(notebook, item, PAGE_SIZE + 2)
    found = shown(work)
    work.click("Cocher : Action 00")
    work.click("Suivantes")
    work.click("Tout sélectionner")
    assert work.sees("3 actions cochées, dont 1 sur d’autres pages")
    work.click("Faites")
    assert found.rows.ticked == set()


def test_one_reason_for_several(work: AtWork, notebook: Notebook, item: str) -> None:
    fill(notebook, item, 2)
    shown(work)
    work.click("Tout sélectionner")

    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, LineDialog)
        assert "2\u00a0actions" in dialog.windowTitle()
        work.press(dialog)
        assert work.sees("La raison de l’abandon est vide", dialog)
        work.type(dialog.field, "Projet reporté")
        work.press(dialog)

    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Abandonner…"))
    assert set(states(notebook).values()) == {ActionState.TODO}
    work.answering(answer, lambda: work.click("Abandonner…"))
    assert {action.reason for action in log.all_actions(notebook)} == {"Projet reporté"}


def test_another_day_for_several(work: AtWork, notebook: Notebook, item: str) -> None:
    fill(notebook, item, 2)
    shown(work)
    work.click("Tout sélectionner")

    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, DayDialog)
        work.press(dialog)
        assert work.sees("à remplir", dialog)
        work.type(dialog.day, "01/11/2026")
        work.press(dialog)
        assert work.sees("est déjà passé", dialog)
        dialog.day.set_text("11/12/2026")
        work.press(dialog)

    work.answering(answer, lambda: work.click("Reporter…"))
    assert {action.due for action in log.all_actions(notebook)} == {date(2026, 12, 11)}


def test_another_person_for_several(work: AtWork, notebook: Notebook, item: str) -> None:
    fill(notebook, item, 2)
    shown(work)
    work.click("Tout sélectionner")

    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, OwnerDialog)
        work.press(dialog)
        assert work.sees("Choisissez qui s’en charge", dialog)
        work.click("Une autre personne", dialog)
        work.press(dialog)
        assert work.sees("Le nom de la personne est vide", dialog)
        work.type(dialog.name, "Mme Roy")
        work.press(dialog)

    work.answering(answer, lambda: work.click("Confier à…"))
    assert {action.owner_name for action in log.all_actions(notebook)} == {"Mme Roy"}
    assert work.sees("Une autre personne (2)")


def test_a_state_changed_by_keyboard_never_changes_the_next_action(
    work: AtWork, notebook: Notebook, item: str
) -> None:
    fill(notebook, item, 3)
    found = shown(work)
    box = rows(found)[0].row.state.box
    box.setFocus()
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        work.key(focused, Qt.Key.Key_Down)
    assert states(notebook)["Action 00"] is ActionState.DONE
    assert {states(notebook)[f"Action 0{place}"] for place in (1, 2)} == {ActionState.TODO}
    assert texts(found) == ["Action 01", "Action 02"]


def test_back_to_its_point_and_to_the_round_of_its_subject(
    work: AtWork, notebook: Notebook, item: str
) -> None:
    round_ = rounds.start(notebook, ["p01", "p02"]).id
    with notebook.store.atomic():
        notebook.store.update("round", round_, {"state": "ouverte", "opened_on": "2026-11-20"})
    follow_up.send(notebook, round_, "p02", "Clarifier les rôles")
    subject = agenda.items(notebook, meetings.planned(notebook)[0].id)[-1]
    owner = people.pair(notebook).elu.id
    log.add_action(notebook, subject.id, "Écrire qui fait quoi", owner)
    log.add_action(notebook, item, "Autre", owner)
    shown(work)
    assert work.button("Regards croisés : Écrire qui fait quoi").isVisible()
    assert not work.sees("Regards croisés : Autre")
    work.click("Point du 20 novembre : Autre")
    assert work.page.name == "meeting"
    shown(work)
    work.click("Regards croisés : Écrire qui fait quoi")
    assert work.page.name == "comparison"


def test_history_in_dated_sentences(work: AtWork, notebook: Notebook, item: str) -> None:
    fill(notebook, item, 1)
    shown(work)

    def look_at(dialog: Dialog) -> None:
        assert work.sees("22 novembre 2026", dialog)
        assert work.sees("Créée, pour le 22 novembre, Maire", dialog)
        assert not work.sees("report", dialog)

    work.answering(look_at, lambda: work.click("Historique : Action 00"))


def test_an_action_of_a_closed_point_keeps_its_text(work: AtWork, notebook: Notebook, item: str) -> None:
    fill(notebook, item, 1)
    meetings.close(notebook, agenda.get(notebook, item).meeting_id)
    shown(work)
    assert not work.sees("Retirer")

    def answer(dialog: Dialog) -> None:
        assert work.sees("Son point est clos : ce texte ne change plus", dialog)
        fields = dialog.fields  # type: ignore[attr-defined]
        assert fields.text.edit.isReadOnly()
        work.type(fields.text, "Réécrite")
        fields.due.set_text("11/12/2026")
        work.press(dialog)

    work.answering(answer, lambda: work.click("Modifier : Action 00"))
    kept = the_action(notebook, "Action 00")
    assert kept.due == date(2026, 12, 11)
