import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.exchange.child import Child
from desk.notebook.book import Notebook
from desk.ui.exporting import export
from desk.ui.window import Window
from tests.ui.conftest import Memory


@pytest.fixture
def window(look: QApplication, qtbot: QtBot, notebook: Notebook, child: Child) -> Iterator[Window]:
    made = Window(notebook, child, Memory())
    qtbot.addWidget(made)
    made.show()
    made.go("guide")
    yield made
    made.close()


def test_the_export_is_written_and_said(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "valmont.json"
    export(window, path)
    assert "Valmont" in json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)
    assert "Export enregistré" in window.messages.text.text()


def test_an_export_that_cannot_be_written_is_told(window: Window, tmp_path: Path) -> None:
    export(window, tmp_path / "absent" / "valmont.json")
    assert "Export enregistré" not in window.messages.text.text()
    assert window.messages.text.text() != ""
    assert not (tmp_path / "absent").exists()
