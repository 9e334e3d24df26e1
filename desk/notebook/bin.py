"""The bin of « Nos points »: what was taken out in the last 30 days, put back or erased for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desk.core.errors import UserError
from desk.core.meetings import KIND_LABELS, ItemSource, MeetingKind, MeetingState
from desk.core.wording import capital, long_date, short_date
from desk.data import copies
from desk.data.store import Row
from desk.notebook import agenda, cleaning, recurring, report_kept
from desk.notebook.book import Changed, Notebook, Topic, changed, undoable

DAYS = 30
_FRESH = timedelta(minutes=10)
KINDS = {
    "meeting": "point annulé",
    "agenda_item": "sujet retiré",
    "decision": "ligne convenue retirée",
    "action": "action retirée",
    "correction": "correction retirée",
    "recurring_item": "sujet qui revient, retiré",
    "slot": "rendez-vous retiré",
    "closing_period": "fermeture retirée",
    "own_date": "date retirée",
}
_TOPICS = (Topic.MEETINGS, Topic.ACTIONS, Topic.CALENDAR)
_LINES = ("decision", "correction")
# What a bilan may quote, when both want it.
_QUOTED = ("meeting", "decision", "action")
# Those that come by themselves: removed, they leave an empty row behind, or they would come back.
_BY_ITSELF = (ItemSource.UNDISCUSSED, ItemSource.DEADLINE, ItemSource.RECURRING, ItemSource.ACTION)
# Among which points each comes once: all of them, or those still to be held.
_ONCE = {ItemSource.UNDISCUSSED: "1", ItemSource.DEADLINE: "1", ItemSource.ACTION: "state = 'prevu'"}


@dataclass(frozen=True, slots=True)
class Binned:
    """Something in the bin: its table and id, what it says, what it is, and the day it was put there."""

    table: str
    id: str
    title: str
    kind: str
    on: date

    def until(self) -> date:
        """The last day it is kept."""
        return self.on + timedelta(days=DAYS)


def content(book: Notebook) -> list[Binned]:
    """What was put there, newest first; the empty rows that only keep a subject from coming back are not."""
    found = [_binned(table, row) for table in KINDS for row in reversed(_rows(book, table, "1"))]
    return sorted(found, key=lambda one: one.on, reverse=True)


def put_back(book: Notebook, table: str, key: str) -> Changed:
    """Take something out of the bin. Raises UserError when its point is itself in the bin, or closed since.

    What was closed without it stays as it was: a subject waits for the next point, an action lives by itself.
    """
    row = book.store.one(table, "id = ? AND deleted_on IS NOT NULL", [key])
    if row is None:
        raise UserError("Ceci n’est plus dans la corbeille.", "Rien n’a été changé.")
    _check(book, table, row)
    values: dict[str, object] = {"deleted_on": None}
    label = "Remis à sa place"
    if table == "action" and _is_held(book, row["meeting_id"]):
        values |= {"meeting_id": "", "item_id": ""}
        label = "Action remise, à part de son point, clos depuis"
    if table == "agenda_item" and not _is_open(book, row["meeting_id"]):
        values |= {"meeting_id": None, "discussed": 0}
        label = "Sujet remis en attente du prochain point"
    with book.store.recording() as images:
        book.store.update(table, key, values)
        if table == "meeting":
            _drop_doubles(book, key)
    return undoable(images, *_TOPICS, made=key, label=label)


def empty(book: Notebook, *, with_copies: bool = False) -> Changed:
    """Erase all of it for good; forget the undo stack, then call `cleaning.finish`."""
    cleaning.prepare(book, copies=with_copies)
    with book.store.atomic():
        for table in KINDS:
            for row in _rows(book, table, "1"):
                _erase(book, table, row)
        cleaning.mark(book, copies=with_copies)
    return changed(*_TOPICS, label="Corbeille vidée")


def purge(book: Notebook) -> int:
    """Erase what has been there for more than 30 days; how many. One quiet operation, at each opening.

    Call `cleaning.finish` afterwards: the index still has the words.

    A verified copy is made just before, and without it nothing is erased: should the clock have been set
    forward, what was binned yesterday would seem old, and this copy still has it. Such a copy, dated ahead,
    is thinned out only when its day has really come.
    """
    limit = (book.today - timedelta(days=DAYS)).isoformat()
    old = [(table, row) for table in KINDS for row in _rows(book, table, "deleted_on < ?", [limit])]
    if not old:
        return 0
    made = book.verified_copy
    if made is None or book.now - made > _FRESH:
        book.verified_copy = copies.make_copy(book.store, book.copies_folder, book.now).made_at
    with book.store.atomic():
        for table, row in old:
            _erase(book, table, row)
        cleaning.mark(book, copies=False)
    return len(old)


def _rows(book: Notebook, table: str, where: str, args: list[str] | None = None) -> list[Row]:
    full = f"deleted_on IS NOT NULL AND {where}"
    found = book.store.rows(table, full, args or [], order="deleted_on, rowid")
    return [row for row in found if table != "agenda_item" or row["title"]]


def _binned(table: str, row: Row) -> Binned:
    return Binned(table, row["id"], _title(table, row), KINDS[table], date.fromisoformat(row["deleted_on"]))


def _title(table: str, row: Mapping[str, str]) -> str:
    if table == "meeting":
        day = long_date(date.fromisoformat(row["day"]), weekday=True)
        return f"{capital(KIND_LABELS[MeetingKind(row['kind'])])} du {day}"
    if table == "slot":
        return capital(KIND_LABELS[MeetingKind(row["kind"])])
    if table == "closing_period":
        first, last = (short_date(date.fromisoformat(row[name])) for name in ("first", "last"))
        return f"{row['label'] or 'Fermeture'}, du {first} au {last}"
    return row["text"] if table in ("decision", "action", "correction") else row["title"]


def _is_open(book: Notebook, meeting_id: str | None) -> bool:
    """Whether it is a point still to be held; what waits for one stays waiting."""
    where = "id = ? AND state = ? AND deleted_on IS NULL"
    return bool(meeting_id) and book.store.count("meeting", where, [meeting_id, MeetingState.PLANNED]) > 0


def _check(book: Notebook, table: str, row: Row) -> None:
    """Raises UserError when it cannot be put back."""
    if table in _LINES:
        _check_point(book, row)
    if table == "decision":
        agenda.check_open(book, row["meeting_id"])
    if table == "agenda_item":
        _check_alone(book, row)
    if table == "recurring_item":
        recurring.check_alone(book, row["id"], row["title"])


def _is_held(book: Notebook, meeting_id: str) -> bool:
    return book.store.count("meeting", "id = ? AND state = ?", [meeting_id, MeetingState.HELD]) > 0


def _check_point(book: Notebook, row: Row) -> None:
    """A line is read with its point: put back without it, it would be nowhere."""
    meeting = book.store.one("meeting", "id = ?", [row["meeting_id"]])
    if meeting is not None and meeting["deleted_on"]:
        said = f"le point du {long_date(date.fromisoformat(meeting['day']))}"
        raise UserError(
            f"Cette ligne est d’un point annulé : {said}.",
            "Remettez d’abord ce point, qui est aussi dans la corbeille ; rien n’a été changé.",
        )


def _check_alone(book: Notebook, row: Row) -> None:
    """A subject sent again from elsewhere since it was taken out is there already."""
    wanted = agenda.root(book, row)
    others = [other for other in agenda.still_to_come(book) if agenda.root(book, other) == wanted]
    if wanted[1] and row["source"] != ItemSource.RECURRING and others:
        raise UserError("Ce sujet est déjà à l’ordre du jour d’un point à venir.", "Rien n’a été changé.")


def _drop_doubles(book: Notebook, meeting_id: str) -> None:
    """What a cancelled point brought along may have gone to another meanwhile: it does not come twice."""
    for row in book.store.rows("agenda_item", "meeting_id = ? AND deleted_on IS NULL", [meeting_id]):
        once = _ONCE.get(ItemSource(row["source"]))
        if once is None or row["discussed"] or row["notes"]:
            continue
        points = f"SELECT id FROM meeting WHERE deleted_on IS NULL AND {once}"  # noqa: S608 - our own words
        where = (
            f"source = ? AND source_id = ? AND id <> ? AND deleted_on IS NULL AND meeting_id IN ({points})"
        )
        if book.store.one("agenda_item", where, [row["source"], row["source_id"], row["id"]]):
            book.store.delete("agenda_item", "id = ?", [row["id"]])


def _erase(book: Notebook, table: str, row: Row) -> None:
    """Inside the caller's transaction; a point goes with its lines, its actions live on."""
    key = row["id"]
    if table == "agenda_item" and row["deleted_on"] and row["source"] in _BY_ITSELF:
        book.store.update(table, key, {"title": "", "notes": ""})
        return
    if table == "meeting":
        for item in book.store.rows("agenda_item", "meeting_id = ?", [key]):
            _erase(book, "agenda_item", item)
        for lines in _LINES:
            book.store.delete(lines, "meeting_id = ?", [key])
    if table == "action":
        book.store.delete("action_event", "action_id = ?", [key])
    if table in _QUOTED:
        report_kept.forget_quoting(book)
    book.store.delete(table, "id = ?", [key])
