"""What may be added to the bilan when both ask for it; off by default."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.core.people import Seat

HOW_LABELS = {
    "ecran": "donné à l’écran",
    "papier": "donné sur papier",
    "telephone": "donné par téléphone",
}
"""How an agreement was given: key in the file → what is said."""


class Option(StrEnum):
    """One addition; its value is its key in the data."""

    MARKS = "reperes"
    AGREED = "convenu"
    ACTIONS = "actions"

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return _LABELS[self]

    @property
    def told(self) -> str:
        """What leaves with it, in a sentence."""
        return _TOLD[self]


_LABELS = {
    Option.MARKS: "Vos deux repères par pratique",
    Option.AGREED: "Ce qui est convenu, mot pour mot",
    Option.ACTIONS: "Les intitulés des actions",
}
_TOLD = {
    Option.MARKS: (
        "Pour les derniers regards croisés, le repère de chacun sur chaque pratique : il résume ses "
        "réponses, et le lecteur saura qui est qui. Chacun donne son accord ici, avec son code s’il en a un."
    ),
    Option.AGREED: (
        "Le texte de chaque ligne convenue pendant la période. Vos noms y deviennent vos fonctions ; "
        "relisez ce qui parle d’autres personnes."
    ),
    Option.ACTIONS: (
        "Le texte, l’état et la date de chaque action de la période, sans dire qui s’en charge. "
        "Vos noms y deviennent vos fonctions ; relisez ce qui parle d’autres personnes."
    ),
}


@dataclass(frozen=True, slots=True)
class Consent:
    """One person's agreement on one option: « ecran », « papier » or « telephone », and the day."""

    seat: Seat
    how: str
    on: date


@dataclass(frozen=True, slots=True)
class OptionState:
    """Where an option stands for the present pair; it leaves only when `is_on`.

    `problem` says why it cannot be chosen now, "" when it can.
    """

    option: Option
    given: tuple[Consent, ...]
    problem: str = ""

    @property
    def is_on(self) -> bool:
        """Both agreed."""
        return {each.seat for each in self.given} == set(Seat)
