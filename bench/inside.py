"""What a measured process does itself; nothing heavy is imported, as it would be measured too."""

import json
import os
import sys
from typing import Protocol

_INSTALLATION = (os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix) + "/lib/")


class Application(Protocol):
    """What is asked of Qt's application here."""

    def processEvents(self) -> None:  # noqa: N802 - Qt's name
        """Let what is pending happen."""

    def sendPostedEvents(self, receiver: None, event_type: int) -> None:  # noqa: N802 - Qt's name
        """Have the waiting events of that type happen now."""


DEFERRED_DELETE = 52  # QEvent.Type.DeferredDelete


def settle(app: Application) -> None:
    """Let the window be laid out and painted; what was thrown away goes, as it would in the event loop."""
    for _ in range(6):
        app.processEvents()
    app.sendPostedEvents(None, DEFERRED_DELETE)


def pss() -> float:
    """The memory of this process in MB, what is shared with other programs counted by its share.

    The files of the Python installation count whole: another Python at work beside would halve them.
    """
    total, own = 0, False
    for line in _mappings():
        name, *values = line.split()
        if not name.endswith(":"):
            own = bool(values[4:]) and values[4].startswith(_INSTALLATION)
        elif name == ("Rss:" if own else "Pss:"):
            total += int(values[0])
    return total / 1024


def _mappings() -> list[str]:
    with open("/proc/self/smaps", encoding="utf-8") as stream:  # noqa: PTH123 - pathlib would be measured
        return stream.read().splitlines()


def tell(**values: object) -> None:
    """Say what was measured, memory included, to the process that waits."""
    sys.stdout.write(json.dumps({"pss": pss(), **values}) + "\n")
