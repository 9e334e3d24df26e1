"""A written confirmation: by which one of the two puts an instruction or a reserve in writing."""

from dataclasses import dataclass
from datetime import date

from desk.core.people import Person, Seat
from desk.core.wording import capital, long_date, named, noun


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A page by which one of the two puts something in writing; an empty `text` leaves lines to write on.

    `heads` are names and what stands beside them, nothing where a line is drawn.
    """

    title: str
    heads: tuple[tuple[str, ...], ...]
    opening: str
    text: str
    asked: str
    signatures: tuple[str, ...]
    keep: str = ""


def confirmation(
    author: Person,
    other: Person,
    *,
    is_order: bool,
    affair: str = "",
    text: str = "",
    day: date | None = None,
    answer: str = "",
) -> Confirmation:
    """What `author` puts in writing for `other`: an instruction, given or received, or a reserve.

    Without `text` it is the blank model; `answer` is what is expected in return, if anything.
    """
    heads = (
        ("De", _introduced(author)),
        ("À", _introduced(other)),
        ("Affaire", affair),
        ("Date", long_date(day) if day else ""),
    )
    given = "donnée" if author.seat is Seat.ELU else "reçue"
    opening = (
        f"Je confirme par écrit la consigne {given} dans cette affaire :"
        if is_order
        else "J’exprime par écrit la réserve suivante sur cette affaire :"
    )
    return Confirmation(
        f"Confirmation écrite d’une {'consigne' if is_order else 'réserve'}",
        heads,
        opening,
        text,
        answer,
        tuple(f"Signature {named(each, 'de', short=True)}" for each in (author, other)),
        "À garder dans le dossier de l’affaire.",
    )


def _introduced(person: Person) -> str:
    return f"{person.addressed}, {noun(person)}" if person.name else capital(noun(person))
