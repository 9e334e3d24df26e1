"""The words French says dates with: days, months, numbers in letters, and letters without their accents."""

import unicodedata
from dataclasses import dataclass

from desk.core.wording import DAYS, MONTHS

_APOSTROPHES = "’‘ʼ´`"
_HYPHENS = "‐‑‒–"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in small letters without accents; `places[i]` is where its letter i stands in the original."""

    text: str
    places: tuple[int, ...]

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The same slice in the original text."""
        return self.places[start], self.places[end]


def fold(text: str) -> Folded:
    """Small letters without accents, plain apostrophes and hyphens; runs of blanks are one space."""
    kept: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = _PLAIN.get(sign) or _plain(sign)
        if plain and not (plain == " " and kept and kept[-1] == " "):
            kept.append(plain)
            places.append(place)
    return Folded("".join(kept), (*places, len(text)))


def _plain(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    if sign in _HYPHENS:
        return "-"
    if sign.isspace():
        return " "
    if unicodedata.combining(sign):
        return ""
    small = unicodedata.normalize("NFD", sign)[0].lower()
    return small if len(small) == 1 else sign


_PLAIN = {sign: _plain(sign) for sign in map(chr, range(32, 0x180))}
_PLAIN |= {sign: _plain(sign) for sign in _APOSTROPHES + _HYPHENS + "\u00a0\u202f"}


_UNITS = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit",
    "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip


def _numbers() -> dict[str, int]:
    said = {word: value for value, word in enumerate(_UNITS, start=1)}
    said |= {f"dix-{_UNITS[unit - 1]}": 10 + unit for unit in (7, 8, 9)}
    for tens, value in (("vingt", 20), ("trente", 30), ("quarante", 40)):
        said |= {tens: value, f"{tens} et un": value + 1, f"{tens}-et-un": value + 1}
        said |= {f"{tens}-{_UNITS[unit - 1]}": value + unit for unit in range(2, 10)}
        said |= {f"{tens} {_UNITS[unit - 1]}": value + unit for unit in range(2, 10)}
    return said | {"une": 1, "premier": 1, "soixante": 60, "quatre-vingt-dix": 90}


NUMBERS = _numbers()
LETTERS = "|".join(sorted(NUMBERS, key=len, reverse=True))
NUMBER = rf"(?:1er|\d{{1,3}}|{LETTERS})"
_WEEKDAY_WORDS = [fold(day).text for day in DAYS]
_MONTH_WORDS = [fold(month).text for month in MONTHS]
# Abbreviations that are no word of their own may stand alone; « mer », « jeu », « sam » need a number after.
WEEKDAY = "(?:" + "|".join(_WEEKDAY_WORDS) + r"|lun\b\.?|vendr?\b\.?|ven\b\.?)"
SHORT_WEEKDAY = r"(?:lun|mar|mer|jeu|vendr?|ven|sam|dim)\b\.?"
_SHORT_MONTHS = r"janv?|fevr?|avr|juil|sept?|oct|nov|dec"
_FULL_MONTHS = "|".join(_MONTH_WORDS)
MONTH = rf"(?:{_FULL_MONTHS}|(?:{_SHORT_MONTHS})\b\.?)"


def weekday_of(word: str) -> int:
    """0 for « lundi » or « lun. » (folded)."""
    return next(place for place, name in enumerate(_WEEKDAY_WORDS) if name.startswith(word.rstrip(".")[:3]))


def month_of(word: str) -> int:
    """1 for « janvier » or « janv. » (folded)."""
    stem = word.rstrip(".")
    return next(place for place, name in enumerate(_MONTH_WORDS, start=1) if name.startswith(stem))


def number_of(word: str) -> int:
    """1 for « 1er », « un » or « 1 » (folded)."""
    return 1 if word == "1er" else int(word) if word.isdigit() else NUMBERS[word]
