"""The register of the bilans that were saved, in words: on the screen and on paper alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desk.core.report_options import HOW_LABELS
from desk.core.wording import NBSP, capital, clock_time, long_date

TITLE = "Registre des bilans enregistrés"
LEAD = (
    "Chaque ligne est un fichier que Binôme a écrit sur l’ordinateur. Binôme n’envoie rien : le destinataire "
    "et le jour de l’envoi sont ceux que le binôme a notés, et ne disent pas que le bilan est arrivé. "
    "L’empreinte est celle des données : le même bilan a toujours la même."
)
NONE_SAVED = "Aucun bilan n’a encore été enregistré."
NO_AGREEMENT = "Aucun accord noté"
NOT_SENT = "Aucun envoi noté"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A bilan saved: when, in which file, who had agreed, what was noted of its sending.

    `fingerprint` is by fours, `standing` is « Convenu » or « Projet ».
    """

    saved: str
    file_name: str
    fingerprint: str
    standing: str
    agreements: tuple[str, ...]
    sent: str


@dataclass(frozen=True, slots=True)
class Register:
    """All of it, newest first."""

    title: str
    lead: str
    rows: tuple[RegisterRow, ...]


def saved_words(at: datetime) -> str:
    """« 27 novembre 2026 à 14:32 »."""
    return f"{long_date(at.date())} à {clock_time(at)}"


def standing_words(*, agreed: bool) -> str:
    """Where the agreement stood when it was saved."""
    return "Convenu" if agreed else "Projet"


def agreement_words(given: Iterable[tuple[str, str, date]]) -> tuple[str, ...]:
    """« Maire : accord donné sur papier le 27 novembre 2026 », one a person; by function, how and day."""
    said = (f"{capital(who)} : accord {HOW_LABELS[how]} le {long_date(on)}" for who, how, on in given)
    return tuple(said) or (NO_AGREEMENT,)


def sent_words(recipient: str, on: date | None) -> str:
    """What was noted of its sending; nothing is known of its arrival."""
    return f"Noté comme envoyé le {long_date(on)} à «{NBSP}{recipient}{NBSP}»" if on else NOT_SENT
