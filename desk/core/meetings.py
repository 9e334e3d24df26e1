"""« Nos points »: a meeting, its agenda, what is agreed and the actions."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class MeetingKind(StrEnum):
    """The models of a point."""

    WEEKLY = "hebdomadaire"
    MONTHLY = "mensuel"
    COUNCIL = "conseil"
    YEARLY = "annuel"
    OTHER = "autre"


KIND_LABELS = {
    MeetingKind.WEEKLY: "point hebdomadaire",
    MeetingKind.MONTHLY: "point mensuel",
    MeetingKind.COUNCIL: "préparation du conseil",
    MeetingKind.YEARLY: "bilan annuel du binôme",
    MeetingKind.OTHER: "point",
}


class MeetingState(StrEnum):
    """Planned, held; a cancelled one is put in the bin, without a word."""

    PLANNED = "prevu"
    HELD = "tenu"


class ItemSource(StrEnum):
    """Where an agenda item comes from."""

    TYPED = "saisi"
    ACTION = "action"
    UNDISCUSSED = "non_aborde"
    ROUND = "regards"
    GUIDE = "guide"
    DEADLINE = "echeance"
    RECURRING = "recurrent"


SOURCE_LABELS = {
    ItemSource.TYPED: "ajouté à l’ordre du jour",
    ItemSource.ACTION: "action à suivre",
    ItemSource.UNDISCUSSED: "non abordé la fois d’avant",
    ItemSource.ROUND: "choisi dans vos regards croisés",
    ItemSource.GUIDE: "venu du guide",
    ItemSource.DEADLINE: "échéance du calendrier",
    ItemSource.RECURRING: "revient à chaque point de ce type",
}
"""Where a subject comes from, on screen and on paper."""


class ActionState(StrEnum):
    """The life of an action."""

    TODO = "a_faire"
    DOING = "en_cours"
    DONE = "faite"
    DROPPED = "abandonnee"


ACTION_LABELS = {
    ActionState.TODO: "à faire",
    ActionState.DOING: "en cours",
    ActionState.DONE: "faite",
    ActionState.DROPPED: "abandonnée",
}
OPEN_STATES = (ActionState.TODO, ActionState.DOING)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A point; `participants` are names as they were that day.

    `closed_on` is the day its notes were frozen, `slot_id` the slot of the rhythm it was planned from, or "".
    """

    id: str
    kind: MeetingKind
    day: date
    at: time | None
    state: MeetingState
    participants: tuple[str, ...]
    closed_on: date | None = None
    slot_id: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A subject of a point; `source_id` names the action, practice or item it comes from."""

    id: str
    meeting_id: str
    position: int
    title: str
    notes: str
    discussed: bool
    source: ItemSource
    source_id: str = ""
    source_day: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """« Ce qui est convenu »; its day is its meeting's."""

    id: str
    meeting_id: str
    item_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated line added to a closed point, about one of its subjects or, without one, about the whole."""

    id: str
    meeting_id: str
    item_id: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something one person takes on; the owner is a person of the pair or a free name, never none."""

    id: str
    meeting_id: str
    item_id: str
    text: str
    owner_id: str
    owner_name: str
    due: date | None
    state: ActionState
    reason: str = ""
    subject_id: str = ""

    @property
    def is_open(self) -> bool:
        """To do or under way."""
        return self.state in OPEN_STATES

    def is_late(self, today: date) -> bool:
        """« À reprendre »: open with a due date before `today`."""
        return self.is_open and self.due is not None and self.due < today
