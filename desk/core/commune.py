"""The commune: names, INSEE code, profile, file names."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from desk.core.errors import UserError
from desk.core.guide import Moot
from desk.core.wording import quoted

_INSEE = re.compile(r"^(\d\d|2[AB])\d{3}$")
_DIGITS = 9  # more would be refused by Python itself
WITHOUT_CODE = "sans-code"
EXAMPLE_INSEE = "00000"


@dataclass(frozen=True, slots=True)
class Commune:
    """What the notebook knows of the commune; `insee` and `population` may be unknown.

    `region` is a `desk.core.holidays.Region`, or "" for that of the INSEE code.
    """

    name: str
    insee: str = ""
    population: int | None = None
    cdg_name: str = ""
    cdg_email: str = ""
    profile: frozenset[Moot] = frozenset()
    example: bool = False
    region: str = ""


def checked_name(text: str, what: str = "Le nom de la commune") -> str:
    """A name without control characters or outer spaces. Raises UserError when empty or over 120 long."""
    clean = " ".join("".join(c for c in text if unicodedata.category(c)[0] != "C" or c.isspace()).split())
    if not clean:
        raise UserError(f"{what} est vide.", "Écrivez-le, puis recommencez.")
    if len(clean) > 120:
        raise UserError(f"{what} dépasse 120 caractères.", "Raccourcissez-le, puis recommencez.")
    return clean


def checked_insee(text: str) -> str:
    """An INSEE code in capitals, or "" when left empty. Raises UserError."""
    code = text.strip().upper().replace(" ", "")
    if code and not _INSEE.match(code):
        raise UserError(
            f"{quoted(text)} n’est pas un code INSEE.",
            "Il a cinq caractères, par exemple 36202 ou 2A004 ; ce n’est pas le code postal. "
            "Vous pouvez aussi le laisser vide.",
        )
    return code


def checked_population(text: str) -> int | None:
    """A number of inhabitants, or None when left empty. Raises UserError."""
    digits = "".join(text.split())
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > _DIGITS or int(digits) > 3_000_000:
        raise UserError(
            f"{quoted(text)} n’est pas un nombre d’habitants.",
            "Écrivez un nombre, par exemple 412, ou laissez vide.",
        )
    return int(digits)


def slug(text: str) -> str:
    """ASCII letters, digits and hyphens, for a file name; « Saint-Maur », « L'Étang » → « L-Etang »."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")[:60] or "commune"


def report_name(commune: Commune, day: date) -> str:
    """`binome_36202_Valmont_2026-11-27.pdf`."""
    return f"binome_{commune.insee or WITHOUT_CODE}_{slug(commune.name)}_{day.isoformat()}.pdf"
