"""« Qui fait quoi »: the everyday subjects of a town hall and who does what, as proposed and as adjusted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from desk.core.basis import Basis
from desk.core.errors import UserError


class Verb(StrEnum):
    """The five things there are to do about a subject, in the order of the columns."""

    PREPARE = "preparer"
    ADVISE = "donner_un_avis"
    DECIDE = "decider"
    CARRY_OUT = "mettre_en_oeuvre"
    INFORMED = "etre_informe"


class Holder(StrEnum):
    """Who may do them; the pair writes the names elsewhere."""

    MAYOR = "maire"
    SGM = "sgm"
    BOTH = "les_deux"
    COUNCIL = "conseil"
    DEPUTIES = "elus_delegues"
    OTHER = "autre"
    NOBODY = "personne"


VERB_LABELS = {
    Verb.PREPARE: "Préparer",
    Verb.ADVISE: "Donner un avis",
    Verb.DECIDE: "Décider",
    Verb.CARRY_OUT: "Mettre en œuvre",
    Verb.INFORMED: "Être informé",
}
HOLDER_LABELS = {
    Holder.MAYOR: "le maire",
    Holder.SGM: "{le SGM}",
    Holder.BOTH: "les deux",
    Holder.COUNCIL: "le conseil municipal",
    Holder.DEPUTIES: "les élus délégués",
    Holder.OTHER: "un autre",
    Holder.NOBODY: "personne",
}
"""In a sentence and in a list to choose from; « {le SGM} » is worded for the person."""

SHORT_HOLDER_LABELS = {
    Holder.MAYOR: "maire",
    Holder.SGM: "SGM",
    Holder.BOTH: "les deux",
    Holder.COUNCIL: "conseil",
    Holder.DEPUTIES: "élus délégués",
    Holder.OTHER: "autre",
    Holder.NOBODY: "–",
}
"""In a narrow column."""

_NO_DECIDERS = frozenset({Holder.BOTH, Holder.NOBODY})


@dataclass(frozen=True, slots=True)
class Line:
    """Who does each of the five about one subject: one field per verb, in their order."""

    prepare: Holder
    advise: Holder
    decide: Holder
    carry_out: Holder
    informed: Holder

    def holder(self, verb: Verb) -> Holder:
        """Who does that."""
        found: Holder = getattr(self, verb.name.lower())
        return found

    def given(self, verb: Verb, holder: Holder) -> "Line":
        """The same line, with that verb in other hands."""
        return replace(self, **{verb.name.lower(): holder})


@dataclass(frozen=True, slots=True)
class Subject:
    """One everyday subject; `id` never changes and is never used again.

    `title`, `note` and `other` may hold wording marks. `other` names who « autre » is in the line proposed.
    `fixed`: the law gives the decision to its holder, so the pair cannot move it; `basis` says which law.
    """

    id: str
    group: str
    title: str
    line: Line
    fixed: bool = False
    other: str = ""
    note: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring subjects under one title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class RoleMatrix:
    """The matrix as proposed: groups in order, subjects in order."""

    groups: tuple[Group, ...]
    subjects: tuple[Subject, ...]

    def subject(self, subject_id: str) -> Subject:
        """The subject of that id; KeyError when there is none."""
        for subject in self.subjects:
            if subject.id == subject_id:
                return subject
        raise KeyError(subject_id)


Changes = Mapping[tuple[str, Verb], Holder]
"""What a pair has adjusted: (subject id, verb) → who does it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A subject as this pair has it; `changed` holds the verbs that are not as proposed."""

    subject: Subject
    line: Line
    changed: frozenset[Verb] = frozenset()


def short_label(holder: Holder, sgm: str) -> str:
    """Who, in a narrow column; `sgm` is the noun of the function: « directrice générale des services »."""
    if holder is Holder.SGM and sgm.endswith("des services"):
        return "DGS"
    return SHORT_HOLDER_LABELS[holder]


def holders_for(subject: Subject, verb: Verb) -> tuple[Holder, ...]:
    """Who may be chosen there, in the order of the list; a decision has one holder, never « les deux »."""
    if verb is not Verb.DECIDE:
        return tuple(Holder)
    if subject.fixed:
        return (subject.line.decide,)
    return tuple(holder for holder in Holder if holder not in _NO_DECIDERS)


def check_change(subject: Subject, verb: Verb, holder: Holder) -> None:
    """Raise UserError when the holder cannot be chosen there."""
    if holder in holders_for(subject, verb):
        return
    if subject.fixed:
        raise UserError(
            "La loi confie cette décision à quelqu’un : elle ne se déplace pas.",
            "Vous pouvez dire qui prépare, qui donne un avis, qui met en œuvre et qui est informé.",
        )
    raise UserError(
        "Une décision est prise par une seule personne ou par le conseil municipal.",
        "Choisissez qui tranche ; l’autre peut préparer ou donner un avis.",
    )


def adjusted(matrix: RoleMatrix, changes: Changes) -> tuple[Row, ...]:
    """Every subject in order, with the changes that still hold.

    A change is passed over when its subject is not of this matrix, or when the law now fixes the decision:
    it may come from another version of the guide.
    """
    return tuple(_row(subject, changes) for subject in matrix.subjects)


def by_group(matrix: RoleMatrix, rows: Iterable[Row]) -> tuple[tuple[Group, tuple[Row, ...]], ...]:
    """The rows under their groups, in the order of the groups; a group without rows is left out."""
    listed = tuple(rows)
    found = (
        (group, tuple(row for row in listed if row.subject.group == group.id)) for group in matrix.groups
    )
    return tuple((group, its_rows) for group, its_rows in found if its_rows)


def _row(subject: Subject, changes: Changes) -> Row:
    line = subject.line
    for verb in Verb:
        holder = changes.get((subject.id, verb))
        if holder is not None and holder in holders_for(subject, verb):
            line = line.given(verb, holder)
    changed = frozenset(verb for verb in Verb if line.holder(verb) is not subject.line.holder(verb))
    return Row(subject, line, changed)
