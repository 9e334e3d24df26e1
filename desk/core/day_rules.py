"""What each French date phrase means, its words apart: a day of `today` or after, unless its year is said."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from desk.core.dates import EARLIEST, LATEST, months_before
from desk.core.day_words import month_of, number_of, weekday_of
from desk.core.holidays import easter_day, is_working_day
from desk.core.wording import DAYS, long_date

# What a phrase gives: its day and what is doubtful about it; None as a day is no day of the calendar.
Meaning = tuple[date | None, str]
# The named parts of the phrase, "" when absent; "said" is the phrase without what leads to it.
Words = defaultdict[str, str]
Reader = Callable[[Words, date], Meaning | None]
_FRIDAY = 4
_SOON = timedelta(days=300)
# A few days into the month: the first is a holiday twice a year.
_BEGINNING, _MIDDLE = 5, 15
_IDIOMS = {8: 7, 15: 14}  # « huit jours » is a week and « quinze jours » two, counted as French does
_FEASTS = {"paques": 0, "ascension": 39, "pentecote": 49}
_FIXED_FEASTS = {"noel": (12, 25), "toussaint": (11, 1), "nouvel an": (1, 1), "jour de l'an": (1, 1)}


def dated(words: Words, today: date) -> Meaning | None:
    """« vendredi 4 décembre », « 4/12 », « 4.12.26 », « 2026-12-04 »."""
    day, month = number_of(words["day"]), _month(words["month"])
    year = int(words["year"]) if words["year"] else 0
    year += 2000 if 0 < year < 100 else 0
    try:
        read = _forward(day, month, today) if not year else date(year, month, day)
    except ValueError:
        return None, _impossible(words)
    if not EARLIEST <= read.year <= LATEST:
        return None, _impossible(words)
    if year:
        return read, _mismatch(words, read)
    return read, _far(read, today) or _mismatch(words, read)


def short(words: Words, today: date) -> Meaning | None:
    """« le 4/12 », « vendredi 4.12 »; with nothing to announce it, fractions and « 24/7 » are left alone."""
    if words["article"] in ("le", "au") or words["weekday"]:
        return dated(words, today)
    day, month = int(words["day"]), int(words["month"])
    if "/" not in words["sep"]:
        return None
    if not 0 < month <= 12 or day <= month <= 10 or (day, month) == (24, 7):
        return None
    return dated(words, today)


def numbered(words: Words, today: date) -> Meaning | None:
    """« le 15 », « vendredi 27 », « le 15 du mois prochain »: the next month that has that day."""
    day = number_of(words["day"])
    first = _month_after(today, 1) if words["later"] else today
    if not 1 <= day <= 31:
        return None
    while monthrange(first.year, first.month)[1] < day or first.replace(day=day) < today:
        first = _month_after(first, 1)
    read = first.replace(day=day)
    return read, _mismatch(words, read)


def weekday(words: Words, today: date) -> Meaning | None:
    """« vendredi », « lundi en huit », « jeudi de la semaine prochaine »; « le lundi » is a habit."""
    if words["article"] == "le" and not (
        words["deadline"] or words["next"] or words["week"] or words["more"]
    ):
        return None
    wanted = weekday_of(words["weekday"])
    if words["week"]:
        return _monday_after(today) + timedelta(days=wanted), ""
    ahead = (wanted - today.weekday() - 1) % 7 + 1
    return today + timedelta(
        days=ahead + {"huit": 7, "8": 7, "quinze": 14, "15": 14}.get(words["more"], 0)
    ), ""


def near(words: Words, today: date) -> Meaning:
    """« demain », « après-demain », « aujourd’hui », « ce soir »."""
    word = words["near"]
    ahead = 0 if "demain" not in word else 1 if word == "demain" else 2
    return today + timedelta(days=ahead), ""


def after(words: Words, today: date) -> Meaning | None:
    """« dans 15 jours », « sous quinzaine », « d’ici trois mois », « sous 48 h »."""
    unit = words["unit"]
    count = _count(words)
    if count is None:
        return None
    try:
        if "ouvr" in unit:
            return _working(today, count), ""
        if unit.startswith("mois"):
            return months_before(today, -count), ""
        if unit.startswith("a"):
            return months_before(today, -12 * count), ""
        days = 7 * count if unit.startswith("s") else _IDIOMS.get(count, count)
        if unit in ("h", "heures"):
            days = -(-count // 24)
        return today + timedelta(days=days), ""
    except (OverflowError, ValueError):
        return None


def part_of_month(words: Words, today: date) -> Meaning:
    """« fin novembre », « mi-décembre », « début janvier », « courant mars », « fin juin 2027 »."""
    part, month = words["part"], month_of(words["month"])
    year = int(words["year"]) if words["year"] else today.year
    place = _place(part, year, month)
    if not words["year"] and place < today:
        place = _place(part, year + 1, month)
    if not EARLIEST <= place.year <= LATEST:
        return None, _impossible(words)
    return place, ""


def month_end(words: Words, today: date) -> Meaning:
    """« fin du mois », « ce mois-ci », « début du mois prochain »."""
    later = bool(words["later"])
    first = _month_after(today, 1) if later else today
    place = _place(words["part"] or "fin", first.year, first.month)
    return place if place >= today else _place("fin", today.year, today.month), ""


def week_end(words: Words, today: date) -> Meaning:
    """« fin de semaine », « la semaine prochaine », « début de semaine prochaine », « cette semaine »."""
    monday = _monday_after(today) if words["later"] else today - timedelta(days=today.weekday())
    ahead = {"debut": 0, "milieu": 2}.get(words["part"], _FRIDAY)
    place = monday + timedelta(days=ahead)
    return place if place >= today else place + timedelta(days=7), ""


def weekend(_words: Words, today: date) -> Meaning:
    """« ce week-end »: its Sunday."""
    return today + timedelta(days=6 - today.weekday()), ""


def year_end(words: Words, today: date) -> Meaning:
    """« fin d’année », « fin de l’année prochaine », « fin 2027 »."""
    year = int(words["year"]) if words["year"] else today.year + bool(words["later"])
    return (date(year, 12, 31), "") if EARLIEST <= year <= LATEST else (None, _impossible(words))


def feast(words: Words, today: date) -> Meaning:
    """« avant Noël »: its eve; « à Noël », « pour Pâques »: the day itself."""
    name = words["feast"]
    earlier = timedelta(days=1 if words["before"] else 0)
    days = (_feast(name, year) - earlier for year in (today.year, today.year + 1, today.year + 2))
    return next(day for day in days if day >= today), ""


def _feast(name: str, year: int) -> date:
    if name in _FIXED_FEASTS:
        return date(year, *_FIXED_FEASTS[name])
    return easter_day(year) + timedelta(days=_FEASTS[name])


def _month(word: str) -> int:
    return int(word) if word.isdigit() else month_of(word)


def _forward(day: int, month: int, today: date) -> date:
    return date(today.year + ((month, day) < (today.month, today.day)), month, day)


def _impossible(words: Words) -> str:
    return f"« {words['said']} » n’est pas une date du calendrier."


def _far(read: date, today: date) -> str:
    if read - today < _SOON:
        return ""
    passed = long_date(read.replace(year=today.year) if read.day < 29 else read, year=False)
    return f"Le {passed} de cette année est passé : lu pour {read.year}."


def _mismatch(words: Words, read: date) -> str:
    said = words["weekday"]
    if not said or weekday_of(said) == read.weekday():
        return ""
    return f"Le {long_date(read)} est un {DAYS[read.weekday()]}."


def _count(words: Words) -> int | None:
    fixed = {"huit": 8, "quin": 15, "diza": 10}.get(words["unit"][:4])
    if fixed is None and words["count"]:
        return number_of(words["count"])
    return fixed


def _working(today: date, count: int) -> date:
    """`count` working days ahead; « ouvrables » are counted as « ouvrés », the shorter of the two."""
    day = today
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _place(part: str, year: int, month: int) -> date:
    if part.startswith("debut"):
        return date(year, month, _BEGINNING)
    if part.startswith("mi"):
        return date(year, month, _MIDDLE)
    return date(year, month, monthrange(year, month)[1])


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _month_after(day: date, months: int) -> date:
    return months_before(day.replace(day=1), -months)
