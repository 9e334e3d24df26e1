"""Reading a notebook's file without lock, copy or write, and an older one without changing it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.core.errors import UserError
from desk.data.migrations import VERSION
from desk.data.notebook_file import (
    Damaged,
    check,
    check_schema,
    damage_named,
    identify,
    journal,
    migrate,
    sound,
    version_of,
)
from desk.data.sqlite_errors import Corrupt, reading
from desk.data.store import Store, connect
from desk.files import told


def open_to_read(path: Path) -> Store:
    """Open to read only after `identify`, beside whoever writes. Raises Damaged.

    Beside a journal left by a killed process, what is read is a twin put aside, rolled back.
    """
    identify(path)
    with damage_named(path):
        try:
            store = as_of_now(sound(path, read_only=True))
        except Corrupt:
            raise
        except UserError as problem:
            if not _is_left_over(path, problem):
                raise
            with _rolled_back_aside(path) as twin:
                store = in_memory(sound(twin, read_only=True))
        return _checked(store)


@contextmanager
def reading_file(path: Path) -> Iterator[Store]:
    """Read a file without lock, copy or write, as it was at one instant, whoever writes beside.

    A journal left by a killed process is rolled back in a copy put aside. Raises Damaged or UserError.
    """
    identify(path)
    try:
        store = _at_one_instant(path)
    except Damaged:
        raise
    except UserError as problem:
        if not _is_left_over(path, problem):
            raise
        with _rolled_back_aside(path) as twin:
            yield from _closing(_now(_at_one_instant(twin), path))
    else:
        yield from _closing(_now(store, path))


def _now(store: Store, path: Path) -> Store:
    with damage_named(path):
        return _checked(as_of_now(store))


def _checked(store: Store) -> Store:
    try:
        check_schema(store)
    except BaseException:
        store.close()
        raise
    return store


def as_of_now(store: Store) -> Store:
    """The same content in this version's tables: an older file, only read, is brought up in memory.

    Raises Corrupt when its rows forbid it.
    """
    if version_of(store) == VERSION:
        return store
    memory = in_memory(store)
    try:
        migrate(Store(memory.connection))
    except BaseException:
        memory.close()
        raise
    return memory


def in_memory(store: Store, *, closed: bool = True) -> Store:
    """All that it holds, in memory, to be read; the file itself is closed, or not."""
    try:
        with reading():
            memory = sqlite3.connect(":memory:", isolation_level=None)
            store.connection.backup(memory)
    finally:
        if closed:
            store.close()
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


def _is_left_over(path: Path, problem: UserError) -> bool:
    """Whether a journal hinders reading that nobody is at work on: a busy file has one too."""
    code = getattr(problem.__cause__, "sqlite_errorcode", None) or 0
    return journal(path).is_file() and code & 0xFF != sqlite3.SQLITE_BUSY


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
