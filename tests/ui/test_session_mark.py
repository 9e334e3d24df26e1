"""The mark of a running program: what the next start says of an end that was none."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desk.ui import session_mark
from desk.ui.session_mark import Found
from desk.ui.widgets.messages import MessageBar
from tests.ui.pages.at_work import plain

NOON = datetime(2026, 11, 22, 12, 0)
RUNS = """
import sys, time
from datetime import datetime
from pathlib import Path
from desk import crash
from desk.ui import session_mark
root = Path(sys.argv[1])
crash.watch_faults(root / "journaux")
mark, found = session_mark.begin(root, root / "journaux", lambda: datetime(2026, 11, 22, 17, 10))
print("là", flush=True)
if sys.argv[2] == "faute":
    import ctypes
    ctypes.string_at(0)
time.sleep(60)
"""


def begin(root: Path, now: datetime) -> tuple[session_mark.SessionMark, Found]:
    mark, found = session_mark.begin(root, root / "journaux", lambda: now)
    assert mark is not None
    return mark, found


def marks(root: Path) -> list[Path]:
    return list((root / session_mark.FOLDER).glob("seance-*"))


def test_a_program_that_ends_says_nothing_and_leaves_no_mark(tmp_path: Path) -> None:
    mark, found = begin(tmp_path, NOON)
    assert found == Found()
    assert len(marks(tmp_path)) == 1
    mark.end()
    mark.end()
    assert marks(tmp_path) == []
    assert session_mark.sentences(begin(tmp_path, NOON + timedelta(days=1))[1], NOON) == []


def test_one_that_was_killed_is_told_once_with_its_hour(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUNS, str(tmp_path), "tuée"], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "là"
        alive, found = begin(tmp_path, NOON + timedelta(hours=6))
        assert found == Found(), "another window that runs is no stopped one"
        alive.end()
        other.kill()
    mark, found = begin(tmp_path, NOON + timedelta(days=1))
    (said,) = session_mark.sentences(found, NOON + timedelta(days=1))
    assert plain(said).startswith(
        "La dernière fois, Binôme s’est arrêté sans être fermé (22 novembre 2026 à 17:10). Ce qui était "
        "enregistré est là"
    )
    assert "vu pour la dernière fois 2026-11-22 17:10:00" in found.details
    mark.end()
    again, found = begin(tmp_path, NOON + timedelta(days=2))
    assert found == Found()
    again.end()


def test_a_fault_of_the_process_brings_its_places_without_folders(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", RUNS, str(tmp_path), "faute"], capture_output=True, check=False, timeout=60
    )
    mark, found = begin(tmp_path, NOON + timedelta(days=1))
    mark.end()
    assert "string_at" in found.details
    assert str(Path(sys.prefix).parent) not in found.details
    assert "/" not in found.details.replace("://", "")


def test_a_clock_that_went_back_is_told_once(tmp_path: Path) -> None:
    begin(tmp_path, NOON)[0].end()
    mark, found = begin(tmp_path, NOON - timedelta(days=30))
    mark.end()
    assert found.clock_was == NOON
    (said,) = session_mark.sentences(found, NOON - timedelta(days=30))
    assert "23 octobre 2026 à 12:00, plus tôt que la dernière fois (22 novembre 2026 à 12:00)" in plain(said)
    mark, found = begin(tmp_path, NOON - timedelta(days=29))
    mark.end()
    assert found == Found()
    mark, found = begin(tmp_path, NOON - timedelta(days=29, hours=1))
    mark.end()
    assert found == Found(), "the hour that is lived twice in October is no clock gone back"


def test_a_profile_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / session_mark.FOLDER).write_text("un fichier", encoding="utf-8")
    assert session_mark.begin(tmp_path, tmp_path, lambda: NOON) == (None, Found())
    session_mark.keep(None, QApplication.instance() or QApplication([]))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"2026-99-99T00:00:00", b"x" * 10_000])
def test_a_mark_that_does_not_read_is_dated_by_its_file(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / session_mark.FOLDER
    folder.mkdir()
    (folder / "seance-abc.txt").write_bytes(content)
    (folder / "derniere.txt").write_bytes(content)
    mark, found = begin(tmp_path, NOON)
    mark.end()
    assert found.stopped is not None


def test_it_is_said_with_what_the_opening_says_and_details_can_be_copied(look: QApplication) -> None:
    bar = MessageBar()
    bar.note("Carnet mis à jour.")
    found = Found(NOON, "Binôme · des lieux", None)
    session_mark.tell(found, NOON, bar)
    assert bar.text.text().startswith("Carnet mis à jour. La dernière fois")
    assert not bar.action.isHidden()
    bar.action.click()
    assert QGuiApplication.clipboard().text() == "Binôme · des lieux"
    bar.note("Autre chose.")
    assert bar.action.isHidden()
    session_mark.tell(Found(), NOON, bar)
    assert bar.text.text() == "Autre chose."
