"""What nobody caught: a known problem is told in its words, everything else takes the crash path, once."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk import crash
from desk.core.errors import UserError
from desk.exchange.child import Child
from desk.notebook import agenda
from desk.notebook.book import Notebook
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.unexpected import AGAIN, Unexpected
from desk.ui.widgets.dialog import Dialog
from tests.ui.dialog_driver import button, in_dialog, words_of
from tests.ui.pages.at_work import AtWork, first_subject

WORDS = "Mme Fabre rappelle l’école."


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Child, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def guard(work: AtWork, tmp_path: Path) -> Unexpected:
    """What the program installs, told to nobody else."""
    return Unexpected(lambda _problem: None, lambda: work.window, tmp_path / "journaux")


@pytest.fixture
def detail(work: AtWork, notebook: Notebook) -> ItemDetail:
    return first_subject(work, notebook)


def met(guard: Unexpected, fails: Callable[[], object]) -> None:
    """That function's bug, given to the guard as Python does."""
    try:
        fails()
    except Exception as error:  # noqa: BLE001 - whatever it is
        guard.caught(type(error), error, error.__traceback__)


def broken() -> None:
    raise ZeroDivisionError("Mme Fabre a répondu Jamais")


def broken_elsewhere() -> None:
    raise KeyError("Rey")


def broken_writing(*_args: object) -> None:
    raise KeyError("Rey")


def told(guard: Unexpected, fails: Callable[[], object]) -> str:
    """What the dialog says of that bug; "" without a dialog."""
    said: list[str] = []
    in_dialog(Dialog, lambda dialog: said.append(words_of(dialog)))
    met(guard, fails)
    return " ".join(said)


def test_a_content_file_that_does_not_read_is_told_and_nothing_is_written(
    look: QApplication, tmp_path: Path
) -> None:
    told: list[UserError] = []
    problem = UserError("Le contenu est incorrect.", "Réinstallez Binôme.")
    Unexpected(told.append, lambda: None, tmp_path).caught(UserError, problem, None)
    assert told == [problem]
    assert list(tmp_path.iterdir()) == []


def test_a_known_problem_goes_to_the_window_when_there_is_one(guard: Unexpected, work: AtWork) -> None:
    guard.caught(UserError, UserError("Le contenu est incorrect.", "Réinstallez Binôme."), None)
    assert work.said == "Le contenu est incorrect. Réinstallez Binôme."


def test_what_is_typed_is_written_first_and_that_is_what_is_said(
    guard: Unexpected, work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    work.type(detail.notes.edit, WORDS)
    said = told(guard, broken)
    assert [row["notes"] for row in notebook.store.rows("agenda_item") if row["notes"]] == [WORDS]
    assert "en sûreté dans le carnet" in said
    assert "vient d’y être enregistré" in said
    assert "Rien n’a été envoyé" in said


def test_when_it_cannot_be_written_that_is_said_and_it_can_be_copied(
    guard: Unexpected, work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    notebook.store.connection.execute("PRAGMA query_only=ON")
    work.type(detail.notes.edit, WORDS)
    said: list[str] = []

    def read(dialog: Dialog) -> None:
        said.append(words_of(dialog))
        button(dialog, "Copier le texte").click()

    in_dialog(Dialog, read)
    met(guard, broken)
    notebook.store.connection.execute("PRAGMA query_only=OFF")
    assert "n’a pas pu l’être" in said[0]
    assert QGuiApplication.clipboard().text().endswith(WORDS)
    assert detail.notes.text() == WORDS


@pytest.mark.qt_no_exception_capture
def test_a_bug_in_the_very_saving_is_said_too(
    guard: Unexpected, work: AtWork, detail: ItemDetail, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.type(detail.notes.edit, WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(agenda, "write_notes", broken_writing)
        said = told(guard, broken)
    assert "n’a pas pu l’être" in said
    assert detail.notes.text() == WORDS


def test_a_carnet_that_went_away_is_not_said_to_be_safe(
    guard: Unexpected, work: AtWork, notebook: Notebook
) -> None:
    aside = notebook.path.rename(notebook.path.with_name("rangé.binome"))
    said = told(guard, broken)
    aside.rename(notebook.path)
    assert "ne répond plus" in said
    assert "en sûreté" not in said


def test_the_same_bug_again_is_told_in_the_bar_only(guard: Unexpected, work: AtWork) -> None:
    assert told(guard, broken)
    for _ in range(50):
        assert told(guard, broken) == ""
    assert work.said == AGAIN.message
    assert told(guard, broken_elsewhere)


class Painted(QWidget):
    """Cannot be painted."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        raise ZeroDivisionError


@pytest.mark.filterwarnings("ignore")
def test_a_bug_at_each_painting_opens_one_dialog(
    guard: Unexpected, work: AtWork, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", guard.caught)
    shown: list[str] = []

    def read(dialog: Dialog) -> None:
        shown.append(words_of(dialog))
        painted.update()
        QApplication.processEvents()

    painted = Painted(work.window)
    in_dialog(Dialog, read)
    painted.show()
    QTimer.singleShot(0, painted.update)
    qtbot.waitUntil(lambda: bool(shown), timeout=3000)
    for _ in range(5):
        painted.update()
        QApplication.processEvents()
    painted.hide()
    assert len(shown) == 1
    assert work.window.isVisible()


def test_a_bug_in_another_thread_is_told_in_the_window_s(
    guard: Unexpected, work: AtWork, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    guard_before = sys.excepthook, sys.unraisablehook
    import threading

    before = threading.excepthook
    guard.install()
    try:
        said: list[str] = []
        in_dialog(Dialog, lambda dialog: said.append(words_of(dialog)))
        thread = Thread(target=broken)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(said), timeout=3000)
        in_dialog(Dialog, lambda dialog: said.append(words_of(dialog)))
        Dying()
        qtbot.waitUntil(lambda: len(said) == 2, timeout=3000)
    finally:
        threading.excepthook = before
        sys.excepthook, sys.unraisablehook = guard_before
    assert "imprévue" in said[0]
    log = (tmp_path / "journaux" / "erreurs.txt").read_text(encoding="utf-8")
    assert log.count("ZeroDivisionError") == 2


class Dying:
    """Fails as it goes."""

    def __del__(self) -> None:
        raise ZeroDivisionError


def test_the_details_hold_places_and_no_word(tmp_path: Path) -> None:
    try:
        broken()
    except ZeroDivisionError as error:
        said = crash.details(type(error), error.__traceback__, datetime(2026, 11, 22, 14, 32))
    assert "ZeroDivisionError" in said
    assert "test_unexpected.py" in said
    assert "Fabre" not in said
    assert str(Path(__file__).parent) not in said


def test_the_log_stays_small(tmp_path: Path) -> None:
    for _ in range(30):
        crash.write_down(tmp_path, "x" * 20_000)
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) < 500_000


def test_the_system_s_own_log_gets_no_word_of_anyone(
    guard: Unexpected, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    guard._telling = True  # as when another is being told: no dialog
    met(guard, lambda: dict[str, str]()[WORDS])
    said = capsys.readouterr().err
    assert said.startswith("Traceback: Binôme")
    assert "KeyError" in said
    assert "Fabre" not in said
