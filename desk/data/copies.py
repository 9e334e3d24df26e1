"""Verified copies of a notebook: SQLite's backup API, then opened, checked and counted before they count."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desk.core.errors import UserError
from desk.data import copies_state
from desk.data.mending import is_sound, mend
from desk.data.sqlite_errors import reading
from desk.data.store import TABLES, Store
from desk.files import told

DAYS, WEEKS, MONTHS, LAST = 7, 4, 12, 3
BEFORE, BEFORE_UPGRADE, BEFORE_RETURN, ODD = "avant", "version", "retour", "ligne"
"""Why a copy was made just before something, or that a row of it does not read; it is kept whole `DAYS`."""
_CLOCK_DRIFT = timedelta(hours=2)  # the hour that is lived twice in October, and some
_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2})_(\d{6})(?:_(avant|version|retour|ligne))?\.binome$")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was verified when it was made; `mark` says what it was made before, "" for a usual one."""

    path: Path
    made_at: datetime
    mark: str = ""


def list_copies(folder: Path, now: datetime) -> list[Copy]:
    """Newest first; files with another name are left alone, and those a wrong clock dated after `now`."""
    return [copy for copy in list_all(folder, now) if not is_ahead(copy, now)]


def list_all(folder: Path, now: datetime) -> list[Copy]:
    """Newest first, then those dated ahead: when it is today's clock that is wrong, there are no others."""
    found = [copy for path in folder.glob("*.binome") if (copy := copy_at(path))]
    return sorted(
        found, key=lambda copy: (not is_ahead(copy, now), copy.made_at, not copy.mark), reverse=True
    )


def is_ahead(copy: Copy, now: datetime) -> bool:
    """Whether a wrong clock dated it, then or now."""
    return copy.made_at > now + _CLOCK_DRIFT


def copy_at(path: Path) -> Copy | None:
    """The copy that a file's name says it is; None for any other name."""
    match = _NAME.match(path.name)
    try:
        moment = match and datetime.fromisoformat(f"{match[1]}T{match[2]}")
    except ValueError:
        return None  # the right shape, but no such day
    return Copy(path, moment, match[3] or "") if match and moment else None


def make_copy(store: Store, folder: Path, now: datetime, mark: str = "", *, thinned: bool = True) -> Copy:
    """Copy the open notebook into `folder`, verify the copy, then thin the older ones. Raises UserError.

    Raises Corrupt when it is the notebook itself that is no longer sound. Call it outside a transaction.
    """
    target = folder / f"{now:%Y-%m-%d_%H%M%S}{'_' if mark else ''}{mark}.binome"
    partial = target.with_suffix(".partiel")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        _backup(store, partial)
        said = stamp(store)
        partial.replace(target)
        if thinned:
            thin(folder, now)
    except OSError as error:
        raise told(error, folder) from error
    copies_state.remember_if_possible(
        folder, stamp=said, path=str(_file(store)), copy=target.name, problem=None
    )
    return Copy(target, now, mark)


def is_copied(store: Store, folder: Path) -> bool:
    """Whether the last copy, still there, holds the open notebook as it is."""
    memory = copies_state.read(folder)
    same = memory.stamp == stamp(store) and memory.path == str(_file(store))
    return bool(memory.copy and memory.stamp) and same and (folder / memory.copy).is_file()


def stamp(store: Store) -> str:
    """What SQLite changes in the file's head at each transaction: a counter and the number of pages.

    Read outside a transaction only: closing this handle gives back the locks that SQLite has on the file.
    """
    try:
        with _file(store).open("rb") as handle:
            return handle.read(32)[24:].hex()
    except OSError:
        return ""  # moved or unplugged: it counts as changed


def _file(store: Store) -> Path:
    return store.path or Path()


def _backup(store: Store, partial: Path) -> None:
    """Twice if need be: indexes that alone are spoilt are made again in between."""
    if _is_well_copied(store, partial):
        return
    partial.unlink()
    mend(store)
    if not _is_well_copied(store, partial):
        partial.unlink()
        raise UserError(
            "La copie de sûreté n’a pas pu être vérifiée.",
            "Le carnet lui-même est intact et les copies précédentes sont gardées. Vérifiez le disque.",
        )


def _is_well_copied(store: Store, partial: Path) -> bool:
    with reading():
        expected = row_counts(store.connection)
        twin = sqlite3.connect(partial, isolation_level=None)
        try:
            store.connection.backup(twin)
            return is_sound(twin) and row_counts(twin) == expected
        finally:
            twin.close()


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: connection.execute(f"SELECT count(*) FROM [{table}]").fetchone()[0]  # noqa: S608 - our own names
        for table in TABLES
        if table in present
    }


def thin(folder: Path, now: datetime) -> None:
    """Keep the last copy of 7 days, of 4 weeks and of 12 months in which there is one, and the last three.

    Days are counted, not ages: a clock set forward loses nothing. Those made before something that cannot be
    undone stay 7 days, beside the last one of their day.
    """
    copies = list_copies(folder, now)
    kept = {copy.path for copy in copies[:LAST]} | _newest_of_each(copies) | _marked(copies, now)
    for path in [*(copy.path for copy in copies if copy.path not in kept), *_cut_short(folder, now)]:
        path.unlink(missing_ok=True)


def _cut_short(folder: Path, now: datetime) -> list[Path]:
    """What a killed process was copying, an hour ago or more: nobody is at it any more."""
    named = [(copy_at(path.with_suffix(".binome")), path) for path in folder.glob("*.partiel")]
    return [path for copy, path in named if copy and copy.made_at < now - timedelta(hours=1)]


def _marked(copies: list[Copy], now: datetime) -> set[Path]:
    return {copy.path for copy in copies if copy.mark and now - copy.made_at < timedelta(days=DAYS)}


def _newest_of_each(copies: list[Copy]) -> set[Path]:
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    months: dict[object, Path] = {}
    for copy in copies:  # newest first
        day = copy.made_at.date()
        for slots, slot, most in (
            (days, day, DAYS), (weeks, day.isocalendar()[:2], WEEKS), (months, (day.year, day.month), MONTHS)
        ):  # fmt: skip
            if len(slots) < most:
                slots.setdefault(slot, copy.path)
    return {*days.values(), *weeks.values(), *months.values()}
