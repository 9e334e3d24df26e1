"""What one sends to the other before a point, and the dates that go to a calendar; Binôme sends nothing."""

from collections.abc import Sequence

from desk.core.errors import UserError
from desk.core.ics import Event, calendar_file
from desk.core.meetings import Action, Meeting
from desk.core.people import Seat
from desk.core.point_calendar import due_events, point_event
from desk.core.share import Shared
from desk.notebook import agenda, log, meetings, people
from desk.notebook.book import Notebook


def gather(book: Notebook, meeting_id: str, reader: Seat) -> Shared:
    """A point's agenda by its titles, and the open actions of the one who will read."""
    person = people.pair(book).person(reader)
    return Shared(
        people.commune(book).name,
        meetings.get(book, meeting_id),
        _titles(book, meeting_id),
        person,
        [action for action in log.open_actions(book) if action.owner_id == person.id],
        book.today,
    )


def as_ics(book: Notebook, shared: Shared) -> bytes:
    """The point, and the due dates of the reader's actions, as a calendar file."""
    point = point_event(shared.meeting, shared.titles, _carnet(book))
    return _file(book, [point, *_due(book, shared.actions)])


def all_dates(book: Notebook) -> tuple[bytes, int]:
    """Every planned point and every open dated action as a calendar file, and how many dates it has.

    Raises UserError when there is none.
    """
    points = [_event(book, meeting) for meeting in meetings.planned(book)]
    events = [*points, *_due(book, log.open_actions(book))]
    if not events:
        raise UserError("Aucun point n’est prévu, et aucune action n’a de date.", "Rien n’a été enregistré.")
    return _file(book, events), len(events)


def _titles(book: Notebook, meeting_id: str) -> list[str]:
    return [item.title for item in agenda.items(book, meeting_id)]


def _event(book: Notebook, meeting: Meeting) -> Event:
    return point_event(meeting, _titles(book, meeting.id), _carnet(book))


def _due(book: Notebook, actions: Sequence[Action]) -> list[Event]:
    return due_events([(action, log.owner_label(book, action)) for action in actions], _carnet(book))


def _file(book: Notebook, events: Sequence[Event]) -> bytes:
    return calendar_file(events, book.now.astimezone(), f"Nos points, {people.commune(book).name}")


def _carnet(book: Notebook) -> str:
    return str(book.store.rows("commune")[0]["uuid"])
