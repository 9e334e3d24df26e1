"""At a centre de gestion: the communes’ post becomes a table, without a carnet, in the window or without."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic, sleep

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from desk import paths
from desk.app import App
from desk.notebook.environment import make
from desk.ui.assistant import Assistant
from desk.ui.dialogs.received import ReceivedDialog
from desk.ui.opening_screen import OpeningScreen
from desk.ui.window import Window
from tests.many_reports import make_post
from tests.ui.dialog_driver import button, in_dialog, words_of

NOW = datetime.combine(date(2026, 11, 23), time(9, 5))
EXAMPLE = Path(__file__).parent.parent / "fixtures" / "reports" / "0.6.0.pdf"
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("post") / "recus"
    make_post(place, EXAMPLE.read_bytes(), count=40)
    return place


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """The program on a PC where it never ran."""
    profile = paths.profile(tmp_path / "profil")
    app = App(qapp, profile, make(paths.resources(), profile.copies, lambda: NOW))
    yield app
    assert app.shown is not None
    app.shown.close()
    app.close_book()


def wait(until: Callable[[], bool]) -> None:
    """By hand: Qt's own waiting leaves no time to the threads that read."""
    end = monotonic() + 30
    while not until() and monotonic() < end:
        QApplication.processEvents()
        sleep(0.01)
    assert until()


def reading(post: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[ReceivedDialog], None]:
    """Choose the folder, wait, write the table, close."""

    def act(dialog: ReceivedDialog) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(post))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(table), ""))
        button(dialog, "Choisir un dossier…").click()
        wait(dialog.save_button.isVisible)
        assert "40\u00a0bilans lus, de 40\u00a0communes. 21\u00a0fichiers non retenus." in words_of(dialog)
        button(dialog, "Enregistrer le tableau…").click()
        button(dialog, "Fermer").click()

    return act


def menu(shown: Window | OpeningScreen, words: str) -> None:
    next(action for action in shown.menu.actions() if action.text() == words).trigger()


def test_from_the_first_screen_without_any_carnet(
    program: App, post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.start(None)
    assert isinstance(program.shown, Assistant)
    seen = in_dialog(ReceivedDialog, reading(post, tmp_path / "t.ods", monkeypatch))
    program.shown.receive.click()
    assert seen == ["Lire des bilans reçus"]
    assert (tmp_path / "t.ods").read_bytes().startswith(b"PK")
    assert list((tmp_path / "profil").rglob("*.binome")) == []
    assert program.settings.get("received") == str(post)


def test_from_a_screen_of_the_opening_and_from_the_window(
    program: App, post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.start(tmp_path / "parti.binome")
    assert isinstance(program.shown, OpeningScreen)
    seen = in_dialog(ReceivedDialog, reading(post, tmp_path / "a.ods", monkeypatch))
    menu(program.shown, "Lire des bilans reçus…")
    program.open_example()
    assert isinstance(program.shown, Window)
    seen += in_dialog(ReceivedDialog, reading(post, tmp_path / "b.ods", monkeypatch))
    menu(program.shown, "Lire des bilans reçus…")
    assert (tmp_path / "a.ods").read_bytes() == (tmp_path / "b.ods").read_bytes()


def run(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "desk", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
        timeout=120,
    )


def test_the_command_tells_how_much_and_is_idempotent(post: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.ods"
    done = run("read", str(post), "--out", str(out), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "40\u00a0bilans lus, 21\u00a0fichiers non retenus" in done.stdout
    first = out.read_bytes()
    run("read", str(post), "--out", str(out), cwd=tmp_path)
    assert out.read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["table.ods"]


@pytest.mark.parametrize(
    ("folder", "out", "said"),
    [
        ("nulle-part", "t.ods", "introuvable"),
        (".", "t.xlsx", "ni un .ods ni un .csv"),
        (".", "x/t.ods", "introuvable"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, folder: str, out: str, said: str) -> None:
    done = run("read", folder, "--out", out, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_it_stays_small(post: Path, tmp_path: Path) -> None:
    """The largest of its processes, asked by one that has no other children."""
    line = [sys.executable, "-m", "desk", "read", str(post), "--out", str(tmp_path / "t.csv")]
    asked = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, *line], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert 1024 < int(done.stdout) * 1024 < 200 * MEGABYTE
