"""A date said in French, wherever it stands in a sentence: « vendredi », « d’ici le 4/12 »."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.core import day_rules as rules
from desk.core.dates import parse_day
from desk.core.day_phrases import LABELS, NOT_AFTER, RANGE, phrases
from desk.core.day_words import Folded, fold
from desk.core.errors import UserError

# A date stands in a sentence, not in a book: what comes after is not read.
FARTHEST = 2000
_SEVERAL = "La ligne dit plusieurs dates : celle-ci est retenue."


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day said at `text[start:end]`; `doubt` is a sentence when the words can be read otherwise."""

    day: date
    start: int
    end: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase that says a date; `day` is None when no month has that day."""

    day: date | None
    doubt: str
    start: int
    end: int
    is_deadline: bool


def find_day(text: str, today: date) -> FoundDay | None:
    """The day a sentence is about, read forward from `today`, in its first 2 000 characters.

    A deadline (« pour vendredi ») goes before a date that is only there; of several, the first is taken,
    which `doubt` says. A day already passed goes to the next month or year, except when its year is said.
    """
    return read_day(text, today)[0]


def read_day(text: str, today: date) -> tuple[FoundDay | None, str]:
    """As `find_day`, with what is doubtful, an impossible day (« 31/11 ») included: that gives no day."""
    folded = fold(text[:FARTHEST])
    candidates = _longest(list(_candidates(text, folded, today)))
    chosen = min(
        (each for each in candidates if each.day),
        key=lambda each: (not each.is_deadline, each.start),
        default=None,
    )
    if chosen is None or chosen.day is None:
        return None, next((each.doubt for each in candidates), "")
    rivals = {each.day for each in candidates if each.is_deadline >= chosen.is_deadline}
    doubt = chosen.doubt or (_SEVERAL if len(rivals) > 1 else "")
    start, end = folded.slice(chosen.start, chosen.end)
    return FoundDay(chosen.day, start, end, doubt), doubt


def parse_said_day(text: str, today: date) -> tuple[date, str]:
    """A whole text that is a date, as `parse_day` reads it or said in French, and what is doubtful about it.

    Raises UserError when it is no date.
    """
    try:
        return parse_day(text), ""
    except UserError:
        found = find_day(text, today)
        if found is None or text[: found.start].strip() or text[found.end :].strip(" .\n\t"):
            raise
        return found.day, found.doubt


def _candidates(text: str, folded: Folded, today: date) -> Iterator[_Candidate]:
    for pattern, reader in phrases():
        for found in pattern.finditer(folded.text):
            if not found[0].strip() or _is_about_something_else(found, folded.text):
                continue
            words = _words(found)
            start, end = folded.slice(found.start() + len(words["lead"]), found.end())
            words["said"] = text[start:end].strip()
            meaning = reader(words, today)
            if meaning is not None:
                yield _Candidate(*meaning, found.start(), found.end(), bool(words["deadline"]))


def _words(found: re.Match[str]) -> rules.Words:
    return defaultdict(str, {name: said for name, said in found.groupdict().items() if said})


def _is_about_something_else(found: re.Match[str], text: str) -> bool:
    """« l’arrêté du 3 mars », « le point de lundi », « du 4 au 12 décembre », « article 4.12 »."""
    before = text[max(0, found.start() - 40) : found.start()]
    is_end = found[0].startswith(("au ", "a "))
    is_label = found[0][0].isdigit() and LABELS.search(before)
    return bool(NOT_AFTER.search(before) or is_label or (is_end and RANGE.search(before)))


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Those that stand in no longer one, in the order of the sentence."""
    kept: list[_Candidate] = []
    for each in sorted(candidates, key=lambda one: (one.start - one.end, one.day is None)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)
