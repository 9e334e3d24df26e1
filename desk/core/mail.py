"""The message that carries a bilan: to whom, its subject, its words. No person's name is ever in it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.core.commune import WITHOUT_CODE, Commune, report_name
from desk.core.errors import UserError
from desk.core.report import PROJECT
from desk.core.share import mail_address
from desk.core.wording import NBSP, long_date, quoted

SUBJECT = "Bilan Binôme"
"""How a subject begins, unless the pack of the centre de gestion says otherwise."""
MOST_ADDRESSES = 10
_LONGEST_ADDRESS = 254
_NAME = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_NAME}@{_HOST}(?:\.{_HOST})+")
# Within other words: what touches it must not be a part of it.
_WITHIN = re.compile(rf"(?<![\w.@%+/-]){_ADDRESS.pattern}(?![\w@])")
_ADVICE = (
    "Une adresse s’écrit « nom@exemple.fr », sans espace ni accent ; plusieurs se séparent par une virgule."
)


@dataclass(frozen=True, slots=True)
class Message:
    """`to` holds addresses separated by commas, or nothing; `attached` is the name of the bilan's file."""

    to: str
    subject: str
    text: str
    attached: str


def message(data: Mapping[str, Any], to: str = "", begins: str = "") -> Message:
    """The message for a bilan's sealed data; `begins` is what its subject begins with, if not our words."""
    return Message(to, subject(data, begins), text(data), attached_name(data))


def subject(data: Mapping[str, Any], begins: str = "") -> str:
    """« Bilan Binôme - 36202 Valmont - 27 novembre 2026 », plain hyphens and spaces; a project says so."""
    parts = [begins or SUBJECT, _commune(data), _day(data["date"])]
    if data["statut"] == PROJECT:
        parts.append("PROJET")
    return _plain(" - ".join(parts))


def text(data: Mapping[str, Any]) -> str:
    """The words of the message, ended by a line end; they ask for nothing and claim nothing."""
    period = data["periode"]
    standing = (
        "C’est un projet : il ne porte pas encore l’accord des deux personnes."
        if data["statut"] == PROJECT
        else "Les deux personnes en sont convenues."
    )
    lines = (
        "Bonjour,",
        "",
        "Voici, en pièce jointe, le bilan de la coordination maire – secrétaire général de mairie.",
        "",
        f"Commune : {_commune(data)}",
        f"Période : du {_day(period['du'])} au {_day(period['au'])}",
        f"Empreinte : {grouped(data['empreinte'])}",
        "",
        standing,
        "",
        "Cordialement",
    )
    return "\n".join(_plain(line) for line in lines) + "\n"


def attached_name(data: Mapping[str, Any]) -> str:
    """The name the file leaves under, whatever it was called on this PC: `binome_36202_Valmont_….pdf`."""
    commune = data["commune"]
    return report_name(Commune(commune["nom"], commune["insee"]), date.fromisoformat(data["date"]))


def mailto(sent: Message) -> str:
    """The `mailto:` address; without the text, then the subject, where every system hands less over whole."""
    tries = ((sent.subject, sent.text), (sent.subject, ""), ("", ""))
    return next(found for one in tries if (found := mail_address(*one, to=sent.to)) or one == ("", ""))


def address_in(words: str) -> str:
    """The e-mail address within some words, « Service emploi, bilans@exemple.fr »; "" without one."""
    found = _WITHIN.search(words)
    return found[0] if found and len(found[0]) <= _LONGEST_ADDRESS else ""


def checked_addresses(typed: str) -> str:
    """One or several addresses as a message takes them, separated by « , »; "" when nothing is typed.

    Raises UserError: a header must never get a line that was pasted into an address.
    """
    parts = [part for part in re.split(r"[,;\s]+", typed) if part]
    for part in parts:
        if not _ADDRESS.fullmatch(part) or len(part) > _LONGEST_ADDRESS:
            raise UserError(f"{quoted(part)} n’est pas une adresse électronique.", _ADVICE)
    if len(parts) > MOST_ADDRESSES:
        raise UserError(f"Un courriel part vers {MOST_ADDRESSES} adresses au plus.", "Retirez-en.")
    return ", ".join(dict.fromkeys(parts))


def grouped(fingerprint: str) -> str:
    """The fingerprint by fours, as it is compared by eye."""
    return " ".join(re.findall(".{1,4}", fingerprint))


def _commune(data: Mapping[str, Any]) -> str:
    commune = data["commune"]
    return f"{commune['insee'] or WITHOUT_CODE} {commune['nom']}"


def _day(said: str) -> str:
    return long_date(date.fromisoformat(said)).replace(NBSP, " ")


def _plain(line: str) -> str:
    """On one line, without what is not seen: a header ends at a line's end."""
    kept = "".join(" " if c.isspace() else c for c in line if unicodedata.category(c) != "Cc" or c.isspace())
    return " ".join(kept.split())
