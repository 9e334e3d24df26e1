"""Processes forked from one that has everything loaded: a program starts in a fifth of a second."""

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Said:
    """What a process told, and when."""

    at: float
    what: str
    more: tuple[Any, ...]


@dataclass(slots=True)
class Forked:
    """A process at work, and what it said so far."""

    pid: int
    pipe: int
    born: float
    said: list[Said] = field(default_factory=list)
    is_over: bool = False
    _rest: bytes = b""

    def listen(self, until: float, wanted: Callable[[Said], bool] = lambda _said: False) -> bool:
        """Hear all that it says till an instant, the wanted word, or its end; whether the word came."""
        while not self.is_over:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.pipe], [], [], left)[0]:
                return False
            if any(wanted(each) for each in self._heard()):
                return True
        return False

    def kill(self) -> float:
        """Kill it, hear its last words; the instant of the kill."""
        instant = time.monotonic()
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        while not self.is_over:
            self._heard()
        os.close(self.pipe)
        os.waitpid(self.pid, 0)
        return instant

    def _heard(self) -> list[Said]:
        content = os.read(self.pipe, 1 << 16)
        self.is_over = not content
        *whole, self._rest = (self._rest + content).split(b"\n")
        fresh = []
        for line in whole:
            at, what, *more = json.loads(line)
            fresh.append(Said(at, what, tuple(more)))
        self.said += fresh
        return fresh


def load_all(*packages: str) -> None:
    """Import every module of these packages now: a forked process has nothing left to read."""
    for name in packages:
        package = importlib.import_module(name)
        for each in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(each.name)
    gc.collect()
    gc.freeze()


def adopt_orphans() -> None:
    """What a killed process leaves behind becomes ours: it is seen, and waited for (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def orphans_gone(seconds: float) -> int:
    """Wait for the processes left behind; how many had not ended by then, which are then killed."""
    until = time.monotonic() + seconds
    with suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)
        return _killed()
    return 0


def _killed() -> int:
    found = 0
    for task in Path("/proc/self/task").iterdir():
        for pid in map(int, (task / "children").read_text("ascii").split()):
            found += 1
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return found


def fork(work: Callable[[int], None]) -> Forked:
    """A process that does the work, given the end of the pipe it tells into."""
    ear, mouth = os.pipe()
    born = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(ear)
        try:
            work(mouth)
        finally:
            os._exit(70)
    os.close(mouth)
    return Forked(pid, ear, born)
