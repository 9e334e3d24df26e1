"""Writing a file so that the old one or the new one is there, never half of one."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desk.core.errors import UserError

_DATABASE = b"SQLite format 3\x00"


def write_atomic(path: Path, content: bytes) -> None:
    """Write beside `path`, flush to the disk, then replace. Raises UserError; the old file stays whole."""
    if is_folder(path):
        raise told(IsADirectoryError(), path)
    _refuse_database(path)
    temporary = path.with_name(f".{path.name}.partiel")
    try:
        with temporary.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except FileNotFoundError as error:
        raise UserError(
            f"Le dossier « {path.parent} » est introuvable.",
            "Rien n’a été écrit. Choisissez un dossier qui existe.",
        ) from error
    except OSError as error:
        with suppress(OSError):  # the disk that refused may refuse this too: its first answer is told
            temporary.unlink(missing_ok=True)
        raise told(error, path) from error


def _refuse_database(path: Path) -> None:
    """A slip of the name must not put a document in the place of a notebook."""
    try:
        with path.open("rb") as handle:
            head = handle.read(len(_DATABASE))
    except OSError:
        return  # not there, or not readable: the writing itself will tell
    if head == _DATABASE:
        raise UserError(
            f"« {path.name} » est un carnet : il ne sera pas remplacé par un autre fichier.",
            "Il n’a pas été modifié. Choisissez un autre nom.",
        )


def read_bytes(path: Path) -> bytes:
    """The file's content. Raises UserError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unread(error, path) from error


def erase(path: Path) -> None:
    """Take a file away for good, not to the bin. Raises UserError: it is then still there."""
    try:
        path.unlink()
    except OSError as error:
        raise told(error, path) from error


def unread(error: OSError, path: Path) -> UserError:
    """The failure to read a file; Windows calls it a lack of rights when it is a folder."""
    return told(IsADirectoryError() if is_folder(path) else error, path)


def is_there(path: Path) -> bool:
    """Whether something bears that name; a name no disk takes, or a disk that is away, holds nothing."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib's raises for a name that is too long


def is_folder(path: Path) -> bool:
    """Whether it is a folder, as `is_there` looks."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def told(error: OSError, path: Path) -> UserError:
    """The same failure as a sentence and an advice, never in the system's own words."""
    for kinds, windows, say in _SAID:
        if error.errno in kinds or getattr(error, "winerror", None) in windows:
            return say(path)
    if isinstance(error, FileNotFoundError):
        return UserError(
            f"« {path} » est introuvable.", "Vérifiez le nom et le dossier ; rien n’a été changé."
        )
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return UserError(f"« {path} » n’est pas un fichier.", "Choisissez un fichier ; rien n’a été changé.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _forbidden(path)
    return UserError(
        f"« {path} » n’a pas pu être lu ou écrit (le système donne le code {error.errno or 'inconnu'}).",
        "Rien n’a été changé. Vérifiez que le disque ou la clé est bien branché, puis recommencez.",
    )


def refuse_long_name(path: Path) -> None:
    """Before a notebook is made: its lock, journal and dated copies need longer names than its own.

    Raises UserError when there is no room for them.
    """
    over = max(
        _length(path.name) + _DATED_NAME - _LONGEST_NAME,
        _length(str(path.absolute())) + _DATED_NAME - _LONGEST_PATH,
    )
    if over > 0:
        raise _too_long(path)


def _length(name: str) -> int:
    """In what the system counts: letters on Windows, bytes elsewhere."""
    return len(name) if sys.platform == "win32" else len(os.fsencode(name))


def _forbidden(path: Path) -> UserError:
    return UserError(
        f"Le programme n’a pas le droit d’accéder à « {path} », ou un autre programme tient ce fichier.",
        "Fermez-le ailleurs ou choisissez un autre dossier ; rien n’a été changé.",
    )


def _full(path: Path) -> UserError:
    return UserError(
        f"Le disque est plein : « {path.name} » n’a pas pu être écrit.",
        "Le fichier précédent est intact. Libérez de la place, puis recommencez.",
    )


def _too_big(path: Path) -> UserError:
    return UserError(
        f"« {path.name} » est trop gros pour ce disque.",
        "Le fichier précédent est intact. Choisissez un autre disque.",
    )


def _too_long(path: Path) -> UserError:
    name = path.name if len(path.name) <= _SHOWN else f"{path.name[:_SHOWN]}…"
    return UserError(
        f"Le nom « {name} », ou celui de ses dossiers, est trop long.",
        "Rien n’a été changé. Donnez-lui un nom plus court, ou placez-le dans un dossier plus proche de la "
        "racine du disque.",
    )


def _away(path: Path) -> UserError:
    return UserError(
        f"Le disque ou le lecteur réseau de « {path.name} » ne répond plus.",
        "Rien n’a été changé. Remettez la clé USB ou rétablissez le réseau, puis recommencez.",
    )


def _unusable(path: Path) -> UserError:
    return UserError(
        f"« {path.name} » n’est pas un nom que ce disque accepte.",
        'Rien n’a été changé. Choisissez un nom sans signe particulier (: * ? " < > |).',
    )


# What SQLite and we write beside a notebook: the longest is « (avant retour du 2026-11-22 à 14h32m05) ».
_DATED_NAME = 50
_LONGEST_NAME = 255  # bytes, on every usual disk; letters on Windows, which is never less
_LONGEST_PATH = 259 if sys.platform == "win32" else 512  # what Windows opens, what SQLite opens
_SHOWN = 60
_Say = Callable[[Path], UserError]
# The numbers of the C library, then those of Windows that it calls « invalid argument » or « not found ».
_SAID: tuple[tuple[frozenset[int], frozenset[int], _Say], ...] = (
    (frozenset({errno.ENOSPC, errno.EDQUOT}), frozenset({39, 112, 1295}), _full),
    (frozenset({errno.EFBIG}), frozenset({223}), _too_big),
    (frozenset({errno.ENAMETOOLONG}), frozenset({206}), _too_long),
    (
        frozenset({errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ETIMEDOUT})
        | {errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETUNREACH},
        frozenset({21, 53, 59, 64, 67, 121, 433, 1006, 1117, 1167, 1231}),
        _away,
    ),
    (frozenset({errno.EBUSY, errno.ETXTBSY}), frozenset({32, 33}), _forbidden),
    (frozenset({errno.EINVAL, errno.EILSEQ}), frozenset({123, 161}), _unusable),
)


if sys.platform == "win32":
    import msvcrt

    _FAR = 2**30  # Windows forbids reading a locked range: lock one byte far behind the text

    def try_lock(descriptor: int) -> bool:
        """Take the system's lock on an open file; False when another process has it."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Take the system's lock on an open file; False when another process has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
