"""French as the screen writes it: names of functions, articles, spaces, dates."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from desk.core.people import Function, Gender, Pair, Person

NARROW = "\u202f"
NBSP = "\u00a0"

_NOUNS = {
    (Function.MAYOR, Gender.FEMININE): ("la", "maire"),
    (Function.MAYOR, Gender.MASCULINE): ("le", "maire"),
    (Function.DELEGATE, Gender.FEMININE): ("l’", "élue déléguée"),
    (Function.DELEGATE, Gender.MASCULINE): ("l’", "élu délégué"),
    (Function.SGM, Gender.FEMININE): ("la", "secrétaire générale de mairie"),
    (Function.SGM, Gender.MASCULINE): ("le", "secrétaire général de mairie"),
    (Function.DGS, Gender.FEMININE): ("la", "directrice générale des services"),
    (Function.DGS, Gender.MASCULINE): ("le", "directeur général des services"),
}
_SHORT = {
    "secrétaire générale de mairie": "secrétaire générale",
    "secrétaire général de mairie": "secrétaire général",
    "directrice générale des services": "DGS",
    "directeur général des services": "DGS",
}
_CONTRACTED = {("de", "le"): "du ", ("à", "le"): "au "}
_MARK = re.compile(r"\{(\w*) ?(SGM|maire)\}", re.IGNORECASE)
_QUOTED = 60
_PREPOSITIONS = {"le": "", "la": "", "du": "de", "de": "de", "au": "à", "à": "à", "": "bare"}

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def noun(person: Person, *, short: bool = False) -> str:
    """« secrétaire générale de mairie », without article."""
    name = _NOUNS[person.function, person.gender][1]
    return _SHORT.get(name, name) if short else name


def named(person: Person, preposition: str = "", *, short: bool = False) -> str:
    """« la secrétaire générale de mairie », « du maire », « à l’élue déléguée ».

    `preposition` is "", "de" or "à".
    """
    article = _NOUNS[person.function, person.gender][0]
    contracted = _CONTRACTED.get((preposition, article))
    if contracted:
        return contracted + noun(person, short=short)
    lead = f"{preposition} " if preposition else ""
    joint = "" if article.endswith("’") else " "
    return f"{lead}{article}{joint}{noun(person, short=short)}"


def the_mayor(pair: Pair) -> str:
    """« la maire », « le maire »: the function, also where a deputy answers in the carnet."""
    return named(pair.elu) if pair.elu.function is Function.MAYOR else "le maire"


def worded(text: str, people: Mapping[str, Person]) -> str:
    """Replace `{le SGM}`, `{du SGM}`, `{au SGM}`, `{le maire}` by the people's functions.

    `people` has the keys "SGM" and "maire"; a capital (« {Le SGM} ») is kept; `{SGM}` is the bare noun.
    """

    def replace(match: re.Match[str]) -> str:
        word, who = match.group(1), match.group(2)
        person = people["SGM" if who.upper() == "SGM" else "maire"]
        preposition = _PREPOSITIONS[word.lower()]
        out = noun(person) if preposition == "bare" else named(person, preposition)
        return out[0].upper() + out[1:] if word[:1].isupper() else out

    return _MARK.sub(replace, text)


def typographic(text: str) -> str:
    """Put French spaces and apostrophes: U+202F before ; ! ?, U+00A0 before : and inside « »."""
    text = text.replace("'", "’")
    text = re.sub(r"[  \u202f]*([;!?])(?=\s|$|[»)])", NARROW + r"\1", text)
    text = re.sub(r"[ \u00a0\u202f]+:(?=\s|$)", NBSP + ":", text)
    text = re.sub(r"«\s*", "«" + NBSP, text)
    return re.sub(r"\s*»", NBSP + "»", text)


def quoted(text: str) -> str:
    """« What was typed », cut after 60 characters: a whole page pasted by mistake must not fill a message."""
    said = text.strip()
    return f"« {said if len(said) <= _QUOTED else said[:_QUOTED] + '…'} »"


def capital(text: str) -> str:
    """The same with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def counted(number: int, singular: str, plural: str = "") -> str:
    """« 1 point », « 3 points », « aucun » never: zero is singular in French."""
    word = singular if abs(number) < 2 else plural or singular + "s"
    return f"{number}{NBSP}{word}"


def long_date(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """« 1er novembre 2026 », « mardi 3 novembre 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    parts = [f"{number}{NBSP}{MONTHS[day.month - 1]}"]
    if weekday:
        parts.insert(0, DAYS[day.weekday()])
    if year:
        parts.append(str(day.year))
    return " ".join(parts)


def short_date(day: date) -> str:
    """« 03/11/2026 »."""
    return day.strftime("%d/%m/%Y")


def clock_time(moment: datetime) -> str:
    """« 14:32 »."""
    return moment.strftime("%H:%M")


def season_name(day: date) -> str:
    """« automne 2026 »: the name a round takes from the day it begins (civil seasons by month)."""
    season = ("hiver", "printemps", "été", "automne")[(day.month % 12) // 3]
    return f"{season} {day.year}"
