"""Bilans received, read by two processes at once: one row each, and for each file that is none, why."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition, Thread

from desk.core.errors import UserError
from desk.core.received import Received, judged
from desk.core.received_words import shown
from desk.core.told import PARCELS, Paper
from desk.exchange.child import RECEIVED, Child, TooBig, file_content
from desk.exchange.listing import Entry, listed

BATCH, BATCH_BYTES, BATCH_SECONDS = 16, 3_000_000, 2.0
PROCESSES = 2
_ALONE = 12
"""Up to so many files one process is enough."""
_HARMLESS = [("essai.eml", b"Subject: essai\n\n"), ("essai.pdf", b"%PDF-1.7")]


def read_folder(folder: Path, child: Child) -> list[Received]:
    """All that is in a folder, judged. Raises UserError when the folder itself cannot be read."""
    reading = Reading([folder], child)
    while not reading.wait(60.0):
        pass
    return reading.rows()


class Reading:
    """Files and folders being read, away from the caller's thread; one bad file never stops the rest.

    `wait` until it is over, or `stop` it. `done` of `total` files are read; `total` is None while they are
    being listed. `child` is only the model: each thread has a process of its own.
    """

    def __init__(self, sources: Sequence[Path], child: Child) -> None:
        self.done = 0
        self.total: int | None = None
        self._sources = list(sources)
        self._papers: list[Paper] = []
        self._waiting: list[list[Entry]] = []
        self._failure: BaseException | None = None
        self._running = 1
        self._stopped = False
        self._changed = Condition()
        self._child = child
        Thread(target=self._guarded, args=(self._list,), daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether all is read, after `seconds` at most. Raises UserError when a folder cannot be listed."""
        with self._changed:
            self._changed.wait_for(lambda: self._running == 0, seconds)
            if self._failure is not None:
                raise self._failure
            return self._running == 0

    def stop(self) -> None:
        """Read no further; what is in hand ends by itself."""
        self._stopped = True

    def rows(self) -> list[Received]:
        """What was read so far, judged."""
        with self._changed:
            papers = list(self._papers)
        return judged(papers)

    def _guarded(self, work: Callable[[], None]) -> None:
        """A thread's life: what goes wrong in it is for whoever waits."""
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again by `wait`
            self._failure = error
            self.stop()
        with self._changed:
            self._running -= 1
            self._changed.notify_all()

    def _list(self) -> None:
        entries, said = listed(self._sources)
        count = 1 if len(entries) <= _ALONE else min(PROCESSES, os.cpu_count() or 1)
        with self._changed:
            self._papers += said
            self._waiting = _batches(entries)
            self.total = len(entries)
            self._running += count if entries else 0
        for _ in range(count if entries else 0):
            Thread(target=self._guarded, args=(self._read,), daemon=True).start()

    def _read(self) -> None:
        with self._child.another() as child:
            while (batch := self._next()) is not None:
                papers = _of_batch(batch, child)
                with self._changed:
                    self._papers += papers
                    self.done += len(batch)

    def _next(self) -> list[Entry] | None:
        with self._changed:
            return self._waiting.pop() if self._waiting and not self._stopped else None


def _batches(entries: Sequence[Entry]) -> list[list[Entry]]:
    """In the order of `pop`: the first files last."""
    batches: list[list[Entry]] = []
    size = 0
    for entry in entries:
        if not batches or size + entry.size > BATCH_BYTES or len(batches[-1]) >= BATCH:
            batches.append([])
            size = 0
        batches[-1].append(entry)
        size += entry.size
    return batches[::-1]


def _of_batch(batch: Sequence[Entry], child: Child) -> list[Paper]:
    papers: list[Paper] = []
    contents: list[tuple[str, bytes]] = []
    for entry in batch:
        try:
            contents.append((entry.name, file_content(entry.path)))
        except TooBig:
            papers.append(Paper(shown(entry.name), "trop_gros"))
        except UserError:
            papers.append(Paper(shown(entry.name), "illisible"))
    if not contents:
        return papers
    try:
        found = child.read_received(contents, BATCH_SECONDS)
    except UserError:
        return papers + [paper for name, content in contents for paper in _alone(name, content, child)]
    return papers + [paper for each in found for paper in each]


def _alone(name: str, content: bytes, child: Child) -> list[Paper]:
    """A file by itself, and what a parcel holds one by one: the unsafe one costs no other."""
    try:
        return child.read_received([(name, content)])[0]
    except UserError:
        pass
    if not name.lower().endswith(PARCELS):
        return _stopped(name, child)
    try:
        parts = child.unpack(content, name)
    except UserError:
        return _stopped(name, child)
    found: list[Paper] = []
    for part in parts:
        found += (
            [Paper(shown(part.name), part.found)] if part.found else _alone(part.name, part.content, child)
        )
    return found


def _stopped(name: str, child: Child) -> list[Paper]:
    """Its reading was stopped: by what it holds, since harmless files are read.

    Raises UserError when they are not: it is this PC that cannot read, and no commune is to send again.
    """
    child.prepare(RECEIVED)
    try:
        child.read_received(_HARMLESS)
    except UserError as error:
        raise UserError(
            "Les fichiers reçus ne peuvent pas être lus sur ce poste.",
            "Ils n’ont pas été changés, et aucun n’est en cause. Rouvrez Binôme, puis recommencez.",
        ) from error
    return [Paper(shown(name), "arrete")]
