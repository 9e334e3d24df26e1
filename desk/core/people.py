"""The two people of a notebook and how French names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Seat(StrEnum):
    """The two places of a pair; neither is above the other in the program."""

    ELU = "elu"
    SGM = "sgm"


class Function(StrEnum):
    """What a person's appointment says."""

    MAYOR = "maire"
    DELEGATE = "elu_delegue"
    SGM = "sgm"
    DGS = "dgs"


class Gender(StrEnum):
    """Grammatical gender, for the wording only."""

    FEMININE = "f"
    MASCULINE = "m"


SEAT_OF = {
    Function.MAYOR: Seat.ELU,
    Function.DELEGATE: Seat.ELU,
    Function.SGM: Seat.SGM,
    Function.DGS: Seat.SGM,
}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who holds one of the two seats between two dates.

    `title` is the civility (« Mme », « M. » or empty); `employer` is free text, empty for an elected person.
    """

    id: str
    function: Function
    name: str
    title: str
    gender: Gender
    since: date
    until: date | None = None
    employer: str = ""
    has_code: bool = False

    @property
    def seat(self) -> Seat:
        """The seat this function takes."""
        return SEAT_OF[self.function]

    @property
    def addressed(self) -> str:
        """« Mme Fabre », or the name alone."""
        return f"{self.title} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who work together since a day: rounds and trends are theirs."""

    id: str
    elu: Person
    sgm: Person
    together_since: date

    @property
    def named(self) -> Mapping[str, Person]:
        """Who the wording marks of a text mean: `worded(text, pair.named)`."""
        return {"SGM": self.sgm, "maire": self.elu}

    def person(self, seat: Seat) -> Person:
        """Who sits there."""
        return self.elu if seat is Seat.ELU else self.sgm

    def other(self, person_id: str) -> Person:
        """The one who is not `person_id`."""
        return self.sgm if person_id == self.elu.id else self.elu
