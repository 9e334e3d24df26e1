from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.assistant import Assistant
from desk.ui.dialogs import confirm
from desk.ui.reception import Reception
from desk.ui.widgets.dialog import Dialog
from tests.ui.dialog_driver import accept, in_dialog, words_of

OTHER = Path("/ailleurs/autre.binome")


class Desk:
    """A program that shows one widget and opens notebooks."""

    def __init__(self, shown: QWidget | None) -> None:
        self.shown, self.opened = shown, list[Path]()
        self.reception = Reception(lambda: self.shown, self.opened.append)


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot) -> Desk:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return Desk(window)


def test_the_window_comes_out_of_the_task_bar(desk: Desk, qtbot: QtBot) -> None:
    window = desk.shown
    assert window is not None
    window.setWindowState(Qt.WindowState.WindowMaximized)
    window.showMinimized()
    assert desk.reception.asked(None)
    assert (window.isMaximized(), window.isMinimized()) == (True, False)
    qtbot.waitUntil(window.isActiveWindow)
    assert desk.opened == []


def test_another_notebook_is_opened_after_the_answer(desk: Desk, qtbot: QtBot) -> None:
    assert desk.reception.asked(OTHER)
    assert desk.opened == []  # the other program is answered first: opening may ask something
    qtbot.waitUntil(lambda: desk.opened == [OTHER])


def test_the_last_one_asked_for_counts(desk: Desk, qtbot: QtBot) -> None:
    desk.reception.asked(Path("/a.binome"))
    desk.reception.asked(OTHER)
    qtbot.waitUntil(lambda: desk.opened != [])
    qtbot.wait(250)
    assert desk.opened == [OTHER]


def test_a_dialog_is_left_in_peace(desk: Desk, qtbot: QtBot) -> None:
    seen: list[list[Path]] = []

    def later(dialog: Dialog) -> None:
        assert desk.reception.asked(OTHER)
        qtbot.wait(400)
        assert QApplication.activeModalWidget() is dialog
        seen.append(list(desk.opened))
        accept(dialog)

    in_dialog(Dialog, later)
    confirm.tell(desk.shown, "Un instant", "Quelque chose est en cours.")
    assert seen == [[]]
    qtbot.waitUntil(lambda: desk.opened == [OTHER])


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_a_menu_is_left_in_peace(desk: Desk, qtbot: QtBot) -> None:
    menu, seen = QMenu(desk.shown), list[list[Path]]()
    menu.addAction("Rien")

    def later() -> None:
        desk.reception.asked(OTHER)
        QTimer.singleShot(400, close)

    def close() -> None:
        seen.append(list(desk.opened))
        menu.close()

    QTimer.singleShot(0, later)
    QTimer.singleShot(0, menu.exec)
    qtbot.waitUntil(lambda: desk.opened == [OTHER])
    assert seen == [[]]


def test_a_dialog_alone_at_the_start_comes_forward(look: QApplication, qtbot: QtBot) -> None:
    desk = Desk(None)
    said: list[bool] = []
    in_dialog(Dialog, lambda dialog: said.append(desk.reception.asked(None)))
    confirm.tell(None, "Carnet déjà ouvert", "Il est ouvert ailleurs.")
    assert said == [True]


def test_nothing_to_show_is_said(look: QApplication) -> None:
    assert Desk(None).reception.asked(None) is False
    assert Desk(QWidget()).reception.asked(OTHER) is False


@pytest.mark.parametrize("agrees", [True, False])
def test_what_is_being_typed_in_the_assistant_is_not_lost_unasked(
    agrees: bool, look: QApplication, qtbot: QtBot, today: date, tmp_path: Path
) -> None:
    assistant = Assistant(today, tmp_path, lambda _folder: False)
    qtbot.addWidget(assistant)
    assistant.show()
    desk = Desk(assistant)
    desk.reception.asked(OTHER)
    qtbot.waitUntil(lambda: desk.opened == [OTHER])  # nothing was begun
    desk.opened.clear()
    assistant.show_step(0)
    assistant.commune.name.set_text("Valmont")
    told: list[str] = []

    def answer(dialog: Dialog) -> None:
        told.append(words_of(dialog))
        if agrees:
            accept(dialog)

    seen = in_dialog(Dialog, answer)
    desk.reception.asked(OTHER)
    qtbot.waitUntil(lambda: seen != [])
    qtbot.wait(50)
    assert "autre.binome" in told[0]
    assert desk.opened == ([OTHER] if agrees else [])
    assert any(edit.text() == "Valmont" for edit in assistant.findChildren(QLineEdit))
