"""The quick line of a point: what one sentence says, in French, before it is kept; nothing is ever lost."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desk.core.day_words import fold
from desk.core.french_dates import FoundDay, read_day
from desk.core.line_owner import Given, owner, person_at
from desk.core.line_words import acts, can_do_without, is_telling
from desk.core.people import Pair, Seat
from desk.core.text import clean
from desk.core.wording import capital, long_date

# Longer than any sentence: it was pasted, and is kept as it is.
LONGEST_SENTENCE = 600
_ONE_PERSON = "Une action revient à une seule personne : choisissez-la."


class LineKind(StrEnum):
    """What a line becomes."""

    ACTION = "action"
    AGREED = "convenu"
    ITEM = "sujet"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says. An action's owner is a seat or a name, or still to be chosen.

    `text` is what is kept; a note may bear the `due` it would have as an action. `doubt` is a sentence.
    """

    kind: LineKind
    text: str
    seat: Seat | None = None
    name: str = ""
    due: date | None = None
    doubt: str = ""

    @property
    def has_owner(self) -> bool:
        """Whether somebody takes it on."""
        return self.seat is not None or bool(self.name)


_MARKS = (
    (LineKind.AGREED, re.compile(r"(?:convenu|accord|decide)(?: ensemble)? ?: ?")),
    (LineKind.ITEM, re.compile(r"(?:(?:nouveau |prochain )?sujet|(?:a l')?ordre du jour|odj) ?: ?")),
    (LineKind.NOTE, re.compile(r"note ?: ?")),
    (LineKind.ACTION, re.compile(r"(?:action|a faire) ?: ?")),
)
_AGREEMENT = re.compile(
    r"(?:(?:on|nous) (?:convien\w*|convenons|gardons|garde|decid\w*)|(?:il est|c'est|il a ete) convenu)\b"
)


def understand(
    line: str, today: date, pair: Pair, *, kind: LineKind | None = None, seat: Seat | None = None
) -> Understood:
    """What a line says to a pair on a day; `kind` and `seat` are what the person has chosen instead.

    A seat chosen makes an action. What is not understood is a note, whole.
    """
    whole = " ".join(clean(line).split())
    said, rest = _marked(whole)
    wanted = LineKind.ACTION if seat else kind or said
    if wanted is None and len(whole) <= LONGEST_SENTENCE:
        wanted = LineKind.AGREED if _AGREEMENT.match(fold(whole[:40]).text) else None
    if wanted is LineKind.ACTION or wanted is None:
        return _action(rest, whole, today, pair, seat, is_wanted=wanted is not None)
    text = rest if wanted is LineKind.NOTE else capital(rest)
    return Understood(wanted, text, doubt=_impossible(rest, today))


def _marked(whole: str) -> tuple[LineKind | None, str]:
    """The kind a line announces (« convenu : »), and the rest."""
    head = fold(whole[:40])
    for kind, pattern in _MARKS:
        found = pattern.match(head.text)
        if found:
            return kind, whole[head.places[found.end()] :]
    return None, whole


def _action(
    rest: str, whole: str, today: date, pair: Pair, seat: Seat | None, *, is_wanted: bool
) -> Understood:
    if len(rest) > LONGEST_SENTENCE:
        return Understood(LineKind.ACTION if is_wanted else LineKind.NOTE, rest, seat)
    day, doubt = read_day(rest, today)
    bare = _without_day(rest, day, pair)
    given = _owner(bare, pair)
    text = _body(bare, given)
    due = day.day if day else None
    if given is None or not text:
        if is_wanted:
            kept = capital(text or bare)
            return Understood(LineKind.ACTION, kept, seat, due=due, doubt=_past(due, today) or doubt)
        doubt = _two_people(bare, pair) or (doubt if day is None else "")
        return Understood(LineKind.NOTE, whole, due=due, doubt=doubt)
    done = Understood(LineKind.ACTION, capital(text), given.seat, given.name, due, _past(due, today) or doubt)
    if seat is None or seat is given.seat:
        return done
    return replace(done, text=done.text if given.is_said_so else capital(bare), seat=seat, name="")


def _owner(bare: str, pair: Pair) -> Given | None:
    given = owner(bare, pair)
    if given is None or given.is_said_so or acts(fold(bare[given.end :]).text.strip()):
        return given
    return None


def _body(bare: str, given: Given | None) -> str:
    if given is None:
        return bare
    return " ".join(f"{bare[: given.start]} {bare[given.end :]}".split()).strip(" ,;:–—-")


def _without_day(rest: str, day: FoundDay | None, pair: Pair) -> str:
    """The line without its date where the sentence stays French; in doubt, the whole line.

    A date that stands before what is done goes to the end, in brackets, when its words say more than a day.
    """
    if day is None:
        return rest
    before, after = rest[: day.start].rstrip(" ,"), rest[day.end :].lstrip()
    said = rest[day.start : day.end].strip()
    said = said if before else said[:1].lower() + said[1:]
    tells_more = bool(day.doubt) or is_telling(fold(said).text)
    person = person_at(before, pair) if before else None
    if not before or (person is not None and person.end >= len(before)):
        kept = f"{before} {after.lstrip(' ,;–—-')}" if before else after.lstrip(" ,;:–—-")
        return f"{kept.rstrip(' .')} ({said})" if tells_more and kept else kept
    if tells_more or not can_do_without(fold(before).text, fold(after).text):
        return rest
    return f"{rest[: day.start].rstrip()}{'' if after[:1] in '.,;' else ' '}{after}".strip(" ,;–—-")


def _two_people(bare: str, pair: Pair) -> str:
    """« le maire et la secrétaire appellent… » has no single owner, and says so."""
    first = person_at(bare, pair)
    also = re.match(r"\s+et\s+", bare[first.end :]) if first else None
    if first is None or also is None:
        return ""
    return _ONE_PERSON if person_at(bare, pair, first.end + also.end()) else ""


def _past(due: date | None, today: date) -> str:
    return f"Le {long_date(due)} est déjà passé." if due is not None and due < today else ""


def _impossible(text: str, today: date) -> str:
    """An impossible day is said under any line."""
    day, doubt = read_day(text[:LONGEST_SENTENCE], today)
    return doubt if day is None else ""
