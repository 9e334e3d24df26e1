"""Lists to pin up or to bring along: the day, the calendar, what is agreed, the actions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from desk.core.handout import Letter
from desk.core.meetings import ACTION_LABELS, KIND_LABELS, Action, Meeting, MeetingState
from desk.core.own_dates import Coming
from desk.core.rhythm_words import said_hour
from desk.core.wording import MONTHS, capital, counted, long_date
from desk.notebook import action_queries, agenda, log, meetings, own_dates, practices, today
from desk.notebook.book import Notebook
from desk.notebook.cdg import unmarked

AGENDA_MOST, ACTIONS_MOST, DEADLINES_MOST = 12, 8, 6
"""So that « Aujourd’hui » stays one page."""
LIST_MOST = 400
YEAR = timedelta(days=365)


def day_sheet(book: Notebook) -> Letter:
    """« Aujourd’hui » on one page: the next point, what is late, what comes; never whose, as on screen."""
    told = today.summary(book)
    late = [action for action in told.actions if action.is_late(book.today)]
    others = [action for action in told.actions if not action.is_late(book.today)]
    titles = [practices.readable(book, entry.practice_id).title for entry in told.chosen]
    parts = [
        _next_point(book, told.next_meeting),
        _listed("Actions à reprendre", [_day_action(each) for each in late], ACTIONS_MOST),
        _listed("Actions en cours", [_day_action(each) for each in others], ACTIONS_MOST),
        _listed("Échéances de la commune", [_due(one) for one in told.coming], DEADLINES_MOST),
        _listed("Nos pratiques choisies", titles, ACTIONS_MOST),
    ]
    return Letter(f"Aujourd’hui, {long_date(book.today, weekday=True)}", _joined(parts))


def calendar(book: Notebook, weeks: int) -> Letter:
    """What is due in the weeks to come, month by month, with what it rests on."""
    found = groupby(own_dates.due(book, weeks), key=lambda one: (one.day.year, one.day.month))
    parts = [
        _listed(f"{capital(MONTHS[month - 1])} {year}", [_due(one) for one in its])
        for (year, month), its in found
    ]
    return Letter("Le calendrier communal", _joined(parts) or "Aucune échéance dans les douze mois.")


def agreed(book: Notebook) -> Letter:
    """What was agreed within a year, the latest point first."""
    since = book.today - YEAR
    both = [*meetings.planned(book), *meetings.held(book)]
    shown = sorted((each for each in both if each.day >= since), key=lambda each: each.day, reverse=True)
    parts = [_listed(_point(each), [said.text for said in log.decisions(book, each.id)]) for each in shown]
    nothing = f"Rien n’a été noté comme convenu depuis le {long_date(since)}."
    return Letter(f"Ce qui est convenu depuis le {long_date(since)}", _joined(parts) or nothing)


def actions(book: Notebook, keys: Sequence[str]) -> Letter:
    """These actions, in that order: what, who, for when, and where it stands."""
    shown = keys[:LIST_MOST]
    by_id = action_queries.some_by_id(book, shown)
    lines = [_action(book, by_id[key]) for key in shown if key in by_id]
    more = len(keys) - len(shown)
    end = f"\n\nEt {counted(more, 'autre action', 'autres actions')}, dans Binôme." if more else ""
    return Letter("Nos actions", (_items(lines) or "Aucune action.") + end)


def _next_point(book: Notebook, meeting: Meeting | None) -> str:
    if meeting is None:
        return "### Prochain point\n\nAucun point n’est prévu."
    items = [each.title for each in agenda.items(book, meeting.id)]
    return _listed(f"Prochain point : {_point(meeting)}", items, AGENDA_MOST) or (
        f"### Prochain point : {_point(meeting)}\n\nL’ordre du jour est encore vide."
    )


def _point(meeting: Meeting) -> str:
    """« point hebdomadaire du vendredi 27 novembre 2026 à 9 h 00 », the hour of one to come only."""
    to_come = meeting.state is not MeetingState.HELD
    hour = f" à {said_hour(meeting.at)}" if meeting.at and to_come else ""
    return f"{KIND_LABELS[meeting.kind]} du {long_date(meeting.day, weekday=True)}{hour}"


def _day_action(action: Action) -> str:
    return f"{action.text} ({_when(action)})" if action.due else action.text


def _action(book: Notebook, action: Action) -> str:
    parts = [log.owner_label(book, action), _when(action), ACTION_LABELS[action.state]]
    return f"{action.text} ({', '.join(part for part in parts if part)})"


def _when(action: Action) -> str:
    if action.due is None:
        return "sans date"
    return f"{'pour' if action.is_open else 'prévue'} le {long_date(action.due)}"


def _due(one: Coming) -> str:
    return f"{capital(one.wording)} : {one.title} ({one.source})"


def _listed(title: str, lines: Iterable[str], most: int = LIST_MOST) -> str:
    """A heading and its list; nothing at all without a line."""
    every = list(lines)
    items = _items(every[:most])
    more = len(every) - most
    end = f"\n- et {counted(more, 'autre', 'autres')}" if more > 0 else ""
    return f"### {capital(unmarked(title))}\n\n{items}{end}" if items else ""


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in _bare(lines))


def _bare(lines: Iterable[str]) -> Iterator[str]:
    """Each on one line, without what Markdown would take for a mark."""
    for line in lines:
        bare = unmarked(" ".join(line.split()))
        if bare:
            yield bare


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)
