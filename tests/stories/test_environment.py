"""The real program where a disk goes away while a carnet is open, and after it was killed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desk.notebook import opening
from desk.notebook.book import Environment
from desk.notebook.opening import Setup
from tests.stories.test_full_disk import allowed

in_namespace = pytest.mark.skipif(not allowed(), reason="no namespace of one's own on this machine")
WRITES = """
import json, sys
from pathlib import Path
from desk import paths
from desk.core.errors import UserError
from desk.notebook import environment, lost_file, opening, practices
profile = paths.profile(Path("profil").absolute())
book = opening.open_notebook(Path("disk/valmont.binome"), environment.make(paths.resources(), profile.copies))
for line in sys.stdin:
    try:
        lost_file.retake(book)
        practices.choose(book, line.strip())
        said = "ok"
    except UserError as problem:
        said = problem.message
    print(json.dumps(said), flush=True)
opening.close(book)
print(json.dumps("fermé"), flush=True)
"""


def lived(folder: Path, steps: list[str]) -> list[str]:
    """What a program says that holds `disk/valmont.binome` open while shell steps happen to its disk.

    A step is a shell command, or « p02 »: choose that practice.
    """
    begin = ["set -e", "mkdir disk", "mount --bind vraie disk", "mkfifo ordres"]
    begin += [f"'{sys.executable}' -c \"$SCRIPT\" < ordres &", "exec 3> ordres"]
    orders = [f"echo {step} >&3; sleep 1.5" if step[1:].isdigit() else step for step in steps]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", "\n".join([*begin, *orders, "exec 3>&-", "wait"])],
        cwd=folder, env=os.environ | {"SCRIPT": WRITES}, capture_output=True, text=True, check=False,
        timeout=90,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return [str(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.fixture
def place(tmp_path: Path, valmont: Setup, env: Environment) -> Path:
    opening.close(opening.create(tmp_path / "vraie" / "valmont.binome", valmont, env))
    return tmp_path


@in_namespace
def test_a_stick_taken_out_and_put_back_goes_on_where_it_was(place: Path) -> None:
    first, refused, second, closed = lived(
        place, ["p02", "umount -l disk && rmdir disk", "p03", "mkdir disk && mount --bind vraie disk", "p03"]
    )
    assert (first, second, closed) == ("ok", "ok", "fermé")
    assert "n’est plus là" in refused
    assert "Remettez la clé USB" in refused


@in_namespace
def test_a_stick_that_stays_out_lets_the_program_close(place: Path) -> None:
    _, refused, closed = lived(place, ["p02", "umount -l disk && rmdir disk", "p03"])
    assert "n’est plus là" in refused
    assert closed == "fermé"


def test_a_program_that_was_killed_says_so_at_its_next_start(tmp_path: Path) -> None:
    script = (
        "import sys, threading, time, os, signal\n"
        "from desk import app\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "def tell():\n"
        "    for widget in QApplication.topLevelWidgets():\n"
        "        print(widget.messages.text.text() if hasattr(widget, 'messages') else '', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL) if sys.argv[2] == 'tue' else QApplication.quit()\n"
        "real = app.App.start\n"
        "def start(self, asked):\n"
        "    QTimer.singleShot(400, tell)\n"
        "    return real(self, asked)\n"
        "app.App.start = start\n"
        "sys.exit(app.main(['--profile', sys.argv[1]]))\n"
    )

    def run(end: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "profil"), end],
            capture_output=True, text=True, check=False, timeout=60,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip

    killed = run("tue")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert "arrêté sans être fermé" not in killed.stdout
    after = run("fin")
    assert after.returncode == 0, after.stderr
    assert "arrêté sans être fermé" in after.stdout
    assert "arrêté sans être fermé" not in run("fin").stdout
