"""« Proposer Binôme à l’autre », before any carnet: asked, drawn in the document process, written, told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk import paths
from desk.exchange.child import Child
from desk.notebook.book import Environment
from desk.ui.proposal import ProposalDialog, propose
from desk.ui.widgets.messages import MessageBar
from tests.ui.accessible import unnamed


@pytest.fixture
def bar(look: QApplication, qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def _answering(whom: str, *, accept: bool = True) -> None:
    """Choose in the dialog when it is there, then leave it."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ProposalDialog):
            QTimer.singleShot(5, answer)
            return
        assert unnamed(dialog) == []
        dialog.whom.buttons[whom].click()
        (dialog.accept if accept else dialog.reject)()

    QTimer.singleShot(0, answer)


@pytest.mark.parametrize(("whom", "title"), [
    ("proposer-maire", "Proposer Binôme au maire"),
    ("proposer-sgm", "Proposer Binôme à la ou au SGM"),
])  # fmt: skip
def test_the_page_is_written_where_asked_and_names_nobody(
    bar: MessageBar, make_env: Callable[[], Environment], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    whom: str, title: str,
) -> None:  # fmt: skip
    target = tmp_path / "page"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    _answering(whom)
    child = Child(paths.program_command(), paths.fonts_dir())
    propose(bar, make_env().content.guide, child, tmp_path, bar)
    reader = PdfReader(tmp_path / "page.pdf")
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert title in text.replace("\xa0", " ")
    assert "{" not in text
    assert "Page enregistrée" in bar.text.text()


def test_leaving_the_dialog_writes_nothing(
    bar: MessageBar, make_env: Callable[[], Environment], tmp_path: Path
) -> None:
    _answering("proposer-sgm", accept=False)
    propose(bar, make_env().content.guide, Child([], tmp_path), tmp_path, bar)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_told(
    bar: MessageBar, make_env: Callable[[], Environment], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "absent" / "page.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    _answering("proposer-maire")
    child = Child(paths.program_command(), paths.fonts_dir())
    propose(bar, make_env().content.guide, child, tmp_path, bar)
    assert "introuvable" in bar.text.text()
    assert not target.exists()
