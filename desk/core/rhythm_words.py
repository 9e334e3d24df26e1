"""The rhythm of a pair said in French: a slot, a shift, a closing."""

from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING

from desk.core.meetings import KIND_LABELS
from desk.core.wording import DAYS, MONTHS, NBSP, capital, counted, long_date, typographic

if TYPE_CHECKING:
    from desk.core.rhythm import Slot

NTH: Mapping[int, str] = {1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", -1: "dernier"}
"""What « the nth weekday of the month » is called; -1 is the last."""


def said_slot(slot: "Slot") -> str:
    """« Chaque vendredi à 9 h 00, point hebdomadaire »."""
    hour = f" à {said_hour(slot.at)}" if slot.at else ""
    return f"{capital(_when(slot))}{hour}, {KIND_LABELS[slot.kind]}"


def said_hour(at: time) -> str:
    """« 9 h 00 »."""
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02}"


def _when(slot: "Slot") -> str:
    day, rank = DAYS[slot.weekday], NTH[slot.nth]
    month = MONTHS[slot.month - 1]
    of_month = f"d’{month}" if month[0] in "ao" else f"de {month}"
    return {
        "semaine": f"chaque {day}",
        "deux_semaines": f"un {day} sur deux",
        "mois": f"chaque mois, le {rank} {day}",
        "avant_conseil": f"{counted(slot.days_before, 'jour')} avant chaque conseil",
        "annee": f"chaque année, le {rank} {day} {of_month}",
    }[slot.every]


def shift(reason: str, nominal: date, day: date) -> str:
    """« le vendredi 25 décembre est férié (Noël) : proposé le jeudi 24 »; "" when nothing hinders."""
    if not reason:
        return ""
    same_month = (day.year, day.month) == (nominal.year, nominal.month)
    said = f"{DAYS[day.weekday()]} {day.day}" if same_month and day.day > 1 else _said(day)
    return typographic(f"{reason} : proposé le {said}")


def is_holiday(day: date, names: str) -> str:
    """« le vendredi 25 décembre est férié (Noël) »."""
    return f"le {_said(day)} est férié ({names})"


def is_weekend(day: date) -> str:
    """« le 5 décembre tombe un samedi »."""
    return f"le {long_date(day, year=False)} tombe un {DAYS[day.weekday()]}"


def closed(first: date, last: date, label: str) -> str:
    """« la mairie est fermée du 21 au 31 décembre (congés de fin d’année) »."""
    return f"la mairie est fermée {said_period(first, last)}{f' ({label})' if label else ''}"


def said_period(first: date, last: date, *, year: bool = False) -> str:
    """« du 21 au 31 décembre », « du 21 décembre au 3 janvier », « le 24 décembre »."""
    if first == last:
        return f"le {long_date(first, year=year)}"
    begin = long_date(first, year=year and first.year != last.year)
    if (first.year, first.month) == (last.year, last.month):
        begin = "1er" if first.day == 1 else str(first.day)
    return f"du {begin} au {long_date(last, year=year)}"


def _said(day: date) -> str:
    return long_date(day, weekday=True, year=False)
