"""The agenda of a point: items typed, sent from elsewhere, or carried over, never twice."""

from desk.core.errors import UserError
from desk.core.meetings import AgendaItem, ItemSource, MeetingState
from desk.core.text import limited, required
from desk.data.store import Row
from desk.notebook import rows
from desk.notebook.book import Changed, Notebook, Topic, undoable

_ALIVE = "deleted_on IS NULL"
_TITLE = "L’intitulé du sujet"
# They come to the next point again by themselves when theirs is cancelled.
_BY_THEMSELVES = (ItemSource.ACTION, ItemSource.UNDISCUSSED, ItemSource.RECURRING, ItemSource.DEADLINE)

# Left undiscussed at a point that was held, and not brought to another since, removed there or not.
_LEFT = """
    discussed = 0 AND deleted_on IS NULL AND source NOT IN ('action', 'recurrent')
    AND meeting_id IN (SELECT id FROM meeting WHERE deleted_on IS NULL AND state = 'tenu')
    AND id NOT IN (
        SELECT source_id FROM agenda_item WHERE source = 'non_aborde'
        AND (deleted_on IS NOT NULL OR meeting_id IS NULL
             OR meeting_id IN (SELECT id FROM meeting WHERE deleted_on IS NULL)))"""


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


def check_open(book: Notebook, meeting_id: str) -> None:
    """Raises UserError when the point is closed: a correction is an added, dated line."""
    row = book.store.one("meeting", "id = ? AND state = ?", [meeting_id, MeetingState.HELD])
    if row is not None:
        raise UserError(
            "Ce point est clos : ses notes ne changent plus.",
            "Rien n’a été changé. Ajoutez une correction : elle porte sa date et laisse l’original lisible.",
        )


def add(
    book: Notebook,
    meeting_id: str,
    title: str,
    source: ItemSource = ItemSource.TYPED,
    source_id: str = "",
) -> Changed:
    """Add a subject at the end."""
    check_open(book, meeting_id)
    place = next_place(book, meeting_id)
    row = new_row(book, meeting_id, place, required(title, _TITLE), source, source_id)
    with book.store.recording() as images:
        book.store.insert("agenda_item", row)
    return undoable(images, Topic.MEETINGS, made=row["id"], label="Sujet ajouté")


def send_to_next(book: Notebook, title: str, source: ItemSource, source_id: str) -> Changed:
    """Add a subject to the next planned point, or keep it waiting; one still to be seen stays alone."""
    wanted = required(title, _TITLE)
    for row in still_to_come(book):
        if _is_it(book, row, wanted, source, source_id):
            return undoable(
                (),
                Topic.MEETINGS,
                made=row["id"],
                label="Ce sujet est déjà à l’ordre du jour du prochain point",
            )
    planned = planned_rows(book)
    meeting_id = planned[0]["id"] if planned else None
    for row in left_behind(book) if source_id else ():
        if root(book, row) == (source, source_id):  # it would come back by itself: it does so now
            source, source_id = ItemSource.UNDISCUSSED, row["id"]
    row = new_row(book, meeting_id, next_place(book, meeting_id), wanted, source, source_id)
    with book.store.recording() as images:
        book.store.insert("agenda_item", row)
    where = "Sujet ajouté au prochain point" if planned else "Sujet gardé pour le prochain point"
    return undoable(images, Topic.MEETINGS, made=row["id"], label=where)


def planned_rows(book: Notebook) -> list[Row]:
    """The points still to be held, the nearest first, as the file keeps them."""
    where = f"state = ? AND {_ALIVE}"
    return book.store.rows("meeting", where, [MeetingState.PLANNED], "day, coalesce(at, ''), id")


def still_to_come(book: Notebook) -> list[Row]:
    """The subjects of the planned points, discussed or not, and those that wait, as the file keeps them."""
    planned = "SELECT id FROM meeting WHERE state = ? AND deleted_on IS NULL"
    where = f"{_ALIVE} AND (meeting_id IS NULL OR meeting_id IN ({planned}))"
    return book.store.rows("agenda_item", where, [MeetingState.PLANNED], order="meeting_id, position, id")


def left_behind(book: Notebook) -> list[Row]:
    """The subjects not discussed at a point that was held, which no other point had since."""
    return book.store.rows("agenda_item", _LEFT, order="position, id")


def root(book: Notebook, row: Row) -> tuple[str, str]:
    """The source and source id a subject has at first, through the points where it was not discussed."""
    seen = set[str]()  # a damaged file may turn in a circle
    while row["source"] == ItemSource.UNDISCUSSED and row["id"] not in seen:
        seen.add(row["id"])
        row = book.store.one("agenda_item", "id = ?", [row["source_id"]]) or row
    return row["source"], row["source_id"]


def retitle(book: Notebook, item_id: str, title: str) -> Changed:
    """Word a subject otherwise."""
    return _update(book, item_id, {"title": required(title, _TITLE)}, "Sujet renommé")


def write_notes(book: Notebook, item_id: str, text: str) -> Changed:
    """What was said; notes on a subject mean that it was discussed."""
    notes = limited(text, "Cette note")
    discussed = get(book, item_id).discussed or bool(notes)
    return _update(book, item_id, {"notes": notes, "discussed": int(discussed)}, "Note écrite")


def keep_words(book: Notebook, meeting_id: str, words: str, item_id: str = "") -> Changed:
    """Add words begun to the notes of a subject, or of the first; an empty agenda gets them as a subject."""
    there = items(book, meeting_id)
    wanted = next((item for item in there if item.id == item_id), there[0] if there else None)
    if wanted is None:
        return add(book, meeting_id, words)
    notes = limited(f"{wanted.notes}\n{words}".strip("\n"), "Cette note")
    return _update(book, wanted.id, {"notes": notes}, "Ligne gardée en note")


def set_discussed(book: Notebook, item_id: str, discussed: bool) -> Changed:  # noqa: FBT001 - a state
    """Discussed, or still to be."""
    label = "Sujet abordé" if discussed else "Sujet à aborder"
    return _update(book, item_id, {"discussed": int(discussed)}, label)


def shift(book: Notebook, item_id: str, offset: int) -> Changed:
    """Move a subject up (-1) or down (+1) in its agenda, stopping at the ends."""
    item = get(book, item_id)
    check_open(book, item.meeting_id)
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


def release(book: Notebook, meeting_id: str) -> None:
    """Let a cancelled point's own subjects wait for the next, inside the caller's transaction."""
    for item in items(book, meeting_id):
        if not item.discussed and item.source not in _BY_THEMSELVES:
            book.store.update("agenda_item", item.id, {"meeting_id": None})


def next_place(book: Notebook, meeting_id: str | None) -> int:
    """The position after the last subject of an agenda, or of what waits."""
    if meeting_id is None:
        return len(waiting(book))
    found = book.store.rows("agenda_item", "meeting_id = ?", [meeting_id], order="position DESC")
    return found[0]["position"] + 1 if found else 0


def new_row(
    book: Notebook, meeting_id: str | None, position: int, title: str, source: ItemSource, source_id: str
) -> Row:
    """A subject as the file keeps it."""
    return {
        "id": book.new_id(),
        "meeting_id": meeting_id,
        "position": position,
        "title": title,
        "notes": "",
        "discussed": 0,
        "source": source.value,
        "source_id": source_id,
        "source_day": book.today.isoformat() if source is not ItemSource.TYPED else None,
        "deleted_on": None,
    }


def _is_it(book: Notebook, row: Row, title: str, source: ItemSource, source_id: str) -> bool:
    """A subject typed is known by its words, one sent from elsewhere by what it comes from."""
    if not source_id:
        return bool((row["source"], row["source_id"], row["title"]) == (source, source_id, title))
    return root(book, row) == (source, source_id)


def _update(book: Notebook, item_id: str, values: dict[str, str | int], label: str) -> Changed:
    check_open(book, get(book, item_id).meeting_id)
    with book.store.recording() as images:
        book.store.update("agenda_item", item_id, values)
    return undoable(images, Topic.MEETINGS, label=label)
