"""What SQLite says of the disk, told in French; any other SQL error is a bug and passes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.core.errors import Unwritten, UserError
from desk.data import place
from desk.files import is_there


class Corrupt(UserError):
    """SQLite says that the file is not sound."""

    def __init__(self) -> None:
        super().__init__(
            "Le carnet est abîmé.",
            "Rien n’a été écrit. Fermez-le, puis rouvrez-le : une copie saine vous sera proposée.",
        )


@contextmanager
def reading(path: Path | None = None) -> Iterator[None]:
    """Turn what SQLite says of the disk into a UserError; any other SQL error is a bug and passes.

    With the file's `path`, what stands in the way there is looked at too.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes the damaged words in what it complains of
        raise Corrupt from error
    except sqlite3.Error as error:
        told = _told(error, path)
        if told is None:
            raise
        raise told from error


def _told(error: sqlite3.Error, path: Path | None) -> UserError | None:
    extended = getattr(error, "sqlite_errorcode", None) or 0
    code = extended & 0xFF
    if code in _DAMAGE or "Could not decode to UTF-8" in str(error):
        return Corrupt()
    said = _SAID.get(code)
    if said is None:
        return None
    if path is not None and extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return place.stranger(path) if is_there(path) else place.gone(path)
    looked = place.refusal(path) if path is not None and code in _UNCLEAR else None
    return looked or said()


def _unopened() -> Unwritten:
    return Unwritten(
        "le carnet n’a pas pu être ouvert",
        f"{place.SAFE} Vérifiez que le dossier existe et que vous pouvez y écrire.",
        "Le carnet n’a pas pu être ouvert.",
    )


def _busy() -> Unwritten:
    return Unwritten(
        "le carnet est occupé par un autre programme",
        f"{place.SAFE} Attendez quelques secondes, puis recommencez.",
        "Le carnet est occupé par un autre programme.",
    )


_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SAID: dict[int, Callable[[], Unwritten]] = {
    sqlite3.SQLITE_FULL: place.full,
    sqlite3.SQLITE_READONLY: place.forbidden,
    sqlite3.SQLITE_PERM: place.forbidden,
    sqlite3.SQLITE_IOERR: place.silent,
    sqlite3.SQLITE_CANTOPEN: _unopened,
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_PROTOCOL: _busy,  # the locks of a share that is being used by too many
}
# A quota, a cut share and a closed folder all come as these.
_UNCLEAR = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
)
