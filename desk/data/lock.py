"""Who has a notebook open: a file beside it, held by the system as long as its process lives."""

import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import NARROW, clock_time, long_date
from desk.files import told


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock: Windows user, PC, and since when."""

    user: str
    host: str
    since: datetime


class HeldElsewhere(UserError):
    """The notebook is open somewhere else; reading it remains possible."""

    def __init__(self, holder: Holder | None) -> None:
        who = f" par {holder.user}, sur le poste {holder.host}" if holder else ""
        since = f", depuis le {long_date(holder.since.date())} à {clock_time(holder.since)}" if holder else ""
        super().__init__(
            f"Ce carnet est déjà ouvert{who}{since}.",
            f"Rien n’est perdu{NARROW}; fermez-le là-bas, ou ouvrez-le ici en lecture seule.",
        )
        self.holder = holder


class Lock:
    """An advisory lock that the system releases when the process dies, so a dead holder never blocks."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the notebook back and take the lock file away."""
        if sys.platform == "win32":
            os.close(self._descriptor)  # an open file cannot be removed there
            self._remove()
        else:
            self._remove()
            os.close(self._descriptor)

    def _remove(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
        except PermissionError:
            # another process opened it in between: it now owns the file
            return


_TRIES = 50


def lock_path(notebook: Path) -> Path:
    """`.valmont.binome.verrou`, beside the notebook."""
    return notebook.with_name(f".{notebook.name}.verrou")


def acquire(notebook: Path, holder: Holder) -> Lock:
    """Take the lock. Raises HeldElsewhere, or UserError when the folder cannot be written."""
    path = lock_path(notebook)
    for _ in range(_TRIES):
        descriptor = _open(path)
        if not _locked(descriptor, path):
            os.close(descriptor)
            raise HeldElsewhere(read_holder(path))
        if _same_file(descriptor, path):
            _write_holder(descriptor, holder)
            return Lock(path, descriptor)
        os.close(descriptor)  # it was removed by its last owner just before we locked it
    raise HeldElsewhere(read_holder(path))


def read_holder(path: Path) -> Holder | None:
    """Who wrote the lock file, or None when it cannot be understood."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Holder(str(said["user"]), str(said["host"]), datetime.fromisoformat(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # being written, or not ours: the holder stays unnamed


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        return _open_anothers(path)
    except OSError as error:
        raise told(error, path.parent) from error


def _open_anothers(path: Path) -> int:
    """A lock file that another account of this PC left: it can be locked without being written."""
    try:
        return os.open(path, os.O_RDONLY)
    except OSError as error:
        raise told(error, path.parent) from error


def _locked(descriptor: int, path: Path) -> bool:
    try:
        return _try_lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise told(error, path.parent) from error


def _same_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _write_holder(descriptor: int, holder: Holder) -> None:
    said = {"user": holder.user, "host": holder.host, "since": holder.since.isoformat(timespec="seconds")}
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(said, ensure_ascii=False).encode())
    except OSError:
        return  # a full disk: the lock is held all the same, only its holder stays unnamed


if sys.platform == "win32":
    import msvcrt

    _FAR = 2**30  # Windows forbids reading a locked range: lock one byte far behind the text

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
