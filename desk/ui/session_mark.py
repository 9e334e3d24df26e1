"""A mark in the profile while the program runs: one that is left tells that it did not end by itself."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication

from desk import crash
from desk.core.wording import NARROW, clock_time, long_date
from desk.files import try_lock
from desk.ui.widgets.messages import MessageBar

FOLDER, _LAST = "seances", "derniere.txt"
EVERY_MS = 60_000
_DRIFT = timedelta(hours=2)  # the hour that is lived twice in October, and some
_WRITTEN = "%Y-%m-%dT%H:%M:%S"  # always as long, so that it is written over itself

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Found:
    """What the last times left: when one of them was last alive without an end, and a clock gone back.

    `details` hold places in the program, no word of a notebook.
    """

    stopped: datetime | None = None
    details: str = ""
    clock_was: datetime | None = None


class SessionMark:
    """This program's own mark, locked as long as its process lives."""

    def __init__(self, path: Path, descriptor: int, clock: Clock) -> None:
        self._path, self._descriptor, self._clock = path, descriptor, clock
        self.alive()

    def alive(self) -> None:
        """Say that it runs; call it now and then."""
        with suppress(OSError):  # a full disk, a stick taken out: what is at stake is only a sentence
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, f"{self._clock():{_WRITTEN}}".encode())

    def end(self) -> None:
        """It ends by itself: take the mark away. A second call does nothing."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        _remember(self._path.with_name(_LAST), self._clock())
        with suppress(OSError):  # as above; left there, it would tell of an end that was none, once
            _take_away(self._path, descriptor)


def begin(profile: Path, logs: Path, clock: Clock) -> tuple[SessionMark | None, Found]:
    """Mark this session, and find what the last ones left. No mark where the profile cannot be written."""
    folder = profile / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ended = [moment for mark in folder.glob("seance-*.txt") if (moment := _dead(mark))]
        now, last = clock(), _read(folder / _LAST)
        _remember(folder / _LAST, now)
        mark = _marked(folder, clock)
    except OSError:
        return None, Found()
    known = [*ended, *([last] if last else [])]
    back = max(known) if known and now < max(known) - _DRIFT else None
    if not ended:
        return mark, Found(clock_was=back)
    stopped = max(ended)
    return mark, Found(stopped, _details(logs, stopped), back)


def sentences(found: Found, now: datetime) -> list[str]:
    """What to say of it at the start, in French; nothing most of the time."""
    said = []
    if found.stopped is not None:
        said.append(
            f"La dernière fois, Binôme s’est arrêté sans être fermé ({_moment(found.stopped)}). Ce qui était "
            f"enregistré est là{NARROW}; au pire, la dernière seconde écrite manque."
        )
    if found.clock_was is not None:
        said.append(
            f"L’horloge de ce poste dit {_moment(now)}, plus tôt que la dernière fois "
            f"({_moment(found.clock_was)}). Rien n’est perdu{NARROW}; vérifiez la date du poste, car elle "
            "est écrite avec ce que vous notez."
        )
    return said


def keep(mark: SessionMark | None, qt: QCoreApplication) -> None:
    """Say now and then that it runs, and take the mark away at the end, that of Windows' session included."""
    if mark is None:
        return
    timer = QTimer(qt)
    timer.timeout.connect(mark.alive)
    timer.start(EVERY_MS)
    qt.aboutToQuit.connect(mark.end)


def tell(found: Found, now: datetime, bar: MessageBar) -> None:
    """Say it once, with what the opening already says there."""
    said = sentences(found, now)
    if said:
        details = found.details
        copy = ("Copier les détails", lambda: QGuiApplication.clipboard().setText(details))
        bar.note(" ".join([bar.text.text(), *said]).strip(), copy if details else None)


def _moment(moment: datetime) -> str:
    return f"{long_date(moment.date())} à {clock_time(moment)}"


def _details(logs: Path, stopped: datetime) -> str:
    seen = f"arrêté sans être fermé, vu pour la dernière fois {stopped:%Y-%m-%d %H:%M:%S}"
    return f"{crash.about()} · {seen}\n{crash.take_fault(logs) or 'Le système n’a rien dit de la cause.'}"


def _marked(folder: Path, clock: Clock) -> SessionMark | None:
    """Another start may take a mark that is not locked yet for a dead one's: then a second one."""
    for _ in range(3):
        path = folder / f"seance-{uuid4().hex[:12]}.txt"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        if try_lock(descriptor) and path.exists():
            return SessionMark(path, descriptor, clock)
        os.close(descriptor)
    return None


def _dead(mark: Path) -> datetime | None:
    """When the program of that mark was last alive; None while it lives. A dead one's mark is taken away."""
    try:
        descriptor = os.open(mark, os.O_RDWR)
    except OSError:
        return None  # gone meanwhile, or another person's
    try:
        if not try_lock(descriptor):
            os.close(descriptor)
            return None
        moment = _read(mark) or datetime.fromtimestamp(mark.stat().st_mtime)  # noqa: DTZ006 - civil time
        _take_away(mark, descriptor)
    except OSError:
        return None
    return moment


def _take_away(path: Path, descriptor: int) -> None:
    if sys.platform == "win32":
        os.close(descriptor)  # an open file cannot be removed there
        path.unlink(missing_ok=True)
    else:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _read(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.read_text(encoding="ascii")[:19], _WRITTEN)  # noqa: DTZ007 - civil
    except (OSError, ValueError):
        return None


def _remember(path: Path, moment: datetime) -> None:
    with suppress(OSError):  # as in `alive`
        path.write_text(f"{moment:{_WRITTEN}}", encoding="ascii")
