"""Writing an open notebook out to another file, verified before it bears its name."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from desk.core.errors import UserError
from desk.data.copies import row_counts
from desk.data.sqlite_errors import reading
from desk.data.store import Store
from desk.files import is_there, told


def write_out(store: Store, target: Path) -> None:
    """All that the open connection holds, in a new file at `target`. Raises UserError: none is there."""
    partial = target.with_name(f".{target.name}.partiel")
    try:
        partial.unlink(missing_ok=True)
        _fill(store, partial)
        with partial.open("r+b") as handle:
            os.fsync(handle.fileno())
        if is_there(target):
            raise FileExistsError(target)
        partial.replace(target)
    except OSError as error:
        raise told(error, target) from error
    finally:
        with suppress(OSError):  # half of a file, beside nothing that it could spoil
            partial.unlink(missing_ok=True)


def _fill(store: Store, partial: Path) -> None:
    with reading(partial):
        expected = row_counts(store.connection)
        twin = sqlite3.connect(partial, isolation_level=None)
        try:
            store.connection.backup(twin)
            sound = twin.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            same = row_counts(twin) == expected
        finally:
            twin.close()
    if not (sound and same):
        raise UserError(
            "Ce que cette fenêtre tient ouvert n’a pas pu être écrit en entier.",
            "Rien n’a été remplacé. Copiez ce que vous écriviez, fermez Binôme, puis reprenez une copie de "
            "sûreté.",
        )
