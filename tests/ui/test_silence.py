"""Minutes of silence, a locked session, a minimised window: what is confidential hides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.exchange.child import Child
from desk.notebook import rounds, sheets
from desk.notebook.book import Notebook
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.dialogs.paper_entry import PaperEntryDialog
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.pages.sheet import SheetPage, Stage
from desk.ui.silence import QUIET_S, TOLD_S, Silence
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.conftest import Memory
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.pages.conftest import CODES, put_code, session_of


@dataclass
class Time:
    """A clock on the wall that a test moves, and a session that it locks."""

    now: datetime = datetime(2026, 11, 22, 14, 32)
    locked: bool = False

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time()


@pytest.fixture
def page(look: object, notebook: Notebook, child: Child, qtbot: QtBot, time: Time) -> Iterator[SheetPage]:
    """The mayor's sheet, under their code, one answer and a note being typed in it."""
    notebook.env = replace(notebook.env, clock=lambda: time.now)
    rounds.start(notebook, ["p01"])
    put_code(notebook, Seat.ELU)
    window = Window(notebook, child, Memory())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.go("sheet", seat="elu")
    shown = window.page
    assert isinstance(shown, SheetPage)
    come_in(shown, "Oui, ouvrir ma feuille")
    button(shown, "Commencer").click()
    assert shown.filling is not None
    qtbot.keyClicks(shown.filling.card.choices, "3")
    qtbot.keyClicks(shown.filling.note.text.edit, "pas encore ecrit")
    yield shown
    window.close()


def type_code(dialog: CodeDialog) -> None:
    dialog.field.edit.setText(CODES[Seat.ELU])
    accept(dialog)


def come_in(page: SheetPage, words: str) -> None:
    in_dialog(CodeDialog, type_code)
    button(page, words).click()


def said(page: SheetPage) -> str:
    bar = page.context.messages
    return bar.text.text() if bar.isVisible() else ""


def touch(page: SheetPage, key: Qt.Key = Qt.Key.Key_Shift) -> None:
    """A key that reaches the window as the system sends it."""
    QTest.keyClick(page.window().windowHandle(), key)


def test_five_minutes_of_silence_hide_the_sheet_and_lose_nothing(page: SheetPage, time: Time) -> None:
    session = page.visit.session
    assert session is not None
    time.passes(QUIET_S - TOLD_S - 1)
    page.silence.check()
    assert said(page) == ""
    time.passes(1)
    page.silence.check()
    assert "se masquera dans une minute" in said(page)
    assert session.is_open
    time.passes(TOLD_S)
    page.silence.check()
    assert (page._stage, session.is_open, said(page)) == (Stage.HIDDEN, False, "")
    assert "Énoncé" not in words_of(page)
    assert not page.silence.is_watching
    come_in(page, "Reprendre")
    assert page.filling is not None
    assert page.filling.current == "p01s2"
    assert page.filling.note.text.text() == "pas encore ecrit"


def test_any_key_or_gesture_of_the_mouse_keeps_it_open(page: SheetPage, time: Time) -> None:
    for sign in (
        lambda: touch(page),
        lambda: QTest.mouseMove(page.window().windowHandle(), page.window().rect().center()),
        lambda: QTest.mouseClick(page.window().windowHandle(), Qt.MouseButton.RightButton),
    ):
        time.passes(QUIET_S - 1)
        page.silence.check()
        assert "dans une minute" in said(page)
        sign()
        QApplication.processEvents()
        assert said(page) == ""
        time.passes(QUIET_S - TOLD_S - 1)
        page.silence.check()
        assert page._stage is Stage.FILLING
        assert said(page) == ""
        touch(page)


def test_another_message_is_not_taken_away_with_the_sentence(page: SheetPage, time: Time) -> None:
    time.passes(QUIET_S - 1)
    page.silence.check()
    page.context.messages.note("Autre chose à savoir.")
    touch(page)
    assert said(page) == "Autre chose à savoir."


def test_someone_reading_the_guide_over_the_sheet_is_there(page: SheetPage, time: Time, qtbot: QtBot) -> None:
    def read(dialog: ReadingDialog) -> None:
        qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
        time.passes(QUIET_S - 1)
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Down)
        time.passes(QUIET_S - 1)
        page.silence.check()
        assert page._stage is Stage.FILLING

    window = page.window()
    assert isinstance(window, Window)
    seen = in_dialog(ReadingDialog, read)
    window.help()
    assert seen
    assert page._stage is Stage.FILLING


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ReadingDialog, "Cette pratique dans le guide (F1)"),
        (Dialog, "Remettre ma feuille"),
        (Dialog, "Effacer ma feuille"),
    ],
)
def test_a_dialog_left_open_over_the_sheet_is_refused_first(
    page: SheetPage, time: Time, kind: type[Dialog], words: str
) -> None:
    def leave(dialog: Dialog) -> None:
        time.passes(QUIET_S)
        page.silence.check()
        assert not dialog.isVisible()

    seen = in_dialog(kind, leave)
    button(page, words).click()
    assert seen
    assert page._stage is Stage.HIDDEN
    assert page.visit.session is None
    session = session_of(page.context.book, Seat.ELU, CODES[Seat.ELU])
    round_ = rounds.current(page.context.book)
    assert round_ is not None
    assert len(sheets.read(page.context.book, session, round_.id).answers) == 1


def test_a_paper_being_typed_in_is_covered_and_none_of_it_is_lost(
    page: SheetPage, time: Time, qtbot: QtBot
) -> None:
    def leave(dialog: PaperEntryDialog) -> None:
        qtbot.keyClicks(dialog, "213")
        time.passes(QUIET_S)
        page.silence.check()
        assert dialog.is_covered
        assert page._stage is Stage.HIDDEN
        in_dialog(CodeDialog, type_code)
        dialog.resume.click()
        assert dialog.veil.isHidden()
        assert len(dialog.entered) == 3
        in_dialog(Dialog, Dialog.accept)  # whether to leave what was typed
        dialog.reject()

    def now(dialog: Dialog) -> None:
        in_dialog(PaperEntryDialog, leave)
        button(dialog, "La saisir maintenant").click()

    in_dialog(Dialog, now)
    button(page, "J’ai rempli ma feuille sur papier").click()
    assert page.visit.session is None


def test_a_notice_nobody_reads_gives_its_key_back(
    page: SheetPage, time: Time, notebook: Notebook, qtbot: QtBot
) -> None:
    window = page.window()
    assert isinstance(window, Window)
    window.go("sheet", seat="sgm")
    assert not page.silence.is_watching, "at the door there is no key"
    button(page, "Oui, ouvrir ma feuille").click()
    assert "Vos droits" in words_of(page)

    def leave(dialog: OwnCodeDialog) -> None:
        time.passes(QUIET_S)
        page.silence.check()

    seen = in_dialog(OwnCodeDialog, leave)
    button(page, "Choisir un code").click()
    assert seen
    assert page._stage is Stage.DOOR
    assert page.visit.session is None


def test_the_window_minimised_hides_the_sheet(page: SheetPage, qtbot: QtBot) -> None:
    page.window().showMinimized()
    qtbot.waitUntil(lambda: page._stage is Stage.HIDDEN)
    assert page.visit.session is None


def test_a_clock_put_back_does_not_prolong_for_ever(page: SheetPage, time: Time) -> None:
    time.passes(-3600)
    page.silence.check()
    time.passes(QUIET_S)
    page.silence.check()
    assert page._stage is Stage.HIDDEN


def test_a_session_that_locks_hides_at_once(page: SheetPage, time: Time, qtbot: QtBot) -> None:
    fallen: list[str] = []
    watch = Silence(page, page.context.messages, lambda: time.now, "Phrase.", lambda: time.locked)
    watch.fallen.connect(lambda: fallen.append("masqué"))
    watch.watch()
    watch.check()
    assert fallen == []
    time.locked = True
    watch.check()
    watch.check()
    assert fallen == ["masqué"]
    watch.watch()  # a system that says « locked » to someone at work is not believed
    watch.check()
    assert fallen == ["masqué"]
    watch.rest()


def test_leaving_the_sheet_ends_the_watch(page: SheetPage) -> None:
    assert page.silence.is_watching
    window = page.window()
    assert isinstance(window, Window)
    window.go("regards")
    assert not page.silence.is_watching
