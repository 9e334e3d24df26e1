"""That the file a window writes in is still the one it opened: nothing goes into a stranger's file."""

import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

from desk.core.errors import Unwritten
from desk.data import place

_COUNT_END, _MOST = 28, 2**32


class Witness:
    """Remembers which file was opened, and which state of it this connection last left.

    SQLite counts the transactions in the file's head. A count that is ours tells a rollback after a failure,
    which looks like another's writing to this connection, from another's writing.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._file = _identity(path.stat())
        self._version = self._data_version()
        self._ours = frozenset({self._count()})
        self.mark = self._read_mark()

    def begins(self) -> None:
        """Before a transaction. Raises LostFile or Unwritten: this is no longer our file, as we left it."""
        try:
            found = _identity(self._path.stat())
        except FileNotFoundError as error:
            raise place.refusal(self._path) or place.gone(self._path) from error
        except OSError as error:
            raise place.away() from error
        if found != self._file:
            raise place.stranger(self._path)
        if self.is_written_over:
            raise self.written_over()
        count = self._count()
        self._ours = frozenset({count, (count + 1) % _MOST})  # written in full, and yet told as a failure

    def begun(self) -> None:
        """Inside the transaction, before its first write. Raises Unwritten: someone else wrote meanwhile."""
        if self._data_version() != self._version:
            raise self.written_over()
        self.mark = self.mark or self._read_mark()

    def done(self) -> None:
        """After a transaction that was written."""
        with suppress(Unwritten):  # written, all the same: what was counted before it serves
            self._ours = frozenset({self._count()})

    def written_over(self) -> Unwritten:
        """What to say when that is so."""
        return place.written_over(self._path)

    @property
    def is_written_over(self) -> bool:
        """Whether someone else wrote in the file since it was opened; ask it outside a transaction."""
        version = self._data_version()  # rolls back what a failed transaction left
        if version != self._version and self._count() in self._ours and self._read_mark() == self.mark:
            self._version = version
        return version != self._version

    def _count(self) -> int:
        """SQLite's count of transactions; outside a transaction only: closing a file gives its locks back."""
        try:
            with self._path.open("rb") as handle:
                return int.from_bytes(handle.read(_COUNT_END)[_COUNT_END - 4 :], "big")
        except OSError as error:
            raise place.refusal(self._path) or place.of(error) from error

    def _read_mark(self) -> str:
        """Whose notebook this is, to know it again; "" while it is being made, or when it does not read."""
        try:
            found = self._connection.execute("SELECT uuid FROM commune").fetchone()
        except sqlite3.Error:
            return ""
        return str(found[0]) if found else ""

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def _identity(told: os.stat_result) -> tuple[int, int] | None:
    """None on Windows, where an open file keeps its place and some disks have no lasting numbers."""
    return None if sys.platform == "win32" else (told.st_dev, told.st_ino)
