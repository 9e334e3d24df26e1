"""What SQLite says of the disk, told in French; any other SQL error is a bug and passes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from desk.core.errors import UserError


class Corrupt(UserError):
    """SQLite says that the file is not sound."""

    def __init__(self) -> None:
        super().__init__(
            "Le carnet est abîmé.",
            "Rien n’a été écrit. Fermez-le, puis rouvrez-le : une copie saine vous sera proposée.",
        )


@contextmanager
def reading() -> Iterator[None]:
    """Turn what SQLite says of the disk into a UserError; any other SQL error is a bug and passes."""
    try:
        yield
    except sqlite3.Error as error:
        told = _told(error)
        if told is None:
            raise
        raise told from error


def _told(error: sqlite3.Error) -> UserError | None:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Corrupt()
    said = _SAID.get(code)
    return UserError(*said) if said else None


_SAFE = "Ce qui était enregistré est intact."
_SAID = {
    sqlite3.SQLITE_FULL: (
        "Le disque est plein : rien n’a pu être enregistré.",
        f"{_SAFE} Libérez de la place, puis recommencez.",
    ),
    sqlite3.SQLITE_READONLY: (
        "Ce carnet est protégé en écriture.",
        f"{_SAFE} Copiez-le dans un dossier où vous pouvez écrire, puis ouvrez la copie.",
    ),
    sqlite3.SQLITE_IOERR: (
        "Le disque ne répond plus.",
        f"{_SAFE} Vérifiez la clé USB ou le lecteur réseau, puis recommencez.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "Le carnet n’a pas pu être ouvert.",
        f"{_SAFE} Vérifiez que le dossier existe et que vous pouvez y écrire.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Le carnet est occupé par un autre programme.",
        f"{_SAFE} Attendez quelques secondes, puis recommencez.",
    ),
}
