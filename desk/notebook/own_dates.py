"""The dates this commune gives itself, and all that is due with those of the law."""

from datetime import date

from desk.core.deadline import OWN_LABELS, Deadline, OwnKind
from desk.core.meetings import ItemSource
from desk.core.own_dates import Coming, OwnDeadline, coming
from desk.core.text import required
from desk.data.store import Row
from desk.notebook import agenda, deadline_items, people
from desk.notebook.book import Changed, Notebook, Topic, undoable

_ALIVE = "deleted_on IS NULL"
# Far enough to find again a deadline whose council was moved.
_FAR_WEEKS = 60


def own_dates(book: Notebook) -> list[OwnDeadline]:
    """Those entered, soonest first."""
    found = book.store.rows("own_date", _ALIVE, order="day, id")
    return [
        OwnDeadline(
            row["id"], row["title"], date.fromisoformat(row["day"]), bool(row["yearly"]), OwnKind(row["kind"])
        )
        for row in found
    ]


def add(book: Notebook, title: str, day: date, kind: OwnKind, *, yearly: bool = False) -> Changed:
    """Enter a date; a kind that the law knows brings its own deadlines. Without a title, the kind's name."""
    key = book.new_id()
    row = _values(title, day, kind, yearly=yearly) | {"id": key, "deleted_on": None}
    with book.store.recording() as images:
        book.store.insert("own_date", row)
        _tell_agendas(book)
    return undoable(images, Topic.CALENDAR, Topic.MEETINGS, made=key, label="Date ajoutée")


def edit(book: Notebook, key: str, title: str, day: date, kind: OwnKind, *, yearly: bool = False) -> Changed:
    """Correct a date; what it brought to the agendas to come follows it."""
    with book.store.recording() as images:
        book.store.update("own_date", key, _values(title, day, kind, yearly=yearly))
        _tell_agendas(book)
    return undoable(images, Topic.CALENDAR, Topic.MEETINGS, label="Date corrigée")


def remove(book: Notebook, key: str) -> Changed:
    """Put a date in the bin, and what it brought with it."""
    with book.store.recording() as images:
        book.store.update("own_date", key, {"deleted_on": book.today.isoformat()})
        deadline_items.withdraw(book, key)
    return undoable(images, Topic.CALENDAR, Topic.MEETINGS, label="Date retirée")


def due(book: Notebook, weeks: int) -> list[Coming]:
    """All that is due from today to so many weeks later, soonest first."""
    return due_from(book, book.today, weeks)


def due_from(book: Notebook, day: date, weeks: int) -> list[Coming]:
    """The same as seen from another day."""
    return coming(book.deadlines, own_dates(book), people.commune(book), day, weeks)


def brought(book: Notebook, kind: OwnKind) -> list[Deadline]:
    """The deadlines that a date of that kind brings to this commune, in the order of the calendar."""
    population = people.commune(book).population
    return [rule for rule in book.deadlines if kind in rule.anchors and rule.concerns(population)]


def to_agenda(book: Notebook, one: Coming) -> Changed:
    """Put a deadline on the agenda of the next point, once."""
    key = deadline_items.key(one)
    return agenda.send_to_next(book, deadline_items.title(one), ItemSource.DEADLINE, key)


def as_ics(book: Notebook, weeks: int, alarm_days: int | None = None) -> bytes:
    """The same as a calendar file, for the mairie's own calendar; nothing is sent."""
    from desk.core.ics import calendar_file, event_of

    commune, carnet = people.commune(book), str(book.store.rows("commune")[0]["uuid"])
    events = [event_of(one, carnet, alarm_days) for one in due(book, weeks)]
    return calendar_file(events, book.now.astimezone(), f"Échéances de {commune.name}")


def _values(title: str, day: date, kind: OwnKind, *, yearly: bool) -> Row:
    said = title.strip() or (OWN_LABELS[kind] if kind is not OwnKind.OTHER else "")
    return {
        "title": required(said, "L’intitulé de la date"),
        "day": day.isoformat(),
        "yearly": int(yearly),
        "kind": kind.value,
    }


def _tell_agendas(book: Notebook) -> None:
    """What a date brings goes to the next point if it is planned, or follows the date where it is already."""
    deadline_items.bring_up_to_date(book, due_from(book, book.today, _FAR_WEEKS))
    for point in agenda.planned_rows(book)[:1]:
        found = due_from(book, date.fromisoformat(point["day"]), deadline_items.WEEKS)
        deadline_items.bring(book, point["id"], found)
