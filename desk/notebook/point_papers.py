"""The papers of a point: its agenda to write on, its notes with names or with functions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from desk import __version__
from desk.core import point_papers
from desk.core.by_function import ByFunction
from desk.core.commune import slug
from desk.core.handout import Imprint
from desk.core.meetings import Action, AgendaItem, ItemSource, Meeting, MeetingState
from desk.core.people import Person
from desk.core.point_papers import Agenda, AgendaSubject, Mark, Minutes, Noted, NotedAction
from desk.core.wording import named
from desk.data.store import Row
from desk.notebook import action_queries, agenda, corrections, log, people, rows
from desk.notebook.book import Notebook

Told = TypeVar("Told")
SOURCE = "Nos points"


def imprint(book: Notebook, day: date) -> Imprint:
    """Whose paper it is; it bears the point's own day, so that it is the same whenever it is printed."""
    commune = people.commune(book)
    return Imprint(SOURCE, f"Binôme {__version__}", commune.name, day.isoformat(), commune.example)


def letterhead(book: Notebook, day: date | None) -> Imprint:
    """Whose a written confirmation is; the blank one bears no date."""
    commune = people.commune(book)
    said = day.isoformat() if day else ""
    return Imprint("", f"Binôme {__version__}", commune.name, said, commune.example)


def file_name(book: Notebook, kind: str, day: date) -> str:
    """`releve_Valmont_2026-11-27`, `kind` being what it begins with."""
    return f"{kind}_{slug(people.commune(book).name)}_{day.isoformat()}"


def agenda_paper(book: Notebook, meeting: Meeting) -> Agenda:
    """The agenda to print."""
    items = agenda.items(book, meeting.id)
    brought = [item.source_id for item in items if item.source is ItemSource.ACTION]
    known = action_queries.some_by_id(book, brought)
    subjects = [
        AgendaSubject(item.title, _origin(book, item, known.get(item.source_id), meeting.day))
        for item in items
    ]
    return point_papers.agenda(meeting, subjects, people.pair(book))


def _origin(book: Notebook, item: AgendaItem, action: Action | None, day: date) -> str:
    is_over = action is None or not action.is_open
    is_late = action is not None and action.is_late(book.today)
    return point_papers.origin(item, day, is_late=is_late, is_over=is_over)


def minutes_paper(book: Notebook, meeting: Meeting, *, by_function: bool = False) -> Minutes:
    """The notes of a point, actions as they stood when it was closed; `by_function` says nobody's name."""
    everyone = _everyone(book)
    hidden = ByFunction(everyone.values())
    said: Callable[[str], str] = hidden.text if by_function else str
    owner = _Owners(everyone, hidden if by_function else None)
    participants = hidden.participants(meeting.participants) if by_function else meeting.participants
    items = agenda.items(book, meeting.id)
    noted = Noted(
        [replace(item, title=said(item.title), notes=said(item.notes)) for item in items],
        _by_item([(each.item_id, said(each.text)) for each in log.decisions(book, meeting.id)]),
        _by_item([(key, owner.noted(each, said)) for key, each in _actions(book, meeting, items)]),
        _by_item(_added(book, meeting, said)),
        meeting.closed_on,
        meeting.state is MeetingState.HELD,
    )
    return point_papers.minutes(meeting, noted, participants)


class _Owners:
    """How owners are said: by name, or by function when `hidden`."""

    def __init__(self, everyone: dict[str, Person], hidden: ByFunction | None) -> None:
        self._everyone, self._hidden = everyone, hidden

    def noted(self, action: Action, said: Callable[[str], str]) -> NotedAction:
        """An action as it is printed."""
        person = self._everyone.get(action.owner_id)
        mark = point_papers.mark_of(person) if person else Mark.OTHER
        state = said(point_papers.action_state(action))
        return NotedAction(said(action.text), self._owner(person, action.owner_name), mark, state)

    def _owner(self, person: Person | None, name: str) -> str:
        if person is not None:
            return named(person, short=True) if self._hidden or not person.name else person.addressed
        return self._hidden.owner(name) if self._hidden else name


def _everyone(book: Notebook) -> dict[str, Person]:
    """Everybody that the carnet has known, who is there now first."""
    found = [
        rows.person(row, has_code=False) for row in book.store.rows("person", order="until IS NOT NULL, id")
    ]
    return {person.id: person for person in found}


def _actions(book: Notebook, meeting: Meeting, items: list[AgendaItem]) -> list[tuple[str, Action]]:
    """By subject: the action it brought, which its title says already, then those decided there."""
    followed = {item.id: item for item in items if item.source is ItemSource.ACTION and item.discussed}
    known = action_queries.some_by_id(book, [item.source_id for item in followed.values()])
    found = [
        (key, replace(known[item.source_id], text=""))
        for key, item in followed.items()
        if item.source_id in known
    ]
    found += [(action.item_id, action) for action in log.actions(book, meeting.id)]
    if meeting.closed_on is None:
        return found
    return [(key, _as_of(book, action, meeting.closed_on)) for key, action in found]


def _as_of(book: Notebook, action: Action, day: date) -> Action:
    """The action as it stood that day; as it was first, when it was written down later."""
    events = book.store.rows("action_event", "action_id = ?", [action.id], order="day, rowid")
    until = [event for event in events if event["day"] <= day.isoformat()] or events[:1]
    return _at(action, until[-1]) if until else action


def _at(action: Action, event: Row) -> Action:
    row = {name: event[name] for name in ("state", "due", "reason", "owner_id", "owner_name")}
    return replace(
        action,
        state=type(action.state)(row["state"]),
        due=rows.day_or_none(row["due"]),
        reason=row["reason"],
        owner_id=row["owner_id"],
        owner_name=row["owner_name"],
    )


def _added(book: Notebook, meeting: Meeting, said: Callable[[str], str]) -> list[tuple[str, str]]:
    found = corrections.of_meeting(book, meeting.id)
    return [(each.item_id, point_papers.added(each.day, said(each.text))) for each in found]


def _by_item(told: list[tuple[str, Told]]) -> dict[str, list[Told]]:
    out: dict[str, list[Told]] = {}
    for key, value in told:
        out.setdefault(key, []).append(value)
    return out
