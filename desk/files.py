"""Writing a file so that the old one or the new one is there, never half of one."""

import errno
import os
from pathlib import Path

from desk.core.errors import UserError

_DATABASE = b"SQLite format 3\x00"


def write_atomic(path: Path, content: bytes) -> None:
    """Write beside `path`, flush to the disk, then replace. Raises UserError; the old file stays whole."""
    if path.is_dir():
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
        if temporary.is_file():
            temporary.unlink()
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
    return told(IsADirectoryError() if path.is_dir() else error, path)


def told(error: OSError, path: Path) -> UserError:
    """The same failure as a sentence and an advice."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            f"Le disque est plein : « {path.name} » n’a pas pu être écrit.",
            "Le fichier précédent est intact. Libérez de la place, puis recommencez.",
        )
    if isinstance(error, FileNotFoundError):
        return UserError(
            f"« {path} » est introuvable.", "Vérifiez le nom et le dossier ; rien n’a été changé."
        )
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return UserError(f"« {path} » n’est pas un fichier.", "Choisissez un fichier ; rien n’a été changé.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UserError(
            f"Le programme n’a pas le droit d’accéder à « {path} », ou un autre programme tient ce fichier.",
            "Fermez-le ailleurs ou choisissez un autre dossier ; rien n’a été changé.",
        )
    return UserError(
        f"« {path} » n’a pas pu être lu ou écrit ({error.strerror or 'cause inconnue'}).",
        "Rien n’a été changé. Vérifiez que le disque ou la clé est bien branché, puis recommencez.",
    )
