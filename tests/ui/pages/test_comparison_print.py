"""Printing « Vos deux regards »: only while it is open, told beforehand, never a note."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from desk.core.people import Seat
from desk.core.rounds import SubjectDraft
from desk.notebook import rounds, sheets, unsealing
from desk.notebook.book import Notebook
from desk.ui import handover
from desk.ui.pages.comparison import ComparisonPage
from desk.ui.pages.comparison_print import WARNING
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.dialog_driver import accept, in_dialog, words_of
from tests.ui.pages.conftest import CODES, fill, put_code, session_of

NOTE = "Un mot pour moi seul : zibeline"


@pytest.fixture
def page(window: Window, notebook: Notebook, round_id: str) -> ComparisonPage:
    """Open on screen; the mayor had a private note."""
    put_code(notebook, Seat.ELU)
    sheets.note(notebook, session_of(notebook, Seat.ELU, CODES[Seat.ELU]), round_id, "p01s1", NOTE)
    fill(notebook, round_id, Seat.ELU, "3323", CODES[Seat.ELU])
    fill(notebook, round_id, Seat.SGM, "3131")
    both = session_of(notebook, Seat.ELU, CODES[Seat.ELU]), session_of(notebook, Seat.SGM)
    unsealing.open_together(notebook, round_id, *both)
    unsealing.choose_subjects(notebook, round_id, [SubjectDraft("p02", "Relire la fiche de poste.")])
    ticket = handover.keep(session_of(notebook, Seat.ELU, CODES[Seat.ELU]))
    window.go("comparison", round_id=round_id, session=ticket)
    assert isinstance(window.page, ComparisonPage)
    return window.page


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "regards.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def test_the_two_print_what_they_see_without_any_note(page: ComparisonPage, saved: Path) -> None:
    said: list[str] = []

    def agree(dialog: Dialog) -> None:
        said.append(words_of(dialog))
        accept(dialog)

    in_dialog(Dialog, agree)
    page.printing.click()
    assert WARNING[:60] in said[0]
    assert saved.exists()
    text = " ".join(" ".join(each.extract_text().split()) for each in PdfReader(saved).pages)
    assert "Vos deux regards, automne 2026" in text
    assert "Toujours ou presque" in text
    assert "Clarifier les rôles : Relire la fiche de poste" in text.replace("\u00a0", " ")
    assert "zibeline" not in text
    assert NOTE.encode() not in saved.read_bytes()
    assert "Le document est enregistré" in words_of(page)
    page.hide_comparison()
    assert "Le document est enregistré" not in words_of(page)


def test_refusing_writes_nothing(page: ComparisonPage, saved: Path) -> None:
    seen = in_dialog(Dialog, lambda dialog: dialog.reject())
    page.print_page()
    assert seen
    assert not saved.exists()


def test_what_is_closed_does_not_print(page: ComparisonPage, saved: Path, window: Window) -> None:
    page.hide_comparison()
    window.print_page()
    assert "Ouvrez d’abord vos deux regards" in window.messages.text.text()
    assert not saved.exists()


def test_a_file_chooser_that_outlasts_the_key_writes_nothing(
    page: ComparisonPage, saved: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(*_: object) -> tuple[str, str]:
        page.hide_comparison()
        return str(saved), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    in_dialog(Dialog, accept)
    page.print_page()
    assert not saved.exists()
    assert "se sont masqués entre-temps" in window.messages.text.text()
    assert rounds.opened(window.book)
