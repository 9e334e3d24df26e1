"""What is printed of a point: its agenda to write on, its notes, a written confirmation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from desk.core.meetings import ACTION_LABELS, KIND_LABELS, SOURCE_LABELS, Action, AgendaItem, Meeting
from desk.core.people import Pair, Person, Seat
from desk.core.wording import NBSP, capital, long_date, noun

NO_ACT = "Relevé de travail interne : ne vaut ni arrêté, ni décision, ni délibération"
"""At the foot of each paper that bears what is agreed, or room to write it."""
DISCREET = "N’écrivez ici ni santé, ni sanction, ni vie privée d’un agent."
UNFINISHED = "Notes en cours, point non clos"
AS_CLOSED = "Les actions sont écrites comme elles étaient le {day}, quand le point a été clos."
ELSEWHERE = "Aussi noté à ce point"
# By the value a carnet keeps.


class Mark(StrEnum):
    """The sign before an owner: a circle, a square, neither."""

    ELU = "elu"
    SGM = "sgm"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class AgendaSubject:
    """A subject and, in words, where it comes from."""

    title: str
    origin: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda to print; `elu` and `sgm` are said beside their marks."""

    title: str
    lead: str
    elu: str
    sgm: str
    subjects: tuple[AgendaSubject, ...]


@dataclass(frozen=True, slots=True)
class NotedAction:
    """An action: what, by whom, and « pour le 4 décembre 2026, à faire »."""

    text: str
    owner: str
    mark: str
    state: str


@dataclass(frozen=True, slots=True)
class NotedSubject:
    """A subject with all that was noted under it; `added` are dated lines written since."""

    title: str
    notes: str = ""
    agreed: tuple[str, ...] = ()
    actions: tuple[NotedAction, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The notes of a point; `standing` says that it is not closed, `caption` when its actions stood so."""

    title: str
    lead: str
    subjects: tuple[NotedSubject, ...]
    undiscussed: tuple[str, ...] = ()
    undiscussed_title: str = ""
    standing: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a point's notes are made of, as kept."""

    items: Sequence[AgendaItem]
    agreed: Mapping[str, Sequence[str]]
    """By subject, in order."""
    actions: Mapping[str, Sequence[NotedAction]]
    added: Mapping[str, Sequence[str]] = field(default_factory=dict)
    closed_on: date | None = None
    is_held: bool = False


def agenda(meeting: Meeting, subjects: Sequence[AgendaSubject], pair: Pair) -> Agenda:
    """The agenda of a point, for its two people."""
    title = f"Ordre du jour du {long_date(meeting.day, weekday=True)}"
    elu, sgm = (capital(noun(person, short=True)) for person in (pair.elu, pair.sgm))
    return Agenda(title, lead(meeting, meeting.participants), elu, sgm, tuple(subjects))


def minutes(meeting: Meeting, noted: Noted, participants: Sequence[str]) -> Minutes:
    """The notes of a point; what was not discussed is told at the end, by its title."""
    shown, left = list[NotedSubject](), list[str]()
    for item in noted.items:
        subject = _subject(item.id, item.title, item.notes, noted)
        if item.discussed or subject.agreed or subject.actions or subject.added:
            shown.append(subject)
        else:
            left.append(item.title)
    shown += _elsewhere(noted)
    day = long_date(noted.closed_on) if noted.closed_on else ""
    has_actions = any(subject.actions for subject in shown)
    return Minutes(
        f"Relevé du {long_date(meeting.day, weekday=True)}",
        lead(meeting, participants),
        tuple(shown),
        tuple(left),
        "Non abordé" if noted.is_held else "Encore à aborder",
        "" if noted.is_held else UNFINISHED,
        AS_CLOSED.format(day=day) if day and has_actions else "",
    )


def _subject(item_id: str, title: str, notes: str, noted: Noted) -> NotedSubject:
    return NotedSubject(
        title,
        notes,
        tuple(noted.agreed.get(item_id, ())),
        tuple(noted.actions.get(item_id, ())),
        tuple(noted.added.get(item_id, ())),
    )


def _elsewhere(noted: Noted) -> list[NotedSubject]:
    """What was noted under subjects that are in the bin since, or under none."""
    known = {item.id for item in noted.items}
    others = [key for key in dict.fromkeys((*noted.agreed, *noted.actions, *noted.added)) if key not in known]
    parts = [_subject(key, ELSEWHERE, "", noted) for key in others]
    if not parts:
        return []
    return [
        NotedSubject(
            ELSEWHERE,
            "",
            tuple(text for part in parts for text in part.agreed),
            tuple(action for part in parts for action in part.actions),
            tuple(text for part in parts for text in part.added),
        )
    ]


def lead(meeting: Meeting, participants: Sequence[str]) -> str:
    """« Point hebdomadaire à 9 h 00, avec M. Rey et Mme Fabre »."""
    hour = f" à {_said_time(meeting.at)}" if meeting.at else ""
    return f"{capital(KIND_LABELS[meeting.kind])}{hour}, avec {_and(participants)}"


def origin(item: AgendaItem, meeting_day: date, *, is_late: bool = False, is_over: bool = False) -> str:
    """Where a subject comes from, and of what day, its year told when it is not the point's.

    `is_late`, `is_over` tell of the action it brings back.
    """
    words = SOURCE_LABELS[item.source]
    if item.source == "action" and (is_late or is_over):
        words = "action terminée" if is_over else "action à reprendre"
    day = item.source_day
    if day is None:
        return words
    said = long_date(day, year=day.year != meeting_day.year)
    ahead = item.source == "non_aborde" and day > meeting_day
    return f"échéance du {said}" if item.source == "echeance" or ahead else f"{words}, du {said}"


def action_state(action: Action) -> str:
    """« pour le 4 décembre 2026, à faire »; a reason follows what was dropped."""
    due = [f"pour le {long_date(action.due)}"] if action.due else []
    reason = f" : {action.reason}" if action.reason else ""
    return ", ".join([*due, ACTION_LABELS[action.state]]) + reason


def added(day: date, text: str) -> str:
    """« Ajouté le 3 décembre 2026 : … »."""
    return f"Ajouté le {long_date(day)}{NBSP}: {text}"


def mark_of(person: Person) -> Mark:
    """The sign of the seat a person has or had."""
    return Mark.ELU if person.seat is Seat.ELU else Mark.SGM


def _said_time(at: time) -> str:
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02}"


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} et {names[-1]}" if len(names) > 1 else "".join(names)
