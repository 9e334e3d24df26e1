"""Same carnet, same date: the same bilan to the byte, on any day, in any zone, language and process."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.stories.taken_apart import data_in

DAY = "2026-11-22"
# The clock of a process moved by so many days, before anything of the program is loaded.
_CLOCK = """
import datetime, time
shift = {days} * 86400
now, local, greenwich, real = time.time, time.localtime, time.gmtime, datetime.datetime
time.time = lambda: now() + shift
time.localtime = lambda at=None: local(time.time() if at is None else at)
time.gmtime = lambda at=None: greenwich(time.time() if at is None else at)
class Moved(real):
    @classmethod
    def now(cls, tz=None):
        return real.now(tz) + datetime.timedelta(seconds=shift)
    @classmethod
    def today(cls):
        return cls.now()
datetime.datetime = Moved
"""
PLACES = {
    "here": (0, {"TZ": "Europe/Paris", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}),
    "the day after, far east": (
        1,
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "1"},
    ),
    "years before, far west": (-900, {"TZ": "America/Adak", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4242"}),
    "a leap year, without UTF-8": (462, {"TZ": "UTC+0:30", "LC_ALL": "C", "PYTHONUTF8": "0"}),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example carnet, and a clock for each place."""
    folder = tmp_path_factory.mktemp("octets")
    desk(folder, "demo", "--out", ".", "--au", DAY)
    for days, _ in PLACES.values():
        clock = folder / f"horloge{days}"
        clock.mkdir()
        (clock / "sitecustomize.py").write_text(_CLOCK.format(days=days))
    return folder


def desk(folder: Path, *arguments: str, **surroundings: str) -> str:
    """Run `desk`, expect success; what it said."""
    command = [sys.executable, "-m", "desk", *arguments, "--profile", str(folder / "profil")]
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(each for each in (surroundings.pop("PYTHONPATH", ""), root) if each)
    around = {**os.environ, **surroundings, "PYTHONPATH": path}
    done = subprocess.run(
        command, cwd=folder, env=around, capture_output=True, check=False, timeout=120, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_clock_is_really_moved(made: Path) -> None:
    said = desk(made, "report", "demo.binome", "--out", "sans-date.pdf", PYTHONPATH=str(made / "horloge462"))
    assert "Bilan" in said
    told = data_in((made / "sans-date.pdf").read_bytes())
    assert told["date"] > DAY


def test_one_carnet_one_date_one_file(made: Path) -> None:
    found = {}
    for place, (days, around) in PLACES.items():
        clock = str(made / f"horloge{days}")
        desk(made, "report", "demo.binome", "--out", "un.pdf", "--au", DAY, PYTHONPATH=clock, **around)
        found[place] = sha256((made / "un.pdf").read_bytes()).hexdigest()
    assert len(set(found.values())) == 1, found
