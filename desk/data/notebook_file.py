"""Opening a commune's file in six steps, each with its own answer; a user's file is never deleted."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from zlib import crc32

from desk.core.errors import UserError
from desk.core.wording import NARROW
from desk.data import copies_state
from desk.data.copies import BEFORE_UPGRADE, Copy, is_copied, list_copies, make_copy
from desk.data.migrations import APPLICATION_ID, SCHEMA_DIGEST, VERSION, migrations
from desk.data.sqlite_errors import Corrupt, reading
from desk.data.store import TABLES, Store, connect
from desk.files import refuse_long_name, told, unread

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_NEVER = 500  # versions ahead: so many there will not be, but a flipped bit says so


class NotOurs(UserError):
    """The file does not begin as a notebook does."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"« {path.name} » n’est pas un carnet Binôme.",
            "Il n’a pas été modifié. Le carnet de votre commune est souvent dans Documents, dossier Binôme.",
        )


class Malformed(NotOurs):
    """It begins as a notebook does, and holds something else; its making was cut short, for instance."""

    def __init__(self, path: Path, what: str) -> None:
        UserError.__init__(
            self,
            f"« {path.name} » ne peut pas être ouvert{NARROW}: {what}.",
            "Il n’a pas été modifié. Ouvrez un autre carnet, ou l’une de ses copies de sûreté.",
        )


class Newer(UserError):
    """A newer program has saved the file; this one changes nothing in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"« {path.name} » a été enregistré par une version plus récente de Binôme.",
            "Il n’a pas été modifié. Installez la nouvelle version sur ce poste, puis rouvrez-le.",
        )


class Damaged(UserError):
    """The file is not sound; `copies` are the known ones, newest first, if they were looked for."""

    def __init__(self, path: Path, copies: list[Copy] | None = None) -> None:
        offers = {
            None: "ouvrez-le dans le programme pour voir ses copies",
            True: "choisissez une copie saine",
            False: "aucune copie n’est connue sur ce poste, cherchez-en une sur une clé ou un autre poste",
        }
        offer = offers[None if copies is None else bool(copies)]
        super().__init__(
            f"Le carnet « {path.name} » est abîmé.",
            f"Il n’a pas été modifié{NARROW}; {offer}.",
        )
        self.path = path
        self.copies = copies or []


class OddRow(Damaged):
    """SQLite finds it sound, and one of its rows cannot be read: it may still be opened, knowingly."""


def identify(path: Path) -> int:
    """The version of a notebook's file, read from its first 100 bytes without SQLite.

    Only a first look: a journal left by a killed process may say otherwise, `version_of` tells in the end.
    Raises NotOurs, Newer, Damaged for a version that will never be, or UserError when it cannot be read;
    changes nothing.
    """
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEADER)
    except OSError as error:
        raise unread(error, path) from error
    ours = head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if len(head) < _HEADER or not ours:
        raise NotOurs(path)
    version = int.from_bytes(head[60:64], "big")
    if version > VERSION + _NEVER:
        raise Damaged(path)
    if version > VERSION:
        raise Newer(path)
    return version


def create_file(path: Path) -> Store:
    """A new file with the whole schema. Raises UserError when one is already there."""
    refuse_long_name(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("xb").close()
    except FileExistsError as error:
        raise UserError(
            f"« {path.name} » existe déjà dans ce dossier.",
            "Il n’a pas été modifié. Choisissez un autre nom, ou ouvrez ce carnet.",
        ) from error
    except OSError as error:
        raise told(error, path.parent) from error
    try:
        return _with_schema(connect(path))
    except BaseException:
        withdraw(path)
        raise


def withdraw(path: Path) -> None:
    """Take away the file that was being made; a disk that refuses that too has refused the rest before."""
    with suppress(OSError):
        path.unlink()


def _with_schema(store: Store) -> Store:
    try:
        with store.atomic():
            migrations().apply(store.db)
    except BaseException:
        store.close()
        raise
    return store


def open_file(path: Path) -> Store:
    """Open to read and write after `identify`. Raises Damaged (without the copies) when the check fails."""
    identify(path)
    with damage_named(path):
        return sound(path, read_only=False)


def version_of(store: Store) -> int:
    """The version of an open file."""
    with reading():
        return int(store.connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(store: Store, copies: Path, now: datetime) -> int | None:
    """Bring an older file to this version after a verified copy; the version it had, None for this one.

    Raises UserError (disk full) or Corrupt (a row that cannot be understood): the file is then as it was.
    """
    version = version_of(store)
    if version < VERSION:
        make_copy(store, copies, now, BEFORE_UPGRADE)
        migrate(store)
    check_schema(store)
    return version if version < VERSION else None


def migrate(store: Store) -> None:
    """Apply what is missing, all of it or nothing. Raises Corrupt when the rows or the tables forbid it."""
    try:
        with store.atomic():
            migrations().apply(store.db)
            # a spoilt head says an older version than the tables are of
            store.connection.execute(f"PRAGMA user_version = {VERSION}")
    except (LookupError, ValueError, TypeError, AttributeError, sqlite3.Error) as error:
        raise Corrupt from error


def check_schema(store: Store) -> None:
    """A name spoilt in the schema is not seen by SQLite's own look. Raises Corrupt."""
    if schema_digest(store) != SCHEMA_DIGEST:
        raise Corrupt


def schema_digest(store: Store) -> int:
    """What the tables of this version and their indexes are, whichever version they began with."""
    said = ", ".join(f"'{name}'" for name in TABLES)
    sql = f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({said}) ORDER BY type, name"  # noqa: S608
    with reading():
        return crc32(repr(store.connection.execute(sql).fetchall()).encode())


def daily_copy(store: Store, copies: Path, now: datetime) -> Copy | None:
    """Copy when the last copy is over a day old, or failed, and the file changed since; the last, or None."""
    known = list_copies(copies, now)
    old = not known or now - known[0].made_at > timedelta(hours=24)
    due = old or copies_state.read(copies).problem is not None
    if not known or (due and not is_copied(store, copies)):
        return make_copy(store, copies, now)
    return known[0]


def journal(path: Path) -> Path:
    """Where SQLite keeps what a killed process had begun."""
    return path.with_name(path.name + "-journal")


def sound(path: Path, *, read_only: bool) -> Store:
    """A file opened and found sound. Raises Corrupt."""
    store = connect(path, read_only=read_only)
    try:
        check(store)
    except BaseException:
        store.close()
        raise
    return store


def check(store: Store) -> None:
    """SQLite's own look at the whole file. Raises Corrupt."""
    with reading():
        verdict = store.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise Corrupt


def check_begun(store: Store, path: Path) -> None:
    """A commune and its pair are there. Raises Malformed: the making of the file was cut short."""
    try:
        with reading():
            begun = store.rows("commune") and store.rows("pair", "until IS NULL")
    except sqlite3.OperationalError as error:
        raise Corrupt from error  # a table is missing, or one of its columns
    if not begun:
        raise Malformed(path, "sa création n’a pas été terminée")


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """What SQLite finds corrupt, told as Damaged."""
    try:
        yield
    except Corrupt as error:
        raise Damaged(path) from error
