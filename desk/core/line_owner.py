"""Who a line gives something to: one of the two people, or someone named so that nothing is guessed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desk.core.day_words import fold
from desk.core.line_words import words
from desk.core.people import Function, Pair, Person, Seat

_CIVIL = r"(?:(?:m\.?|mr|mme|mlle|monsieur|madame) )?"
_SGM = (
    r"(?:(?:le|la) )?(?:secretaire(?: generale?)?(?: de mairie)?|sgm|dgs|"
    r"direct(?:eur|rice) generale?(?: des services)?)"
)
_MAYOR = rf"{_CIVIL}(?:(?:le|la) )?maire"
_DELEGATE = r"(?:l')?(?:elue?|adjointe?)(?: deleguee?)?"
_ENDED = r"(?![\w'-])"
_NAME = r"[^\W\d_a-zà-ÿ][\w’'-]+"
_NAMED = re.compile(
    rf"(?P<name>(?P<civil>(?:M\.|Mme|Mlle|M) )?{_NAME}"
    rf"(?P<more>(?: (?:de |d’|d')?{_NAME}){{0,2}}))\s?:\s*(?=\S)"
)
_AT = re.compile(rf"@(?P<name>[\w’'.-]*\w(?: {_NAME})?)")
_INFINITIVE = re.compile(r"(?:(?:se |s'|me |ne pas )?[a-z]{2,}(?:er|ir|re)\b)")
# What stands before a colon in a town hall without being anybody.
_TOPICS = words(
    "accueil agenda arrete arretes assainissement bibliotheque budget bulletin bus cadastre cantine "
    "ccas cimetiere communication comptabilite conges conseil conseils courrier cimetieres dette "
    "devis dossier eau ecole ecoles eglise elections elus energie etat finances fiscalite formation "
    "foret garderie idee important impots information infos internet mairie maison marche marches "
    "mobilier note numerique objet ordre paie parc paye periscolaire permis personnel plu point "
    "presse prochain projet question questions rappel recrutement reunion rifseep salle salles "
    "securite services site sport stade statut subvention subventions suite sujet telephone terrain "
    "toiture transport travaux tresorerie urbanisme urgent vacances voirie attention risque risques "
    "resultat reponse remarque fete fetes association associations agents agent facture factures "
)


@dataclass(frozen=True, slots=True)
class Given:
    """Someone at `text[start:end]`: a seat, or a name; `is_said_so` when a sign (« : », « @ ») says it."""

    seat: Seat | None
    name: str
    start: int
    end: int
    is_said_so: bool


@lru_cache(maxsize=4)
def _people(pair: Pair) -> tuple[re.Pattern[str], ...]:
    """How each of the two is called, and a mayor who is not of the pair, over folded text."""
    shared = set(_parts(pair.elu)) & set(_parts(pair.sgm))
    is_mayor = pair.elu.function is Function.MAYOR
    elu = [_MAYOR if is_mayor else _DELEGATE, *_names(pair.elu, shared)]
    sgm = [_SGM, *_names(pair.sgm, shared)]
    other = r"(?!)" if is_mayor else _MAYOR
    return tuple(re.compile(f"(?:{'|'.join(said)}){_ENDED}") for said in (elu, sgm, [other]))


def _parts(person: Person) -> list[str]:
    return [part for part in fold(person.name).text.split() if len(part) > 2]


def _names(person: Person, shared: set[str]) -> list[str]:
    whole = fold(person.name).text.strip()
    said = [whole, *(part for part in _parts(person) if part not in shared)]
    return [rf"{_CIVIL}{re.escape(name)}" for name in said if name]


def person_at(text: str, pair: Pair, place: int = 0) -> Given | None:
    """One of the pair, or the mayor, said exactly there: « le maire », « Mme Fabre », « SGM »."""
    folded = fold(text[place : place + 120])
    for pattern, seat in zip(_people(pair), (Seat.ELU, Seat.SGM, None), strict=True):
        found = pattern.match(folded.text)
        if found:
            end = place + folded.places[found.end()]
            colon = re.match(r"[\s,]*:\s*", text[end:])
            after = end + colon.end() if colon else end
            return Given(seat, "" if seat else "Maire", place, after, colon is not None)
    return None


def owner(text: str, pair: Pair) -> Given | None:
    """Who the line begins with, is marked « @ », or in brackets at its end; None rather than a guess."""
    return _at(text, pair) or person_at(text, pair) or _in_brackets(text, pair) or _named(text)


def _at(text: str, pair: Pair) -> Given | None:
    found = _AT.search(text)
    if found is None or (found.start() and not text[found.start() - 1].isspace()):
        return None  # an address
    person = person_at(text, pair, found.start() + 1)
    colon = re.compile(r"\s?:\s*|")
    if person is not None:
        return Given(person.seat, person.name, found.start(), person.end, is_said_so=True)
    after = colon.match(text, found.end())
    end = after.end() if after else found.end()
    return Given(None, found["name"], found.start(), end, is_said_so=True)


def _in_brackets(text: str, pair: Pair) -> Given | None:
    place = text.rfind("(")
    if place < 0 or not text.rstrip(" .").endswith(")"):
        return None
    person = person_at(text, pair, place + 1)
    if person is None or text[person.end :].strip(" .") != ")":
        return None
    return Given(person.seat, person.name, place, len(text), is_said_so=True)


def _named(text: str) -> Given | None:
    """« Paul Petit : … », « Mme Roy : … »; one word alone only before an infinitive, and no topic."""
    found = _NAMED.match(text)
    if found is None:
        return None
    first = fold(found["name"].split()[0]).text
    if not found["civil"]:
        is_action = bool(_INFINITIVE.match(fold(text[found.end() : found.end() + 40]).text))
        if first in _TOPICS or found["name"].isupper() or not (found["more"] or is_action):
            return None
    return Given(None, found["name"], 0, found.end(), is_said_so=True)
