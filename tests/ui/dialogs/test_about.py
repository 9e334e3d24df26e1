from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desk import __version__
from desk.notebook.book import Notebook
from desk.ui import theme
from desk.ui.dialogs.about import About, show
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import in_dialog, words_of


@pytest.fixture
def about(look: QApplication, notebook: Notebook, qtbot: QtBot) -> Iterator[About]:
    dialog = About(notebook.guide)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    theme.apply(look, "light", 1.0)


def test_it_says_what_it_is_and_under_which_licences(about: About, notebook: Notebook) -> None:
    said = words_of(about).replace("\u00a0", " ")
    for told in (__version__, notebook.guide.version, "EUPL 1.2", "Licence Ouverte 2.0", "OFL 1.1", "LGPL 3"):
        assert told in said
    for told in ("https://code.qt.io/", "remplacer", "n’envoie rien"):
        assert told in said
    assert "pypdf" in about.notices.text()
    assert unnamed(about) == []
    assert about.notices.edit.accessibleName() == "Ce que Binôme contient d’autrui"


@pytest.mark.parametrize("where", ["button", "notices"])
def test_escape_closes_from_anywhere(about: About, where: str, qtbot: QtBot) -> None:
    if where == "notices":
        about.notices.edit.setFocus()
    focused = about.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not about.isVisible()


def test_enter_closes_at_once(about: About, qtbot: QtBot) -> None:
    assert about.focusWidget() is about.primary
    with qtbot.waitSignal(about.accepted):
        qtbot.keyClick(about.focusWidget(), Qt.Key.Key_Return)


def test_the_notices_are_read_with_the_keyboard_and_not_changed(about: About, qtbot: QtBot) -> None:
    edit, before = about.notices.edit, about.notices.text()
    qtbot.keyClick(about.focusWidget(), Qt.Key.Key_Tab)
    assert about.focusWidget() is edit
    bar = edit.verticalScrollBar()
    assert bar.maximum() > 0
    for _ in range(3):
        qtbot.keyClick(edit, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() >= bar.maximum() - 1  # in lines
    qtbot.keyClicks(edit, "abc")
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert about.notices.text() == before
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert about.focusWidget() is about.primary


def test_at_200_percent_everything_is_reached_by_the_keyboard(
    look: QApplication, notebook: Notebook, qtbot: QtBot
) -> None:
    theme.apply(look, "light", 2.0)
    about = About(notebook.guide)
    qtbot.addWidget(about)
    about.show()
    about.activateWindow()
    about.resize(760, 440)
    bar = about._scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    steps = [bar.value()]
    while bar.value() < bar.maximum():
        qtbot.keyClick(about.focusWidget(), Qt.Key.Key_PageDown)
        assert 0 < bar.value() - steps[-1] <= about._scroller.viewport().height()
        steps.append(bar.value())
    qtbot.keyClick(about.focusWidget(), Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(about.focusWidget(), Qt.Key.Key_Tab)
    assert about.focusWidget() is about.notices.edit
    assert about.notices.edit.visibleRegion().boundingRect().height() > 200
    inside = about._scroller.inside.minimumSizeHint().width()
    assert inside <= about._scroller.viewport().width()


def test_show_opens_it_and_comes_back(look: QApplication, notebook: Notebook) -> None:
    seen = in_dialog(About, QDialog.reject)
    too_late = QTimer(singleShot=True, interval=5000)
    too_late.timeout.connect(look.closeAllWindows)
    too_late.start()
    show(None, notebook.guide)
    too_late.stop()  # left running, it closed the window of another test five seconds later
    assert seen == ["À propos de Binôme"]


def test_a_built_program_shows_its_own_notices(
    look: QApplication, notebook: Notebook, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "THIRD-PARTY.md").write_text("| Qt 6.12 | LGPL-3.0-only | x |\n", "utf-8")
    monkeypatch.setattr("desk.ui.dialogs.about.paths.resources", lambda: tmp_path)
    dialog = About(notebook.guide)
    qtbot.addWidget(dialog)
    assert dialog.notices.text().startswith("– Qt 6.12, LGPL-3.0-only, x")
