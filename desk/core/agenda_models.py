"""The subjects proposed for each kind of point; legal steps are to date on 28 February 2026."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.core.meetings import MeetingKind
from desk.core.wording import NBSP, long_date

AS_OF = date(2026, 2, 28)
"""The day the references below were checked."""


@dataclass(frozen=True, slots=True)
class RecurringItem:
    """A subject that comes to each point of its kind."""

    id: str
    kind: MeetingKind
    title: str
    position: int


# With the plain spaces that a typed title keeps.
_CHECKED = f"à jour au {long_date(AS_OF).replace(NBSP, ' ')}"
_COUNCIL = (
    "Les affaires à inscrire, et les projets de délibération encore à préparer",
    "L’ordre du jour, relu à deux avant l’envoi",
    f"La convocation : délai, envoi, affichage ou publication (CGCT L2121-10 à L2121-12, {_CHECKED})",
    f"La note de synthèse, à partir de 3 500 habitants (CGCT L2121-12, {_CHECKED})",
    f"Les décisions prises par délégation, dont il est rendu compte (CGCT L2122-23, {_CHECKED})",
    "Après la séance : transmission et publication des délibérations, liste affichée "
    f"(CGCT L2131-1, L2131-2 et L2121-25, {_CHECKED})",
)
MODELS: Mapping[MeetingKind, tuple[str, ...]] = {
    MeetingKind.WEEKLY: (
        "Ce qui est arrivé depuis la dernière fois",
        "Les échéances des semaines à venir",
        "Les courriers et documents à signer",
        "Les absences et les rendez-vous de la semaine",
    ),
    MeetingKind.MONTHLY: (
        "Les projets de l’année : où ils en sont, ce qui est décalé",
        "Où en est le budget, en dépenses et en recettes",
        "Les dates de conseil et les échéances des deux mois à venir",
        "Les délégations et les signatures à revoir",
        "Ce qui vient de l’intercommunalité et des syndicats",
    ),
    MeetingKind.COUNCIL: _COUNCIL,
    MeetingKind.YEARLY: (
        "Ce qui a bien marché entre nous cette année",
        "Notre rythme de points : ce qui nous convient, ce que nous changeons",
        "Les regards croisés à faire, ou à relire",
        "La fiche de poste et les délégations, relues ensemble",
        "Les besoins de formation de l’un et de l’autre",
        "Une ou deux pratiques à travailler l’année prochaine",
    ),
    MeetingKind.OTHER: (),
}
"""By kind of point, in order; a start that each pair changes as it likes."""
