from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.core.guide import Moot
from desk.core.people import Seat
from desk.core.rounds import Origin, SheetState
from desk.core.scale import Answer
from desk.notebook import rounds, sheets
from desk.notebook.book import Notebook
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.pages.sheet import SheetPage, Stage
from desk.ui.pages.sheet_asked import hint
from desk.ui.pages.sheet_filling import Filling
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.accessible import unnamed
from tests.ui.conftest import Memory
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.in_turn import in_turn
from tests.ui.in_turn import press as press_on
from tests.ui.pages.conftest import CODES, fill, put_code, session_of


def at_door(window: Window, seat: Seat = Seat.ELU) -> SheetPage:
    window.go("sheet", seat=seat.value)
    assert isinstance(window.page, SheetPage)
    return window.page


def inside(window: Window, qtbot: QtBot, seat: Seat = Seat.ELU) -> Filling:
    """Through the door and the notice, without a code."""
    page = at_door(window, seat)
    qtbot.mouseClick(button(page, "Oui, ouvrir ma feuille"), Qt.MouseButton.LeftButton)
    if page._stage is Stage.NOTICE:
        qtbot.mouseClick(button(page, "Continuer sans code"), Qt.MouseButton.LeftButton)
    assert page.filling is not None
    return page.filling


def press(qtbot: QtBot, filling: Filling, keys: str) -> None:
    """Type on whatever has the focus, as at a keyboard."""
    for key in keys:
        focused = filling.window().focusWidget()
        assert focused is not None
        qtbot.keyClicks(focused, key)


@pytest.fixture
def mayor_code(notebook: Notebook) -> str:
    put_code(notebook, Seat.ELU)
    return CODES[Seat.ELU]


def open_with(code: str, page: SheetPage, words: str = "Oui, ouvrir ma feuille") -> None:
    def typed(dialog: CodeDialog) -> None:
        dialog.field.edit.setText(code)
        accept(dialog)

    seen = in_dialog(CodeDialog, typed)
    button(page, words).click()
    assert seen


def test_the_door_asks_who_is_there_and_shows_nothing(
    window: Window, round_id: str, notebook: Notebook
) -> None:
    sheets.answer(notebook, session_of(notebook, Seat.ELU), round_id, "p01s1", Answer.ALWAYS)
    page = at_door(window)
    assert "Vous êtes M. Rey, maire" in words_of(page)
    assert page.visit.session is None
    assert page.filling is None
    assert "réponse" not in words_of(page)


def test_the_notice_never_says_anonymous(window: Window, round_id: str) -> None:
    page = at_door(window)
    button(page, "Oui, ouvrir ma feuille").click()
    said = words_of(page)
    assert "confidentielle jusqu’à l’ouverture commune" in said
    assert "anonyme" not in said
    for told in ("facultatif", "article 6, 1, e", "à jour au 28 février 2026", "délégué à la protection"):
        assert told in said.replace("\u00a0", " ")
    assert "toute personne qui utilise ce poste" in said


def test_the_notice_comes_until_the_sheet_is_begun_and_nothing_remembers_it(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    for _ in range(2):
        page = at_door(window)
        button(page, "Oui, ouvrir ma feuille").click()
        assert page._stage is Stage.NOTICE
        button(page, "Continuer sans code").click()
        assert page.filling is not None
        window.go("regards")
    press(qtbot, inside(window, qtbot), "4")
    window.go("regards")
    page = at_door(window)
    button(page, "Oui, ouvrir ma feuille").click()
    assert page._stage is Stage.FILLING
    assert isinstance(window.settings, Memory)
    assert window.settings.kept == {}, "on a shared PC, a setting would tell who has been here"


def test_a_paper_sheet_taken_back_begins_with_the_notice(
    window: Window, round_id: str, notebook: Notebook
) -> None:
    sheets.declare_outside(notebook, session_of(notebook, Seat.ELU), round_id)
    page = at_door(window)
    button(page, "Oui, ouvrir ma feuille").click()
    button(page, "Reprendre ma feuille").click()
    assert page._stage is Stage.NOTICE
    assert page.visit.session is not None


def test_the_notice_offers_a_code_and_the_sheet_opens_once_it_is_put(
    window: Window, round_id: str, notebook: Notebook
) -> None:
    page = at_door(window)
    button(page, "Oui, ouvrir ma feuille").click()
    in_dialog(OwnCodeDialog, lambda dialog: dialog.reject())
    button(page, "Choisir un code").click()
    assert page.filling is None
    assert "Vos droits" in words_of(page)

    def choose(dialog: OwnCodeDialog) -> None:
        dialog.again.set_text(dialog.code.text())
        accept(dialog)

    in_dialog(OwnCodeDialog, choose)
    button(page, "Choisir un code").click()
    assert page._stage is Stage.FILLING
    assert page.visit.person.has_code


def test_a_whole_sheet_by_keys_alone_then_handed_in(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "1234" + "0s" + "4321" + "12")
    content = sheets.read(notebook, session_of(notebook, Seat.ELU), round_id)
    assert [answer.value for answer in content.answers.values()] == [
        *"0123", "nsp", "so", *"3210", *"01",
    ]  # fmt: skip
    assert set(content.origins.values()) == {Origin.SCREEN}
    assert filling.progress.text() == "Énoncé 12 sur 12 · 12\u00a0réponses"
    assert filling.ending.hand_in_button.hasFocus()
    seen = in_dialog(Dialog, accept)
    qtbot.keyClick(filling.ending.hand_in_button, Qt.Key.Key_Space)
    assert seen
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.HANDED_IN
    page = window.page
    assert isinstance(page, SheetPage)
    assert page.visit.session is None
    assert "Votre feuille est remise" in words_of(page)


def test_the_unshifted_digits_of_a_french_keyboard_answer_too(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    for key in "&é\"'à":
        event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
        QApplication.sendEvent(filling.window().focusWidget(), event)
    answers = sheets.read(notebook, session_of(notebook, Seat.ELU), round_id).answers
    assert [answer.value for answer in answers.values()] == [*"0123", "nsp"]


def test_a_click_answers_and_goes_on_and_the_answer_can_be_taken_away(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    chosen = filling.card.choices.group.buttons["3"]
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)
    assert filling.current == "p01s2"
    assert filling.card.choices.hasFocus()
    qtbot.keyClick(filling.card.choices.group.buttons["0"], Qt.Key.Key_Left)
    assert filling.current == "p01s1"
    assert filling.card.choices.group.value() == "3"
    filling.card.clear_button.click()
    assert filling.current == "p01s1"
    assert sheets.read(notebook, session_of(notebook, Seat.ELU), round_id).answers == {}


def test_a_key_too_many_or_words_typed_elsewhere_answer_nothing(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab):
        qtbot.keyClick(filling.card.choices, key)
    filling.previous.setFocus()
    filling.following.setFocus()
    qtbot.keyClicks(filling.following, "nous12,3s4")
    answers = sheets.read(notebook, session_of(notebook, Seat.ELU), round_id).answers
    assert answers == {}


def test_up_and_down_only_move_among_the_answers(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "3")
    filling.step(-1)
    buttons = filling.card.choices.group.buttons
    qtbot.keyClick(buttons["2"], Qt.Key.Key_Down)
    assert buttons["3"].hasFocus()
    assert filling.current == "p01s1"
    assert sheets.read(notebook, session_of(notebook, Seat.ELU), round_id).answers["p01s1"] is Answer.MOSTLY
    qtbot.keyClick(buttons["3"], Qt.Key.Key_Return)
    assert sheets.read(notebook, session_of(notebook, Seat.ELU), round_id).answers["p01s1"] is Answer.ALWAYS


def test_coming_back_is_at_the_very_statement(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "44")
    filling.step(1)
    window.go("guide")
    again = inside(window, qtbot)
    assert again is not filling
    assert again.current == "p01s4"


def test_leaving_forgets_the_key_and_what_could_be_undone(
    window: Window, round_id: str, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    page = window.page
    assert isinstance(page, SheetPage)
    session = page.visit.session
    assert session is not None
    press(qtbot, filling, "4")
    assert window.runner.undo_stack.count() == 0
    window.go("regards")
    assert not session.is_open
    assert page.visit.session is None
    assert page.filling is None


def test_a_wrong_code_opens_nothing(window: Window, round_id: str, mayor_code: str) -> None:
    page = at_door(window)

    def wrong(dialog: CodeDialog) -> None:
        for _ in range(6):  # as many times as it takes: nobody is locked out
            dialog.field.edit.setText("quatre mots pas bons")
            accept(dialog)
            assert "pas le bon code" in dialog.field.problem.text()
            assert "Rien n’est perdu" in dialog.field.problem.text()
            assert dialog.field.edit.selectedText() == "quatre mots pas bons"
        dialog.field.edit.clear()
        accept(dialog)
        assert "Tapez le code" in dialog.field.problem.text()

    seen = in_dialog(CodeDialog, wrong)
    button(page, "Oui, ouvrir ma feuille").click()
    assert seen
    assert page.visit.session is None
    assert page.filling is None


def test_f9_hides_everything_until_the_code_is_given_again(
    window: Window, round_id: str, mayor_code: str, qtbot: QtBot
) -> None:
    page = at_door(window)
    open_with(mayor_code, page)
    button(page, "Commencer").click()
    filling, session = page.filling, page.visit.session
    assert filling is not None
    assert session is not None
    press(qtbot, filling, "42")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not session.is_open
    assert "Votre feuille est masquée" in words_of(page)
    assert "Énoncé" not in words_of(page)
    open_with(mayor_code, page, "Reprendre")
    assert page.filling is not filling
    assert page.filling is not None
    assert page.filling.current == "p01s3"
    assert page.filling.course.answered_count == 2


def test_a_private_note_needs_a_code_and_stays_with_its_statement(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    assert not filling.note.text.isVisible()

    def choose(dialog: OwnCodeDialog) -> None:
        assert len(dialog.code.text().split()) == 4
        dialog.code.set_text(CODES[Seat.ELU])
        dialog.again.set_text("autre chose encore ici")
        accept(dialog)
        assert "Les deux codes diffèrent" in dialog.again.problem.text()
        dialog.again.set_text(CODES[Seat.ELU])
        accept(dialog)

    seen = in_dialog(OwnCodeDialog, choose)
    filling.note.invitation.click()
    assert seen
    page = window.page
    assert isinstance(page, SheetPage)
    assert page.filling is filling, "choosing a code does not disturb the sheet"
    assert filling.note.text.isVisible()
    qtbot.keyClicks(filling.note.text.edit, "Au calme 123")
    filling.step(1)
    assert filling.note.text.text() == ""
    notes = sheets.read(notebook, session_of(notebook, Seat.ELU, CODES[Seat.ELU]), round_id).notes
    assert notes == {"p01s1": "Au calme 123"}
    filling.step(-1)
    assert filling.note.text.text() == "Au calme 123"


def test_a_note_being_typed_is_written_on_leaving(
    window: Window, round_id: str, notebook: Notebook, mayor_code: str, qtbot: QtBot
) -> None:
    page = at_door(window)
    open_with(mayor_code, page)
    button(page, "Commencer").click()
    assert page.filling is not None
    qtbot.keyClicks(page.filling.note.text.edit, "Pas encore ecrite")
    window.go("regards")
    notes = sheets.read(notebook, session_of(notebook, Seat.ELU, mayor_code), round_id).notes
    assert notes == {"p01s1": "Pas encore ecrite"}


def test_a_note_that_cannot_be_written_keeps_us_there(
    window: Window, round_id: str, mayor_code: str, qtbot: QtBot
) -> None:
    page = at_door(window)
    open_with(mayor_code, page)
    button(page, "Commencer").click()
    assert page.filling is not None
    page.filling.note.text.edit.setPlainText("x" * 4001)
    page.filling.step(1)
    assert page.filling.current == "p01s1"
    assert "trop longue" in window.messages.text.text()
    page.filling.note.text.edit.setPlainText("court")
    page.filling.step(1)
    assert page.filling.current == "p01s2"


def test_the_optional_statement_is_hidden_until_asked_for(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    assert len(filling.course.asked) == 12
    filling.optional.click()
    assert filling.current == "p01s5"
    assert "facultatif" in filling.card.practice.text()
    assert len(filling.course.asked) == 13
    press(qtbot, filling, "2")
    assert filling.current == "p02s1"


def test_the_overview_lists_every_statement_and_leads_there(
    window: Window, round_id: str, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "4")
    filling.ending.overview_button.click()
    QApplication.processEvents()
    rows = [b for b in filling.overview.findChildren(QPushButton) if b.isVisible()]
    assert len(rows) == 12
    assert "Toujours ou presque" in rows[0].accessibleName()
    assert "sans réponse" in rows[11].accessibleName()
    qtbot.mouseClick(rows[11], Qt.MouseButton.LeftButton)
    assert filling.current == "p08s4"


def test_taking_back_dropping_and_declaring(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    fill(notebook, round_id, Seat.ELU, "3")
    page = at_door(window)
    button(page, "Oui, ouvrir ma feuille").click()
    assert page.visit.session is None
    button(page, "Reprendre ma feuille").click()
    assert page.filling is not None
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.STARTED
    seen = in_dialog(Dialog, accept)
    button(page, "Effacer ma feuille").click()
    assert seen
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.NEW
    assert page.filling is not None
    assert page.filling.course.answered_count == 0
    seen = in_turn(press_on("La garder jusqu’à l’ouverture"))
    button(page, "J’ai rempli ma feuille sur papier").click()
    assert seen
    assert rounds.sheet_is_outside(notebook, round_id, Seat.ELU)
    assert "vous la saisirez ensemble" in words_of(page)


def test_an_empty_sheet_is_not_handed_in(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    in_dialog(Dialog, accept)
    filling.ending.hand_in_button.click()
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.NEW
    assert "aucune réponse" in window.messages.text.text()
    assert window.page.visit.session.is_open  # type: ignore[attr-defined]


def test_what_the_profile_makes_moot_is_hinted_never_answered(notebook: Notebook) -> None:
    moot = next(s for p in notebook.guide.practices for s in p.statements if s.moot_when)
    reason = next(iter(moot.moot_when))
    assert "Sans objet" in hint(moot, frozenset({reason}))
    assert hint(moot, frozenset()) == ""
    assert all(
        "votre commune" in text or "employeur" in text for text in map(partial(hint, moot), [{reason}])
    )
    assert set(Moot) == {Moot.NO_DEPUTIES, Moot.NO_OTHER_AGENTS, Moot.SINGLE_EMPLOYER}


def test_the_other_person_finds_their_own_door(window: Window, round_id: str, qtbot: QtBot) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "4")
    page = at_door(window, Seat.SGM)
    assert page.title() == "Feuille de la secrétaire générale"
    assert page.filling is None
    other = inside(window, qtbot, Seat.SGM)
    assert other.course.answered_count == 0


def test_everything_is_named_at_every_stage(window: Window, round_id: str, qtbot: QtBot) -> None:
    page = at_door(window)
    assert unnamed(page) == []
    button(page, "Oui, ouvrir ma feuille").click()
    assert unnamed(page) == []
    button(page, "Continuer sans code").click()
    assert page.filling is not None
    page.filling.ending.overview_button.click()
    assert unnamed(page) == []
    page.hide_sheet()
    assert unnamed(page) == []


def test_f1_reads_the_practice_over_the_sheet_and_escape_comes_back_to_the_very_letter(
    window: Window, round_id: str, notebook: Notebook, mayor_code: str, qtbot: QtBot
) -> None:
    page = at_door(window)
    open_with(mayor_code, page)
    button(page, "Commencer").click()
    filling, session = page.filling, page.visit.session
    assert filling is not None
    assert session is not None
    press(qtbot, filling, "2")
    note = filling.note.text.edit
    note.setFocus()
    qtbot.keyClicks(note, "demander la fiche de poste")
    for _ in range(5):
        qtbot.keyClick(note, Qt.Key.Key_Left)
    at = note.textCursor().position()
    read: list[str] = []

    def reading(dialog: ReadingDialog) -> None:
        read.append(dialog.windowTitle())
        assert session.is_open
        assert page.filling is filling
        assert "Ce que peut faire le maire" in words_of(dialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    in_dialog(ReadingDialog, reading)
    qtbot.keyClick(note, Qt.Key.Key_F1)
    assert read == ["1. Tenir un rendez-vous régulier"]
    assert window.focusWidget() is note
    assert (note.toPlainText(), note.textCursor().position()) == ("demander la fiche de poste", at)
    qtbot.keyClicks(note, "!")
    assert note.toPlainText() == "demander la fiche de !poste"
    assert page.visit.session is session
    assert session.is_open, "no code is asked for again"
    assert filling.current == "p01s2"
    filling.write_note()
    assert sheets.read(notebook, session, round_id).notes == {"p01s2": "demander la fiche de !poste"}


def _press(qtbot: QtBot, key: Qt.Key, dialog: Dialog) -> None:
    qtbot.keyClick(dialog, key)


def test_f1_from_an_answer_comes_back_to_it(window: Window, round_id: str, qtbot: QtBot) -> None:
    filling = inside(window, qtbot)
    filling.card.choices.focus_answer()
    for key in (Qt.Key.Key_F1, Qt.Key.Key_Escape):
        seen = in_dialog(ReadingDialog, partial(_press, qtbot, key))
        window.help()
        assert seen == ["1. Tenir un rendez-vous régulier"]
        assert window.focusWidget() is filling.card.choices
    seen = in_dialog(ReadingDialog, accept)
    button(window.page, "Cette pratique dans le guide (F1)").click()
    assert seen
    assert window.page.name == "sheet"
    press(qtbot, filling, "3")
    assert filling.current == "p01s1" or filling.course.answered_count == 1


def test_f9_while_reading_over_the_sheet_hides_it_and_forgets_the_key(
    window: Window, round_id: str, mayor_code: str, qtbot: QtBot
) -> None:
    page = at_door(window)
    open_with(mayor_code, page)
    button(page, "Commencer").click()
    session = page.visit.session
    assert session is not None
    assert page.filling is not None
    press(qtbot, page.filling, "2")
    for ask in (window.help, lambda: button(page, "Cette pratique dans le guide (F1)").click()):
        in_dialog(ReadingDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_F9))
        ask()
        assert page._stage is Stage.HIDDEN
        assert not session.is_open
        assert "Votre feuille est masquée" in words_of(page)
        open_with(mayor_code, page, "Reprendre")
        session = page.visit.session
        assert session is not None


def test_the_rights_are_read_over_the_notice_without_a_second_code(
    window: Window, round_id: str, mayor_code: str
) -> None:
    page = at_door(window)
    open_with(mayor_code, page)
    assert page._stage is Stage.NOTICE
    for words, title in (
        ("Le droit et vos données", "Le droit et vos données"),
        ("Quand ne pas l’utiliser", "Quand ne pas utiliser cet outil"),
    ):
        seen = in_dialog(ReadingDialog, accept)
        button(page, words).click()
        assert seen == [title]
        assert page._stage is Stage.NOTICE
    button(page, "Commencer").click()
    assert page.filling is not None


def test_nothing_of_a_sheet_is_in_what_is_read_over_it(window: Window, round_id: str, qtbot: QtBot) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "2")
    said: list[str] = []
    in_dialog(ReadingDialog, lambda dialog: said.append(words_of(dialog)))
    window.help()
    assert said
    assert "Énoncé 2 sur" not in said[0]
    assert "réponse" not in said[0].split("Pour en parler")[0] or "1 réponse" not in said[0]
