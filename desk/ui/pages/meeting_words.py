"""How a point and its subjects are said."""

from datetime import date, time

from desk.core.meetings import (
    KIND_LABELS,
    SOURCE_LABELS,
    Action,
    AgendaItem,
    Correction,
    ItemSource,
    Meeting,
    MeetingState,
)
from desk.core.wording import NBSP, capital, counted, long_date


def said_time(at: time) -> str:
    """« 9 h 00 »."""
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02}"


def said_day(day: date, today: date, *, weekday: bool = False) -> str:
    """« vendredi 27 novembre », with the year only when it is not the current one."""
    return long_date(day, weekday=weekday, year=day.year != today.year)


def when(meeting: Meeting, today: date) -> str:
    """« Vendredi 27 novembre à 9 h 00 »."""
    hour = f" à {said_time(meeting.at)}" if meeting.at else ""
    return capital(said_day(meeting.day, today, weekday=True)) + hour


def meeting_title(meeting: Meeting, today: date) -> str:
    """« Point hebdomadaire du vendredi 27 novembre »."""
    return f"{capital(KIND_LABELS[meeting.kind])} du {said_day(meeting.day, today, weekday=True)}"


def meeting_standing(meeting: Meeting, today: date) -> str:
    """Planned at an hour, waiting to be closed, or held; then who takes part."""
    if meeting.state is MeetingState.HELD:
        closed = meeting.closed_on or meeting.day
        state = "Tenu" if closed == meeting.day else f"Tenu, clos le {said_day(closed, today)}"
    elif meeting.day < today:
        state = "Sa date est passée : à clore, ou à déplacer"
    else:
        state = f"Prévu à {said_time(meeting.at)}" if meeting.at else "Prévu, sans heure fixée"
    return f"{state} · {', '.join(meeting.participants)}"


def added_on(correction: Correction) -> str:
    """« Ajouté le 3 décembre 2026 : … »."""
    return f"Ajouté le {long_date(correction.day)} : {correction.text}"


def counts(items: int, decisions: int, actions: int) -> str:
    """« 3 sujets, 2 convenus, 1 action »; what is none is not said."""
    parts = [
        counted(items, "sujet"),
        counted(decisions, "convenu") if decisions else "",
        counted(actions, "action") if actions else "",
    ]
    return ", ".join(part for part in parts if part) if items else "ordre du jour vide"


def origin(item: AgendaItem, action: Action | None, today: date) -> str:
    """Where a subject comes from, in words; `action` is the one it brings back, if it does."""
    if item.source is ItemSource.ACTION:
        words = _action_words(action, today)
    elif item.source is ItemSource.UNDISCUSSED:
        words = SOURCE_LABELS[item.source]
        if item.source_day and item.source_day > today:  # a deadline: its own day, not that of a point
            return f"{words} · échéance du {said_day(item.source_day, today)}"
    elif item.source is ItemSource.DEADLINE and item.source_day:
        return f"{SOURCE_LABELS[item.source]} · {said_day(item.source_day, today)}"
    else:
        return SOURCE_LABELS[item.source]
    return f"{words} · du {said_day(item.source_day, today)}" if item.source_day else words


def _action_words(action: Action | None, today: date) -> str:
    if action is None or not action.is_open:
        return "action terminée"
    return "à reprendre" if action.is_late(today) else "action à suivre"
