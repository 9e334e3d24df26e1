"""Verified copies of a notebook: SQLite's backup API, then opened, checked and counted before they count."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from desk.core.errors import UserError
from desk.data.sqlite_errors import reading
from desk.data.store import TABLES, Store
from desk.files import told

DAYS, WEEKS, MONTHS = 7, 4, 12
_CLOCK_DRIFT = timedelta(hours=2)  # the hour that is lived twice in October, and some
_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2})_(\d{6})\.binome$")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was verified when it was made."""

    path: Path
    made_at: datetime


def list_copies(folder: Path, now: datetime) -> list[Copy]:
    """Newest first; files with another name are left alone, and those a wrong clock dated after `now`."""
    found = []
    for path in folder.glob("*.binome"):
        moment = _made_at(path.name)
        if moment is not None and moment <= now + _CLOCK_DRIFT:
            found.append(Copy(path, moment))
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def _made_at(name: str) -> datetime | None:
    """The moment in a copy's name; None for any other name."""
    match = _NAME.match(name)
    try:
        return match and datetime.fromisoformat(f"{match[1]}T{match[2]}")
    except ValueError:
        return None  # the right shape, but no such day


def make_copy(store: Store, folder: Path, now: datetime) -> Copy:
    """Copy the open notebook into `folder`, verify the copy, then thin the older ones. Raises UserError."""
    target = folder / f"{now:%Y-%m-%d_%H%M%S}.binome"
    partial = target.with_suffix(".partiel")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        _backup(store, partial)
        partial.replace(target)
    except OSError as error:
        raise told(error, folder) from error
    thin(folder, now)
    return Copy(target, now)


def _backup(store: Store, partial: Path) -> None:
    with reading():
        expected = row_counts(store.connection)
        twin = sqlite3.connect(partial, isolation_level=None)
        try:
            store.connection.backup(twin)
            sound = twin.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            same = row_counts(twin) == expected
        finally:
            twin.close()
    if not (sound and same):
        partial.unlink()
        raise UserError(
            "La copie de sûreté n’a pas pu être vérifiée.",
            "Le carnet lui-même est intact et les copies précédentes sont gardées. Vérifiez le disque.",
        )


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: connection.execute(f"SELECT count(*) FROM [{table}]").fetchone()[0]  # noqa: S608 - our own names
        for table in TABLES
        if table in present
    }


def thin(folder: Path, now: datetime) -> None:
    """Keep 7 days, then one a week for 4 weeks, then one a month for 12 months; the newest always stays."""
    copies = list_copies(folder, now)
    kept = {copy.path for copy in copies[:1]} | _newest_of_each(copies, now.date())
    for copy in copies:
        if copy.path not in kept:
            copy.path.unlink(missing_ok=True)


def _newest_of_each(copies: list[Copy], today: date) -> set[Path]:
    slots: dict[tuple[str, object], Path] = {}
    for copy in reversed(copies):
        day = copy.made_at.date()
        age = today - day
        if age < timedelta(days=DAYS):
            slots["day", day] = copy.path
        if age < timedelta(weeks=WEEKS):
            slots["week", day.isocalendar()[:2]] = copy.path
        if age < timedelta(days=31 * MONTHS):
            slots["month", (day.year, day.month)] = copy.path
    return set(slots.values())
