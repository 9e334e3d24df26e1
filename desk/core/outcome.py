"""What became of a subject the pair had chosen: point, what was agreed, actions, the next answers."""

from dataclasses import dataclass
from datetime import date

from desk.core.meetings import Action, ActionState
from desk.core.wording import NBSP, counted, long_date

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class ActionEnd:
    """An action taken under the subject; `done_on` is the day it was done, or None."""

    action: Action
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The path of one chosen subject.

    `discussed_on` is the day of the last point where it was discussed, `planned_on` that of the point whose
    agenda has it; `waiting` for a point to be planned. `following` is « 1 point fort commun de plus » and
    `following_name` the round whose answers said so; both are empty before.
    """

    practice_id: str
    discussed_on: date | None = None
    planned_on: date | None = None
    waiting: bool = False
    agreed: tuple[str, ...] = ()
    actions: tuple[ActionEnd, ...] = ()
    following: str = ""
    following_name: str = ""


def in_one_line(outcome: Outcome, today: date) -> str:
    """« vu au point du 4 novembre · convenu : … · action faite le 12 novembre · aux réponses suivantes… »."""
    parts = [_point(outcome, today), _agreed(outcome.agreed), _actions(outcome.actions, today)]
    if outcome.following:
        parts.append(f"aux réponses suivantes ({outcome.following_name}) : {outcome.following}")
    return SEPARATOR.join(part for part in parts if part)


def _point(outcome: Outcome, today: date) -> str:
    if outcome.discussed_on is not None:
        return f"vu au point du {_day(outcome.discussed_on, today)}"
    if outcome.planned_on is not None:
        return f"à l’ordre du jour du {_day(outcome.planned_on, today)}"
    if outcome.waiting:
        return "gardé pour votre prochain point"
    return "pas vu à un point" if outcome.following else "pas encore vu à un point"


def _agreed(texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    more = f" (et {counted(len(texts) - 1, 'autre')})" if len(texts) > 1 else ""
    return f"convenu : {texts[0].rstrip('.')}{more}"


def _actions(ends: tuple[ActionEnd, ...], today: date) -> str:
    if len(ends) == 1:
        return _action(ends[0], today)
    done = sum(end.action.state is ActionState.DONE for end in ends)
    if not ends:
        return ""
    return f"{counted(len(ends), 'action')}, dont {done} {'faites' if done > 1 else 'faite'}"


def _action(end: ActionEnd, today: date) -> str:
    """In the words of the actions: late is « à reprendre », whoever has it is not named."""
    action = end.action
    if action.state is ActionState.DONE:
        return f"action faite le {_day(end.done_on, today)}" if end.done_on else "action faite"
    if action.state is ActionState.DROPPED:
        return "action abandonnée"
    if action.is_late(today):
        return f"action à{NBSP}reprendre"
    until = f", pour le {_day(action.due, today)}" if action.due else ""
    return ("action en cours" if action.state is ActionState.DOING else f"action à{NBSP}faire") + until


def _day(day: date, today: date) -> str:
    return long_date(day, year=day.year != today.year)
