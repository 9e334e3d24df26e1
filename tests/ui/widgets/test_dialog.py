"""Dialogs: high enough for all they say, and the keyboard goes back where it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.dialogs import confirm
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextField
from desk.ui.widgets.layout import VerticalScroll, column
from desk.ui.widgets.text import Text
from tests.ui.dialog_driver import in_dialog
from tests.ui.widgets.test_fields import TODAY

pytestmark = pytest.mark.usefixtures("look")
KINDS = ("Point hebdomadaire", "Point mensuel", "Préparation du conseil", "Bilan annuel", "Autre point")


def hidden_part(dialog: Dialog) -> int:
    """How many pixels of the body can only be scrolled to."""
    for _ in range(5):
        QApplication.processEvents()
    scroll = dialog.findChild(VerticalScroll)
    assert scroll is not None
    return max(scroll.verticalScrollBar().maximum(), scroll.inside.height() - scroll.viewport().height())


@pytest.fixture
def dialog(qtbot: QtBot) -> Dialog:
    made = Dialog("Prévoir un point", width=600)
    qtbot.addWidget(made)
    made.column.addWidget(ChoiceGroup("Quel point ?", [(kind, kind) for kind in KINDS], KINDS[0]))
    made.column.addWidget(DateField("Date", today=TODAY))
    made.column.addWidget(Text("Ce qui attend viendra de lui-même à l’ordre du jour. " * 2, "soft"))
    made.set_actions("Prévoir ce point")
    return made


def test_a_dialog_opens_with_all_its_rows_in_sight(dialog: Dialog) -> None:
    dialog.show()
    assert hidden_part(dialog) <= 0


def test_it_grows_with_what_appears_later(dialog: Dialog) -> None:
    dialog.show()
    assert hidden_part(dialog) <= 0
    before = dialog.height()
    dialog.findChildren(TextField)[0].set_error("Cette date est à plus de deux ans. " * 6)
    assert hidden_part(dialog) <= 0
    assert dialog.height() > before
    assert dialog.frameGeometry().bottom() <= dialog.screen().availableGeometry().bottom()


def test_past_the_screen_it_scrolls_to_what_is_wrong(dialog: Dialog) -> None:
    dialog.column.insertWidget(1, Text("Une longue explication. " * 400))
    dialog.show()
    dialog.activateWindow()
    assert hidden_part(dialog) > 0
    field = dialog.findChildren(TextField)[0]
    field.set_error("À remplir.")
    field.setFocus()
    assert hidden_part(dialog) > 0
    assert not field.problem.visibleRegion().isEmpty()


def test_the_keys_that_nothing_wants_scroll_and_a_field_keeps_its_own(dialog: Dialog, qtbot: QtBot) -> None:
    dialog.column.insertWidget(1, Text("Une longue explication. " * 400))
    dialog.show()
    dialog.activateWindow()
    assert hidden_part(dialog) > 0
    scroll = dialog.findChild(VerticalScroll)
    assert scroll is not None
    bar, primary = scroll.verticalScrollBar(), dialog.primary
    assert primary is not None
    primary.setFocus()
    bar.setValue(0)
    qtbot.keyClick(primary, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(primary, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(primary, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    qtbot.keyClick(primary, Qt.Key.Key_Home)
    assert bar.value() == 0
    assert dialog.isVisible()
    edit = dialog.findChildren(TextField)[0].edit
    edit.setFocus()
    edit.setText("12/03")
    before = bar.value()
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    assert (edit.cursorPosition(), bar.value()) == (0, before)
    qtbot.keyClick(edit, Qt.Key.Key_End)
    assert (edit.cursorPosition(), bar.value()) == (5, before)


def test_enter_refuses_what_cannot_be_taken_back(qtbot: QtBot) -> None:
    answers: list[bool] = []
    for undoable in (False, True):
        seen = in_dialog(
            Dialog, lambda dialog: QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
        )
        answers.append(
            confirm.ask(None, "Remettre ?", "Elle ne changera plus.", "Remettre", undoable=undoable)
        )
        assert seen == ["Remettre\u202f?"]
    assert answers == [False, True]


def test_the_keyboard_goes_back_to_the_opener_or_its_page_never_to_the_navigation(qtbot: QtBot) -> None:
    window, page = QWidget(), QWidget()
    page.setObjectName("page")
    sides = column(window)
    sides.addWidget(Button("Navigation"))
    sides.addWidget(page)
    inside = column(page)
    opener = Button("Ouvrir", lambda: confirm.tell(window, "Un mot", "Voilà."))
    inside.addWidget(opener)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    opener.setFocus()
    seen = in_dialog(Dialog, lambda dialog: dialog.accept())
    opener.click()
    assert seen
    assert window.focusWidget() is opener
    seen = in_dialog(Dialog, lambda _dialog: opener.hide())
    opener.click()
    assert seen
    assert window.focusWidget() is page
