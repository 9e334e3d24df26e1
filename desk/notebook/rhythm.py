"""The rhythm of a pair: its slots, the mairie's closings, and the next dates they give."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from desk.core.dates import months_before
from desk.core.deadline import OwnKind
from desk.core.errors import UserError
from desk.core.holidays import Region, region_of
from desk.core.meetings import Meeting, MeetingKind, MeetingState
from desk.core.rhythm import LAST, Closing, Every, Proposal, Slot, obstacle, proposed
from desk.core.text import limited
from desk.data.store import Row
from desk.notebook import meetings, own_dates, people, rows
from desk.notebook.book import Changed, Notebook, Topic, changed, undoable

_ALIVE = "deleted_on IS NULL"
_DAY = timedelta(days=1)
_HORIZON = 400
# A point dated further than this is a slip: it does not hold the rhythm back.
_FAR = timedelta(days=366)
LONGEST_CLOSING = 366
"""Days; more is a year typed wrongly."""


def slots(book: Notebook) -> list[Slot]:
    """The meetings that come back, in the order they were set."""
    return [slot(row) for row in book.store.rows("slot", _ALIVE, order="rowid")]


def closings(book: Notebook) -> list[Closing]:
    """When the mairie is closed, soonest first."""
    found = book.store.rows("closing_period", _ALIVE, order="first, last, id")
    return [
        Closing(row["id"], date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), row["label"])
        for row in found
    ]


def region(book: Notebook) -> Region:
    """Whose public holidays count: the one chosen, else that of the INSEE code."""
    commune = people.commune(book)
    return Region(commune.region) if commune.region else region_of(commune.insee)


def set_region(book: Notebook, wanted: Region) -> Changed:
    """Choose whose public holidays count."""
    commune = people.commune(book)
    people.update_commune(book, replace(commune, region=wanted.value))
    return changed(Topic.COMMUNE, Topic.MEETINGS, label="Jours fériés mis à jour")


def add_slot(book: Notebook, slot: Slot) -> Changed:
    """Set a slot; its id is given here. Raises UserError when a value is none of a calendar."""
    key = book.new_id()
    row = _slot_row(slot) | {"id": key, "deleted_on": None}
    with book.store.recording() as images:
        book.store.insert("slot", row)
    return undoable(images, Topic.MEETINGS, made=key, label="Rendez-vous ajouté")


def change_slot(book: Notebook, slot: Slot) -> Changed:
    """Change a slot, known by its id; the points that are planned stay as they are."""
    return _update(book, "slot", slot.id, _slot_row(slot), "Rendez-vous modifié")


def remove_slot(book: Notebook, slot_id: str) -> Changed:
    """Put a slot in the bin; the points that are planned stay."""
    return _update(book, "slot", slot_id, {"deleted_on": book.today.isoformat()}, "Rendez-vous retiré")


def add_closing(book: Notebook, first: date, last: date, label: str = "") -> Changed:
    """The mairie is closed from one day to another. Raises UserError when the last is before the first."""
    key = book.new_id()
    row = _closing_row(first, last, label) | {"id": key, "deleted_on": None}
    with book.store.recording() as images:
        book.store.insert("closing_period", row)
    return undoable(images, Topic.MEETINGS, made=key, label="Fermeture ajoutée")


def change_closing(book: Notebook, key: str, first: date, last: date, label: str = "") -> Changed:
    """Correct a closing."""
    return _update(book, "closing_period", key, _closing_row(first, last, label), "Fermeture corrigée")


def remove_closing(book: Notebook, key: str) -> Changed:
    """Put a closing in the bin."""
    values = {"deleted_on": book.today.isoformat()}
    return _update(book, "closing_period", key, values, "Fermeture retirée")


def next_proposed(book: Notebook, after: date | None = None) -> Proposal | None:
    """The next point the rhythm gives, strictly after `after` (from today on by default), or None."""
    found = upcoming(book, 1, after)
    return found[0] if found else None


def upcoming(book: Notebook, most: int, after: date | None = None) -> list[Proposal]:
    """The `most` next points of the rhythm, those of a period that has its point already left out."""
    start = after or book.today - _DAY
    found = proposed(slots(book), _councils(book), closings(book), region(book), start, _HORIZON)
    known = meetings.between(book, start - _FAR, start + timedelta(days=_HORIZON) + _FAR)
    kept = {slot.id for slot in slots(book)}
    reached = _reached(book, known)
    free = [
        one
        for one in found
        if one.day > reached.get(one.slot_id, date.min)
        and not any(_stands_for(meeting, one, kept) for meeting in known)
    ]
    return free[:most]


def preview(book: Notebook, slot: Slot) -> Proposal | None:
    """The first date a slot would give, from today on, were it alone; None within a year and more."""
    start = book.today - _DAY
    found = proposed([slot], _councils(book), closings(book), region(book), start, _HORIZON)
    return found[0] if found else None


def hindrance(book: Notebook, day: date) -> str:
    """« le vendredi 25 décembre est férié (Noël) », « la mairie est fermée … », or ""."""
    return obstacle(day, closings(book), region(book))


def held_lately(book: Notebook) -> tuple[int, int]:
    """How many points were held in the last three and twelve months, today included."""
    today = book.today.isoformat()
    held = f"state = ? AND day > ? AND day <= ? AND {_ALIVE}"
    three, twelve = (
        book.store.count(
            "meeting", held, [MeetingState.HELD, months_before(book.today, months).isoformat(), today]
        )
        for months in (3, 12)
    )
    return three, twelve


def _stands_for(meeting: Meeting, one: Proposal, kept: set[str]) -> bool:
    """Whether that point is the one proposed: of its slot, or of its kind without a slot, in its period."""
    own = meeting.slot_id == one.slot_id or (meeting.slot_id not in kept and meeting.kind is one.kind)
    return own and one.first <= meeting.day <= one.last


def _reached(book: Notebook, known: Sequence[Meeting]) -> dict[str, date]:
    """The last day each slot has a point on: one that was moved on carries its rhythm with it."""
    out: dict[str, date] = {}
    for meeting in known:
        real = meeting.day <= book.today or meeting.state is MeetingState.PLANNED
        if meeting.slot_id and real and meeting.day <= book.today + _FAR:
            out[meeting.slot_id] = max(meeting.day, out.get(meeting.slot_id, date.min))
    return out


def _councils(book: Notebook) -> list[date]:
    return [own.on for own in own_dates.own_dates(book) if own.kind is OwnKind.COUNCIL]


def slot(row: Row) -> Slot:
    """A slot as the file keeps it."""
    return Slot(
        row["id"],
        MeetingKind(row["kind"]),
        Every(row["every"]),
        row["weekday"],
        row["nth"],
        row["month"],
        row["days_before"],
        time.fromisoformat(row["at"]) if row["at"] else None,
        date.fromisoformat(row["since"]),
    )


def is_real(slot: Slot) -> bool:
    """Whether it can give a date; a preparation is 1 to 30 days before its council."""
    return _is_in_calendar(slot) and slot.days_before in range(1, 31)


def _is_in_calendar(slot: Slot) -> bool:
    return slot.weekday in range(7) and slot.nth in (1, 2, 3, 4, LAST) and slot.month in range(1, 13)


def _slot_row(slot: Slot) -> Row:
    if not _is_in_calendar(slot):
        raise UserError("Ce jour n’existe pas dans l’année.", "Choisissez-en un autre ; rien n’a été changé.")
    if not is_real(slot):
        raise UserError(
            "La préparation du conseil se place de 1 à 30 jours avant lui.",
            "Changez ce nombre ; rien n’a été changé.",
        )
    return {
        "kind": slot.kind.value,
        "every": slot.every.value,
        "weekday": slot.weekday,
        "nth": slot.nth,
        "month": slot.month,
        "days_before": slot.days_before,
        "at": slot.at.isoformat("minutes") if slot.at else None,
        "since": rows.iso(slot.since),
    }


def _closing_row(first: date, last: date, label: str) -> Row:
    if last < first:
        raise UserError(
            "La fin de la fermeture est avant son début.", "Corrigez l’une des dates ; rien n’a été changé."
        )
    if (last - first).days > LONGEST_CLOSING:
        raise UserError(
            "Cette fermeture dure plus d’un an.", "Vérifiez les deux années ; rien n’a été changé."
        )
    kept = " ".join(limited(label, "L’intitulé de la fermeture").split())
    return {"first": first.isoformat(), "last": last.isoformat(), "label": kept}


def _update(book: Notebook, table: str, key: str, values: Row, label: str) -> Changed:
    with book.store.recording() as images:
        book.store.update(table, key, values)
    return undoable(images, Topic.MEETINGS, label=label)
