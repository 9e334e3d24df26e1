"""What can be searched in « Nos points »: an index kept by code, in the same transaction as the rows.

One FTS5 table (`unicode61 remove_diacritics 2`). Its rowid is the day and a number within it, so the newest
comes first without sorting and a year is a range. `search_place` says where each text stands in it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.core.meetings import KIND_LABELS, MeetingKind
from desk.core.search import respelt
from desk.core.wording import capital, long_date

SCHEMA = (
    "CREATE TABLE search_place (place TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE) STRICT",
    """CREATE VIRTUAL TABLE search USING fts5(
        text, also, tags, place UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')""",
)
INDEXED = ("meeting", "agenda_item", "decision", "action", "correction")
_OF_MEETING = ("agenda_item", "decision", "correction")
_BITS = 20
_UNDATED = date(2150, 1, 1)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to be found: where it stands, its day, its words, and the tokens it is filtered by."""

    place: str
    day: date
    text: str
    tags: str


@dataclass(frozen=True, slots=True)
class Found:
    """A text that was found; `day` is None for what waits for a point."""

    place: str
    day: date | None
    text: str


def query(
    connection: sqlite3.Connection,
    words: Sequence[str],
    *,
    tags: Sequence[str] = (),
    years: tuple[int, int] | None = None,
    most: int = 50,
) -> list[Found]:
    """The `most` newest texts that hold a word beginning with each of `words`, and each of `tags`.

    `years` are the first and the last one, both included. Words are letters and figures only.
    """
    if not words and not tags:
        return []
    sql = "SELECT rowid, place, text FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
    bounds = _bounds(years)
    rows = connection.execute(f"{sql} ORDER BY rowid DESC LIMIT ?", [expression(words, tags), *bounds, most])
    return [Found(place, _day(number), text) for number, place, text in rows]


def count(
    connection: sqlite3.Connection,
    words: Sequence[str],
    *,
    tags: Sequence[str] = (),
    years: tuple[int, int] | None = None,
) -> int:
    """How many there are in all."""
    if not words and not tags:
        return 0
    sql = "SELECT count(*) FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
    return int(connection.execute(sql, [expression(words, tags), *_bounds(years)]).fetchone()[0])


def span(connection: sqlite3.Connection) -> tuple[date, date] | None:
    """The oldest and the newest day there is something to find at; None without any."""
    dated = "FROM search_place WHERE number < ?"
    sql = f"SELECT (SELECT min(number) {dated}), (SELECT max(number) {dated})"
    oldest, newest = connection.execute(sql, [_UNDATED.toordinal() << _BITS] * 2).fetchone()
    if oldest is None:
        return None
    return date.fromordinal(oldest >> _BITS), date.fromordinal(newest >> _BITS)


def expression(words: Sequence[str], tags: Sequence[str]) -> str:
    """What FTS5 is asked; each word is quoted, so that nothing typed is read as an operator."""
    parts = [f'{{text also}} : "{word}" *' for word in words]
    return " AND ".join([*parts, *(f'tags : "{tag}"' for tag in tags)])


def index(connection: sqlite3.Connection, table: str, before: Row | None, after: Row | None) -> None:
    """Follow the change of one row, inside the caller's transaction; nothing for a table not searched."""
    if table not in INDEXED:
        return
    key = (after or before or {})["id"]
    _forget(connection, _places(table, key))
    for entry in _entries(connection, table, after):
        _keep(connection, entry)
    if table == "meeting" and _moved(before, after):
        _follow(connection, key)


def rebuild(connection: sqlite3.Connection) -> None:
    """Write the whole index again from the rows, inside the caller's transaction."""
    connection.execute("DELETE FROM search")
    connection.execute("DELETE FROM search_place")
    for table in INDEXED:
        for row in _rows(connection, table, "1"):
            for entry in _entries(connection, table, row):
                _keep(connection, entry)


def optimize(connection: sqlite3.Connection) -> None:
    """Merge the index, so that no word of an erased text stays in it."""
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")


def entries(connection: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """All that is indexed, place by place: (place, text, also, tags)."""
    return connection.execute("SELECT place, text, also, tags FROM search ORDER BY place").fetchall()


def _moved(before: Row | None, after: Row | None) -> bool:
    """Whether what hangs on the point must be found at another day, or no longer."""
    told = [(row["day"], row["deleted_on"]) if row else None for row in (before, after)]
    return told[0] != told[1]


def _follow(connection: sqlite3.Connection, meeting_id: str) -> None:
    for table in _OF_MEETING:
        for row in _rows(connection, table, "meeting_id = ?", [meeting_id]):
            index(connection, table, row, row)
    for row in _rows(connection, "action", "meeting_id = ?", [meeting_id]):
        index(connection, "action", row, row)


def _places(table: str, key: str) -> list[str]:
    if table == "agenda_item":
        return [f"{table}:{key}:title", f"{table}:{key}:notes"]
    return [f"{table}:{key}"]


def _entries(connection: sqlite3.Connection, table: str, row: Row | None) -> Iterator[Entry]:
    if row is None or row["deleted_on"]:
        return
    if table == "meeting":
        yield Entry(f"meeting:{row['id']}", date.fromisoformat(row["day"]), _said(row), "kpoint")
        return
    meeting = _meeting(connection, row["meeting_id"])
    if table == "action":
        day = meeting["day"] if meeting else row["created_on"]
        tags = f"kaction p{row['owner_id'].replace('-', '') or 'autre'}"
        said = f"{row['text']} {row['owner_name']}".strip()
        yield Entry(f"action:{row['id']}", date.fromisoformat(day), said, tags)
    elif table == "agenda_item":
        yield from _item(row, meeting)
    elif meeting and not meeting["deleted_on"]:
        kind = "kconvenu" if table == "decision" else "kcorrection"
        yield Entry(f"{table}:{row['id']}", date.fromisoformat(meeting["day"]), row["text"], kind)


def _item(row: Row, meeting: Row | None) -> Iterator[Entry]:
    """A subject and its notes; one that waits for a point has no day yet."""
    if row["meeting_id"] and (meeting is None or meeting["deleted_on"]):
        return
    day = date.fromisoformat(meeting["day"]) if meeting else _UNDATED
    yield Entry(f"agenda_item:{row['id']}:title", day, row["title"], "ksujet")
    if row["notes"]:
        yield Entry(f"agenda_item:{row['id']}:notes", day, row["notes"], "knote")


def _said(meeting: Row) -> str:
    """« Point hebdomadaire du vendredi 27 novembre 2026 »."""
    day = long_date(date.fromisoformat(meeting["day"]), weekday=True)
    return f"{capital(KIND_LABELS[MeetingKind(meeting['kind'])])} du {day}"


def _meeting(connection: sqlite3.Connection, meeting_id: str | None) -> Row | None:
    if not meeting_id:
        return None
    sql = "SELECT day, deleted_on FROM meeting WHERE id = ?"
    found = connection.execute(sql, [meeting_id]).fetchone()
    return {"day": found[0], "deleted_on": found[1]} if found else None


def _rows(
    connection: sqlite3.Connection, table: str, where: str, args: Sequence[str] = ()
) -> Iterable[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM [{table}] WHERE {where} ORDER BY rowid", args)  # noqa: S608
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _forget(connection: sqlite3.Connection, places: Iterable[str]) -> None:
    for place in places:
        sql = "DELETE FROM search_place WHERE place = ? RETURNING number"
        for (number,) in connection.execute(sql, [place]).fetchall():
            connection.execute("DELETE FROM search WHERE rowid = ?", [number])


def _keep(connection: sqlite3.Connection, entry: Entry) -> None:
    first = entry.day.toordinal() << _BITS
    sql = "SELECT coalesce(max(number) + 1, ?) FROM search_place WHERE number BETWEEN ? AND ?"
    number = connection.execute(sql, [first, first, first + (1 << _BITS) - 1]).fetchone()[0]
    connection.execute("INSERT INTO search_place VALUES (?, ?)", [entry.place, number])
    sql = "INSERT INTO search (rowid, text, also, tags, place) VALUES (?, ?, ?, ?, ?)"
    connection.execute(sql, [number, entry.text, respelt(entry.text), entry.tags, entry.place])


def _bounds(years: tuple[int, int] | None) -> tuple[int, int]:
    first, last = years or (1, 9998)
    return date(first, 1, 1).toordinal() << _BITS, (date(last + 1, 1, 1).toordinal() << _BITS) - 1


def _day(number: int) -> date | None:
    day = date.fromordinal(number >> _BITS)
    return None if day >= _UNDATED else day
