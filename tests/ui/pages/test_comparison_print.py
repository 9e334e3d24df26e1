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
from desk.ui.dialogs.print_document import PRIVATE_NAME, PagesDialog
from desk.ui.pages.comparison import ComparisonPage
from desk.ui.pages.comparison_print import WARNING
from desk.ui.printing import FOLDER
from desk.ui.silence import refuse_dialogs
from desk.ui.window import Window
from tests.ui.dialog_driver import accept, words_of
from tests.ui.pages.conftest import CODES, fill, put_code, session_of
from tests.ui.paper_driver import a_printer, keeping, looking, printed

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

    def keep(dialog: PagesDialog) -> None:
        said.append(words_of(dialog))
        assert not dialog.reader_button.isVisible()
        dialog.save_button.click()
        assert "Le document est enregistré" in words_of(dialog)

    assert looking(page.printing.click, keep)
    assert WARNING[:60] in said[0]
    assert page.context.settings.get(FOLDER) == ""
    assert saved.exists()
    text = " ".join(" ".join(each.extract_text().split()) for each in PdfReader(saved).pages)
    assert "Vos deux regards, automne 2026" in text
    assert "Toujours ou presque" in text
    assert "Clarifier les rôles : Relire la fiche de poste" in text.replace("\u00a0", " ")
    assert "zibeline" not in text
    assert NOTE.encode() not in saved.read_bytes()


def test_refusing_writes_nothing(page: ComparisonPage, saved: Path) -> None:
    assert looking(page.print_page, lambda dialog: dialog.reject())
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
    assert keeping(page.print_page)
    assert not saved.exists()
    assert "se sont masqués entre-temps" in window.messages.text.text()
    assert rounds.opened(window.book)


def test_printed_from_here_it_leaves_no_file_and_no_name(
    page: ComparisonPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []
    out, before = tmp_path / "papier.pdf", {each for each in tmp_path.rglob("*") if each.is_file()}
    a_printer(monkeypatch, out, lambda printer: named.append(printer.docName()))

    def send(dialog: PagesDialog) -> None:
        printed(dialog)
        assert "Envoyé à l’imprimante" in words_of(dialog)

    assert looking(page.printing.click, send)
    assert named == [PRIVATE_NAME]
    after = {each for each in tmp_path.rglob("*") if each.is_file()}
    assert {each for each in after - before if "binome" not in each.suffix} == {out}
    assert len(PdfReader(out).pages) > 0
    assert b"zibeline" not in out.read_bytes()


def test_a_printer_chosen_after_the_key_is_gone_gets_nothing(
    page: ComparisonPage, tmp_path: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "papier.pdf"
    a_printer(monkeypatch, out, lambda _printer: page.hide_comparison())

    def send(dialog: PagesDialog) -> None:
        accept(dialog)
        assert not dialog.isVisible()

    assert looking(page.printing.click, send)
    assert not out.exists()
    assert "se sont masqués entre-temps" in window.messages.text.text()


def test_silence_takes_the_pages_off_the_screen(page: ComparisonPage) -> None:
    def fall(dialog: PagesDialog) -> None:
        refuse_dialogs()
        assert not dialog.isVisible()

    assert looking(page.printing.click, fall)
