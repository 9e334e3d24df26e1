from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.commune import Commune
from desk.core.meetings import MeetingKind
from desk.notebook import meetings, people
from desk.notebook.book import Notebook, Topic
from desk.ui.context import Context
from desk.ui.navigation import SECTIONS
from desk.ui.pages import PAGES
from desk.ui.pages.guide import GuidePage
from desk.ui.pages.meetings import MeetingsPage
from desk.ui.pages.report import ReportPage
from desk.ui.way_back import MOST, Place
from desk.ui.window import Window
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import button

BACK = "Revenir à\u00a0: "


@pytest.fixture
def shown(window: Window, qtbot: QtBot) -> Window:
    """The window, ready for keys."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_from_when_not_to_use_it_one_comes_back_where_one_was(shown: Window) -> None:
    shown.go("guide_page", page_id="quand-ne-pas")
    assert shown.page.title() == "Quand ne pas utiliser cet outil"
    assert shown.page.way_back.text() == f"{BACK}Regards croisés"
    assert shown.page.way_back.isVisible()
    shown.page.way_back.click()
    assert shown.page.name == "regards"
    assert not shown.page.way_back.isVisible()


def test_the_search_is_there_again_with_the_keyboard_on_the_same_passage(shown: Window, qtbot: QtBot) -> None:
    shown.go("guide")
    page = shown.page
    assert isinstance(page, GuidePage)
    page.field.set_text("conseil")
    QApplication.processEvents()
    page.found.rows[3].setFocus()
    shown_words = [row.accessibleName() for row in page.found.rows]
    qtbot.keyClick(page.found.rows[3], Qt.Key.Key_Return)
    assert shown.page is not page
    qtbot.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    page = shown.page
    assert isinstance(page, GuidePage)
    assert page.field.text() == "conseil"
    assert [row.accessibleName() for row in page.found.rows] == shown_words
    assert shown.focusWidget() is page.found.rows[3]


def test_one_comes_back_to_the_line_one_was_reading(shown: Window, qtbot: QtBot) -> None:
    shown.go("practice", practice_id="p02")
    bar = shown.page.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(400)
    shown.go("guide_page", page_id="glossaire")
    shown.way.go_back()
    qtbot.waitUntil(lambda: shown.page.scroller.verticalScrollBar().value() == 400)


def test_going_on_to_where_one_came_from_is_going_back(shown: Window) -> None:
    shown.go("guide")
    shown.go("practice", practice_id="p01")
    button(shown.page, "Tout le guide").click()
    assert shown.page.name == "guide"
    shown.way.go_back()
    assert shown.page.name == "regards"
    shown.go("guide")
    shown.go("practice", practice_id="p02")
    shown.go("practice", practice_id="p02", anchor="pieges")
    assert shown.page.way_back.text() == f"{BACK}Guide"


def test_a_section_begins_anew(shown: Window, qtbot: QtBot) -> None:
    shown.go("guide_page", page_id="origine")
    shown.navigation.buttons["guide"].click()
    assert not shown.page.way_back.isVisible()
    shown.way.go_back()
    assert shown.page.name == "guide"
    shown.go("practice", practice_id="p01")
    qtbot.keyClick(shown, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not shown.page.way_back.isVisible()


def test_the_first_screen_of_a_section_offers_no_way_back_but_the_key_works(
    shown: Window, qtbot: QtBot
) -> None:
    for name, _label in SECTIONS:
        shown.go("guide_page", page_id="origine")
        assert shown.page.way_back.isVisible()
        shown.go(name)
        assert not shown.page.way_back.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.page.name == "guide_page"


def test_a_section_shows_its_first_screen_even_after_a_search(shown: Window) -> None:
    shown.go("guide", search="conseil")
    shown.navigation.buttons["guide"].click()
    page = shown.page
    assert isinstance(page, GuidePage)
    assert page.field.text() == ""
    assert page.home.isVisible()


def test_the_way_back_is_kept_through_another_look(shown: Window) -> None:
    shown.go("guide_page", page_id="origine")
    shown.set_scale(1.5)
    assert shown.page.way_back.text() == f"{BACK}Regards croisés"
    shown.way.go_back()
    assert shown.page.name == "regards"
    shown.set_scale(1.0)


def test_long_titles_are_cut_at_a_word() -> None:
    place = Place("meeting", {}, "Point hebdomadaire du vendredi 27 novembre", "", 0)
    assert place.short_title == "Point hebdomadaire du …"
    assert Place("today", {}, "Aujourd’hui", "", 0).short_title == "Aujourd’hui"


def test_only_the_last_screens_are_remembered(shown: Window) -> None:
    for number in range(MOST + 10):
        shown.go("practice", practice_id=f"p{number % 10 + 1:02}")
    assert len(shown.way._left) == MOST


def test_a_commune_renamed_meanwhile_does_not_matter(shown: Window, notebook: Notebook) -> None:
    shown.go("commune")
    shown.go("guide_page", page_id="origine")
    commune = people.commune(notebook)
    people.update_commune(notebook, Commune("Le Blanc", commune.insee, 400, "CDG 36", ""))
    shown.runner.changed.emit(frozenset({Topic.COMMUNE}))
    shown.way.go_back()
    assert shown.page.name == "commune"


def test_every_page_that_says_so_can_show_a_way_back(shown: Window, context: Context) -> None:
    assert context.book is shown.book
    for name in ("guide", "practice", "guide_page"):
        assert name in PAGES
    shown.go("guide_page", page_id="origine")
    assert unnamed(shown) == []


def test_the_actions_looked_at_are_there_again_after_their_point(
    shown: Window, notebook: Notebook, today: date
) -> None:
    meeting_id = meetings.plan(notebook, MeetingKind.WEEKLY, today).id
    shown.go("meetings", view="actions")
    page = shown.page
    assert isinstance(page, MeetingsPage)
    page.action_list.state.buttons["faites"].click()
    shown.go("meeting", meeting_id=meeting_id)
    shown.go("meetings")
    page = shown.page
    assert isinstance(page, MeetingsPage)
    assert page.action_list.isVisible()
    assert page.action_list.filters() == {"owner": "toutes", "state": "faites"}


def test_a_period_chosen_for_the_bilan_is_there_again_after_a_look_elsewhere(shown: Window) -> None:
    shown.go("report")
    page = shown.page
    assert isinstance(page, ReportPage)
    page.choice.buttons["6"].click()
    kept = page.period()
    shown.go("guide_page", page_id="origine")
    shown.way.go_back()
    page = shown.page
    assert isinstance(page, ReportPage)
    assert page.period() == kept
