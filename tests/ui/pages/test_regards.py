from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.rounds import RoundState, SheetState
from desk.core.scale import Answer
from desk.notebook import rounds, sheets, unsealing
from desk.notebook.book import Notebook
from desk.ui.dialogs.code import CodeField
from desk.ui.dialogs.new_round import NewRoundDialog
from desk.ui.dialogs.opening import OpeningDialog
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.pages.comparison import ComparisonPage
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.pages.conftest import CODES, fill, put_code, session_of
from tests.ui.paper_driver import keeping


def test_without_a_round_it_says_what_it_is_and_when_not_to(window: Window) -> None:
    said = words_of(window.page)
    assert "ni une évaluation ni un diagnostic" in said
    assert "facultatif, pour l’un comme pour l’autre" in said
    seen = in_dialog(ReadingDialog, accept)
    button(window.page, "Quand ne pas l’utiliser").click()
    assert seen == ["Quand ne pas utiliser cet outil"]
    assert window._place[0] == "regards", "read over it: the place is kept"


def test_beginning_proposes_three_practices_and_counts_the_minutes(
    window: Window, notebook: Notebook
) -> None:
    def begin(dialog: NewRoundDialog) -> None:
        assert unnamed(dialog) == []
        assert "votre choix commun" in words_of(dialog)
        assert "C’est facultatif" in words_of(dialog)
        assert dialog.picked() == ["p01", "p02", "p08"]
        assert dialog.size_text.text().startswith("12\u00a0énoncés par feuille, environ 4\u00a0minutes")
        dialog.boxes["p05"].click()
        assert "16\u00a0énoncés" in dialog.size_text.text()
        dialog.boxes["p05"].click()
        accept(dialog)

    seen = in_dialog(NewRoundDialog, begin)
    button(window.page, "Commencer des regards croisés").click()
    assert seen
    round_ = rounds.current(notebook)
    assert round_ is not None
    assert [each.practice_id for each in round_.practices] == ["p01", "p02", "p08"]
    assert window.page.title() == "Regards croisés, automne 2026"
    assert window.page.heading.text() == "Regards croisés, automne 2026"
    assert "automne 2026" in window.windowTitle()


def test_each_door_leads_to_its_own_sheet(window: Window, round_id: str) -> None:
    window.go("regards")
    button(window.page, "Feuille de la secrétaire générale").click()
    assert window._place == ("sheet", {"seat": "sgm"})


def test_a_sheets_state_is_said_in_words_and_no_more(
    window: Window, round_id: str, notebook: Notebook
) -> None:
    session = session_of(notebook, Seat.ELU)
    for statement in ("p01s1", "p01s2", "p01s3"):
        sheets.answer(notebook, session, round_id, statement, Answer.ALWAYS)
    window.go("regards")
    said = words_of(window.page)
    assert "En cours" in said
    assert "Pas commencée" in said
    assert "3" not in said.replace("\u00a0", " ")


def test_opening_waits_for_both_and_says_why(window: Window, round_id: str, notebook: Notebook) -> None:
    window.go("regards")
    assert not button(window.page, "Ouvrir ensemble").isEnabled()
    assert "Aucune ne l’est encore" in words_of(window.page)
    fill(notebook, round_id, Seat.ELU, "3")
    window.go("regards")
    assert "Il reste celle de la secrétaire générale" in words_of(window.page)
    fill(notebook, round_id, Seat.SGM, "3")
    window.go("regards")
    assert button(window.page, "Ouvrir ensemble").isEnabled()


def test_opening_together_with_two_codes_shows_the_comparison(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    for seat, pattern in ((Seat.ELU, "30"), (Seat.SGM, "31")):
        put_code(notebook, seat)
        fill(notebook, round_id, seat, pattern, CODES[seat])
    window.go("regards")

    def both(dialog: OpeningDialog) -> None:
        assert unnamed(dialog) == []
        assert "définitive" in words_of(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        elu, sgm = dialog.fields[Seat.ELU], dialog.fields[Seat.SGM]
        qtbot.keyClicks(elu.edit, CODES[Seat.ELU])  # type: ignore[union-attr]
        qtbot.keyClick(elu.edit, Qt.Key.Key_Return)  # type: ignore[union-attr]
        assert sgm.problem.text() == "", "Enter goes on to the other code"  # type: ignore[union-attr]
        assert sgm.edit.hasFocus()  # type: ignore[union-attr]
        qtbot.keyClicks(sgm.edit, CODES[Seat.ELU])  # type: ignore[union-attr]
        accept(dialog)
        assert "pas le bon code" in sgm.problem.text()  # type: ignore[union-attr]
        assert rounds.get(notebook, round_id).state is RoundState.FILLING
        sgm.edit.clear()  # type: ignore[union-attr]
        qtbot.keyClicks(sgm.edit, CODES[Seat.SGM])  # type: ignore[union-attr]
        accept(dialog)

    seen = in_dialog(OpeningDialog, both)
    button(window.page, "Ouvrir ensemble").click()
    assert seen
    assert rounds.get(notebook, round_id).state is RoundState.OPENED
    assert isinstance(window.page, ComparisonPage)
    assert "Ce que vous avez en commun" in words_of(window.page)
    assert window.runner.undo_stack.count() == 0


def test_without_codes_each_presence_is_confirmed(window: Window, round_id: str, notebook: Notebook) -> None:
    for seat in Seat:
        fill(notebook, round_id, seat, "2")
    window.go("regards")

    def one_then_both(dialog: OpeningDialog) -> None:
        dialog.fields[Seat.ELU].click()  # type: ignore[union-attr]
        accept(dialog)
        assert "attend Mme Fabre" in dialog.problem.text()
        dialog.fields[Seat.SGM].click()  # type: ignore[union-attr]
        accept(dialog)

    in_dialog(OpeningDialog, one_then_both)
    button(window.page, "Ouvrir ensemble").click()
    assert rounds.get(notebook, round_id).state is RoundState.OPENED


def test_enter_in_a_code_goes_on_to_the_presence_of_the_other(
    window: Window, round_id: str, notebook: Notebook
) -> None:
    put_code(notebook, Seat.ELU)
    fill(notebook, round_id, Seat.ELU, "2", CODES[Seat.ELU])
    fill(notebook, round_id, Seat.SGM, "2")
    window.go("regards")
    shown: list[object] = []

    def typed(dialog: OpeningDialog) -> None:
        dialog.activateWindow()
        elu, sgm = dialog.fields[Seat.ELU], dialog.fields[Seat.SGM]
        assert isinstance(elu, CodeField)
        QTest.keyClicks(elu.edit, "faux")
        QTest.keyClick(elu.edit, Qt.Key.Key_Return)
        shown.extend([dialog.focusWidget() is sgm, dialog.problem.isHidden(), elu.problem.text()])
        accept(dialog)
        shown.append(dialog.focusWidget() is elu.edit)
        dialog.reject()

    in_dialog(OpeningDialog, typed)
    button(window.page, "Ouvrir ensemble").click()
    assert shown == [True, True, "", True], "nobody is told off before their turn; the first wrong is shown"


def test_giving_up_the_opening_opens_nothing(window: Window, round_id: str, notebook: Notebook) -> None:
    for seat in Seat:
        fill(notebook, round_id, seat, "2")
    window.go("regards")
    seen = in_dialog(OpeningDialog, lambda dialog: dialog.reject())
    button(window.page, "Ouvrir ensemble").click()
    assert seen
    assert rounds.get(notebook, round_id).state is RoundState.FILLING
    assert window._place[0] == "regards"


def test_ending_unopened_leaves_nothing(window: Window, round_id: str, notebook: Notebook) -> None:
    fill(notebook, round_id, Seat.ELU, "2")
    window.go("regards")
    seen = in_dialog(Dialog, accept)
    button(window.page, "Terminer sans ouvrir").click()
    assert seen == ["Terminer sans ouvrir\u202f?"]
    assert rounds.current(notebook) is None
    assert "Commencer des regards croisés" in [b.text() for b in window.page.findChildren(PrimaryButton)]


def test_forms_are_saved_under_a_telling_name(
    window: Window,
    round_id: str,
    notebook: Notebook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def save(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(tmp_path / Path(name).name), ""

    monkeypatch.setattr("desk.ui.saving.QFileDialog.getSaveFileName", save)
    window.go("regards")
    keeping(button(window.page, "Feuille vierge à imprimer").click)
    button(window.page, "Formulaire PDF à remplir").click()
    assert asked == ["feuille-du-maire_automne-2026_a-imprimer.pdf", "feuille-du-maire_automne-2026.pdf"]
    assert str(tmp_path) in window.messages.text.text()
    blank, form = (PdfReader(tmp_path / name) for name in asked)
    assert blank.get_fields() is None
    boxes = form.get_fields() or {}
    wanted = {
        f"{statement.id}_{answer}"
        for statement in rounds.get(notebook, round_id).statements
        for answer in Answer
    }
    assert wanted <= boxes.keys()
    assert {boxes[name].get("/V", "/Off") for name in wanted} == {"/Off"}
    for document in (blank, form):
        said = " ".join(" ".join(page.extract_text() for page in document.pages).split())
        assert "automne 2026" in said
        assert "Valmont" in said


def test_a_folder_that_refuses_is_told_without_a_word_lost(
    window: Window, round_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "absent" / "feuille.pdf"
    choose = "desk.ui.saving.QFileDialog.getSaveFileName"
    monkeypatch.setattr(choose, lambda *_: (str(missing), ""))
    window.go("regards")
    button(window.page, "Formulaire PDF à remplir").click()
    assert "introuvable" in window.messages.text.text()


def test_past_rounds_are_listed_and_read_again(window: Window, round_id: str, notebook: Notebook) -> None:
    for seat in Seat:
        fill(notebook, round_id, seat, "2")
    unsealing.open_together(notebook, round_id, *(session_of(notebook, seat) for seat in Seat))
    window.go("regards")
    assert "Déjà ouverts ensemble" in words_of(window.page)
    assert unnamed(window.page) == []
    button(window.page, "Relire").click()
    assert window._place == ("comparison", {"round_id": round_id})
    assert isinstance(window.page, ComparisonPage)
    assert "Qui relit" in words_of(window.page)


def test_one_primary_button_and_every_name(window: Window, round_id: str) -> None:
    window.go("regards")
    QApplication.processEvents()
    primary = [b for b in window.page.findChildren(PrimaryButton) if b.isVisibleTo(window.page)]
    assert len(primary) == 1
    assert unnamed(window.page) == []
    assert rounds.sheet_states(window.book, round_id)[Seat.ELU] is SheetState.NEW


def test_how_a_sheet_was_handed_in_is_not_told(window: Window, round_id: str, notebook: Notebook) -> None:
    sheets.declare_outside(notebook, session_of(notebook, Seat.ELU), round_id)
    fill(notebook, round_id, Seat.SGM, "2")
    window.go("regards")
    said = words_of(window.page)
    assert said.count("Remise") == 2
    assert "hors du logiciel" not in said
