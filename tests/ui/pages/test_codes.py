"""Personal codes as people meet them: changed, lost, typed another way, of someone who has left."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.rounds import RoundState, SheetState
from desk.core.scale import Answer
from desk.notebook import rounds, sheets
from desk.notebook.book import Notebook
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.opening import OpeningDialog
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.dialogs.paper_entry import PaperEntryDialog
from desk.ui.pages.sheet import SheetPage, Stage
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.pages.conftest import CODES, fill, put_code, session_of
from tests.ui.pages.test_sheet import at_door, open_with

ANOTHER = "ardoise prairie bouton cerise"


@pytest.fixture
def begun(notebook: Notebook, round_id: str) -> str:
    """The mayor's sheet under their code, one answer and one note in it."""
    put_code(notebook, Seat.ELU)
    session = session_of(notebook, Seat.ELU, CODES[Seat.ELU])
    sheets.answer(notebook, session, round_id, "p01s1", Answer.ALWAYS)
    sheets.note(notebook, session, round_id, "p01s1", "à dire au point")
    return round_id


def in_commune(window: Window, words: str) -> Button:
    """That button of the mayor's card, on « La commune et nous »."""
    window.go("commune")
    found = [each for each in window.page.findChildren(Button) if each.accessibleName().startswith(words)]
    return next(each for each in found if each.accessibleName().endswith("le maire"))


def give(code: str, dialog: CodeDialog) -> None:
    dialog.field.edit.setText(code)
    accept(dialog)


def choose(code: str, dialog: OwnCodeDialog) -> None:
    dialog.code.set_text(code)
    dialog.again.set_text(code)
    accept(dialog)


def said_at(page: SheetPage, code: str) -> str:
    """What is said under the field when that code is tried at the mayor's door."""
    said: list[str] = []

    def attempt(dialog: CodeDialog) -> None:
        give(code, dialog)
        said.append(dialog.field.problem.text())

    in_dialog(CodeDialog, attempt)
    button(page, "Oui, ouvrir ma feuille").click()
    return said[0]


@pytest.mark.parametrize(
    "typed", ["CHEVAL lune papier vent", "cheval-lune-papier-vent", " chéval  lune papier vent "]
)
def test_capitals_accents_and_hyphens_do_not_count(window: Window, begun: str, typed: str) -> None:
    page = at_door(window)
    open_with(typed, page)
    assert page._stage is Stage.FILLING


def test_a_changed_code_opens_the_same_sheet_and_the_old_one_nothing(window: Window, begun: str) -> None:
    in_dialog(CodeDialog, partial(give, CODES[Seat.ELU]))
    change = in_commune(window, "Changer le code")
    # the second dialog opens when the first is accepted
    asked = in_dialog(OwnCodeDialog, partial(choose, ANOTHER))
    change.click()
    assert asked
    page = at_door(window)
    assert "pas le bon code" in said_at(page, CODES[Seat.ELU])
    assert "Énoncé" not in words_of(page)
    open_with(ANOTHER, page)
    assert page.filling is not None
    assert page.filling.course.answered_count == 1
    page.filling.go("p01s1")
    assert page.filling.note.text.text() == "à dire au point"


def test_a_lost_code_costs_that_sheet_alone_and_both_are_told_at_the_opening(
    window: Window, begun: str, notebook: Notebook
) -> None:
    fill(notebook, begun, Seat.SGM, "2")
    told: list[str] = []

    def agree(dialog: Dialog) -> None:
        told.append(words_of(dialog).replace("\u00a0", " ").replace("\u202f", " "))
        accept(dialog)

    in_dialog(Dialog, agree)
    in_commune(window, "Code perdu").click()
    assert "les feuilles et les notes privées de cette personne sont alors perdues" in told[0]
    assert "dit à tous les deux au moment d’ouvrir" in told[0]
    states = rounds.sheet_states(notebook, begun)
    assert states == {Seat.ELU: SheetState.NEW, Seat.SGM: SheetState.HANDED_IN}
    page = at_door(window)
    button(page, "Oui, ouvrir ma feuille").click()
    assert page._stage is Stage.NOTICE, "an empty sheet, without a code, to begin again"
    window.go("regards")
    fill(notebook, begun, Seat.ELU, "1")
    window.go("regards")
    seen: list[str] = []
    in_dialog(OpeningDialog, lambda dialog: seen.append(words_of(dialog)))
    button(window.page, "Ouvrir ensemble").click()
    assert "Le code de M. Rey a été remplacé le" in seen[0].replace("\u00a0", " ")
    assert "comme un code perdu" in seen[0]


def test_giving_up_after_one_paper_was_entered_opens_nothing_and_says_what_is_kept(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    for seat in Seat:
        sheets.declare_outside(notebook, session_of(notebook, seat), round_id)
    entered: list[str] = []

    def present(dialog: OpeningDialog) -> None:
        for box in dialog.fields.values():
            box.click()  # type: ignore[union-attr]
        in_dialog(PaperEntryDialog, enter)
        accept(dialog)

    def enter(dialog: PaperEntryDialog) -> None:
        entered.append(dialog.windowTitle())
        qtbot.keyClicks(dialog, "2" * len(dialog.statements))
        in_dialog(PaperEntryDialog, give_up)
        accept(dialog)

    def give_up(dialog: PaperEntryDialog) -> None:
        entered.append(dialog.windowTitle())
        dialog.reject()

    window.go("regards")
    in_dialog(OpeningDialog, present)
    button(window.page, "Ouvrir ensemble").click()
    assert len(entered) == 2
    assert rounds.get(notebook, round_id).state is RoundState.FILLING
    assert rounds.ready(notebook, round_id)
    assert "Rien n’est ouvert" in window.messages.text.text()
