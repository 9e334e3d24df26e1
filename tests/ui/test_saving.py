"""Where to write: the folder of the last time, the suffix that is missing, the file that is already there."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk import paths
from desk.ui.context import Context
from desk.ui.saving import ask_in, ask_path
from desk.ui.widgets.dialog import Dialog
from tests.ui.dialog_driver import in_dialog


@pytest.fixture
def parent(look: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _answers(monkeypatch: pytest.MonkeyPatch, answer: Path | str) -> list[str]:
    """Makes the system's question answer that; the proposals it was given."""
    proposed: list[str] = []

    def chosen(_parent: QWidget, _title: str, start: str, _kind: str) -> tuple[str, str]:
        proposed.append(start)
        return str(answer), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return proposed


def test_the_folder_of_the_last_time_is_proposed_else_the_documents(
    parent: QWidget, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proposed = _answers(monkeypatch, "")
    assert ask_in("essai", context, parent, "Enregistrer", "page.pdf") is None
    context.settings.set("essai", str(tmp_path))
    assert ask_in("essai", context, parent, "Enregistrer", "page.pdf") is None
    assert proposed == [str(paths.documents_folder() / "page.pdf"), str(tmp_path / "page.pdf")]


@pytest.mark.parametrize(
    ("typed", "expected"), [("a", "a.pdf"), ("a.pdf", "a.pdf"), ("a.PDF", "a.PDF"), ("3.11", "3.11.pdf")]
)
def test_a_missing_suffix_is_added(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, expected: str
) -> None:
    _answers(monkeypatch, tmp_path / typed)
    assert ask_path(parent, "Enregistrer", tmp_path / "page.pdf") == tmp_path / expected


@pytest.mark.parametrize("replace", [True, False])
def test_a_file_that_the_added_suffix_names_is_replaced_only_when_asked(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, replace: bool
) -> None:
    kept = tmp_path / "bilan.pdf"
    kept.write_bytes(b"ancien")
    _answers(monkeypatch, tmp_path / "bilan")
    asked = in_dialog(Dialog, Dialog.accept if replace else Dialog.reject)
    assert ask_path(parent, "Enregistrer", tmp_path / "page.pdf") == (kept if replace else None)
    assert asked == ["Ce fichier existe déjà"]
    assert kept.read_bytes() == b"ancien"
