"""The deadlines of the calendar as subjects of an agenda: each once, whatever day it moves to."""

from collections.abc import Iterable, Iterator

from desk.core.calendar import Occurrence
from desk.core.deadline import OwnKind
from desk.core.meetings import ItemSource, MeetingKind
from desk.core.own_dates import Coming
from desk.core.wording import capital
from desk.data.store import Row
from desk.notebook import agenda, arriving
from desk.notebook.arriving import Arriving
from desk.notebook.book import Notebook

WEEKS = 6
"""How far after its point a deadline is looked at."""

_EVENTS = frozenset({OwnKind.COUNCIL, OwnKind.POLL, OwnKind.ROUND, OwnKind.INSTALLATION})
_HUNG = " · "


def key(one: Coming) -> str:
    """The same for a deadline whatever day it is moved to: the rule and the date it hangs on, or the date.

    A date that comes back each year has one key a year; so has a national rule, once each time it falls.
    """
    if isinstance(one, Occurrence):
        parts = one.id.split(":")
        return ":".join(parts[:2]) if len(parts) == 3 else one.id
    return f"{one.own_id}:{one.day.year}"


def is_same(stored: str, wanted: str) -> bool:
    """Whether a subject's `source_id` is that deadline; those sent by an earlier version keep their day."""
    return stored == wanted or stored.startswith((f"{wanted}:", f"{wanted}-"))


def title(one: Coming) -> str:
    """« Envoyer la convocation · conseil du 11 décembre (au plus tard le 7 décembre) »."""
    return _plain(f"{capital(one.title)} ({one.wording})")


def to_see(found: Iterable[Coming]) -> Iterator[Coming]:
    """Those that are deadlines: a council or a poll is an event, and brings its own."""
    return (one for one in found if isinstance(one, Occurrence) or one.kind not in _EVENTS)


def known(book: Notebook) -> list[str]:
    """What came to an agenda once, or waits for one; what went with a cancelled point can come again.

    One that the pair took off its agenda counts: it does not come back.
    """
    where = (
        "source = ? AND (deleted_on IS NOT NULL OR meeting_id IS NULL OR meeting_id IN "
        "(SELECT id FROM meeting WHERE deleted_on IS NULL))"
    )
    return [row["source_id"] for row in book.store.rows("agenda_item", where, [ItemSource.DEADLINE])]


def bring(book: Notebook, meeting_id: str, found: Iterable[Coming]) -> None:
    """Put on an agenda those that never came to one, but for a yearly review.

    Inside the caller's transaction; `found` is what is due in the six weeks after the point.
    """
    if book.store.count("meeting", "id = ? AND kind = ?", [meeting_id, MeetingKind.YEARLY]):
        return
    there = known(book)
    fresh = [
        Arriving(ItemSource.DEADLINE, key(one), title(one), one.day.isoformat())
        for one in to_see(found)
        if not any(is_same(stored, key(one)) for stored in there)
    ]
    arriving.bring(book, meeting_id, fresh)


def bring_up_to_date(book: Notebook, found: Iterable[Coming]) -> None:
    """Give the undiscussed ones still planned their present day, inside the caller's transaction.

    A title that a person worded otherwise stays theirs.
    """
    there = [(row, _root(book, row)) for row in agenda.still_to_come(book)]
    for one in found if there else ():
        wanted = key(one)
        for row, root in there:
            if root and is_same(root, wanted) and row["source_day"] != one.day.isoformat():
                values = {"source_day": one.day.isoformat()}
                if _plain(row["title"]).startswith(_plain(capital(one.title)).partition(_HUNG)[0]):
                    values["title"] = title(one)
                book.store.update("agenda_item", row["id"], values)


def withdraw(book: Notebook, own_id: str) -> None:
    """Take away what a removed date had brought, unless it was discussed or written about.

    Inside the caller's transaction. What was only there by itself leaves no trace: it could come again.
    """
    for row in agenda.still_to_come(book):
        mark = _root(book, row)
        if own_id in mark.split(":") and not row["notes"]:
            if row["source"] == ItemSource.DEADLINE:
                book.store.delete("agenda_item", "id = ?", [row["id"]])
            else:
                book.store.update("agenda_item", row["id"], {"deleted_on": book.today.isoformat()})


def _plain(text: str) -> str:
    """With the plain spaces that a typed title keeps."""
    return " ".join(text.split())


def _root(book: Notebook, row: Row) -> str:
    """The deadline a subject not discussed yet comes from; "" for another."""
    source, source_id = agenda.root(book, row)
    return source_id if source == ItemSource.DEADLINE and not row["discussed"] else ""
