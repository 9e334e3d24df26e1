"""What is printed of the guide: values without marks to word, which cross to the document process as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from desk.core.compared import Compared
from desk.core.point_papers import Agenda, Minutes
from desk.core.register import Register
from desk.core.written import Confirmation

T = TypeVar("T")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose document it is: `source` is the guide and its version, `day` the date it bears, ISO or empty.

    `commune` is empty where nobody's; `program` is « Binôme 0.1.0 ».
    """

    source: str
    program: str
    commune: str = ""
    day: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A titled text; `body` is the guide's Markdown, `id` what links lead to."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Law:
    """A legal or documented fact, and what it rests on."""

    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    """One practice on one page; `as_of` is « 28 février 2026 », the day all its facts were true, or empty.

    `passages` has the guide's ids: « pourquoi », « maire », « sgm », « ensemble », « exemple »…
    """

    id: str
    number: int
    title: str
    passages: tuple[Passage, ...]
    laws: tuple[Law, ...]
    as_of: str
    statements: tuple[str, ...]
    question: str

    def passage(self, passage_id: str) -> Passage:
        """The passage of that id; KeyError when there is none."""
        for passage in self.passages:
            if passage.id == passage_id:
                return passage
        raise KeyError(passage_id)


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A deadline as printed: « avant le 1er juillet », what is due, on what it rests."""

    when: str
    title: str
    reference: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """The whole guide: cover, contents, practices, free pages, calendar (may be empty).

    `calendar_as_of` is the day all its references were true, or empty.
    """

    title: str
    subtitle: str
    practices: tuple[PracticePage, ...]
    pages: tuple[Passage, ...]
    calendar: tuple[CalendarRow, ...] = ()
    calendar_as_of: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A titled text on as many pages as it takes; `signature` names the lines to fill in by hand."""

    title: str
    body: str
    signature: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A subject and who does each of the five; `changed` says which the pair has adjusted."""

    subject: str
    holders: tuple[str, ...]
    changed: tuple[bool, ...]
    note: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Neighbouring subjects."""

    title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """« Qui fait quoi »: `columns` are the five verbs; `as_of` as in `PracticePage`."""

    title: str
    lead: str
    columns: tuple[str, ...]
    groups: tuple[MatrixGroup, ...]
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step to tick, ticked when `done`; `who` takes it, `basis` is the law behind it."""

    title: str
    why: str
    who: str
    basis: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class PathPhase:
    """Steps of one stretch; `when` is « avant le 30 avril 2026 » or empty."""

    title: str
    when: str
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class PathSheet:
    """A path of steps, under its phases; `as_of` as in `PracticePage`."""

    title: str
    lead: str
    phases: tuple[PathPhase, ...]
    as_of: str = ""


_OfTheGuide = PracticePage | Booklet | Letter | Matrix | PathSheet
Handout = _OfTheGuide | Compared | Agenda | Minutes | Confirmation | Register
KINDS: Mapping[str, type[Handout]] = {
    "practice": PracticePage,
    "booklet": Booklet,
    "letter": Letter,
    "matrix": Matrix,
    "path": PathSheet,
    "comparison": Compared,
    "agenda": Agenda,
    "minutes": Minutes,
    "confirmation": Confirmation,
    "register": Register,
}


def packed(handout: Handout, imprint: Imprint) -> Json:
    """The document as JSON for the drawing process."""
    kind = next(name for name, each in KINDS.items() if isinstance(handout, each))
    return {"kind": kind, "handout": asdict(handout), "imprint": asdict(imprint)}


def unpacked(data: Json) -> tuple[Handout, Imprint]:
    """The same values again. Data of another shape is a bug."""
    return revived(KINDS[data["kind"]], data["handout"]), revived(Imprint, data["imprint"])


def revived(kind: type[T], data: Json) -> T:
    """A frozen value out of its `asdict`, lists made tuples again."""
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], value) for name, value in data.items() if name in known})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    return revived(hint, value) if isinstance(hint, type) and is_dataclass(hint) else value


def dated(imprint: Imprint) -> date | None:
    """The day the document bears."""
    return date.fromisoformat(imprint.day) if imprint.day else None
