"""The agenda of a point: items typed, sent from elsewhere, or carried over, never twice."""

from datetime import date, timedelta

from desk.core.meetings import OPEN_STATES, AgendaItem, ItemSource, MeetingState
from desk.core.text import limited, required
from desk.data.store import Row
from desk.notebook import rows
from desk.notebook.book import Changed, Notebook, Topic, undoable

_ALIVE = "deleted_on IS NULL"
_TITLE = "L’intitulé du sujet"
# An open action comes back when its date is passed or falls within the week after the point.
_AHEAD = timedelta(days=7)


def items(book: Notebook, meeting_id: str) -> list[AgendaItem]:
    """The agenda in order."""
    found = book.store.rows("agenda_item", f"meeting_id = ? AND {_ALIVE}", [meeting_id], order="position, id")
    return [rows.item(row) for row in found]


def waiting(book: Notebook) -> list[AgendaItem]:
    """What waits for the next point to be planned."""
    found = book.store.rows("agenda_item", f"meeting_id IS NULL AND {_ALIVE}", order="position, id")
    return [rows.item(row) for row in found]


def get(book: Notebook, item_id: str) -> AgendaItem:
    """An item. KeyError when there is none."""
    row = book.store.one("agenda_item", f"id = ? AND {_ALIVE}", [item_id])
    if row is None:
        raise KeyError(item_id)
    return rows.item(row)


def add(
    book: Notebook,
    meeting_id: str,
    title: str,
    source: ItemSource = ItemSource.TYPED,
    source_id: str = "",
) -> Changed:
    """Add a subject at the end."""
    row = _new(book, meeting_id, required(title, _TITLE), source, source_id)
    with book.store.recording() as images:
        book.store.insert("agenda_item", row)
    return undoable(images, Topic.MEETINGS, made=row["id"], label="Sujet ajouté")


def send_to_next(book: Notebook, title: str, source: ItemSource, source_id: str) -> Changed:
    """Add a subject to the next planned point, or keep it waiting; one that is there already stays alone."""
    planned = book.store.rows(
        "meeting", f"state = ? AND {_ALIVE}", [MeetingState.PLANNED], order="day, coalesce(at, ''), id"
    )
    meeting_id = planned[0]["id"] if planned else None
    there = items(book, meeting_id) if meeting_id else waiting(book)
    wanted = required(title, _TITLE)
    for item in there:
        if (item.source, item.source_id, item.title) == (source, source_id, wanted):
            return undoable((), Topic.MEETINGS, made=item.id, label="Ce sujet y est déjà")
    row = _new(book, meeting_id, wanted, source, source_id)
    with book.store.recording() as images:
        book.store.insert("agenda_item", row)
    where = "Sujet ajouté au prochain point" if planned else "Sujet gardé pour le prochain point"
    return undoable(images, Topic.MEETINGS, made=row["id"], label=where)


def retitle(book: Notebook, item_id: str, title: str) -> Changed:
    """Word a subject otherwise."""
    return _update(book, item_id, {"title": required(title, _TITLE)}, "Sujet renommé")


def write_notes(book: Notebook, item_id: str, text: str) -> Changed:
    """What was said; notes on a subject mean that it was discussed."""
    notes = limited(text, "Cette note")
    discussed = get(book, item_id).discussed or bool(notes)
    return _update(book, item_id, {"notes": notes, "discussed": int(discussed)}, "Note écrite")


def set_discussed(book: Notebook, item_id: str, discussed: bool) -> Changed:  # noqa: FBT001 - a state
    """Discussed, or still to be."""
    label = "Sujet abordé" if discussed else "Sujet à aborder"
    return _update(book, item_id, {"discussed": int(discussed)}, label)


def shift(book: Notebook, item_id: str, offset: int) -> Changed:
    """Move a subject up (-1) or down (+1) in its agenda, stopping at the ends."""
    item = get(book, item_id)
    order = [each.id for each in items(book, item.meeting_id)]
    place = order.index(item_id)
    order.insert(min(max(place + offset, 0), len(order) - 1), order.pop(place))
    with book.store.recording() as images:
        for position, key in enumerate(order):
            if get(book, key).position != position:
                book.store.update("agenda_item", key, {"position": position})
    return undoable(images, Topic.MEETINGS, label="Ordre du jour réordonné")


def remove(book: Notebook, item_id: str) -> Changed:
    """Put a subject in the bin; what was agreed under it stays readable with its point."""
    get(book, item_id)
    return _update(book, item_id, {"deleted_on": book.today.isoformat()}, "Sujet retiré")


def carry(book: Notebook, meeting_id: str, day: date) -> None:
    """Bring into a planned point what was left open, inside the caller's transaction; nothing comes twice."""
    for item in waiting(book):
        book.store.update(
            "agenda_item", item.id, {"meeting_id": meeting_id, "position": _next_place(book, meeting_id)}
        )
    for source, key, title, since in [*_undiscussed(book), *_open_actions(book, day)]:
        if not _is_carried(book, source, key):
            row = _new(book, meeting_id, title, source, key)
            book.store.insert("agenda_item", row | {"source_day": since})


def release(book: Notebook, meeting_id: str) -> None:
    """Let a cancelled point's own subjects wait for the next, inside the caller's transaction."""
    for item in items(book, meeting_id):
        if not item.discussed and item.source not in (ItemSource.ACTION, ItemSource.UNDISCUSSED):
            book.store.update("agenda_item", item.id, {"meeting_id": None})


def _undiscussed(book: Notebook) -> list[tuple[ItemSource, str, str, str]]:
    held = "meeting_id IN (SELECT id FROM meeting WHERE state = 'tenu' AND deleted_on IS NULL)"
    found = book.store.rows("agenda_item", f"discussed = 0 AND {_ALIVE} AND {held}", order="position, id")
    days = {row["id"]: row["day"] for row in book.store.rows("meeting")}
    return [
        (ItemSource.UNDISCUSSED, row["id"], row["title"], row["source_day"] or days[row["meeting_id"]])
        for row in found
        if row["source"] != ItemSource.ACTION  # the action itself comes back while it is open
    ]


def _open_actions(book: Notebook, day: date) -> list[tuple[ItemSource, str, str, str]]:
    states = ", ".join(f"'{state.value}'" for state in OPEN_STATES)
    found = book.store.rows(
        "action",
        f"state IN ({states}) AND {_ALIVE} AND (due IS NULL OR due <= ?)",
        [(day + _AHEAD).isoformat()],
        order="coalesce(due, '9999'), id",
    )
    days = {row["id"]: row["day"] for row in book.store.rows("meeting")}
    return [
        (ItemSource.ACTION, row["id"], row["text"], days.get(row["meeting_id"]) or row["created_on"])
        for row in found
    ]


def _is_carried(book: Notebook, source: ItemSource, key: str) -> bool:
    """An undiscussed item is carried once for ever; an action once per point still to be held."""
    state = MeetingState.PLANNED.value if source is ItemSource.ACTION else "%"
    where = (
        "source = ? AND source_id = ? AND meeting_id IN "
        "(SELECT id FROM meeting WHERE deleted_on IS NULL AND state LIKE ?)"
    )
    return book.store.one("agenda_item", where, [source, key, state]) is not None


def _next_place(book: Notebook, meeting_id: str) -> int:
    found = book.store.rows("agenda_item", "meeting_id = ?", [meeting_id], order="position DESC")
    return found[0]["position"] + 1 if found else 0


def _new(book: Notebook, meeting_id: str | None, title: str, source: ItemSource, source_id: str) -> Row:
    return {
        "id": book.new_id(),
        "meeting_id": meeting_id,
        "position": _next_place(book, meeting_id) if meeting_id else len(waiting(book)),
        "title": title,
        "notes": "",
        "discussed": 0,
        "source": source.value,
        "source_id": source_id,
        "source_day": book.today.isoformat() if source is not ItemSource.TYPED else None,
        "deleted_on": None,
    }


def _update(book: Notebook, item_id: str, values: dict[str, str | int], label: str) -> Changed:
    get(book, item_id)
    with book.store.recording() as images:
        book.store.update("agenda_item", item_id, values)
    return undoable(images, Topic.MEETINGS, label=label)
