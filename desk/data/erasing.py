"""Really erasing: after the rows, the index, the file's unused room, and the copies made before.

What is to be done is written with the rows themselves, in one transaction: a process killed or a disk full
in between leaves a mark, and the next opening ends the work.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from desk.data import search_index
from desk.data.copies import Copy, list_copies
from desk.data.restoring import aside_files
from desk.data.store import Row, Store

FILE_MARK, COPIES_MARK = "effacement", "effacement_copies"
"""Kinds of `trace`: the file is to be cleaned; so are the copies made before."""
SECOND_MARK = "effacement_ailleurs"
"""The kind that waits for the second place of the copies, a stick taken out for instance."""
_MARKS = f"kind IN ('{FILE_MARK}', '{COPIES_MARK}')"
_ALL = f"kind IN ('{FILE_MARK}', '{COPIES_MARK}', '{SECOND_MARK}')"
FAR = datetime(9000, 1, 1)  # noqa: DTZ001 - civil time
"""After any copy, those that a wrong clock dated ahead included."""
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?: à (\d{2})h(\d{2})(\d{2})?)?")


def pending(store: Store) -> Row | None:
    """What is still to be done here, None when nothing is."""
    found = store.rows("trace", _MARKS, order=f"kind = '{COPIES_MARK}' DESC")
    return found[0] if found else None


def pending_elsewhere(store: Store) -> datetime | None:
    """Until when the copies of the second place are still to be erased; None when none are."""
    found = store.rows("trace", "kind = ?", [SECOND_MARK])
    return max((_until(row) for row in found), default=None)


def cleaned(store: Store, now: datetime) -> datetime | None:
    """Write down once when the file was clean: until when its copies go; None when they are kept.

    A copy made afterwards holds the mark too: put back one day, it must take away nothing that is later.
    """
    with store.atomic():
        for row in store.rows("trace", f"{_MARKS} AND person_id = ''"):
            store.update("trace", row["id"], {"person_id": now.isoformat(timespec="seconds")})
    return max((_until(row) for row in store.rows("trace", "kind = ?", [COPIES_MARK])), default=None)


def _until(row: Row) -> datetime:
    """Kept where another trace names whom it is about."""
    return datetime.fromisoformat(row["person_id"] or row["happened_on"])


def clean(store: Store) -> None:
    """Merge the index and write the whole file over, so that nothing removed is left in its unused room.

    `secure_delete` blanks what is removed; but the index keeps the words of former texts in its old segments,
    and pages may keep shreds. Rows stay in the order they were written, in which the log is read: VACUUM
    copies them by rowid. Raises UserError (disk full): what was removed is removed all the same.
    """
    with store.atomic():
        search_index.optimize(store.connection)
    store.write_over()


def done(store: Store, row: Row, *, elsewhere: datetime | None = None) -> None:
    """Forget that there was something to do, as `row` said; `elsewhere`: until when, in the second place."""
    with store.atomic():
        store.delete("trace", _MARKS, [])
        if elsewhere is not None:
            store.delete("trace", "kind = ?", [SECOND_MARK])
            said = elsewhere.isoformat(timespec="seconds")
            store.insert("trace", row | {"kind": SECOND_MARK, "person_id": said})


def done_elsewhere(store: Store) -> None:
    """Forget what waited for the second place."""
    with store.atomic():
        store.delete("trace", "kind = ?", [SECOND_MARK])


def left_behind(store: Store, former: Path | None) -> str:
    """What to add when a second place is given up while its copies waited to be erased; "" mostly."""
    if former is None or pending_elsewhere(store) is None:
        return ""
    done_elsewhere(store)
    return f" ; effacez vous-mêmes celles de « {former} », qui contiennent encore ce qui a été retiré"


def forget(store: Store) -> None:
    """All of it, inside the caller's transaction: what an export brings was to be erased elsewhere."""
    store.delete("trace", _ALL, [])


def erase_copies(folder: Path, kept: Copy, until: datetime) -> list[Path]:
    """Delete the copies made until then, and what a copying that failed left; gives those that resist.

    Those that a wrong clock dated ahead go too: they were made before. A later one stays: it is sound.
    """
    others = [copy.path for copy in list_copies(folder, FAR) if _is_before(copy, kept, until)]
    return erase_files([*others, *sorted(folder.glob("*.partiel*"))])


def set_aside(notebook: Path, until: datetime) -> list[Path]:
    """The former files of a notebook kept beside it until then, their journals included."""
    return [path for path in aside_files(notebook) if (on := _moment(path.name)) is None or on <= until]


def erase_files(paths: Iterable[Path]) -> list[Path]:
    """Delete files that may be gone already; gives those that resist."""
    left = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)  # held by another program: told by who called
    return left


def _is_before(copy: Copy, kept: Copy, until: datetime) -> bool:
    return copy.path != kept.path and (copy.made_at <= until or copy.made_at > kept.made_at)


def _moment(name: str) -> datetime | None:
    """When « valmont (abîmé le 2026-11-22 à 14h3207).binome » was set aside."""
    match = _MOMENT.search(name)
    try:
        time = ":".join(part or "00" for part in match.group(2, 3, 4)) if match else ""
        return datetime.fromisoformat(f"{match[1]}T{time}") if match else None
    except ValueError:
        return None  # the right shape, but no such moment
