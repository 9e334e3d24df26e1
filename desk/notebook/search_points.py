"""Searching the points: subjects, notes, what is agreed, actions, corrections. Never a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.core.meetings import KIND_LABELS, ActionState, MeetingKind
from desk.core.people import Person
from desk.core.search import excerpt, words_of
from desk.data import search_index
from desk.data.search_index import Found
from desk.data.sqlite_errors import reading
from desk.notebook import people, rows
from desk.notebook.book import Notebook

MOST = 50
OTHERS = "autre"
"""As `person`: someone the carnet knows by a name only."""


class HitKind(StrEnum):
    """What was found."""

    POINT = "point"
    SUBJECT = "sujet"
    NOTE = "note"
    AGREED = "convenu"
    ACTION = "action"
    CORRECTION = "correction"


_KINDS = {
    "meeting": HitKind.POINT,
    "decision": HitKind.AGREED,
    "action": HitKind.ACTION,
    "correction": HitKind.CORRECTION,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `id` is its own, `meeting_id` and `item_id` are "" where it has none.

    `day` is None for a subject that waits for a point. `point` is the point in words (« préparation du
    conseil »), `subject` the title of the subject it stands under, "" for a subject itself. `state` and
    `owner_id` are those of an action.
    """

    kind: HitKind
    id: str
    day: date | None
    meeting_id: str
    item_id: str
    point: str
    subject: str
    text: str
    words: tuple[str, ...]
    state: ActionState | None = None
    owner_id: str = ""

    def excerpt(self) -> tuple[tuple[str, bool], ...]:
        """(text, found) runs of a piece of its text; made when it is shown, as it costs more than finding."""
        return excerpt(self.text, self.words)


class Findings:
    """What a search found, newest first; each thing is read when it is asked for, as few are shown."""

    def __init__(self, book: Notebook, found: Sequence[Found], words: tuple[str, ...], most: int) -> None:
        self._book, self._found, self.words = book, found[:most], words
        self.has_more = len(found) > most
        self._read: dict[int, Hit] = {}

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, place: int) -> Hit:
        if place not in self._read:
            self._read[place] = _hit(self._book, self._found[place], self.words)
        return self._read[place]

    def __iter__(self) -> Iterator[Hit]:
        return (self[place] for place in range(len(self)))


def find(
    book: Notebook, query: str, *, kind: str = "", person: str = "", year: int | None = None, most: int = MOST
) -> Findings:
    """The `most` newest things that hold every word of `query`, each the beginning of one.

    `kind` is a HitKind, `person` the id of an action's owner or OTHERS; "" and None for any.
    """
    words = words_of(query)
    if not words:
        return Findings(book, (), words, most)
    span = None if year is None else (year, year)
    plain = [word.strip() for word in words]
    with reading():
        found = search_index.query(
            book.store.connection, plain, tags=_tags(kind, person), years=span, most=most + 1
        )
    return Findings(book, found, words, most)


def years(book: Notebook) -> list[int]:
    """From the newest year there is something to find in to the oldest."""
    with reading():
        span = search_index.span(book.store.connection)
    return list(range(span[1].year, span[0].year - 1, -1)) if span else []


def former(book: Notebook) -> list[Person]:
    """Who is no longer of the pair, whose actions may be sought."""
    now = people.pair(book)
    found = book.store.rows("person", "id NOT IN (?, ?)", [now.elu.id, now.sgm.id], order="since, id")
    return [rows.person(row, has_code=False) for row in found]


def _tags(kind: str, person: str) -> list[str]:
    owner = person.replace("-", "")
    return [*([f"k{kind}"] if kind else []), *([f"p{owner}"] if owner else [])]


def _hit(book: Notebook, found: Found, words: tuple[str, ...]) -> Hit:
    """What was found, told with its point and its subject."""
    table, key, *part = found.place.split(":")
    row = {"meeting_id": key} if table == "meeting" else book.store.one(table, "id = ?", [key]) or {}
    meeting_id, item_id = row.get("meeting_id") or "", row.get("item_id", "")
    point = book.store.one("meeting", "id = ? AND deleted_on IS NULL", [meeting_id])
    above = row if part == ["notes"] else book.store.one("agenda_item", "id = ?", [item_id])
    return Hit(
        _kind(table, part),
        key,
        found.day,
        meeting_id if point else "",
        key if table == "agenda_item" else item_id,
        KIND_LABELS[MeetingKind(point["kind"])] if point else "",
        above["title"] if above else "",
        f"{row['text']} · {row['owner_name']}" if row.get("owner_name") else found.text,
        words,
        ActionState(row["state"]) if table == "action" and row else None,
        row.get("owner_id", ""),
    )


def _kind(table: str, part: Sequence[str]) -> HitKind:
    if table == "agenda_item":
        return HitKind.NOTE if part == ["notes"] else HitKind.SUBJECT
    return _KINDS[table]
