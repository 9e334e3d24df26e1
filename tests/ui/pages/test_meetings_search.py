"""Searching « Nos points » at the window: as one types, by the keyboard, filtered, and back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.notebook import agenda, log, meetings, people
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meetings import MeetingsPage
from desk.ui.widgets.found_list import MORE
from desk.ui.widgets.found_row import FoundRow
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain


@pytest.fixture
def point(notebook: Notebook) -> str:
    """A held point with a subject, a note, something agreed and two actions."""
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 6)).id
    agenda.add(notebook, meeting, "Budget")
    item = agenda.add(notebook, meeting, "Toiture de l’école").id
    agenda.write_notes(notebook, item, "Trois devis reçus.")
    log.agree(notebook, item, "Le devis Martin est retenu.")
    pair = people.pair(notebook)
    log.add_action(notebook, item, "Signer le devis", pair.elu.id)
    log.add_action(notebook, item, "Classer les devis", pair.sgm.id)
    meetings.close(notebook, meeting)
    return meeting


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def page(work: AtWork, point: str) -> MeetingsPage:
    shown = work.go("meetings")
    assert isinstance(shown, MeetingsPage)
    work.window.activateWindow()
    work.qtbot.waitUntil(work.window.isActiveWindow)
    return shown


def rows(page: MeetingsPage) -> list[FoundRow]:
    QApplication.processEvents()
    return page.found.list.rows if page.found.isVisible() else []


def headings(page: MeetingsPage) -> list[str]:
    return [plain(row.heading) for row in rows(page)]


def choose(page: MeetingsPage, name: str, value: str) -> None:
    select = page.found.filters[name]
    select.set_value(value)
    select.box.activated.emit(select.box.currentIndex())


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_typing_finds_everything_with_its_type_its_day_and_its_subject(
    work: AtWork, page: MeetingsPage
) -> None:
    work.key(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.field.edit.hasFocus()
    work.type(page.field, "DEV")
    day = "vendredi 6 novembre, point hebdomadaire · Toiture de l’école"
    assert sorted(headings(page)) == [f"Action · {day}"] * 2 + [f"Convenu · {day}", f"Note · {day}"]
    assert not page.point_list.isVisible()
    marked = {text for row in rows(page) for text, found in row.pieces if found}
    assert marked == {"dev"}
    assert work.sees("4 résultats, du plus récent au plus ancien.")
    assert unnamed(page) == []


def test_escape_gives_the_list_back_then_leaves_the_field(work: AtWork, page: MeetingsPage) -> None:
    work.type(page.field, "devis")
    work.key(page.field.edit, Qt.Key.Key_Down)
    assert rows(page)[0].hasFocus()
    work.key(rows(page)[0], Qt.Key.Key_Escape)
    assert page.field.text() == ""
    assert page.field.edit.hasFocus()
    assert page.point_list.isVisible()
    assert not page.found.isVisible()
    work.key(page.field.edit, Qt.Key.Key_Escape)
    assert not page.field.edit.hasFocus()


def test_down_walks_the_results_and_up_comes_back_to_the_field(work: AtWork, page: MeetingsPage) -> None:
    work.type(page.field, "devis")
    work.key(page.field.edit, Qt.Key.Key_Down)
    work.key(rows(page)[0], Qt.Key.Key_Down)
    assert rows(page)[1].hasFocus()
    work.key(rows(page)[1], Qt.Key.Key_Up)
    work.key(rows(page)[0], Qt.Key.Key_Up)
    assert page.field.edit.hasFocus()


def test_enter_goes_to_the_point_and_its_subject_and_the_way_back_keeps_the_words(
    work: AtWork, page: MeetingsPage, point: str
) -> None:
    work.type(page.field, "devis")
    choose(page, "kind", "convenu")
    work.key(page.field.edit, Qt.Key.Key_Return)
    shown = work.page
    assert isinstance(shown, MeetingPage)
    assert shown.meeting_id == point
    assert shown.agenda is not None
    assert agenda.get(work.window.book, shown.agenda.current).title == "Toiture de l’école"
    work.window.way.go_back()
    back = work.page
    assert isinstance(back, MeetingsPage)
    assert back.field.text() == "devis"
    assert back.found.chosen() == {"kind": "convenu"}
    assert len(rows(back)) == 1


def test_enter_on_a_result_goes_there(work: AtWork, page: MeetingsPage, point: str) -> None:
    work.type(page.field, "budget")
    work.key(page.field.edit, Qt.Key.Key_Down)
    work.key(rows(page)[0], Qt.Key.Key_Return)
    assert work.page.name == "meeting"


def test_filters_by_type_person_and_year(work: AtWork, page: MeetingsPage, notebook: Notebook) -> None:
    work.type(page.field, "devis")
    choose(page, "kind", "action")
    assert len(rows(page)) == 2
    choose(page, "person", people.pair(notebook).sgm.id)
    assert [plain(row.accessibleName()).split(", ")[-1] for row in rows(page)] == ["Classer les devis"]
    assert work.sees("1 résultat.")
    choose(page, "year", "2026")
    assert len(rows(page)) == 1
    assert page.place_arguments()["year"] == "2026"
    work.key(page.field.edit, Qt.Key.Key_Escape)
    work.type(page.field, "devis")
    assert len(rows(page)) == 4  # a search begun anew is not narrowed by the one before


def test_nothing_says_what_was_sought_and_how_to_widen(
    work: AtWork, page: MeetingsPage, notebook: Notebook
) -> None:
    work.type(page.field, "xylophone")
    assert work.sees("Rien trouvé pour « xylophone ». Essayez un autre mot, ou le début d’un mot.")
    assert not page.found.unfilter.isVisible()
    work.key(page.field.edit, Qt.Key.Key_Return)
    assert work.page is page
    page.field.set_text("devis")
    choose(page, "kind", "correction")
    assert work.sees("Rien trouvé pour « devis » avec ces filtres. Sans eux : 4 résultats.")
    work.click("Retirer les filtres")
    assert len(rows(page)) == 4
    assert page.field.edit.hasFocus()
    assert page.found.chosen() == {}


def test_more_than_fifty_says_so(work: AtWork, notebook: Notebook, page: MeetingsPage) -> None:
    coming = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 27)).id
    item = agenda.add(notebook, coming, "Voirie").id
    for number in range(51):
        log.agree(notebook, item, f"Trottoir {number}")
    work.type(page.field, "trottoir")
    assert work.sees("Les 50 plus récents. Ajoutez un mot pour en voir moins.")
    assert work.sees(f"Voir les {MORE} suivants")


def test_an_action_without_a_point_leads_to_the_actions(
    work: AtWork, page: MeetingsPage, notebook: Notebook
) -> None:
    made = log.add_free_action(notebook, "Relire la charte", people.pair(notebook).elu.id).id
    log.set_state(notebook, made, ActionState.DONE)
    work.type(page.field, "charte", enter=True)
    shown = work.page
    assert isinstance(shown, MeetingsPage)
    assert shown.view.value() == "actions"
    assert not shown.found.isVisible()
    assert work.sees("Relire la charte")


def test_a_subject_that_waits_is_shown_where_it_waits(
    work: AtWork, page: MeetingsPage, notebook: Notebook
) -> None:
    made = agenda.send_to_next(notebook, "Cimetière", ItemSource.TYPED, "").id
    work.type(page.field, "cimetiere")
    assert headings(page) == ["Sujet · en attente du prochain point"]
    work.key(page.field.edit, Qt.Key.Key_Return)
    work.qtbot.waitUntil(lambda: focused() == f"unwait-{made}")
    assert page.point_list.waiting.isVisible()


def test_what_is_found_follows_a_change_taken_back(
    work: AtWork, page: MeetingsPage, notebook: Notebook
) -> None:
    agenda.send_to_next(notebook, "Cimetière", ItemSource.TYPED, "")
    item = agenda.waiting(notebook)[0].id
    work.type(page.field, "cimetière")
    assert len(rows(page)) == 1
    work.window.runner.do(lambda: agenda.remove(notebook, item))
    assert rows(page) == []
    work.undo()
    assert len(rows(page)) == 1


def test_what_was_found_is_in_sight_in_a_small_window(
    look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot
) -> None:
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 6)).id
    items = [agenda.add(notebook, meeting, f"Sujet {number}").id for number in range(8)]
    log.agree(notebook, items[-1], "Le devis Martin est retenu.")
    meetings.close(notebook, meeting)
    work = AtWork(notebook, child, qtbot, (910, 470))
    page = work.go("meetings", search="devis")
    assert isinstance(page, MeetingsPage)
    work.key(page.field.edit, Qt.Key.Key_Return)
    shown = work.page
    assert isinstance(shown, MeetingPage)

    def is_in_sight() -> bool:
        assert shown.detail is not None
        top = shown.detail.mapTo(shown.scroller.viewport(), shown.detail.rect().topLeft()).y()
        return 0 <= top < shown.scroller.viewport().height() // 2

    qtbot.waitUntil(is_in_sight)


def test_it_stands_in_a_small_window(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot,
                                     point: str) -> None:  # fmt: skip
    work = AtWork(notebook, child, qtbot, (910, 470))
    page = work.go("meetings", search="devis", kind="action")
    assert isinstance(page, MeetingsPage)
    assert len(rows(page)) == 2
    assert rows(page)[0].width() <= page.scroller.viewport().width()
    top = rows(page)[0].mapTo(page, rows(page)[0].rect().bottomLeft())
    assert top.y() < page.height()
