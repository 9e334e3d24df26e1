"""The torture in short: the same parts as `make torture`, each in a process of its own, from one seed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import SHARES, asked
from tests.torture.figures import Figures, Options

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, signals and /proc as Linux has them")
SHORT = ("kills=6", "corruptions=38", "faults=42", "fight=4")


@pytest.mark.parametrize("part", SHORT)
def test_nothing_is_lost(part: str, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", part], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "; breaches 0" in done.stdout


def test_a_breach_is_told_and_counted() -> None:
    figures = Figures({"kills": 3, "typing lost": 0.256}, ["kill 2 of seed 7: a row is lost"])
    assert figures.text("kills") == (
        "kills: kills 3; typing lost 0.26; breaches 1\n  kill 2 of seed 7: a row is lost"
    )


def test_time_is_shared_and_kept(tmp_path: Path) -> None:
    assert Options(tmp_path, minutes=0).is_over
    assert not Options(tmp_path).is_over
    assert not Options(tmp_path, minutes=5).is_over


def test_parts_are_asked_by_name_by_number_or_by_the_environment() -> None:
    assert asked([], {}) == dict.fromkeys(SHARES)
    assert asked(["fight", "kills=9"], {"KILLS": "5"}) == {"fight": None, "kills": 9}
    assert asked([], {"KILLS": "1000"}) == {"kills": 1000}
    assert asked(["kills"], {"KILLS": "12"}) == {"kills": 12}
    with pytest.raises(ValueError, match="unknown part: rest"):
        asked(["rest"], {})
