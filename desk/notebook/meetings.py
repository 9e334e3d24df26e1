"""Points: planning, moving, closing. A new one finds by itself what was left open."""

import json
from collections.abc import Collection, Sequence
from datetime import date, time

from desk.core.errors import UserError
from desk.core.meetings import Meeting, MeetingKind, MeetingState
from desk.core.text import required
from desk.core.wording import long_date
from desk.notebook import agenda, carrying, people, rows
from desk.notebook.book import Changed, Notebook, Topic, changed, undoable

_ALIVE = "deleted_on IS NULL"


def all_meetings(book: Notebook) -> list[Meeting]:
    """Newest day first."""
    found = book.store.rows("meeting", _ALIVE, order="day DESC, coalesce(at, '') DESC, id")
    return [rows.meeting(row) for row in found]


def planned(book: Notebook) -> list[Meeting]:
    """Those still to be held, the nearest first."""
    return _some(book, MeetingState.PLANNED, "day, coalesce(at, ''), id", -1)


def held(book: Notebook, most: int = -1) -> list[Meeting]:
    """Those held, newest first, `most` of them."""
    return _some(book, MeetingState.HELD, "day DESC, coalesce(at, '') DESC, id", most)


def some_by_id(book: Notebook, keys: Collection[str]) -> dict[str, Meeting]:
    """Those points, by id; the ones in the bin are left out."""
    marks = ", ".join("?" * len(keys))
    found = book.store.rows("meeting", f"id IN ({marks}) AND {_ALIVE}", list(keys))
    return {row["id"]: rows.meeting(row) for row in found}


def get(book: Notebook, meeting_id: str) -> Meeting:
    """A point. KeyError when there is none."""
    row = book.store.one("meeting", f"id = ? AND {_ALIVE}", [meeting_id])
    if row is None:
        raise KeyError(meeting_id)
    return rows.meeting(row)


def between(book: Notebook, first: date, last: date) -> list[Meeting]:
    """Those of these days, both included, in order, planned and held."""
    where = f"day BETWEEN ? AND ? AND {_ALIVE}"
    found = book.store.rows(
        "meeting", where, [first.isoformat(), last.isoformat()], order="day, coalesce(at, ''), id"
    )
    return [rows.meeting(row) for row in found]


def next_planned(book: Notebook) -> Meeting | None:
    """The earliest point not held yet, a past one included: it waits to be held, moved or closed."""
    found = _some(book, MeetingState.PLANNED, "day, coalesce(at, ''), id", 1)
    return found[0] if found else None


def first_after(book: Notebook, day: date) -> date | None:
    """The day of the first point after `day`, held since or not, or of one still planned that very day."""
    where = f"(day > ? OR (day = ? AND state = ?)) AND {_ALIVE}"
    args = [day.isoformat(), day.isoformat(), MeetingState.PLANNED]
    found = book.store.rows("meeting", where, args, order="day")
    return date.fromisoformat(found[0]["day"]) if found else None


def plan(book: Notebook, kind: MeetingKind, day: date, at: time | None = None, slot_id: str = "") -> Changed:
    """A new point with both people; what is to be seen at it comes along.

    `slot_id` is the slot of the rhythm that gave its date, "" for one of its own. Several on a day are fine.
    """
    meeting_id = book.new_id()
    both = people.pair(book)
    row = {
        "id": meeting_id,
        "kind": kind.value,
        "day": day.isoformat(),
        "at": at.isoformat("minutes") if at else None,
        "state": MeetingState.PLANNED.value,
        "participants": json.dumps([both.elu.addressed, both.sgm.addressed], ensure_ascii=False),
        "deleted_on": None,
        "closed_on": None,
        "slot_id": slot_id,
    }
    with book.store.recording() as images:
        book.store.insert("meeting", row)
        carrying.carry(book, meeting_id)
    label = f"Point prévu le {long_date(day)}"
    return undoable(images, Topic.MEETINGS, made=meeting_id, label=label)


def move(book: Notebook, meeting_id: str, day: date, at: time | None) -> Changed:
    """Another day or hour, without a word of blame; the agenda stays and is completed."""
    if get(book, meeting_id).state is MeetingState.HELD:
        raise UserError("Ce point est clos.", "Sa date ne change plus ; rien n’a été changé.")
    with book.store.recording() as images:
        book.store.update(
            "meeting", meeting_id, {"day": day.isoformat(), "at": at.isoformat("minutes") if at else None}
        )
        carrying.carry(book, meeting_id)
    return undoable(images, Topic.MEETINGS, label=f"Point déplacé au {long_date(day)}")


def set_kind(book: Notebook, meeting_id: str, kind: MeetingKind) -> Changed:
    """What sort of point it is; the subjects that come to each point of a kind follow it."""
    get(book, meeting_id)
    agenda.check_open(book, meeting_id)
    with book.store.recording() as images:
        book.store.update("meeting", meeting_id, {"kind": kind.value})
        carrying.leave_kind(book, meeting_id)
        carrying.carry(book, meeting_id)
    return undoable(images, Topic.MEETINGS, label="Type de point changé")


def set_participants(book: Notebook, meeting_id: str, names: Sequence[str]) -> Changed:
    """Who was there, by name; empty names are passed over."""
    kept = [required(name, "Le nom") for name in names if name.strip()]
    if not kept:
        raise UserError("Aucun participant n’est indiqué.", "Gardez au moins un nom ; rien n’a été changé.")
    said = {"participants": json.dumps(kept, ensure_ascii=False)}
    return _update(book, meeting_id, said, "Participants mis à jour")


def close(book: Notebook, meeting_id: str) -> Changed:
    """The point was held: its notes are frozen, for good; what was not discussed goes to the next one.

    Raises UserError when its day is still to come, or when it is closed already.
    """
    meeting = get(book, meeting_id)
    agenda.check_open(book, meeting_id)
    if meeting.day > book.today:
        raise UserError(
            f"Ce point est prévu le {long_date(meeting.day)}.",
            "Déplacez-le à aujourd’hui s’il a déjà eu lieu ; rien n’a été changé.",
        )
    with book.store.atomic():
        book.store.update(
            "meeting", meeting_id, {"state": MeetingState.HELD.value, "closed_on": book.today.isoformat()}
        )
        _carry_to_next(book)
    return changed(Topic.MEETINGS, Topic.ACTIONS, made=meeting_id, label="Point clos")


def cancel(book: Notebook, meeting_id: str) -> Changed:
    """Put the point in the bin; its own undiscussed subjects go to the next one, or wait for it."""
    get(book, meeting_id)
    agenda.check_open(book, meeting_id)
    with book.store.recording() as images:
        agenda.release(book, meeting_id)
        book.store.update("meeting", meeting_id, {"deleted_on": book.today.isoformat()})
        _carry_to_next(book)
    return undoable(images, Topic.MEETINGS, Topic.ACTIONS, label="Point annulé")


def _carry_to_next(book: Notebook) -> None:
    """What was left open goes to the next point when it is already planned."""
    following = next_planned(book)
    if following:
        carrying.carry(book, following.id)


def _some(book: Notebook, state: MeetingState, order: str, most: int) -> list[Meeting]:
    found = book.store.rows("meeting", f"state = ? AND {_ALIVE}", [state], order=order, limit=most)
    return [rows.meeting(row) for row in found]


def _update(book: Notebook, meeting_id: str, values: dict[str, str], label: str) -> Changed:
    get(book, meeting_id)
    agenda.check_open(book, meeting_id)
    with book.store.recording() as images:
        book.store.update("meeting", meeting_id, values)
    return undoable(images, Topic.MEETINGS, label=label)
