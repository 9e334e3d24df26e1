"""The short form of the monkey: as many random actions as a coffee allows, from a fixed seed."""

import os
import subprocess
import sys

import pytest

ACTIONS = 300


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_few_hundred_random_actions_meet_nothing_wrong() -> None:
    line = [sys.executable, "-m", "tests.torture", f"monkey={ACTIONS}", "--seed", "3"]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=170, env=surroundings)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert f"actions {ACTIONS};" in done.stdout
    assert "runs undone 0" not in done.stdout
