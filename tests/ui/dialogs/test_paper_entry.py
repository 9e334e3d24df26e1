from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.rounds import Origin, RoundState
from desk.core.scale import Answer
from desk.notebook import people, rounds, sheets, unsealing
from desk.notebook.book import Notebook, Session
from desk.ui.context import Context
from desk.ui.dialogs.opening import OpeningDialog, open_round
from desk.ui.dialogs.paper_entry import PaperEntryDialog, tally
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.widgets.text import Text
from tests.ui.accessible import unnamed
from tests.ui.conftest import Paper
from tests.ui.dialog_driver import accept, in_dialog


@pytest.fixture
def outside(notebook: Notebook) -> str:
    """p01 alone; the SGM's sheet on paper, the mayor's handed in on screen."""
    round_id = rounds.start(notebook, ["p01"]).id
    both = people.pair(notebook)
    elu, sgm = (people.unlock(notebook, person.id) for person in (both.elu, both.sgm))
    sheets.answer(notebook, elu, round_id, "p01s1", Answer.ALWAYS)
    sheets.hand_in(notebook, elu, round_id)
    sheets.declare_outside(notebook, sgm, round_id)
    return round_id


@pytest.fixture
def entry(
    context: Context, outside: str, notebook: Notebook, qtbot: QtBot
) -> Callable[[], tuple[PaperEntryDialog, Session]]:
    """The dialog for the SGM's sheet, open."""

    def make() -> tuple[PaperEntryDialog, Session]:
        sgm = people.pair(notebook).sgm
        session = people.unlock(notebook, sgm.id)
        dialog = PaperEntryDialog(context, sgm, session, rounds.get(notebook, outside), None)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog, session

    return make


Entry = Callable[[], tuple[PaperEntryDialog, Session]]


def test_one_key_per_answer_and_a_count_to_check(
    entry: Entry, outside: str, notebook: Notebook, qtbot: QtBot
) -> None:
    dialog, session = entry()
    assert unnamed(dialog) == []
    for key in "14s":
        qtbot.keyClicks(dialog, key)
    assert dialog.count.text() == "Saisi\u00a0: 3 sur 5"
    assert "touche 4\u00a0: 1" in dialog.tally.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Backspace)
    assert dialog.count.text() == "Saisi\u00a0: 2 sur 5"
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    for key in "0-3":
        qtbot.keyClicks(dialog, key)
    assert dialog.primary.isEnabled()
    qtbot.keyClicks(dialog, "1")
    assert len(dialog.entered) == 5, "a key too many is nothing"
    accept(dialog)
    assert dialog.result() == PaperEntryDialog.DialogCode.Accepted
    content = sheets.read(notebook, session, outside)
    assert content.answers == {
        "p01s1": Answer.NEVER,
        "p01s2": Answer.ALWAYS,
        "p01s3": Answer.UNKNOWN,
        "p01s5": Answer.MOSTLY,
    }
    assert set(content.origins.values()) == {Origin.PAPER}
    assert not rounds.sheet_is_outside(notebook, outside, Seat.SGM)


def test_buttons_do_what_keys_do(entry: Entry) -> None:
    dialog, _ = entry()
    dialog.buttons[Answer.MOSTLY].click()
    dialog.buttons[None].click()
    assert dialog.entered == [Answer.MOSTLY, None]
    dialog.back.click()
    assert dialog.entered == [Answer.MOSTLY]


def test_a_pdf_kept_by_its_author_is_read_instead(
    entry: Entry, outside: str, paper: Paper, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = "desk.ui.dialogs.form_files.QFileDialog.getOpenFileName"
    others = paper.ticked(outside, Seat.ELU, ["p01s1_0"], "autre.pdf")
    own = paper.ticked(outside, Seat.SGM, ["p01s1_0", "p01s3_so"])
    dialog, session = entry()
    monkeypatch.setattr(choose, lambda *_: (str(others), ""))
    dialog.read.click()
    assert dialog.entered == []
    assert "n’est pas celui de cette feuille" in dialog.count.text()
    monkeypatch.setattr(choose, lambda *_: (str(own), ""))
    dialog.read.click()
    accept(dialog)
    content = sheets.read(notebook, session, outside)
    assert content.answers == {"p01s1": Answer.NEVER, "p01s3": Answer.MOOT}
    assert set(content.origins.values()) == {Origin.PDF}


def test_the_opening_enters_the_paper_first(
    context: Context, outside: str, notebook: Notebook, qtbot: QtBot
) -> None:
    def present(dialog: OpeningDialog) -> None:
        for field in dialog.fields.values():
            field.click()  # type: ignore[union-attr]
        typed_in = in_dialog(PaperEntryDialog, typed)
        entered.append(typed_in)
        accept(dialog)

    def typed(dialog: PaperEntryDialog) -> None:
        for key in "44444":
            qtbot.keyClicks(dialog, key)
        accept(dialog)

    entered: list[list[str]] = []
    in_dialog(OpeningDialog, present)
    parent = Text("")
    qtbot.addWidget(parent)
    session = open_round(context, rounds.get(notebook, outside), parent)
    assert entered[0] == ["Saisir la feuille de la secrétaire générale"]
    assert session is not None
    assert rounds.get(notebook, outside).state is RoundState.OPENED
    views = unsealing.comparison(notebook, outside, session)
    assert views[0].statements[0].sgm is Answer.ALWAYS


def test_stopping_the_entry_opens_nothing(
    context: Context, outside: str, notebook: Notebook, qtbot: QtBot
) -> None:
    def present(dialog: OpeningDialog) -> None:
        for field in dialog.fields.values():
            field.click()  # type: ignore[union-attr]
        in_dialog(PaperEntryDialog, lambda entry: entry.reject())
        accept(dialog)

    in_dialog(OpeningDialog, present)
    parent = Text("")
    qtbot.addWidget(parent)
    assert open_round(context, rounds.get(notebook, outside), parent) is None
    assert rounds.get(notebook, outside).state is RoundState.FILLING
    assert rounds.sheet_is_outside(notebook, outside, Seat.SGM)
    QApplication.processEvents()


def test_the_tally_speaks_of_keys() -> None:
    assert tally([Answer.NEVER, Answer.NEVER, Answer.MOOT, None]) == (
        "touche 1 : 2 · touche S : 1 · 1\u00a0énoncé sans réponse"
    )
    assert tally([]) == ""


def test_f1_reads_the_practice_of_the_statement_and_nothing_entered_is_lost(
    entry: Callable[[], tuple[PaperEntryDialog, Session]], qtbot: QtBot
) -> None:
    dialog, _session = entry()
    qtbot.keyClicks(dialog, "42")
    before = list(dialog.entered)
    seen = in_dialog(ReadingDialog, lambda guide: qtbot.keyClick(guide, Qt.Key.Key_Escape))
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert seen == ["1. Tenir un rendez-vous régulier"]
    assert dialog.entered == before
    qtbot.keyClicks(dialog, "3")
    assert len(dialog.entered) == 3
