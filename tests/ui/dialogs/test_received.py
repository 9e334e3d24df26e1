"""« Lire des bilans reçus »: asked, read while the window lives, shown, written; each failure is told."""

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from desk.exchange.child import Child
from desk.exchange.reports import BATCH
from desk.ui import theme
from desk.ui.dialogs.received import FOLDER, ReceivedDialog
from desk.ui.dialogs.received_rows import COPIED, COPY, FIRST, MORE
from tests.many_reports import attached, carrying, commune
from tests.ui.accessible import unnamed
from tests.ui.conftest import Memory
from tests.ui.dialog_driver import button, words_of

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "reports" / "0.6.0.pdf"


@pytest.fixture
def settings() -> Memory:
    return Memory()


@pytest.fixture
def dialog(
    look: QApplication, qtbot: QtBot, child: Child, settings: Memory, tmp_path: Path
) -> ReceivedDialog:
    settings.kept[FOLDER] = str(tmp_path)
    made = ReceivedDialog(child, settings)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Two communes' bilans, one of them a project, one twice; and a photo's worth of noise."""
    place = tmp_path / "post"
    place.mkdir()
    drawn = EXAMPLE.read_bytes()
    data = attached(drawn)
    (place / "a.pdf").write_bytes(carrying(drawn, commune(data, "36202", "Valmont")))
    (place / "b.pdf").write_bytes((place / "a.pdf").read_bytes())
    (place / "c.pdf").write_bytes(carrying(drawn, commune(data, "36001", "Autreville", agreed=False)))
    (place / "d.pdf").write_bytes(b"bonjour")
    return place


def wait_read(qtbot: QtBot, dialog: ReceivedDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.stop_button.isVisible(), timeout=20_000)


def choosing(monkeypatch: pytest.MonkeyPatch, folder: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(folder))


def saving(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))


def test_a_folder_is_read_shown_and_written(
    dialog: ReceivedDialog, qtbot: QtBot, post: Path, monkeypatch: pytest.MonkeyPatch, settings: Memory
) -> None:
    assert "il ne faut pas de carnet" in words_of(dialog)
    assert dialog.focusWidget() is dialog.folder_button
    choosing(monkeypatch, post)
    qtbot.keyClick(dialog.folder_button, Qt.Key.Key_Return)
    assert button(dialog, "Arrêter la lecture")
    wait_read(qtbot, dialog)
    said = words_of(dialog)
    assert "2\u00a0bilans lus, de 2\u00a0communes. 2\u00a0fichiers non retenus." in said
    assert "1\u00a0bilan lu ne compte pas" in said
    assert "Projet\u00a0: les deux personnes ne l’ont pas convenu, il ne compte pas." in said
    assert "Accepté. Projet" not in said
    assert "36202 Valmont" in said
    assert "Le même bilan est dans" in said
    assert "Projet" in said
    assert unnamed(dialog) == []
    assert settings.kept[FOLDER] == str(post)
    for suffix, verb in ((".ods", "Enregistrer le tableau…"), (".csv", "Enregistrer en .csv…")):
        saving(monkeypatch, post / f"table{suffix}")
        button(dialog, verb).click()
        assert (post / f"table{suffix}").stat().st_size > 500
        assert "Tableau enregistré" in dialog.messages.text.text()
    table = (post / "table.csv").read_text(encoding="utf-8-sig")
    assert table.count("36202;Valmont") == 2


def test_a_reply_is_copied_and_says_so(dialog: ReceivedDialog, qtbot: QtBot, post: Path) -> None:
    dialog.read([post])
    wait_read(qtbot, dialog)
    copy = button(dialog, COPY)
    assert copy.accessibleName().startswith(f"{COPY} : ")
    copy.click()
    assert copy.text() == COPIED
    assert QGuiApplication.clipboard().text().startswith("Bonjour, nous avons bien reçu")


def test_the_window_lives_while_it_reads_and_escape_stops(
    dialog: ReceivedDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(BATCH * 8):
        (tmp_path / f"{number:03}.pdf").write_bytes(EXAMPLE.read_bytes())
    dialog.read([tmp_path])
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "La lecture est arrêtée" in dialog.messages.text.text()
    assert dialog.focusWidget() is dialog.folder_button
    assert dialog.rows == []
    dialog.messages.clear()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_nothing_to_read_and_a_folder_gone(dialog: ReceivedDialog, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"x")
    dialog.read([tmp_path])
    wait_read(qtbot, dialog)
    assert "Il n’y a rien à lire ici" in dialog.messages.text.text()
    dialog.read([tmp_path / "parti"])
    wait_read(qtbot, dialog)
    assert "introuvable" in dialog.messages.text.text()
    assert dialog.folder_button.isVisible()


def test_giving_up_the_questions_changes_nothing(
    dialog: ReceivedDialog, qtbot: QtBot, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, "")
    dialog.folder_button.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([], ""))
    dialog.files_button.click()
    assert dialog.lead.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(post / "a.pdf")], ""))
    dialog.files_button.click()
    wait_read(qtbot, dialog)
    assert len(dialog.rows) == 1
    saving(monkeypatch, "")
    dialog.save_button.click()
    assert not dialog.messages.isVisible()


def test_a_table_that_cannot_be_written_is_told(
    dialog: ReceivedDialog, qtbot: QtBot, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.read([post])
    wait_read(qtbot, dialog)
    (post / "table.ods").mkdir()
    saving(monkeypatch, post / "table.ods")
    dialog.save_button.click()
    assert "n’est pas un fichier" in dialog.messages.text.text()
    saving(monkeypatch, post / "nulle-part" / "table.ods")
    dialog.save_button.click()
    assert "introuvable" in dialog.messages.text.text()


@pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")
def test_files_are_dropped(dialog: ReceivedDialog, qtbot: QtBot, post: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(post / name)) for name in ("a.pdf", "c.pdf")])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(dialog.rect().center(), copy, data, left, none)
    dialog.dragEnterEvent(enter)
    assert enter.isAccepted()
    dialog.dropEvent(QDropEvent(QPointF(dialog.rect().center()), copy, data, left, none))
    qtbot.waitUntil(lambda: bool(dialog.rows), timeout=20_000)
    assert [row.file for row in dialog.rows] == ["c.pdf", "a.pdf"]
    words = QMimeData()
    words.setText("bonjour")
    refused = QDragEnterEvent(dialog.rect().center(), copy, words, left, none)
    refused.ignore()
    dialog.dragEnterEvent(refused)
    assert not refused.isAccepted()


def test_long_lists_grow_on_demand(dialog: ReceivedDialog, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(FIRST + 3):
        (tmp_path / f"{number:03}.pdf").write_bytes(b"non")
    dialog.read([tmp_path])
    wait_read(qtbot, dialog)
    assert words_of(dialog).count("n’est pas un bilan de Binôme") == FIRST
    assert FIRST + 3 < MORE
    button(dialog, "Voir 3\u00a0lignes de plus").click()
    assert words_of(dialog).count("n’est pas un bilan de Binôme") == FIRST + 3
    assert dialog.focusWidget() is not None


def test_a_county_is_shown_to_the_last_line_without_standing_still(
    dialog: ReceivedDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(FIRST + MORE * 4):
        (tmp_path / f"{number:03}.pdf").write_bytes(b"non")
    dialog.read([tmp_path])
    wait_read(qtbot, dialog)
    for _ in range(4):
        began = time.monotonic()
        button(dialog, f"Voir {MORE}\u00a0lignes de plus").click()
        QApplication.processEvents()
        assert time.monotonic() - began < 3  # a fifth of that; drawing all lines again took ten times as long
    assert words_of(dialog).count("n’est pas un bilan de Binôme") == FIRST + MORE * 4
    left = [
        each for each in dialog.findChildren(QPushButton) if each.isVisible() and "de plus" in each.text()
    ]
    assert left == []


def test_tab_from_the_verbs_shows_where_it_went(dialog: ReceivedDialog, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(FIRST + 1):
        (tmp_path / f"{number:03}.pdf").write_bytes(b"non")
    dialog.read([tmp_path])
    wait_read(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog._scroller.verticalScrollBar().maximum() > 0)
    for start, back in ((dialog.save_button, True), (dialog.close_button, False)):
        start.setFocus()
        qtbot.keyClick(start, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        met = dialog.focusWidget()
        assert dialog._scroller.isAncestorOf(met)
        qtbot.waitUntil(lambda: not dialog.focusWidget().visibleRegion().isEmpty())


def test_what_came_of_the_table_is_seen_from_the_end_of_a_long_list(
    dialog: ReceivedDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(FIRST):
        (tmp_path / f"{number:03}.pdf").write_bytes(b"non")
    dialog.read([tmp_path])
    wait_read(qtbot, dialog)
    bar = dialog._scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    saving(monkeypatch, tmp_path / "table.ods")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.messages.visibleRegion().isEmpty())


@pytest.mark.parametrize(("width", "height", "scale"), [(910, 470, 1.0), (1200, 660, 2.0)])
def test_it_stands_in_a_small_window(
    qtbot: QtBot, look: QApplication, child: Child, post: Path, width: int, height: int, scale: float
) -> None:
    theme.apply(look, "light", scale)
    dialog = ReceivedDialog(child, Memory())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(width, height)
    dialog.read([post])
    wait_read(qtbot, dialog)
    QApplication.processEvents()
    assert dialog.width() <= width
    assert dialog._scroller.horizontalScrollBar().maximum() == 0
    assert dialog.save_button.isVisible()


def test_a_program_that_cannot_read_is_a_bug_told_once(
    look: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    broken = ReceivedDialog(Child([sys.executable, "-c", "raise SystemExit(3)"], tmp_path), Memory())
    qtbot.addWidget(broken)
    with qtbot.captureExceptions() as caught:
        broken.read([tmp_path])
        qtbot.waitUntil(lambda: bool(caught), timeout=20_000)
        qtbot.wait(200)
    assert len(caught) == 1
