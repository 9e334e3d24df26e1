"""The failing disk fails: each of its calls, in each of its ways, reaches SQLite and Python."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="stands before SQLite's own calls, on Linux")

# In a process of its own: the hooks stay as long as the process lives.
_SCRIPT = """
import os, sqlite3, sys
from pathlib import Path
from tests.torture.disk import Disk, Plan

folder = Path(sys.argv[1])
disk = Disk(folder)

def write():
    with sqlite3.connect(folder / "x.db", isolation_level=None) as db:
        db.execute("CREATE TABLE IF NOT EXISTS t(a)")
        db.execute("INSERT INTO t VALUES (1)")
        return db.execute("SELECT count(*) FROM t").fetchone()[0]

def replace():
    (folder / "new").write_bytes(b"new")
    (folder / "new").replace(folder / "kept")

heard = []
disk.heard = lambda call, count: heard.append((call, count))
disk.arm(Plan())
assert write() == 1
replace()
calls = disk.disarm()
assert {"sqlite open", "sqlite write", "sqlite sync", "sqlite delete"} <= set(calls), calls
assert [name for name in calls if name.startswith("python")] == ["python open", "python rename"]
assert [call for call, _count in heard] == calls
refused = 0
for at in range(1, len(calls) + 1):
    for onward in (False, True):
        disk.arm(Plan(at, "full", onward))
        try:
            write()
            replace()
        except (sqlite3.OperationalError, OSError) as error:
            refused += 1
        finally:
            disk.disarm()
assert refused > len(calls), refused
disk.arm(Plan())
before = write()
first_write = disk.disarm().index("sqlite write") + 1
disk.arm(Plan(first_write, "full", short=True))
try:
    write()
except sqlite3.OperationalError as error:
    assert "full" in str(error), error
disk.disarm()
assert write() == before + 1
assert (folder / "kept").read_bytes() == b"new"
"""


def test_each_call_can_fail_and_the_disk_gets_well_again(root: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path)], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
