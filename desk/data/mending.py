"""An index that no longer says what its table holds: made again from the rows, which are the truth.

SQLite's quick look does not see it; its whole look, at each opening and at each copy, does.
"""

import sqlite3
from collections.abc import Callable

from desk.data import search_index
from desk.data.sqlite_errors import Corrupt, reading
from desk.data.store import Store


def is_sound(connection: sqlite3.Connection) -> bool:
    """SQLite's look at the whole file, what its indexes hold included."""
    return _says_ok(connection, "integrity_check")


def mend(store: Store, check: Callable[[], None] = lambda: None) -> bool:
    """Make the indexes again when they alone are spoilt; whether they were. Outside a transaction.

    `check` looks at the rows before that counts. Raises Corrupt when the rows are spoilt too, or the file is
    only read: nothing is then changed.
    """
    with reading():
        if is_sound(store.connection):
            return False
        if store.read_only or not _says_ok(store.connection, "quick_check"):
            raise Corrupt
    try:
        with store.atomic():
            store.connection.execute("REINDEX")
            if _is_searched(store.connection):
                search_index.rebuild(store.connection)
            if not is_sound(store.connection):
                raise Corrupt
            check()
    except (sqlite3.Error, LookupError, ValueError, TypeError) as error:
        raise Corrupt from error  # two rows with one key: an index hid it
    return True


def _is_searched(connection: sqlite3.Connection) -> bool:
    """The first versions had no search."""
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_place'").fetchone())


def _says_ok(connection: sqlite3.Connection, pragma: str) -> bool:
    return bool(connection.execute(f"PRAGMA {pragma}(1)").fetchone()[0] == "ok")
