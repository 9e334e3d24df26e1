"""A closed point is corrected by a line added to it, dated, never by changing what was written."""

from desk.core.errors import UserError
from desk.core.meetings import Correction, MeetingState
from desk.core.text import required
from desk.data.store import Row
from desk.notebook import meetings, rows
from desk.notebook.book import Changed, Notebook, Topic, undoable

_WHAT = "La correction"


def of_meeting(book: Notebook, meeting_id: str) -> list[Correction]:
    """The corrections of a point, in the order they were written."""
    where = "meeting_id = ? AND deleted_on IS NULL"
    found = book.store.rows("correction", where, [meeting_id], order="rowid")
    return [rows.correction(row) for row in found]


def add(book: Notebook, meeting_id: str, text: str, item_id: str = "") -> Changed:
    """Add a dated line to a closed point, under one of its subjects or, without `item_id`, to the whole.

    It is a record: it can be undone, and put in the bin, but not written otherwise. Raises UserError when the
    point is still open: what it says is then corrected in place.
    """
    if meetings.get(book, meeting_id).state is not MeetingState.HELD:
        raise UserError(
            "Ce point n’est pas clos.", "Corrigez directement ce qui y est écrit ; rien n’a été changé."
        )
    row: Row = {
        "id": book.new_id(),
        "meeting_id": meeting_id,
        "item_id": item_id,
        "day": book.today.isoformat(),
        "text": required(text, _WHAT),
        "deleted_on": None,
    }
    with book.store.recording() as images:
        book.store.insert("correction", row)
    return undoable(images, Topic.MEETINGS, made=row["id"], label="Correction ajoutée")


def remove(book: Notebook, correction_id: str) -> Changed:
    """Put a correction in the bin."""
    with book.store.recording() as images:
        book.store.update("correction", correction_id, {"deleted_on": book.today.isoformat()})
    return undoable(images, Topic.MEETINGS, label="Correction retirée")
