"""What must never be heard while someone is at work: an uncaught exception, a warning of Qt; and memory."""

import ctypes
import gc
import os
import sys
import threading
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desk.core.errors import UserError

# What the platform without a screen cannot do; the test suite passes over the same.
_EXPECTED = (
    "This plugin does not support",
    "QFontDatabase: Cannot find font directory",
)


class Held(NamedTuple):
    """What the process holds at rest.

    `resident` bytes are what the system sees: with the pages of files that were read (libraries, the font
    of other alphabets) and the holes between what is left. `live` bytes are those that C and C++ asked for
    and did not give back, 0 where that cannot be told; `blocks` are Python's own, which are not among them.
    Widgets are counted by class, Qt objects when Python knows them.
    """

    resident: int
    live: int
    kinds: Counter[str]
    objects: int
    blocks: int

    @property
    def widgets(self) -> int:
        """How many widgets there are."""
        return self.kinds.total()


@dataclass
class Ears:
    """Keeps each kind of mistake once, with how often it came; `told` counts known problems told."""

    heard: Counter[str] = field(default_factory=Counter)
    new: list[str] = field(default_factory=list)
    told: int = 0

    def listen(self) -> None:
        """From now on, whatever nobody caught comes here."""
        sys.excepthook = self._uncaught
        sys.unraisablehook = lambda it: self._uncaught(it.exc_type, it.exc_value, it.exc_traceback)
        threading.excepthook = lambda it: self._uncaught(it.exc_type, it.exc_value, it.exc_traceback)
        qInstallMessageHandler(self._message)

    def hear(self, mistake: str) -> None:
        """Keep it; it is new once."""
        if not self.heard[mistake]:
            self.new.append(mistake)
        self.heard[mistake] += 1

    def _uncaught(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, UserError):  # the program's own hook tells it: a file of content that reads not
            self.told += 1
            return
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
        name = kind.__name__ if kind else "exception"
        self.hear(f"{name}: {str(error)[:160]} at {' > '.join(places[-12:])}")

    def _message(self, kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not (text or "").startswith(_EXPECTED):
            self.hear(f"Qt: {text}")


class _Allocated(ctypes.Structure):
    """What `mallinfo2` of glibc 2.33 answers: ten sizes in bytes or numbers."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks",
            "keepcost",
        )
    )  # fmt: skip


def _live() -> int:
    """Bytes asked for and not given back, in the heap and outside it."""
    ask = getattr(ctypes.CDLL(None), "mallinfo2", None) if sys.platform == "linux" else None
    if ask is None:
        return 0
    ask.restype = _Allocated
    found = ask()
    return int(found.uordblks + found.hblkhd)


def held() -> Held:
    """Now, once what was thrown away is gone."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)  # what is free is given back: only what is held counts
    with Path("/proc/self/statm").open() as statm:
        resident = int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    wrapped = [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QObject)]
    return Held(
        resident,
        _live(),
        Counter(type(each).__name__ for each in QApplication.allWidgets()),
        len(wrapped),
        sys.getallocatedblocks(),
    )
