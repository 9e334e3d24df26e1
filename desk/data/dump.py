"""The whole notebook as JSON and back; what is sealed leaves sealed, with its wrapped keys."""

import base64
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk.core.errors import UserError
from desk.core.wording import NARROW
from desk.data import erasing
from desk.data.migrations import ADDED, VERSION, fill_since
from desk.data.notebook_file import create_file
from desk.data.store import TABLES, Row, Store

FORMAT = "binome-carnet"
_BLOB = "base64:"
_TEXT = "texte:"


def dump(store: Store) -> bytes:
    """Every row of every table in a fixed order: the same content gives the same bytes."""
    tables = {table: [_row_out(row) for row in _ordered(store, table)] for table in TABLES}
    said = {"format": FORMAT, "version": VERSION, "tables": tables}
    return (json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def load(content: bytes, path: Path, check: Callable[[Store], None]) -> None:
    """Make a new notebook from an export. Raises UserError; no file is left when the export is not sound.

    `check` reads every row as the program will, before the new file counts.
    """
    version, tables = _checked(content)
    store = create_file(path)
    try:
        with store.atomic():
            for table in TABLES:
                _insert_all(store, table, tables[table])
            fill_since(store.connection, version)
            erasing.forget(store)
            try:
                check(store)
            except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
                raise _refused("une de ses lignes n’a pas la forme attendue") from error
    except BaseException:
        store.close()
        with suppress(OSError):  # a disk that refuses this too: what stopped us is what is told
            path.unlink()  # made by us a moment ago
        raise
    store.close()


def _ordered(store: Store, table: str) -> list[Row]:
    # `rowid` keeps the order in which things were written: the log is read in that order
    return store.rows(table, order="rowid")


def _row_out(row: Row) -> Row:
    return {name: _value_out(value) for name, value in row.items()}


def _value_out(value: Any) -> Any:
    if isinstance(value, bytes):
        return _BLOB + base64.b64encode(value).decode()
    return _TEXT + value if isinstance(value, str) and value.startswith((_BLOB, _TEXT)) else value


def _value_in(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_BLOB):
        return base64.b64decode(value[len(_BLOB) :], validate=True)
    return value[len(_TEXT) :] if isinstance(value, str) and value.startswith(_TEXT) else value


def _checked(content: bytes) -> tuple[int, Mapping[str, Any]]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _refused("ce n’est pas du JSON lisible") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise _refused("ce n’est pas l’export d’un carnet")
    version = said.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise _refused("il vient d’une version plus récente de Binôme")
    tables = said.get("tables")
    if not isinstance(tables, dict) or set(tables) != set(TABLES) - set(_added_after(version)):
        raise _refused("il est incomplet")
    return version, {table: tables.get(table, []) for table in TABLES}


def _added_after(version: int) -> list[str]:
    """The tables that an export of that version could not know: empty in the new notebook."""
    return [table for since, names in ADDED.items() if since > version for table in names]


def _insert_all(store: Store, table: str, rows: Any) -> None:
    import sqlite3

    try:
        for row in rows:
            store.insert(table, {name: _value_in(value) for name, value in row.items()})
    except (
        sqlite3.IntegrityError, sqlite3.OperationalError, sqlite3.ProgrammingError, sqlite3.InterfaceError,
        AttributeError, KeyError, TypeError, OverflowError, ValueError,
    ) as error:  # fmt: skip
        raise _refused(f"la table « {table} » n’a pas la forme attendue") from error


def _refused(why: str) -> UserError:
    return UserError(
        f"Cet export ne peut pas être repris{NARROW}: {why}.",
        "Aucun carnet n’a été créé ; l’export n’a pas été modifié.",
    )
