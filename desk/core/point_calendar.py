"""A point and the due dates of actions as events of a calendar; days and hours are civil, without zone."""

from collections.abc import Sequence

from desk.core.ics import Event
from desk.core.meetings import KIND_LABELS, Action, Meeting, MeetingKind
from desk.core.wording import capital

_MINUTES = {MeetingKind.WEEKLY: 30}


def point_event(meeting: Meeting, titles: Sequence[str], carnet_id: str) -> Event:
    """A planned point and its subjects' titles; a whole day while it has no hour.

    Its `uid` is the point's, wherever it moves: a calendar that has it already changes it.
    """
    told = ["À l’ordre du jour :", *(f"{place}. {title}" for place, title in enumerate(titles, 1))]
    return Event(
        f"point-{meeting.id}:{carnet_id}@binome",
        meeting.day,
        capital(KIND_LABELS[meeting.kind]),
        "\n".join(told) if titles else "",
        at=meeting.at,
        minutes=_MINUTES.get(meeting.kind, 60),
    )


def due_events(actions: Sequence[tuple[Action, str]], carnet_id: str) -> list[Event]:
    """The due day of each open dated action; each comes with whose it is, as a list says it."""
    return [
        Event(f"action-{action.id}:{carnet_id}@binome", action.due, f"{action.text} ({owner})")
        for action, owner in actions
        if action.is_open and action.due is not None
    ]
