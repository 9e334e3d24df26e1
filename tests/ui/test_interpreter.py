"""`None`, `True` and `False` outlive the binding's miscount."""

import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QObject, Signal
from desk.ui.interpreter import hold_singletons
class Thing(QObject):
    told = Signal()
hold_singletons()
hold_singletons()
thing = Thing()
for _ in range(50_000):
    thing.setObjectName("x")
    thing.told.emit()
print(min(sys.getrefcount(each) for each in (None, True, False)) > 1 << 30)
"""


def test_fifty_thousand_calls_take_nothing_away() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True", "")
