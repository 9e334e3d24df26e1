"""A copy put back for real, in a place of its own, by what would put it back, and compared row by row."""

import contextlib
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from desk.core.errors import UserError
from desk.data.copies import Copy, row_counts
from desk.data.notebook_file import journal, open_file
from desk.data.restoring import put_back
from desk.data.sqlite_errors import reading
from desk.data.store import Store
from desk.files import told

_TRIAL = "essai.partiel"


def rehearse(store: Store, copy: Copy, folder: Path, now: datetime) -> None:
    """Put `copy`, made of the open notebook as it is, in the place of a file of `folder`, and compare both.

    Raises UserError when it cannot be opened or holds another row. Nothing of the trial is left: its files
    end as those of a copying that failed do, so that whatever clears these clears them.
    """
    trial = folder / _TRIAL
    _clear(folder)
    try:
        trial.write_bytes(b"ce que la copie remplace")
        put_back(trial, copy, now)
        with closing(open_file(trial)) as restored:
            if not _same(store, restored):
                raise _differs(copy)
    except OSError as error:
        raise told(error, folder) from error
    finally:
        _clear(folder)


def _same(one: Store, other: Store) -> bool:
    return all(left == right for left, right in zip_longest(_rows(one), _rows(other)))


def _rows(store: Store) -> Iterator[object]:
    """Each row of each table in its place, then a mark."""
    with reading():
        for table in row_counts(store.connection):
            yield from store.connection.execute(f"SELECT rowid, * FROM [{table}] ORDER BY rowid")  # noqa: S608
            yield table


def _differs(copy: Copy) -> UserError:
    return UserError(
        f"La copie « {copy.path.name} », remise en place pour essai, ne redonne pas le même carnet.",
        "Le carnet lui-même n’a pas été changé. Faites une nouvelle copie, et vérifiez le disque.",
    )


def _clear(folder: Path) -> None:
    for path in folder.glob("essai*.partiel"):
        with contextlib.suppress(OSError):
            path.unlink()
    with contextlib.suppress(OSError):
        journal(folder / _TRIAL).unlink(missing_ok=True)
