"""How long each kind of thing is kept: proposals, for the pair and its data protection officer to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.core.dates import months_before
from desk.core.wording import counted

LONGEST = 1200
"""Months: a hundred years, more than anyone will ask."""


class Kind(StrEnum):
    """The kinds of things that have a period of their own."""

    FORMER_ROUNDS = "regards_avant"
    ROUNDS = "regards"
    PEOPLE = "personnes"
    POINTS = "points"
    ACTIONS = "actions"
    REPORTS = "bilans"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind in words: what it is, the day its period begins, and the months proposed, with why."""

    label: str
    since: str
    months: int
    why: str


_MANDATE = 72
RULES: Mapping[Kind, Rule] = {
    Kind.FORMER_ROUNDS: Rule(
        "Regards croisés d’un binôme d’avant : réponses, notes privées, comptes",
        "depuis le départ de l’une des deux personnes",
        3,
        "Ils sont fermés depuis ce départ : plus personne ne les lit dans le programme.",
    ),
    Kind.ROUNDS: Rule(
        "Regards croisés ouverts, de votre binôme",
        "depuis leur ouverture",
        _MANDATE,
        "La durée d’un mandat. Les effacer plus tôt se fait à deux.",
    ),
    Kind.PEOPLE: Rule(
        "Une personne qui est partie : nom, civilité, employeur, dates, accords",
        "depuis son départ",
        12,
        "Le temps de clore ce qu’elle avait en charge. Sa fonction peut rester sans son nom.",
    ),
    Kind.POINTS: Rule(
        "Points tenus : ordre du jour, notes, ce qui est convenu, actions",
        "depuis le jour du point",
        _MANDATE,
        "La durée d’un mandat. Ce sont en principe des archives publiques : voyez d’abord avec les archives "
        "départementales.",
    ),
    Kind.ACTIONS: Rule(
        "Actions faites ou abandonnées, avec leur historique",
        "depuis leur dernier changement",
        _MANDATE,
        "Comme les points où elles sont notées.",
    ),
    Kind.REPORTS: Rule(
        "Bilans gardés, accords donnés et registre de ce qui est parti",
        "depuis le dernier enregistrement du bilan",
        _MANDATE,
        "La preuve de ce qui a été convenu et remis.",
    ),
    Kind.CODES: Rule(
        "Dates où un code personnel perdu a été remplacé",
        "depuis ce jour",
        24,
        "Elles sont dites à l’ouverture commune ; ensuite elles ne servent plus.",
    ),
}
"""Nothing here is said to be the law: the periods are proposed, in the order the screen shows."""


def checked(months: int) -> int:
    """The months when they can be counted back from any day; ValueError otherwise."""
    if not 0 < months <= LONGEST:
        raise ValueError(months)
    return months


def limit(today: date, months: int) -> date:
    """What began on that day, or before, is past its period of so many months."""
    return months_before(today, months)


def said_months(months: int) -> str:
    """« 6 mois », « 1 an », « 6 ans », « 18 mois »."""
    years, rest = divmod(months, 12)
    return counted(months, "mois", "mois") if rest or not years else counted(years, "an")
