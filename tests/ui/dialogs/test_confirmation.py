"""A written confirmation: what it asks, what it prints, and that nothing of it stays."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.notebook import people
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs.confirmation import (
    NO_TRACE,
    NOTHING_KEPT,
    ORDER,
    RESERVE,
    ConfirmationDialog,
    write_confirmation,
)
from desk.ui.dialogs.print_document import PagesDialog
from desk.ui.printing import FOLDER
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.paper_driver import a_printer, keeping, looking, printed
from tests.ui.reader import Reader, reading

SECRET = "Ne pas signer avant le conseil : zibeline"


@pytest.fixture
def dialog(context: Context, qtbot: QtBot) -> ConfirmationDialog:
    shown = ConfirmationDialog(context)
    qtbot.addWidget(shown, before_close_func=lambda _dialog: empty(shown))
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def empty(dialog: ConfirmationDialog) -> None:
    """Nothing is asked then on leaving."""
    for field in (dialog.affair, dialog.text, dialog.answer):
        field.set_text("")


@pytest.fixture
def reader(look: object) -> Iterator[Reader]:
    assert look
    yield from reading()


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    folder = tmp_path / "sortie"
    folder.mkdir()

    def choose(_parent: QWidget, _title: str, path: str, _kind: str) -> tuple[str, str]:
        return str(folder / Path(path).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return lambda: sorted(folder.iterdir())


def fill(dialog: ConfirmationDialog) -> None:
    dialog.author.buttons[dialog.pair.sgm.id].click()
    dialog.kind.buttons[RESERVE].click()
    dialog.affair.set_text("Terrain communal")
    dialog.text.set_text(f"{SECRET}\nDeux lignes.")


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_it_says_that_nothing_is_kept_and_everything_has_a_name(dialog: ConfirmationDialog) -> None:
    assert NOTHING_KEPT.split(" : ")[1] in words_of(dialog).replace("\u00a0", " ")
    assert unnamed(dialog) == []


def test_a_filled_page_is_printed_and_leaves_no_trace(
    dialog: ConfirmationDialog,
    saved: Callable[[], list[Path]],
    reader: Reader,
    context: Context,
    notebook: Notebook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = notebook.path.read_bytes()
    fill(dialog)
    out, seen = tmp_path / "papier.pdf", list[str]()
    a_printer(monkeypatch, out)

    def send(shown: PagesDialog) -> None:
        seen.append(words_of(shown))
        assert not shown.reader_button.isVisible()
        printed(shown)

    assert looking(lambda: accept(dialog), send) == ["Confirmation écrite"]
    assert NO_TRACE[:40] in seen[0]
    assert len(PdfReader(out).pages) == 1
    assert saved() == []
    keeping(lambda: accept(dialog))
    (path,) = saved()
    assert path.name == f"confirmation_Valmont_{notebook.today.isoformat()}.pdf"
    assert reader.opened == []
    said = text_of(path)
    pair = people.pair(notebook)
    for words in ("Confirmation écrite d’une réserve", "Terrain communal", "zibeline", "Deux lignes."):
        assert words in said
    assert f"De : {pair.sgm.addressed}" in said.replace("\u00a0", " ")
    assert "Réponse attendue" not in said
    assert notebook.path.read_bytes() == before
    assert context.settings.get(FOLDER) == ""
    assert not context.runner.undo_stack.canUndo()
    dialog.reject()
    assert not dialog.isVisible()


def test_the_blank_model_needs_nothing(
    dialog: ConfirmationDialog, saved: Callable[[], list[Path]], reader: Reader
) -> None:
    keeping(dialog.blank_button.click)
    (path,) = saved()
    assert path.name.startswith("confirmation-vierge_Valmont_")
    assert "consigne donnée" in text_of(path)
    assert dialog.author.problem.text() == ""
    assert reader.opened == []


def test_what_is_missing_is_said_and_nothing_is_written(
    dialog: ConfirmationDialog, saved: Callable[[], list[Path]], qtbot: QtBot
) -> None:
    accept(dialog)
    assert dialog.author.problem.text() == "Choisissez qui écrit."
    assert "Le nom de l’affaire est vide" in dialog.affair.problem.text()
    assert "Écrivez le texte" in dialog.text.problem.text()
    fill(dialog)
    dialog.kind.set_value(ORDER)
    dialog.day.set_text("31/02/2026")
    accept(dialog)
    assert "n’est pas une date" in dialog.day.problem.text()
    dialog.day.set_value(None)
    dialog.text.set_text("x" * 50_001)
    accept(dialog)
    assert "dépasse" in dialog.text.problem.text()
    assert saved() == []


def test_escape_asks_before_dropping_what_was_typed(dialog: ConfirmationDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.text.edit, "Une consigne")
    asked: list[str] = []

    def keep(question: Dialog) -> None:
        asked.append(words_of(question))
        question.reject()

    in_dialog(Dialog, keep)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "sera perdu" in asked[0]
    assert dialog.isVisible()
    assert dialog.text.text() == "Une consigne"
    in_dialog(Dialog, accept)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_asks_nothing_when_nothing_was_typed(context: Context, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    seen = in_dialog(ConfirmationDialog, lambda shown: button(shown, "Fermer").click())
    write_confirmation(context, parent)
    assert len(seen) == 1
