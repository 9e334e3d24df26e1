"""What the tables of « Nos points » tell, gathered over a period; all that is in the bin stays out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.core.action_history import since
from desk.core.meetings import Meeting
from desk.core.point_tables import ActionLine, AgreedLine, Gathered, PointLine, SubjectLine
from desk.core.wording import long_date
from desk.data.store import Row
from desk.notebook import action_history, log, meetings, people, rows
from desk.notebook.book import Notebook

_ALIVE = "deleted_on IS NULL"


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both included; None is without limit, and then what waits counts too."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether that day is in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def is_all(self) -> bool:
        """Without limit."""
        return self.first is None and self.last is None


def years(book: Notebook) -> list[int]:
    """The years that have a point, newest first."""
    return sorted({meeting.day.year for meeting in meetings.all_meetings(book)}, reverse=True)


def gather(book: Notebook, period: Period) -> Gathered:
    """Everything whose day is in the period, oldest point first."""
    known = {meeting.id: meeting for meeting in reversed(meetings.all_meetings(book))}
    within = {key: meeting for key, meeting in known.items() if period.holds(meeting.day)}
    items = book.store.rows("agenda_item", _ALIVE, order="position, id")
    titles = {row["id"]: row["title"] for row in items}
    corrections = _corrections(book)
    return Gathered(
        people.commune(book),
        _points(book, within, items, corrections),
        _subjects(within, items, corrections, waiting=period.is_all),
        _agreed(book, within, titles),
        _actions(book, period, known, titles),
    )


def _points(
    book: Notebook,
    within: Mapping[str, Meeting],
    items: list[Row],
    corrections: Mapping[tuple[str, str], list[str]],
) -> list[PointLine]:
    subjects = Counter(row["meeting_id"] for row in items)
    agreed = Counter(row["meeting_id"] for row in book.store.rows("decision", _ALIVE))
    actions = Counter(row["meeting_id"] for row in book.store.rows("action", _ALIVE))
    return [
        PointLine(each, subjects[key], agreed[key], actions[key], tuple(corrections.get((key, ""), ())))
        for key, each in within.items()
    ]


def _subjects(
    within: Mapping[str, Meeting],
    items: list[Row],
    corrections: Mapping[tuple[str, str], list[str]],
    *,
    waiting: bool,
) -> list[SubjectLine]:
    by_point: dict[str, list[Row]] = {}
    for row in items:
        by_point.setdefault(row["meeting_id"] or "", []).append(row)
    lines = [
        SubjectLine(rows.item(row), each, tuple(corrections.get((key, row["id"]), ())))
        for key, each in within.items()
        for row in by_point.get(key, ())
    ]
    kept = by_point.get("", ()) if waiting else ()
    return [*lines, *(SubjectLine(rows.item(row), None) for row in kept)]


def _agreed(book: Notebook, within: Mapping[str, Meeting], titles: Mapping[str, str]) -> list[AgreedLine]:
    place = {key: number for number, key in enumerate(within)}
    found = [rows.decision(row) for row in book.store.rows("decision", _ALIVE, order="rowid")]
    lines = [
        AgreedLine(each, within[each.meeting_id], titles.get(each.item_id, ""))
        for each in found
        if each.meeting_id in within
    ]
    return sorted(lines, key=lambda line: place[line.meeting.id])


def _actions(
    book: Notebook, period: Period, known: Mapping[str, Meeting], titles: Mapping[str, str]
) -> list[ActionLine]:
    """An action's day is its point's; of none, the day it was written."""
    events = action_history.all_events(book)
    owners = {
        row["id"]: log.person_label(people.person(book, row["id"])) for row in book.store.rows("person")
    }
    lines = []
    for row in book.store.rows("action", _ALIVE, order="rowid"):
        action, meeting = rows.action(row), known.get(row["meeting_id"])
        day = meeting.day if meeting else date.fromisoformat(row["created_on"])
        if period.holds(day):
            owner = owners.get(action.owner_id, action.owner_name)
            ended = None if action.is_open else since(events.get(action.id, ()))
            lines.append(ActionLine(action, day, meeting, titles.get(action.item_id, ""), owner, ended))
    return sorted(lines, key=lambda line: line.day)


def _corrections(book: Notebook) -> dict[tuple[str, str], list[str]]:
    """By point and subject ("" for the whole point), each with its day."""
    out: dict[tuple[str, str], list[str]] = {}
    for row in book.store.rows("correction", _ALIVE, order="day, rowid"):
        said = f"Le {long_date(date.fromisoformat(row['day']))} : {row['text']}"
        out.setdefault((row["meeting_id"], row["item_id"]), []).append(said)
    return out
