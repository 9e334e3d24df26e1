"""Who has a notebook open: a file beside it, held by the system as long as its process lives."""

import errno
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import NARROW, clock_time, long_date
from desk.files import told, try_lock


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

    @property
    def is_at_its_place(self) -> bool:
        """Whether the file that is locked is still the one beside the notebook."""
        try:
            return _same_file(self._descriptor, self.path)
        except OSError:
            return False  # the stick or the share is away

    def release(self) -> None:
        """Give the notebook back and take the lock file away, unless another has taken its place.

        A second call does nothing: the number of the open file may be another's by then.
        """
        if self._descriptor < 0:
            return
        ours = self.is_at_its_place
        if sys.platform == "win32":
            self._close()  # an open file cannot be removed there
            self._remove(ours=ours)
        else:
            self._remove(ours=ours)
            self._close()

    def _close(self) -> None:
        with suppress(OSError):  # a share that is away says so here; the lock is given back all the same
            os.close(self._descriptor)
        self._descriptor = -1

    def _remove(self, *, ours: bool) -> None:
        # refused: another process opened it in between and owns it now, or the disk is away; it blocks nobody
        with suppress(OSError):
            if ours:
                self.path.unlink(missing_ok=True)


_TRIES = 50
_SUFFIX = ".verrou"


def lock_path(notebook: Path) -> Path:
    """`.valmont.binome.verrou`, beside the notebook."""
    return notebook.with_name(f".{notebook.name}{_SUFFIX}")


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
        raise _refused(error, path) from error


def _refused(error: OSError, path: Path) -> UserError:
    """About the folder, where the lock file is made; about the notebook when its name is at fault."""
    if error.errno == errno.ENAMETOOLONG:
        return told(error, path.with_name(path.name[1 : -len(_SUFFIX)]))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UserError(
            f"Le programme n’a pas le droit d’écrire dans « {path.parent} », ou un autre l’en empêche.",
            "Rien n’a été changé. Un carnet qui s’y trouve s’ouvre en lecture seule ; pour y écrire, "
            "copiez-le dans un dossier à vous, par exemple Documents.",
        )
    return told(error, path.parent)


def _open_anothers(path: Path) -> int:
    """A lock file that another account of this PC left: it can be locked without being written."""
    try:
        return os.open(path, os.O_RDONLY)
    except OSError as error:
        raise _refused(error, path) from error


def _locked(descriptor: int, path: Path) -> bool:
    try:
        return try_lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise _refused(error, path) from error


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
        os.write(descriptor, json.dumps(said, ensure_ascii=False).encode(errors="replace"))
    except OSError:
        return  # a full disk: the lock is held all the same, only its holder stays unnamed
