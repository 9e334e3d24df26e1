"""What comes next, for the first page: never a person's progress, never the content of a difference."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.core.meetings import Action, Meeting
from desk.core.own_dates import Coming
from desk.core.rhythm import Proposal
from desk.core.rounds import Round
from desk.notebook import agenda, log, meetings, own_dates, practices, rhythm, rounds
from desk.notebook.book import Notebook
from desk.notebook.practices import Chosen

HORIZON_WEEKS = 6
FOLLOW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Today:
    """The first page's content; `proposal` is the next date of the rhythm while no point is planned."""

    next_meeting: Meeting | None
    agenda_count: int
    waiting_count: int
    actions: list[Action]
    late_count: int
    coming: list[Coming]
    round: Round | None
    to_follow: Round | None
    chosen: list[Chosen]
    verified_copy: datetime | None
    proposal: Proposal | None


def summary(book: Notebook) -> Today:
    """Gather it; the calendar looks six weeks ahead."""
    meeting = meetings.next_planned(book)
    actions = log.open_actions(book)
    return Today(
        meeting,
        len(agenda.items(book, meeting.id)) if meeting else 0,
        len(agenda.waiting(book)),
        actions,
        sum(action.is_late(book.today) for action in actions),
        own_dates.due(book, HORIZON_WEEKS),
        rounds.current(book),
        _to_follow(book),
        practices.chosen(book),
        book.verified_copy,
        rhythm.next_proposed(book) if meeting is None else None,
    )


def _to_follow(book: Notebook) -> Round | None:
    """The last opened round while fresh, its subjects neither chosen nor declined, and no other begun."""
    opened = rounds.opened(book)
    if rounds.current(book) or not opened:
        return None
    from desk.notebook import unsealing

    if unsealing.subjects(book, opened[0].id) or unsealing.declined(book, opened[0].id):
        return None
    since = book.today - (opened[0].opened_on or book.today)
    return opened[0] if since <= timedelta(days=FOLLOW_DAYS) else None
