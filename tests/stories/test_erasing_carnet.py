"""The whole carnet is erased from the real program, which then offers to begin another."""

from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desk import paths
from desk.app import App
from desk.notebook.environment import make
from desk.ui.assistant import Assistant
from desk.ui.dialogs.erase_carnet import EraseCarnetDialog
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.dialog_driver import button

NOW = datetime.combine(date(2026, 11, 22), time(14, 32))


def test_nothing_is_left_of_it_and_the_assistant_is_shown(tmp_path: Path, qapp: QApplication) -> None:
    profile = paths.profile(tmp_path)
    app = App(qapp, profile, make(paths.resources(), profile.copies, lambda: NOW))
    app.open_example()
    window = app.shown
    assert isinstance(window, Window)
    window.go("copies")  # what it began for later must not meet a closed carnet
    window.go("erasing")
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog):  # a slow machine has not shown it yet
            QTimer.singleShot(50, answer)
            return
        assert dialog.primary is not None
        said.append(dialog.windowTitle())
        if isinstance(dialog, EraseCarnetDialog):
            dialog.name.set_text("valmont-l'exemple")
            QTimer.singleShot(200, answer)
        dialog.primary.click()

    QTimer.singleShot(50, answer)
    button(window.page, "Effacer tout le carnet…").click()
    qapp.processEvents()
    assert said == ["Effacer tout le carnet", "Le carnet de Valmont-l’Exemple est effacé"]
    assert isinstance(app.shown, Assistant)
    assert (app.book, app.settings.get("recent")) == (None, "")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["reglages.ini"]
    app.shown.close()
    app.close_book()
