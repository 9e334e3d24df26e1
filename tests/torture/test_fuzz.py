"""The short form of the foreign bytes: every reader meets some."""

import os
import subprocess
import sys

import pytest

RUNS = 250


@pytest.mark.skipif(sys.platform == "win32", reason="time and memory are bounded by signals and limits")
def test_foreign_bytes_are_answered_by_every_reader() -> None:
    line = [sys.executable, "-m", "tests.torture", f"fuzz={RUNS}", "--seed", "4"]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, timeout=170, env=dict(os.environ)
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "readers 14;" in done.stdout
    assert "(0 answers)" not in done.stdout
