"""What a carnet holds, as short as it can be told, and what each writing is about to make of it."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from desk.data.store import TABLES, Store

State = dict[str, str]
"""For each table the fingerprint of its rows, in the order they were written."""


def state(connection: sqlite3.Connection) -> State:
    """Every column of every row of a carnet; what is derived, the index, is left out."""
    usual, connection.text_factory = connection.text_factory, bytes  # a damaged text is no French
    try:
        return {table: _fingerprint(connection, table) for table in TABLES}
    finally:
        connection.text_factory = usual


def _fingerprint(connection: sqlite3.Connection, table: str) -> str:
    said = hashlib.blake2b(digest_size=8)
    for row in connection.execute(f"SELECT rowid, * FROM [{table}] ORDER BY rowid"):
        said.update(repr(row).encode())
    return said.hexdigest()


def differing(one: State, other: State) -> str:
    """The tables that are not the same, for a message."""
    return ", ".join(table for table in one if one[table] != other.get(table)) or "nothing"


def place(connection: sqlite3.Connection) -> str:
    """The file that a connection writes."""
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


def watch_writing(path: Path, tell: Callable[[str, State], None]) -> None:
    """From now on, in this process, each transaction of that carnet is told: « coming », what it will hold,
    just before it counts; « done » just after; « back » when it did not.

    The store's own transaction runs in between, whole: nothing of it is replaced.
    """
    real, depth = Store.atomic, [0]

    @contextlib.contextmanager
    def atomic(store: Store) -> Iterator[None]:
        if depth[0] or place(store.connection) != str(path):
            with real(store):
                yield
            return
        depth[0], coming = 1, {}
        try:
            with real(store):
                yield
                coming = state(store.connection)
                tell("coming", coming)
        except BaseException:
            tell("back", {})
            raise
        finally:
            depth[0] = 0
        tell("done", coming)

    Store.atomic = atomic  # type: ignore[method-assign, assignment]
