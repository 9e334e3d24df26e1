from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk.core.people import Person
from desk.notebook import people
from desk.notebook.book import Notebook, Session
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.dialogs.code import CodeDialog, ask_session
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed

CODE = "abricot bouleau cerise domino"


@pytest.fixture
def coded(context: Context) -> Person:
    """The SGM, with a code."""
    person = people.pair(context.book).sgm
    session = people.unlock(context.book, person.id)
    people.set_code(context.book, session, CODE)
    return people.pair(context.book).sgm


def dialog_shown() -> Dialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Dialog)
    return found


def opened_for(dialog: CodeDialog) -> str:
    return dialog.session.person_id if dialog.session else ""


def test_without_a_code_nothing_is_asked(context: Context) -> None:
    session = ask_session(context, people.pair(context.book).elu)
    assert session is not None
    assert session.is_open


def test_the_right_code_opens_and_a_wrong_one_is_said(context: Context, coded: Person, qtbot: QtBot) -> None:
    dialog = CodeDialog(context, coded)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Code de la secrétaire générale de mairie"
    qtbot.keyClicks(dialog.field.edit, "abricot bouleau cerise")
    dialog.accept()
    assert opened_for(dialog) == ""
    assert dialog.field.problem.text()
    dialog.field.set_text(CODE)
    dialog.accept()
    assert opened_for(dialog) == coded.id
    assert unnamed(dialog) == []


def echo(dialog: CodeDialog) -> QLineEdit.EchoMode:
    return dialog.field.edit.echoMode()


def test_a_code_is_seen_only_while_the_button_is_held(context: Context, coded: Person, qtbot: QtBot) -> None:
    dialog = CodeDialog(context, coded)
    qtbot.addWidget(dialog)
    dialog.show()
    toggle, hidden = dialog.field.toggle, QLineEdit.EchoMode.Password
    assert echo(dialog) == hidden
    assert toggle.accessibleName() == "Montrer\u00a0: Votre code"
    qtbot.mousePress(toggle, Qt.MouseButton.LeftButton)
    assert echo(dialog) == QLineEdit.EchoMode.Normal
    qtbot.mouseRelease(toggle, Qt.MouseButton.LeftButton)
    assert echo(dialog) == hidden
    toggle.setFocus()
    qtbot.keyPress(toggle, Qt.Key.Key_Space)
    assert echo(dialog) == QLineEdit.EchoMode.Normal
    qtbot.keyRelease(toggle, Qt.Key.Key_Space)
    assert echo(dialog) == hidden


def test_a_code_shown_is_hidden_again_when_the_keyboard_goes_elsewhere(
    context: Context, coded: Person, qtbot: QtBot
) -> None:
    dialog = CodeDialog(context, coded)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.field.toggle.setFocus()
    qtbot.keyPress(dialog.field.toggle, Qt.Key.Key_Space)
    dialog.field.edit.setFocus()
    assert echo(dialog) == QLineEdit.EchoMode.Password


def test_a_lost_code_is_told_with_what_it_costs(context: Context, coded: Person, qtbot: QtBot) -> None:
    dialog = CodeDialog(context, coded)
    qtbot.addWidget(dialog)
    lost = next(button for button in dialog.findChildren(LinkButton) if "perdu" in button.text())
    assert dialog.lost.isHidden()
    lost.click()
    assert not dialog.lost.isHidden()
    told = dialog.lost.text().replace("\u00a0", " ")
    for words in ("sont alors perdues", "dit à tous les deux", "Ce que vous avez convenu"):
        assert words in told


def test_giving_up_opens_nothing(context: Context, coded: Person) -> None:
    QTimer.singleShot(0, lambda: dialog_shown().reject())
    assert ask_session(context, coded) is None


def test_enter_in_the_field_tries_the_code_once(
    context: Context, coded: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    unlock = people.unlock

    def count(book: Notebook, person_id: str, code: str = "") -> Session:
        tried.append(code)
        return unlock(book, person_id, code)

    monkeypatch.setattr(people, "unlock", count)

    def type_code() -> None:
        dialog = dialog_shown()
        assert isinstance(dialog, CodeDialog)
        qtbot.keyClicks(dialog.field.edit, CODE)
        qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)

    QTimer.singleShot(0, type_code)
    session = ask_session(context, coded)
    assert session is not None
    assert session.person_id == coded.id
    assert tried == [CODE]


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("danger", [False, True])
def test_a_confirmation_says_what_is_done(danger: bool, qtbot: QtBot) -> None:
    def press(word: str) -> None:
        dialog = dialog_shown()
        assert unnamed(dialog) == []
        button = next(button for button in dialog.findChildren(Button) if button.text() == word)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, partial(press, "Remettre ma feuille"))
    assert confirm.ask(None, "Remettre ?", "Elle ne changera plus.", "Remettre ma feuille", danger=danger)
    QTimer.singleShot(0, partial(press, "Annuler"))
    assert not confirm.ask(None, "Remettre ?", "Elle ne changera plus.", "Remettre ma feuille", danger=danger)


@pytest.mark.usefixtures("look")
def test_what_is_only_told_closes() -> None:
    QTimer.singleShot(0, lambda: dialog_shown().accept())
    confirm.tell(None, "À savoir", "Une phrase.")
