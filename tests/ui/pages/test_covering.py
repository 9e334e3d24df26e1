"""Someone comes in while a dialog lies over a sheet or a comparison: F9 hides all of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.rounds import SheetState
from desk.notebook import people, rounds, unsealing
from desk.notebook.book import Notebook
from desk.ui import handover
from desk.ui.dialogs import returned_form
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.pages.comparison import ComparisonPage
from desk.ui.pages.sheet import SheetPage, Stage
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.dialog_driver import button, words_of
from tests.ui.in_turn import in_turn
from tests.ui.pages.conftest import fill, session_of
from tests.ui.pages.test_sheet import inside, press


@pytest.fixture
def compared(window: Window, notebook: Notebook, round_id: str) -> ComparisonPage:
    """Open on screen, without codes."""
    fill(notebook, round_id, Seat.ELU, "3323")
    fill(notebook, round_id, Seat.SGM, "3131")
    unsealing.open_together(notebook, round_id, *(session_of(notebook, seat) for seat in Seat))
    ticket = handover.keep(session_of(notebook, Seat.ELU))
    window.go("comparison", round_id=round_id, session=ticket)
    assert isinstance(window.page, ComparisonPage)
    return window.page


def test_f9_over_the_question_that_counts_the_answers_hides_it_and_the_sheet(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "43")

    def come_in(dialog: Dialog) -> None:
        assert "2 énoncés" in words_of(dialog).replace("\u00a0", " ")
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F9)
        assert not dialog.isVisible()

    in_turn(come_in)
    button(filling, "Remettre ma feuille").click()
    page = window.page
    assert isinstance(page, SheetPage)
    assert page._stage is Stage.HIDDEN
    assert page.visit.session is None
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.STARTED


def test_f9_hides_a_code_being_chosen(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    modes: list[QLineEdit.EchoMode] = []

    def come_in(dialog: OwnCodeDialog) -> None:
        modes.append(dialog.code.edit.echoMode())
        qtbot.keyClick(dialog.again.edit, Qt.Key.Key_F9)
        modes.append(dialog.code.edit.echoMode())
        dialog.reject()

    in_turn(come_in)
    filling.note.invitation.click()
    assert modes == [QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password]
    assert "masquée" in words_of(window.page)
    window.go("commune")
    found = [each for each in window.page.findChildren(Button) if each.text() == "Mettre un code"]
    in_turn(come_in)
    found[0].click()
    assert modes[2:] == modes[:2]
    assert not people.pair(notebook).elu.has_code


def test_f9_over_a_question_of_the_comparison_hides_it(compared: ComparisonPage, qtbot: QtBot) -> None:
    in_turn(lambda dialog: qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F9))
    compared.printing.click()
    assert compared.opened.session is None
    assert "Vos deux regards sont masqués" in words_of(compared)


def test_f9_leaves_a_dialog_alone_where_nothing_is_confidential(window: Window, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def type_on(dialog: Dialog) -> None:
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F9)
        seen.append(dialog.isVisible())
        dialog.reject()

    window.go("regards")
    in_turn(type_on)
    button(window.page, "Commencer des regards croisés").click()
    assert seen == [True]


def test_hiding_takes_away_what_was_just_said_of_the_sheet(
    window: Window, round_id: str, qtbot: QtBot, compared: ComparisonPage
) -> None:
    window.messages.note("Votre formulaire est repris.")
    compared.hide_comparison()
    assert window.messages.isHidden()
    assert window.messages.text.text() == window.messages.accessibleName() == ""


def test_a_file_is_not_looked_for_where_the_person_before_found_theirs(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[str] = []

    def choose(_parent: object, _title: str, folder: str, _kind: str) -> tuple[str, str]:
        begun.append(folder)
        return str(tmp_path / "ailleurs" / "feuille.pdf"), ""

    monkeypatch.setattr("desk.ui.dialogs.returned_form.QFileDialog.getOpenFileName", choose)
    for _ in range(2):
        returned_form.choose_file(window)
    assert begun[0] == begun[1] != ""
