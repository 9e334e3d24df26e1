"""One connection to a notebook's file, behind a gate that knows its tables."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from desk.core.errors import UserError
from desk.data import search_index
from desk.data.sqlite_errors import reading
from desk.data.tables import TABLES, UNDOABLE, Row, RowImage
from desk.data.witness import Witness

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["TABLES", "UNDOABLE", "Row", "RowImage", "Store", "connect", "file_uri"]

_PRAGMAS = (
    "journal_mode=DELETE",  # notebooks live on mapped drives, where a write-ahead log fails
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "busy_timeout=2000",
)


class Store:
    """Reads and writes rows; every write stands inside `atomic()` and known failures become UserError."""

    def __init__(
        self, connection: sqlite3.Connection, *, read_only: bool = False, path: Path | None = None
    ) -> None:
        self.connection = connection
        self.read_only = read_only
        self.path = path
        self._witness = Witness(connection, path) if path is not None and not read_only else None
        self._images: list[RowImage] | None = None

    @cached_property
    def db(self) -> "Database":
        """What writes; loaded at the first writing, as it costs a third of a bare window's whole start."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, strict=True)

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self.connection.close()

    def is_dead(self) -> bool:
        """Whether the file no longer answers through this connection."""
        try:
            self.connection.execute("SELECT count(*) FROM commune").fetchone()
        except sqlite3.Error:
            return True
        return False

    @property
    def mark(self) -> str:
        """Whose notebook this is, known even when its file is away."""
        return self._witness.mark if self._witness else ""

    def take_over(self, other: "Store") -> None:
        """Go on with another connection to the same notebook: this one's file was away."""
        self.connection.close()
        self.connection, self.path, self._witness = other.connection, other.path, other._witness
        self.__dict__.pop("db", None)

    def rows(
        self,
        table: str,
        where: str | None = None,
        args: Sequence[Any] = (),
        order: str | None = None,
        limit: int = -1,
    ) -> list[Row]:
        """The rows of a table; `where` and `order` are SQL of the program, never typed by a person.

        At most `limit` of them, -1 for all.
        """
        with self._reading():
            sql = f"SELECT * FROM [{_known(table)}] WHERE {where or '1'}"  # noqa: S608 - our own names
            sql += f" ORDER BY {order}" if order else ""
            cursor = self.connection.execute(f"{sql} LIMIT ?", [*args, limit])
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def count(self, table: str, where: str, args: Sequence[Any] = ()) -> int:
        """How many such rows there are."""
        with self._reading():
            sql = f"SELECT count(*) FROM [{_known(table)}] WHERE {where}"  # noqa: S608 - our own names
            return int(self.connection.execute(sql, list(args)).fetchone()[0])

    def one(self, table: str, where: str, args: Sequence[Any] = ()) -> Row | None:
        """The first such row, or None."""
        found = self.rows(table, where, args, limit=1)
        return found[0] if found else None

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One transaction: all of it is on the disk, or nothing. Raises UserError when the disk refuses."""
        if self.read_only:
            raise UserError(
                "Ce carnet est ouvert en lecture seule.",
                "Rien n’a été changé. Pour y écrire, choisissez « Ouvrir pour écrire », en haut de l’écran.",
            )
        with reading(self.path), self._witnessed():
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """As `reading`; what is no longer our file is not mistaken for a bug."""
        with reading(self.path):
            try:
                yield
            except sqlite3.Error:
                if self._witness is not None and self._witness.is_written_over:
                    raise self._witness.written_over() from None
                raise

    @contextmanager
    def _witnessed(self) -> Iterator[None]:
        """A transaction in the very file that was opened; one inside another asks no more."""
        witness = None if self.connection.in_transaction else self._witness
        if witness is not None:
            witness.begins()
        with self.db.atomic():
            if witness is not None:
                witness.begun()
            yield
        if witness is not None:
            witness.done()

    def write_over(self) -> None:
        """Write the whole file anew (VACUUM), outside a transaction. Raises UserError: nothing is lost."""
        with reading(self.path):
            if self._witness is not None:
                self._witness.begins()
            self.connection.execute("VACUUM").close()

    @contextmanager
    def recording(self) -> Iterator[list[RowImage]]:
        """A transaction whose row images are kept, so that it can be undone."""
        images: list[RowImage] = []
        self._images = images
        try:
            with self.atomic():
                yield images
        finally:
            self._images = None

    def insert(self, table: str, row: Row) -> None:
        """Add a row."""
        self.db.table(_known(table)).insert(row)
        search_index.index(self.connection, table, None, row)
        self._record(table, None, row)

    def update(self, table: str, key: str | int, values: Mapping[str, Any]) -> None:
        """Change columns of the row whose `id` is `key`. KeyError when there is none."""
        before = self._by_id(table, key)
        if before is None:
            raise KeyError(key)
        names = ", ".join(f"[{name}] = ?" for name in values)
        sql = f"UPDATE [{_known(table)}] SET {names} WHERE id = ?"  # noqa: S608 - our own names
        self.db.execute(sql, [*values.values(), key])
        search_index.index(self.connection, table, before, {**before, **values})
        self._record(table, before, {**before, **values})

    def delete(self, table: str, where: str, args: Sequence[Any]) -> None:
        """Remove rows; `secure_delete` overwrites them in the file."""
        gone = self.rows(table, where, args) if table in UNDOABLE else []
        places = [self._place(table, row["id"]) for row in gone]
        self.db.table(_known(table)).delete_where(where, list(args))
        for row, place in zip(gone, places, strict=True):
            search_index.index(self.connection, table, row, None)
            self._record(table, row, None, place)

    def apply(self, images: Sequence[RowImage]) -> None:
        """Put every row in its `after` state. Raises UserError when one is not in its `before` state."""
        for image in images:
            if self._by_id(image.table, image.id) != image.before:
                raise UserError(
                    "Ce changement ne peut plus être annulé : la ligne a changé depuis.",
                    "Rien n’a été modifié ; corrigez-la directement.",
                )
            if image.before is not None and image.after is not None:
                self.update(image.table, image.id, image.after)  # in place: rows keep their order
            elif image.before is not None:
                self.delete(image.table, "id = ?", [image.id])
            elif image.after is not None:
                self.insert(image.table, self._placed(image.table, image.after, image.place))

    def _by_id(self, table: str, key: str | int) -> Row | None:
        return self.one(table, "id = ?", [key])

    def _place(self, table: str, key: str) -> int:
        sql = f"SELECT rowid FROM [{_known(table)}] WHERE id = ?"  # noqa: S608 - our own names
        return int(self.connection.execute(sql, [key]).fetchone()[0])

    def _placed(self, table: str, row: Row, place: int | None) -> Row:
        """The row with the place it had, when nothing else has taken it since."""
        is_free = place is not None and not self.count(table, "rowid = ?", [place])
        return {**row, "rowid": place} if is_free else dict(row)

    def _record(self, table: str, before: Row | None, after: Row | None, place: int | None = None) -> None:
        if self._images is not None and table in UNDOABLE:
            key = (after or before or {})["id"]
            self._images.append(RowImage(table, key, before, after, place))


def connect(path: Path, *, read_only: bool = False) -> Store:
    """Open a file with the pragmas of a notebook. Raises UserError when SQLite cannot."""
    mode = "ro" if read_only else "rw"
    with reading(path):
        connection = sqlite3.connect(
            f"{file_uri(path.absolute())}?mode={mode}", uri=True, isolation_level=None
        )
        try:
            _prepare(connection, read_only=read_only)
            return Store(connection, read_only=read_only, path=path.absolute())
        except BaseException:
            connection.close()
            raise


def file_uri(path: PurePath) -> str:
    """An absolute path as SQLite's URI; a Windows share keeps an empty authority (`file:////serveur/…`)."""
    plain = path.as_posix()
    lead = "//" if plain.startswith("/") else "///"
    return f"file:{lead}{quote(plain, safe='/:')}"


def _prepare(connection: sqlite3.Connection, *, read_only: bool) -> None:
    for pragma in _PRAGMAS:
        if not (read_only and pragma.startswith("journal_mode")):
            connection.execute(f"PRAGMA {pragma}").close()


def _known(table: str) -> str:
    # sqlite-utils would create an unknown table without a word
    if table not in TABLES:
        raise ValueError(f"unknown table: {table}")
    return table
