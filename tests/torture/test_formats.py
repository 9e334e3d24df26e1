"""The short form of the upgrades killed at their steps."""

import sqlite3
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a process is forked, then killed", allow_module_level=True)

from desk import paths
from desk.notebook import environment
from tests.torture import formats
from tests.torture.figures import Options


def test_upgrades_killed_at_a_step_are_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    figures = formats.run(Options(tmp_path, seed=1, number=18))
    assert figures.breaches == []
    assert figures.told["upgrades killed"] == 18
    assert figures.told["newer files refused unchanged"] == 6


def test_a_file_between_two_versions_would_be_told(tmp_path: Path) -> None:
    env = environment.make(paths.resources(), tmp_path / "copies", lambda: formats.NOW)
    each = formats.older(formats.FIXTURES / "carnets" / "0.3.0.binome", env, tmp_path)
    target = formats.fresh(each.path, tmp_path)
    with sqlite3.connect(target) as connection:
        connection.execute("CREATE TABLE slot (id TEXT PRIMARY KEY) STRICT")
        connection.execute("DELETE FROM decision")
    connection.close()
    _found, wrong = formats.judged(each, target, env)
    assert "between two versions: 2, with another schema" in wrong
    assert "rows of decision changed" in wrong
