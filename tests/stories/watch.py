"""Looks, all the while a story is told, at what may be there for an instant only."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

PAUSE_S = 0.004
_ANSWER = rb'p\d\ds\d+\W{1,6}(?:nsp|so|[0-3])\\?"'
"""An answer beside its statement as the program writes them, `"p01s1": "3"`, quoted once more or not."""


def finder(words: Iterable[str]) -> re.Pattern[bytes]:
    """Finds those words in bytes, in any case, in the usual encodings; and answers."""
    forms = [re.escape(word.encode(code)) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return re.compile(b"|".join([*forms, _ANSWER]), re.IGNORECASE)


class Watch(Thread):
    """Between `start` and `end`, reads a carnet's companions, a folder of temporaries, the files deleted but
    still open, and the arguments and surroundings of the processes started; `seen` says what was found where.
    """

    def __init__(self, carnet: Path, temporaries: Path, words: Iterable[str]) -> None:
        super().__init__(daemon=True)
        self._carnet, self._temporaries, self._find = carnet, temporaries, finder(words)
        self._over = Event()
        self._known: set[tuple[str, int]] = set()
        self.seen: list[tuple[str, bytes]] = []
        self.places: set[str] = set()

    def run(self) -> None:
        """Look, and look again."""
        while not self._over.wait(PAUSE_S):
            for place, content in self._all():
                self._look(place, content)

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self.join()

    def _look(self, place: str, content: bytes) -> None:
        key = (place, hash(content))
        self.places.add(place)
        if key in self._known:
            return
        self._known.add(key)
        found = self._find.search(content)
        if found is not None:
            self.seen.append((place, found.group()))

    def _all(self) -> Iterator[tuple[str, bytes]]:
        beside = [self._carnet.with_name(f"{self._carnet.name}-{kind}") for kind in ("journal", "wal", "shm")]
        for path in (*beside, *self._temporaries.rglob("*")):
            yield path.name, _read(path)
        for process in ("self", *_children()):
            folder = Path("/proc", process)
            if process != "self":
                yield "arguments", _read(folder / "cmdline")
                yield "surroundings", _read(folder / "environ")
            yield from _deleted(folder / "fd")


def _children() -> list[str]:
    found: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        found += _read(task / "children").decode().split()
    return found


def _deleted(handles: Path) -> Iterator[tuple[str, bytes]]:
    """Files without a name any more, which their process still holds."""
    held: list[Path] = []
    with suppress(OSError):
        held = list(handles.iterdir())
    for each in held:
        with suppress(OSError):
            if each.readlink().name.endswith(" (deleted)"):
                yield "deleted", _read(each)


def _read(path: Path) -> bytes:
    """What is there, or nothing: it may be gone by now."""
    with suppress(OSError):
        if path.is_file():
            return path.read_bytes()
    return b""
