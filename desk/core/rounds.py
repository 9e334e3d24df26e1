"""« Regards croisés »: a round, its two sheets, and what a person may see of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desk.core.dates import months_before
from desk.core.guide import Moot, Scale, Statement
from desk.core.scale import PERIOD_MONTHS, Answer
from desk.core.wording import long_date


class RoundState(StrEnum):
    """Where a round stands; one that is closed unopened is erased and has no state."""

    FILLING = "en_cours"
    OPENED = "ouverte"


class SheetState(StrEnum):
    """All that others see of a sheet before the opening."""

    NEW = "pas_commencee"
    STARTED = "en_cours"
    HANDED_IN = "remise"


SHEET_LABELS = {
    SheetState.NEW: "pas commencée",
    SheetState.STARTED: "en cours",
    SheetState.HANDED_IN: "remise",
}


class Origin(StrEnum):
    """How an answer came in."""

    SCREEN = "ecran"
    PAPER = "papier"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class RoundPractice:
    """A practice as this round asks it: title and wording are kept for ever."""

    practice_id: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One « regards croisés »: `name` is « automne 2026 »; `together_since` bounds the periods asked."""

    id: str
    pair_id: str
    name: str
    started: date
    state: RoundState
    opened_on: date | None
    practices: tuple[RoundPractice, ...]
    profile: frozenset[Moot] = frozenset()
    together_since: date = date.min

    @property
    def title(self) -> str:
        """« Regards croisés, automne 2026 »."""
        return f"Regards croisés, {self.name}"

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement in order."""
        return tuple(statement for practice in self.practices for statement in practice.statements)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What a sheet holds, under its owner's key: answers, origins, private notes, place.

    `position` is the id of the statement to come back to, or empty; `whole`: read a whole page at a time.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    position: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class SubjectDraft:
    """A subject the pair chooses, with its first step, and a person and a date or none."""

    practice_id: str
    first_step: str
    owner_id: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A chosen subject as kept."""

    id: str
    round_id: str
    practice_id: str
    first_step: str
    owner_id: str
    due: date | None


def period_start(scale: Scale, started: date, together_since: date) -> date:
    """The first day a scale asks about: 3 or 12 months back, never before the two began together."""
    return max(months_before(started, PERIOD_MONTHS[scale]), together_since)


def period_sentence(scale: Scale, started: date, together_since: date) -> str:
    """« Au cours des trois derniers mois, depuis le 22 août 2026 », or since the two began together."""
    first = period_start(scale, started, together_since)
    if first == together_since:
        return f"Depuis que vous travaillez ensemble, le {long_date(first)}"
    months = "trois" if PERIOD_MONTHS[scale] == 3 else "douze"
    return f"Au cours des {months} derniers mois, depuis le {long_date(first)}"
