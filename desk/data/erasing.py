"""Really erasing: after the rows, the index, the file's unused room, and the copies made before.

What is to be done is written with the rows themselves, in one transaction: a process killed or a disk full
in between leaves a mark, and the next opening ends the work.
"""

from datetime import date, datetime
from pathlib import Path

from desk.data import search_index
from desk.data.copies import Copy, list_copies
from desk.data.sqlite_errors import reading
from desk.data.store import Row, Store

FILE_MARK, COPIES_MARK = "effacement", "effacement_copies"
"""Kinds of `trace`: the file is to be cleaned; so are the copies made before."""
_MARKS = f"kind IN ('{FILE_MARK}', '{COPIES_MARK}')"
FAR = datetime(9000, 1, 1)  # noqa: DTZ001 - civil time
"""After any copy, those that a wrong clock dated ahead included."""


def pending(store: Store) -> Row | None:
    """What is still to be done, None when nothing is."""
    found = store.rows("trace", _MARKS, order=f"kind = '{COPIES_MARK}' DESC")
    return found[0] if found else None


def clean(store: Store) -> None:
    """Merge the index and write the whole file over, so that nothing removed is left in its unused room.

    `secure_delete` blanks what is removed; but the index keeps the words of former texts in its old segments,
    and pages may keep shreds. Rows stay in the order they were written, in which the log is read: VACUUM
    copies them by rowid. Raises UserError (disk full): what was removed is removed all the same.
    """
    with store.atomic():
        search_index.optimize(store.connection)
    with reading():
        store.connection.execute("VACUUM").close()


def done(store: Store) -> None:
    """Forget that there was something to do."""
    with store.atomic():
        forget(store)


def forget(store: Store) -> None:
    """The same inside the caller's transaction: what an export brings was to be erased elsewhere."""
    store.delete("trace", _MARKS, [])


def erase_copies(folder: Path, kept: Copy, until: date) -> list[Path]:
    """Delete the copies made until that day, and what a copying that failed left; gives those that resist.

    Those that a wrong clock dated ahead go too: they were made before. A later one stays: it is sound.
    """
    others = [copy.path for copy in list_copies(folder, FAR) if _is_before(copy, kept, until)]
    left = []
    for path in [*others, *sorted(folder.glob("*.partiel"))]:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)  # held by another program: told by who called
    return left


def _is_before(copy: Copy, kept: Copy, until: date) -> bool:
    return copy.path != kept.path and (copy.made_at.date() <= until or copy.made_at > kept.made_at)
