"""Printing from each section: the button, what it shows, and the same by Ctrl+P."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.core.people import Seat
from desk.notebook import agenda, log, meetings, people
from desk.notebook.book import Notebook
from desk.ui.dialogs.form_files import BlankSheetDialog
from desk.ui.dialogs.print_document import PagesDialog
from desk.ui.drawing import SOON
from desk.ui.pages.meetings import MeetingsPage
from desk.ui.printing import FOLDER
from desk.ui.widgets.pdf_preview import PdfPage
from desk.ui.window import Window
from tests.ui.dialog_driver import button, in_dialog, words_of
from tests.ui.paper_driver import a_printer, drawn, looking, printed


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def choose(_parent: QWidget, _title: str, path: str, _kind: str) -> tuple[str, str]:
        return str(tmp_path / Path(path).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return tmp_path


def pages(dialog: PagesDialog) -> str:
    """What the pages say."""
    return " ".join(" ".join(each.accessibleDescription() for each in dialog.findChildren(PdfPage)).split())


def busy(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, book.today).id
    item = agenda.add(book, point, "Toiture de l’école").id
    log.agree(book, item, "Le devis passe au conseil.")
    log.add_free_action(book, "Appeler l’inspection", people.pair(book).sgm.id)


@pytest.mark.parametrize(
    ("place", "words", "told"),
    [
        ("today", "Imprimer la journée…", "Toiture de l’école"),
        ("calendar", "Imprimer le calendrier…", "à jour au 28 février 2026"),
        ("meetings", "Imprimer ce qui est convenu…", "Le devis passe au conseil."),
    ],
)
def test_the_button_and_the_keys_show_the_same_pages(
    window: Window, notebook: Notebook, qtbot: QtBot, place: str, words: str, told: str
) -> None:
    busy(notebook)
    said: list[str] = []
    window.go(place)
    look = button(window.page, words).click
    assert looking(look, lambda dialog: said.append(pages(dialog))) == [words.removesuffix("…")]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ctrl = Qt.KeyboardModifier.ControlModifier
    looking(lambda: qtbot.keyClick(window, Qt.Key.Key_P, ctrl), lambda dialog: said.append(pages(dialog)))
    assert said[0] == said[1]
    assert told in said[0].replace("\u00a0", " ")


def test_the_actions_print_as_they_are_filtered(window: Window, notebook: Notebook) -> None:
    busy(notebook)
    said: list[str] = []
    window.go("meetings", view="actions")
    page = window.page
    assert isinstance(page, MeetingsPage)
    looking(button(page, "Imprimer ces actions…").click, lambda dialog: said.append(pages(dialog)))
    page.action_list.state.buttons["faites"].click()
    looking(button(page, "Imprimer ces actions…").click, lambda dialog: said.append(pages(dialog)))
    assert "Appeler l’inspection" in said[0]
    assert "Aucune action." in said[1]


def test_either_blank_sheet_from_one_dialog(
    window: Window, round_id: str, kept_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert round_id
    window.go("regards")
    a_printer(monkeypatch, kept_in / "papier.pdf")

    def look(dialog: PagesDialog) -> None:
        assert isinstance(dialog, BlankSheetDialog)
        mayor = pages(dialog)
        dialog.who.buttons[Seat.SGM.value].click()
        assert pages(dialog) != mayor
        dialog.save_button.click()
        printed(dialog)
        assert "Envoyé à l’imprimante" in words_of(dialog)

    assert looking(button(window.page, "Imprimer une feuille vierge…").click, look)
    (kept,) = kept_in.glob("feuille-de-la-secretaire*_a-imprimer.pdf")
    assert len(PdfReader(kept).pages) == len(PdfReader(kept_in / "papier.pdf").pages)
    assert window.context.settings.get(FOLDER) == ""


def test_the_window_lives_while_the_booklet_is_drawn(window: Window) -> None:
    window.go("guide")

    def look(dialog: PagesDialog) -> None:
        assert dialog.preview is None
        assert SOON in words_of(dialog)
        assert not dialog.save_button.isEnabled()
        drawn(dialog)
        assert SOON not in words_of(dialog)
        assert dialog.focusWidget() is dialog.primary

    seen = in_dialog(PagesDialog, look)
    button(window.page, "Imprimer le livret…").click()
    assert seen


def test_without_a_round_it_says_what_prints(window: Window) -> None:
    window.go("regards")
    window.print_page()
    assert "Les feuilles s’impriment quand" in window.messages.text.text()
