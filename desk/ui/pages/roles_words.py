"""How « Qui fait quoi » is said: who holds what, in the words of this pair."""

from dataclasses import dataclass

from desk.core.people import Function, Pair, Seat
from desk.core.roles import HOLDER_LABELS, Holder, Row, Subject, Verb
from desk.core.wording import counted, named, noun, the_mayor, worded

DOINGS = {
    Verb.PREPARE: "prépare",
    Verb.ADVISE: "donne un avis",
    Verb.DECIDE: "décide",
    Verb.CARRY_OUT: "met en œuvre",
    Verb.INFORMED: "est informé",
}
"""After a name: « le maire décide »; before one, with a colon."""

ADJUSTED, LAW = "ajusté", "la loi"
_SEATS = {Holder.MAYOR: (Seat.ELU,), Holder.SGM: (Seat.SGM,), Holder.BOTH: (Seat.ELU, Seat.SGM)}
_SHORT = {Holder.COUNCIL: "conseil municipal", Holder.DEPUTIES: "élus délégués", Holder.OTHER: "autre"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the five as a cell shows it: whose marks, the words, and « ajusté » or « la loi »."""

    seats: tuple[Seat, ...]
    words: str
    note: str


def holder_words(holder: Holder, pair: Pair) -> str:
    """« le maire », « la secrétaire générale de mairie », « le conseil municipal »."""
    if holder is Holder.MAYOR:
        return the_mayor(pair)
    return named(pair.sgm) if holder is Holder.SGM else HOLDER_LABELS[holder]


def given_words(subject: Subject, verb: Verb, holder: Holder, pair: Pair) -> str:
    """The same; « autre » has the name that the guide proposes there."""
    if holder is Holder.OTHER and subject.other and subject.line.holder(verb) is Holder.OTHER:
        return worded(subject.other, pair.named)
    return holder_words(holder, pair)


def cell(row: Row, verb: Verb, pair: Pair) -> Cell:
    """One of the five, short."""
    holder = row.line.holder(verb)
    fixed = verb is Verb.DECIDE and row.subject.fixed
    note = ADJUSTED if verb in row.changed else LAW if fixed else ""
    return Cell(_SEATS.get(holder, ()), _short(row.subject, verb, holder, pair), note)


def sentence(row: Row, pair: Pair) -> str:
    """« Prépare : le maire · donne un avis : personne · … », with what is adjusted and what the law says."""
    parts = []
    for verb in Verb:
        said = given_words(row.subject, verb, row.line.holder(verb), pair)
        note = cell(row, verb, pair).note
        parts.append(f"{DOINGS[verb]} : {said}{f' ({note})' if note else ''}")
    joined = " · ".join(parts)
    return joined[:1].upper() + joined[1:]


def standing(rows: tuple[Row, ...]) -> str:
    """How much was adjusted, of how many subjects."""
    cells, subjects = sum(len(row.changed) for row in rows), sum(bool(row.changed) for row in rows)
    if not cells:
        return f"Rien n’est ajusté : voici la répartition que propose le guide, sur {len(rows)} sujets."
    told = counted(cells, "case ajustée", "cases ajustées")
    return f"{told}, dans {counted(subjects, 'sujet')} sur {len(rows)}."


def _short(subject: Subject, verb: Verb, holder: Holder, pair: Pair) -> str:
    if holder is Holder.MAYOR:
        return noun(pair.elu, short=True) if pair.elu.function is Function.MAYOR else "maire"
    if holder is Holder.SGM:
        return noun(pair.sgm, short=True)
    if holder is Holder.OTHER:
        found = given_words(subject, verb, holder, pair)
        return _SHORT[holder] if found == HOLDER_LABELS[holder] else found
    return _SHORT.get(holder, HOLDER_LABELS[holder])
