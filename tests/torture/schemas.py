"""What a carnet is made of, line by line, in each version of its format."""

import sqlite3
from functools import cache

from desk.data.migrations import migrations
from desk.data.store import Store

Rows = dict[str, list[tuple[object, ...]]]


def whole_schema(connection: sqlite3.Connection) -> list[str]:
    """Tables, indexes, columns and marks, one line each; anything that two carnets could differ by."""
    lines = [f"{name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]}" for name in _MARKS]
    sql = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    objects = connection.execute(sql).fetchall()
    for kind, name, table, made_by in objects:
        lines.append(f"{kind} {name} of {table}: {' '.join((made_by or 'automatic').split())}")
        if kind == "table" and not made_by.startswith("CREATE VIRTUAL"):
            lines += [f"  {name}: {column}" for column in connection.execute(f"PRAGMA table_xinfo([{name}])")]
            lines += [f"  {name} → {key}" for key in connection.execute(f"PRAGMA foreign_key_list([{name}])")]
        elif kind == "index":
            lines += [f"  {name}: {column}" for column in connection.execute(f"PRAGMA index_xinfo([{name}])")]
    applied = connection.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()
    return lines + [f"applied: {one}" for one in applied]


def content(connection: sqlite3.Connection) -> Rows:
    """Every row of every table of ours, in the order in which they were written."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
    names = [name for (name,) in connection.execute(sql) if name not in _DERIVED]
    return {name: connection.execute(f"SELECT * FROM [{name}] ORDER BY rowid").fetchall() for name in names}


@cache
def schema(version: int) -> list[str]:
    """The schema of that version, made anew."""
    connection = made_at(version)
    lines = whole_schema(connection)
    connection.close()
    return lines


def made_at(version: int) -> sqlite3.Connection:
    """An empty carnet of that version, in memory."""
    store = Store(sqlite3.connect(":memory:", isolation_level=None))
    raise_to(store, version)
    return store.connection


def raise_to(store: Store, version: int) -> None:
    """Apply the migrations up to that version, those that are not applied yet."""
    known = migrations()
    names = [each.name for each in migrations().pending(Store(sqlite3.connect(":memory:")).db)]
    known.apply(store.db, stop_before=names[version:])


_DERIVED = ("search_place", "_sqlite_migrations")
_MARKS = ("application_id", "user_version", "encoding", "auto_vacuum", "page_size")
