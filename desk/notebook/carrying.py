"""What comes to a planned point by itself, with its origin and date; nothing comes twice."""

from datetime import date, timedelta

from desk.core.agenda_models import MODELS
from desk.core.meetings import ItemSource, MeetingKind
from desk.data.store import Row
from desk.notebook import agenda, arriving, deadline_items, own_dates, recurring
from desk.notebook.arriving import Arriving
from desk.notebook.book import Changed, Notebook, Topic, undoable

# Far enough to find again a deadline whose council was moved.
_YEAR_WEEKS = 60
# An open action comes back when its date is passed or falls within the week after the point.
_AHEAD = timedelta(days=7)
# Open, due by a day, and in no point still to be held.
_OPEN = """
    state IN ('a_faire', 'en_cours') AND deleted_on IS NULL AND (due IS NULL OR due <= ?)
    AND id NOT IN (
        SELECT source_id FROM agenda_item WHERE source = 'action'
        AND meeting_id IN (SELECT id FROM meeting WHERE deleted_on IS NULL AND state = 'prevu'))
    AND meeting_id <> ?"""


def carry(book: Notebook, meeting_id: str) -> None:
    """Bring into a planned point what is to be seen there, inside the caller's transaction.

    The subjects of each point of its kind, those that waited, those not discussed, open actions, and the
    deadlines of the six weeks after it, but for a yearly review. Called again, it completes.
    """
    row = book.store.rows("meeting", "id = ?", [meeting_id])[0]
    kind, day = MeetingKind(row["kind"]), date.fromisoformat(row["day"])
    recurring.bring(book, meeting_id, kind)
    _take_waiting(book, meeting_id)
    arriving.bring(book, meeting_id, _undiscussed(book, day))
    arriving.bring(book, meeting_id, _open_actions(book, meeting_id, day))
    deadline_items.bring_up_to_date(book, own_dates.due_from(book, book.today, _YEAR_WEEKS))
    deadline_items.bring(book, meeting_id, own_dates.due_from(book, day, deadline_items.WEEKS))


def leave_kind(book: Notebook, meeting_id: str) -> None:
    """Take away the subjects of a kind the point is no more, if nothing was written under them."""
    untouched = "source = ? AND meeting_id = ? AND discussed = 0 AND notes = '' AND deleted_on IS NULL"
    book.store.delete("agenda_item", untouched, [ItemSource.RECURRING, meeting_id])


def start_from_model(book: Notebook, meeting_id: str) -> Changed:
    """Put on an agenda the subjects proposed for its kind that are not there yet."""
    agenda.check_open(book, meeting_id)
    kind = MeetingKind(book.store.rows("meeting", "id = ?", [meeting_id])[0]["kind"])
    there = {item.title for item in agenda.items(book, meeting_id)}
    wanted = [Arriving(ItemSource.TYPED, "", title, None) for title in MODELS[kind] if title not in there]
    with book.store.recording() as images:
        arriving.bring(book, meeting_id, wanted)
    return undoable(images, Topic.MEETINGS, label="Modèle d’ordre du jour repris")


def _take_waiting(book: Notebook, meeting_id: str) -> None:
    """What waited comes; a subject sent from elsewhere that a planned point has already goes to the bin."""
    waiting = [row for row in agenda.still_to_come(book) if row["meeting_id"] is None]
    there = {agenda.root(book, row) for row in agenda.still_to_come(book) if row["meeting_id"]}
    place = agenda.next_place(book, meeting_id)
    for row in sorted(waiting, key=lambda row: (row["position"], row["id"])):
        source = agenda.root(book, row)
        if source[1] and source in there:
            book.store.update("agenda_item", row["id"], {"deleted_on": book.today.isoformat()})
            continue
        there.add(source)
        book.store.update("agenda_item", row["id"], {"meeting_id": meeting_id, "position": place})
        place += 1


def _undiscussed(book: Notebook, day: date) -> list[Arriving]:
    """Each once for ever; actions and recurring subjects come by themselves, a deadline ends with its day."""
    found = [row for row in agenda.left_behind(book) if not _is_over(book, row, day)]
    days = _days(book, found)
    return [
        Arriving(
            ItemSource.UNDISCUSSED, row["id"], row["title"], row["source_day"] or days[row["meeting_id"]]
        )
        for row in found
    ]


def _is_over(book: Notebook, row: Row, day: date) -> bool:
    """Whether it is a deadline whose day is past by then: nobody has to say that it was met."""
    over = bool(row["source_day"]) and row["source_day"] < day.isoformat()
    return over and agenda.root(book, row)[0] == ItemSource.DEADLINE


def _open_actions(book: Notebook, meeting_id: str, day: date) -> list[Arriving]:
    """Each once in a point still to be held; those noted at this very point stand there already."""
    args = [(day + _AHEAD).isoformat(), meeting_id]
    found = book.store.rows("action", _OPEN, args, "coalesce(due, '9999'), id")
    days = _days(book, found)
    return [
        Arriving(ItemSource.ACTION, row["id"], row["text"], days.get(row["meeting_id"]) or row["created_on"])
        for row in found
    ]


def _days(book: Notebook, found: list[Row]) -> dict[str, str]:
    """The days of the points these rows belong to, by id."""
    if not found:
        return {}
    return {row["id"]: row["day"] for row in book.store.rows("meeting")}
