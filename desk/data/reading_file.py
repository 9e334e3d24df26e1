"""Reading a notebook's file without lock, copy or write, and an older one without changing it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.core.errors import UserError
from desk.data.migrations import VERSION, migrations
from desk.data.notebook_file import Damaged, check, damage_named, identify, journal, sound
from desk.data.sqlite_errors import reading
from desk.data.store import Store, connect
from desk.files import told


def open_to_read(path: Path) -> Store:
    """Open to read only after `identify`, beside whoever writes. Raises Damaged."""
    version = identify(path)
    with damage_named(path):
        return _as_of_now(sound(path, read_only=True), version)


@contextmanager
def reading_file(path: Path) -> Iterator[Store]:
    """Read a file without lock, copy or write, as it was at one instant, whoever writes beside.

    A journal left by a killed process is rolled back in a copy put aside. Raises Damaged or UserError.
    """
    version = identify(path)
    try:
        store = _as_of_now(_at_one_instant(path), version)
    except Damaged:
        raise
    except UserError:
        if not _has_journal(path):
            raise
        with _rolled_back_aside(path) as twin:
            yield from _closing(_as_of_now(_at_one_instant(twin), version))
    else:
        yield from _closing(store)


def _as_of_now(store: Store, version: int) -> Store:
    """The same content in this version's tables: an older file, only read, is brought up in memory."""
    if version == VERSION:
        return store
    try:
        with reading():
            memory = sqlite3.connect(":memory:", isolation_level=None)
            store.connection.backup(memory)
    finally:
        store.close()
    migrations().apply(Store(memory).db)
    return Store(memory, read_only=True)


def _at_one_instant(path: Path) -> Store:
    """Opened to read, inside a transaction that lasts until it is closed."""
    with damage_named(path):
        store = connect(path, read_only=True)
        try:
            store.connection.execute("BEGIN").close()
            check(store)
        except BaseException:
            store.close()
            raise
        return store


def _closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.close()


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _has_journal(path: Path) -> bool:
    return journal(path).is_file()


@contextmanager
def _rolled_back_aside(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="binome-") as aside:
        twin = Path(aside) / path.name
        try:
            shutil.copyfile(path, twin)
            shutil.copyfile(journal(path), journal(twin))
        except OSError as error:
            raise told(error, path) from error
        connect(twin).close()
        yield twin
