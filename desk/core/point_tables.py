"""« Nos points » as tables: French headers that stay; the commune, its code and the day come first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desk.core.commune import WITHOUT_CODE, Commune, slug
from desk.core.meetings import (
    ACTION_LABELS,
    KIND_LABELS,
    Action,
    AgendaItem,
    Decision,
    ItemSource,
    Meeting,
    MeetingState,
)
from desk.core.wording import capital

Cell = str | int | date | None
Row = tuple[Cell, ...]

POINTS, SUBJECTS, AGREED, ACTIONS = "points", "sujets", "convenu", "actions"
TITLES = {
    POINTS: "Points",
    SUBJECTS: "Sujets",
    AGREED: "Ce qui est convenu",
    ACTIONS: "Actions",
}
"""The tables by the name that their files bear, in their order."""

WHERE = ("Commune", "Code INSEE", "Date")
_POINT = ("Type de point", "État du point")
HEADERS = {
    POINTS: (*WHERE, *_POINT, "Heure", "Participants", "Sujets", "Convenu", "Actions"),
    SUBJECTS: (*WHERE, *_POINT, "Ordre", "Sujet", "Abordé", "Origine", "Depuis le"),
    AGREED: (*WHERE, *_POINT, "Sujet", "Ce qui est convenu"),
    ACTIONS: (*WHERE, *_POINT, "Sujet", "Action", "Qui", "Pour quand", "État", "Raison", "Terminée le"),
}
NOTES = {POINTS: ("Rectifications",), SUBJECTS: ("Notes", "Rectifications"), AGREED: (), ACTIONS: ()}
"""The columns that stand last when the notes are asked for."""

_STATES = {MeetingState.PLANNED: "prévu", MeetingState.HELD: "tenu"}
_SOURCES = {
    ItemSource.TYPED: "saisi",
    ItemSource.ACTION: "action à suivre",
    ItemSource.UNDISCUSSED: "non abordé la fois d’avant",
    ItemSource.ROUND: "regards croisés",
    ItemSource.GUIDE: "guide",
    ItemSource.DEADLINE: "calendrier",
    ItemSource.RECURRING: "sujet qui revient",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name; the first row is the header, all rows are of one length."""

    name: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """What its sheet is called."""
        return TITLES[self.name]


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point, how many subjects, things agreed and actions it has, and the corrections about the whole."""

    meeting: Meeting
    subjects: int
    agreed: int
    actions: int
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """A subject, its point (None while it waits for one), and the corrections added since."""

    item: AgendaItem
    meeting: Meeting | None
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """Something agreed, at a point, under a subject ("" when it was removed)."""

    decision: Decision
    meeting: Meeting
    subject: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action, the day it was taken on, whose it is, and the day it ended, if it has."""

    action: Action
    day: date
    meeting: Meeting | None
    subject: str
    owner: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the tables tell."""

    commune: Commune
    points: Sequence[PointLine] = ()
    subjects: Sequence[SubjectLine] = ()
    agreed: Sequence[AgreedLine] = ()
    actions: Sequence[ActionLine] = ()


def tables(told: Gathered, names: Sequence[str], *, with_notes: bool) -> list[Table]:
    """The tables asked for, in their order; notes and corrections only `with_notes`."""
    return [_table(told, name, with_notes=with_notes) for name in TITLES if name in names]


def file_name(commune: Commune, what: str, day: date, suffix: str) -> str:
    """`binome_36202_Valmont_actions_2026-11-27.csv`; `suffix` has its dot."""
    return f"binome_{commune.insee or WITHOUT_CODE}_{slug(commune.name)}_{what}_{day.isoformat()}{suffix}"


def _table(told: Gathered, name: str, *, with_notes: bool) -> Table:
    lines: dict[str, Iterable[Row]] = {
        POINTS: map(_point, told.points),
        SUBJECTS: map(_subject, told.subjects),
        AGREED: map(_agreed, told.agreed),
        ACTIONS: map(_action, told.actions),
    }
    who: Row = (told.commune.name, told.commune.insee)
    rows: list[Row] = [(*HEADERS[name], *NOTES[name]), *((*who, *line) for line in lines[name])]
    shown = len(rows[0]) if with_notes else len(HEADERS[name])
    return Table(name, tuple(row[:shown] for row in rows))


def _standing(meeting: Meeting | None) -> Iterator[Cell]:
    """The day, the type and the state of a point; nothing of none."""
    if meeting is None:
        yield from (None, None, None)
        return
    yield meeting.day
    yield capital(KIND_LABELS[meeting.kind])
    yield _STATES[meeting.state]


def _point(line: PointLine) -> Row:
    at = line.meeting.at
    return (
        *_standing(line.meeting),
        f"{at:%H:%M}" if at else None,
        ", ".join(line.meeting.participants),
        line.subjects,
        line.agreed,
        line.actions,
        "\n".join(line.corrections),
    )


def _subject(line: SubjectLine) -> Row:
    item = line.item
    return (
        *_standing(line.meeting),
        item.position + 1,
        item.title,
        "oui" if item.discussed else "non",
        _SOURCES[item.source],
        item.source_day,
        item.notes,
        "\n".join(line.corrections),
    )


def _agreed(line: AgreedLine) -> Row:
    return (*_standing(line.meeting), line.subject, line.decision.text)


def _action(line: ActionLine) -> Row:
    action = line.action
    _, kind, state = _standing(line.meeting)
    ended = (ACTION_LABELS[action.state], action.reason or None, line.ended_on)
    return (line.day, kind, state, line.subject, action.text, line.owner, action.due, *ended)
