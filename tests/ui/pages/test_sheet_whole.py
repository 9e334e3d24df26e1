"""A practice on one page: keys, arrows, Tab, scrolling, coming back, notes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.scale import Answer
from desk.notebook import sheets
from desk.notebook.book import Notebook
from desk.ui.pages.sheet import SheetPage
from desk.ui.pages.sheet_filling import Filling
from desk.ui.window import Window
from tests.ui.accessible import unnamed
from tests.ui.conftest import Memory
from tests.ui.dialog_driver import button, words_of
from tests.ui.pages.conftest import CODES, put_code, session_of
from tests.ui.pages.test_sheet import at_door, inside, open_with, press


@pytest.fixture
def filling(window: Window, round_id: str, qtbot: QtBot) -> Filling:
    """The mayor's sheet, on a whole page."""
    opened = inside(window, qtbot)
    button(window.page, "Toute la page").click()
    return opened


def answers(book: Notebook, round_id: str) -> dict[str, Answer]:
    return sheets.read(book, session_of(book, Seat.ELU), round_id).answers


def in_sight(window: Window, filling: Filling) -> bool:
    """Whether the whole card of the statement where we are is seen."""
    QApplication.processEvents()
    QApplication.processEvents()
    seen = window.page.scroller.viewport()
    top = filling.card.mapTo(seen, filling.card.rect().topLeft()).y()
    return top >= 0 and top + filling.card.height() <= seen.height()


def test_a_page_shows_every_statement_of_the_practice_and_its_answers(
    window: Window, filling: Filling
) -> None:
    assert list(filling.asking.rows) == ["p01s1", "p01s2", "p01s3", "p01s4"]
    said = words_of(window.page)
    assert "Tenir un rendez-vous régulier · pratique 1 sur 3" in said
    assert all(f"Énoncé {place} sur 12 · Au cours des trois derniers mois" in said for place in "1234")
    assert unnamed(window.page) == []
    cleared = filling.asking.rows["p01s3"].clear_button.accessibleName()
    assert cleared == "Effacer cette réponse\u00a0: énoncé 3 sur 12", "told apart by ear"
    for row in filling.asking.rows.values():
        assert len([each for each in row.choices.group.buttons.values() if each.isVisible()]) == 6


def test_keys_answer_the_statement_that_has_the_keyboard_and_the_page_follows(
    window: Window, filling: Filling, notebook: Notebook, round_id: str, qtbot: QtBot
) -> None:
    for place, key in enumerate("12340s123"):
        assert filling.card.choices.hasFocus()
        assert in_sight(window, filling), f"statement {place + 1}"
        press(qtbot, filling, key)
    assert [each.value for each in answers(notebook, round_id).values()] == [
        *"0123", "nsp", "so", *"012",
    ]  # fmt: skip
    assert filling.current == "p08s2"
    assert list(filling.asking.rows) == ["p08s1", "p08s2", "p08s3", "p08s4"]
    assert filling.progress.text() == "Énoncé 10 sur 12 · 9\u00a0réponses"


def test_arrows_and_tab_move_and_what_is_typed_goes_where_the_keyboard_is(
    filling: Filling, notebook: Notebook, round_id: str, qtbot: QtBot
) -> None:
    qtbot.keyClick(filling.card.choices, Qt.Key.Key_Right)
    qtbot.keyClick(filling.card.choices, Qt.Key.Key_Right)
    assert filling.current == "p01s3"
    qtbot.keyClick(filling.card.choices, Qt.Key.Key_Left)
    assert filling.current == "p01s2"
    for _ in range(2):  # from the question to its answers, then to the next question
        qtbot.keyClick(filling.window().focusWidget(), Qt.Key.Key_Tab)
    assert filling.current == "p01s3"
    assert filling.card.choices.hasFocus()
    press(qtbot, filling, "2")
    assert answers(notebook, round_id) == {"p01s3": Answer.SOMETIMES}


def test_a_click_answers_that_very_statement_and_nothing_moves_under_the_mouse(
    window: Window, filling: Filling, notebook: Notebook, round_id: str, qtbot: QtBot
) -> None:
    wanted = filling.asking.rows["p01s2"].choices.group.buttons["3"]
    before = window.page.scroller.verticalScrollBar().value()
    qtbot.mousePress(wanted, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert filling.current == "p01s2"
    assert window.page.scroller.verticalScrollBar().value() == before
    qtbot.mouseRelease(wanted, Qt.MouseButton.LeftButton)
    assert answers(notebook, round_id) == {"p01s2": Answer.ALWAYS}
    assert filling.current == "p01s3"
    filling.asking.rows["p01s2"].clear_button.click()
    assert answers(notebook, round_id) == {}
    assert filling.current == "p01s2"


def test_coming_back_is_to_the_page_and_the_very_statement_and_no_setting_says_so(
    window: Window, filling: Filling, notebook: Notebook, round_id: str, qtbot: QtBot
) -> None:
    press(qtbot, filling, "44444")
    assert filling.current == "p02s2"
    window.go("guide")
    again = inside(window, qtbot)
    assert again is not filling
    assert again.course.whole
    assert again.current == "p02s2"
    assert again.card.choices.hasFocus()
    assert isinstance(window.settings, Memory)
    assert window.settings.kept == {}
    button(window.page, "Un énoncé à la fois").click()
    assert again.current == "p02s2"
    window.go("guide")
    assert not inside(window, qtbot).course.whole


def test_practices_are_turned_and_the_optional_statement_joins_its_page(
    window: Window, filling: Filling, qtbot: QtBot
) -> None:
    button(window.page, "Pratique suivante").click()
    assert list(filling.asking.rows) == ["p02s1", "p02s2", "p02s3", "p02s4"]
    filling.optional.click()
    assert list(filling.asking.rows)[-1] == "p02s5"
    assert filling.current == "p02s5"
    button(window.page, "Pratique précédente").click()
    assert filling.current == "p01s1"
    assert not filling.previous.isEnabled()


def test_a_note_is_written_on_the_statement_it_was_asked_from(
    window: Window, notebook: Notebook, round_id: str, qtbot: QtBot
) -> None:
    put_code(notebook, Seat.ELU)
    page = at_door(window)
    assert isinstance(page, SheetPage)
    open_with(CODES[Seat.ELU], page)
    button(page, "Commencer").click()
    button(page, "Toute la page").click()
    filling = page.filling
    assert filling is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    filling.asking.rows["p01s3"].note_button.click()
    assert filling.current == "p01s3"
    note = filling.note.text.edit
    assert window.focusWidget() is note
    assert "Sur : Les sujets à aborder" in words_of(page).replace("\u00a0", " ").replace("\u202f", " ")
    qtbot.keyClicks(note, "avant le point")
    filling.asking.rows["p01s1"].choices.focus_answer()
    assert filling.current == "p01s1"
    assert note.toPlainText() == ""
    assert filling.asking.rows["p01s3"].note_button.text() == "Note privée écrite"
    content = sheets.read(notebook, session_of(notebook, Seat.ELU, CODES[Seat.ELU]), round_id)
    assert content.notes == {"p01s3": "avant le point"}


def test_a_note_that_cannot_be_written_keeps_the_answer_out_too(
    window: Window, notebook: Notebook, round_id: str, qtbot: QtBot
) -> None:
    put_code(notebook, Seat.ELU)
    page = at_door(window)
    open_with(CODES[Seat.ELU], page)
    button(page, "Commencer").click()
    button(page, "Toute la page").click()
    filling = page.filling
    assert filling is not None
    filling.note.text.edit.setPlainText("x" * 4001)
    filling.asking.rows["p01s3"].choices.group.buttons["2"].click()
    assert filling.current == "p01s1"
    content = sheets.read(notebook, session_of(notebook, Seat.ELU, CODES[Seat.ELU]), round_id)
    assert content.answers == {}
    assert filling.asking.rows["p01s3"].choices.group.value() is None, "nothing is shown that is not kept"
    assert "trop longue" in window.messages.text.text()
    filling.note.text.edit.setPlainText("")  # else the window asks before it goes


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 680, 1.0), (910, 470, 1.0), (1280, 680, 2.0)])
def test_nothing_is_cut_and_where_we_are_is_in_sight(
    window: Window, round_id: str, qtbot: QtBot, width: int, height: int, scale: float
) -> None:
    window.resize(width, height)
    window.set_scale(scale)
    filling = inside(window, qtbot)
    press(qtbot, filling, "123")
    button(window.page, "Toute la page").click()
    assert filling.current == "p01s4"
    for _ in range(4):
        QApplication.processEvents()
    for row in filling.asking.rows.values():
        assert row.choices.height() >= row.choices.heightForWidth(row.choices.width())
    seen = window.page.scroller.viewport()
    top = filling.card.mapTo(seen, filling.card.rect().topLeft()).y()
    fits = filling.card.height() <= seen.height()
    assert in_sight(window, filling) if fits else 0 <= top < seen.height() // 4
    assert window.page.scroller.horizontalScrollBar().maximum() == 0
