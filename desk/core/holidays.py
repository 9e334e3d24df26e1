"""Public holidays of France, region by region, and working days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_FIXED = (
    (1, 1, "jour de l’An"),
    (5, 1, "fête du Travail"),
    (5, 8, "victoire de 1945"),
    (7, 14, "fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "armistice de 1918"),
    (12, 25, "Noël"),
)
_AFTER_EASTER = ((1, "lundi de Pâques"), (39, "Ascension"), (50, "lundi de Pentecôte"))


class Region(StrEnum):
    """Where the holidays differ."""

    FRANCE = "france"
    ALSACE_MOSELLE = "alsace_moselle"
    GUADELOUPE = "guadeloupe"
    GUYANE = "guyane"
    MARTINIQUE = "martinique"
    MAYOTTE = "mayotte"
    REUNION = "la_reunion"


REGION_LABELS = {
    Region.FRANCE: "France",
    Region.ALSACE_MOSELLE: "Alsace et Moselle",
    Region.GUADELOUPE: "Guadeloupe",
    Region.GUYANE: "Guyane",
    Region.MARTINIQUE: "Martinique",
    Region.MAYOTTE: "Mayotte",
    Region.REUNION: "La Réunion",
}
_ABOLITION = {
    Region.GUADELOUPE: (5, 27),
    Region.GUYANE: (6, 10),
    Region.MARTINIQUE: (5, 22),
    Region.MAYOTTE: (4, 27),
    Region.REUNION: (12, 20),
}
_REGION_OF_DEPARTMENT = {
    "57": Region.ALSACE_MOSELLE,
    "67": Region.ALSACE_MOSELLE,
    "68": Region.ALSACE_MOSELLE,
    "971": Region.GUADELOUPE,
    "972": Region.MARTINIQUE,
    "973": Region.GUYANE,
    "974": Region.REUNION,
    "976": Region.MAYOTTE,
}


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A public holiday."""

    day: date
    name: str


def region_of(insee: str) -> Region:
    """The region of a commune by its INSEE code; the common rule when the code is unknown."""
    return _REGION_OF_DEPARTMENT.get(insee[:3], _REGION_OF_DEPARTMENT.get(insee[:2], Region.FRANCE))


def holidays(year: int, region: Region = Region.FRANCE) -> tuple[Holiday, ...]:
    """The public holidays of a year, in order of date (code du travail, L3133-1, L3134-13, L3422-2).

    Two may fall on one day (1 May 2008 was also the Ascension). In Alsace and Moselle Good Friday is only
    kept where there is a Protestant or shared church; it is counted here: no meeting is proposed that day.
    """
    easter = easter_day(year)
    found = [Holiday(date(year, month, day), name) for month, day, name in _FIXED]
    found += [Holiday(easter + timedelta(days=after), name) for after, name in _AFTER_EASTER]
    if region is Region.ALSACE_MOSELLE:
        found.append(Holiday(easter - timedelta(days=2), "Vendredi saint"))
        found.append(Holiday(date(year, 12, 26), "Saint-Étienne"))
    if region in _ABOLITION:
        found.append(Holiday(date(year, *_ABOLITION[region]), "abolition de l’esclavage"))
    return tuple(sorted(found))


def holiday_names(day: date, region: Region = Region.FRANCE) -> str:
    """« Noël », « fête du Travail et Ascension », "" on an ordinary day."""
    return " et ".join(one.name for one in holidays(day.year, region) if one.day == day)


def is_working_day(day: date, region: Region = Region.FRANCE) -> bool:
    """Whether it is a Monday to Friday that is no public holiday."""
    return day.weekday() < 5 and not holiday_names(day, region)


def easter_day(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after 1582 (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    drift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - drift + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
