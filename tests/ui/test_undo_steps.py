"""Twenty-five changes of every sort, taken back one after the other by Ctrl+Z, then made again by Ctrl+Y."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.notebook import transfer
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from tests.notebook.runs import Someone
from tests.ui.pages.at_work import AtWork

STEPS = 25


@pytest.mark.parametrize(("seed", "page"), [(7, "meetings"), (8, "bin")])
def test_ctrl_z_takes_back_twenty_five_steps(
    look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot, seed: int, page: str
) -> None:
    someone = Someone(notebook, seed)
    someone.prepare()
    work = AtWork(notebook, child, qtbot)
    work.window.activateWindow()
    work.go(page)
    before = transfer.export_json(notebook)
    runner = work.window.runner
    while runner.undo_stack.count() < STEPS:
        runner.do(someone.next_operation()[1])
    after = transfer.export_json(notebook)
    assert after != before
    for _ in range(STEPS):
        work.key(work.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert transfer.export_json(notebook) == before
    assert not runner.undo_stack.canUndo()
    for _ in range(STEPS):
        work.key(work.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert transfer.export_json(notebook) == after
