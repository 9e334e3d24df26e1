"""Searching the guide: every word asked for, accents and case ignored, and where it stands. No Qt here."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desk.core.guide import Guide, Practice
from desk.core.markdown import parse, plain
from desk.core.people import Person
from desk.core.wording import typographic, worded

EXCERPT = 150
WHOLE = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the guide: the screen and the anchor it is found at, and its plain text."""

    target: str
    key: str
    anchor: str
    title: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds every word; `pieces` are (text, found) runs of an excerpt of it.

    Words of one or two letters are asked for but not marked, unless there are no others.
    """

    passage: Passage
    pieces: tuple[tuple[str, bool], ...]


def passages(guide: Guide, people: Mapping[str, Person]) -> list[Passage]:
    """All there is to find, in reading order, worded for these two people."""
    found = [passage for practice in guide.practices for passage in _of_practice(practice)]
    for page in guide.pages:
        found.append(Passage("guide_page", page.id, "", page.title, "", page.title))
        lines = plain(parse(page.body)).split("\n")
        found += [Passage("guide_page", page.id, "", page.title, "", line) for line in lines]
    return [_worded(passage, people) for passage in found]


def search(found_in: list[Passage], query: str) -> list[Hit]:
    """Passages that hold every word of `query`, best places first; empty for an empty query."""
    words = fold(query).split()
    if not words:
        return []
    hits = [hit for passage in found_in if (hit := _hit(passage, words))]
    return sorted(hits, key=lambda hit: hit.passage.where != "")


def fold(text: str) -> str:
    """Without case, accents, ligatures; every kind of space and apostrophe is one."""
    return "".join(_folded(character) for character in text)


def _folded(character: str) -> str:
    plainer = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"}.get(character)
    if plainer:
        return plainer
    if character.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", character)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def _of_practice(practice: Practice) -> Iterator[Passage]:
    def passage(anchor: str, where: str, text: str) -> Passage:
        title = f"{practice.number}. {practice.title}"
        return Passage("practice", practice.id, anchor, title, where, text)

    yield passage("", "", practice.title)
    yield passage("", "Pour en parler", practice.opening_question)
    yield passage("", "Cette semaine", practice.first_step)
    for section in practice.sections:
        for line in plain(parse(section.body)).split("\n"):
            yield passage(section.id, section.title, line)
    for statement in practice.statements:
        yield passage("statements", "Énoncé", statement.text)
    for fact in practice.facts:
        yield passage("facts", "Repère", f"{fact.text} {fact.reference}")


def _worded(passage: Passage, people: Mapping[str, Person]) -> Passage:
    where, text = worded(passage.where, people), typographic(worded(passage.text, people))
    return Passage(passage.target, passage.key, passage.anchor, passage.title, where, text)


def _hit(passage: Passage, words: list[str]) -> Hit | None:
    folded, origins = _mapped(passage.text)
    places = {word: _places(folded, word) for word in words}
    if not all(places.values()):
        return None
    told = [word for word in words if len(word) > WHOLE] or words
    found = {
        origins[spot] for word in told for place in places[word] for spot in range(place, place + len(word))
    }
    first = origins[places[max(told, key=len)][0]]
    return Hit(passage, tuple(_pieces(passage.text, found, first)))


@lru_cache(maxsize=4096)
def _mapped(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, where it comes from; once per passage, not per key."""
    pieces = [_folded(character) for character in text]
    return "".join(pieces), [index for index, piece in enumerate(pieces) for _ in piece]


def _places(text: str, word: str) -> list[int]:
    """Where words begin like this one; a word of one or two letters is looked for whole."""
    end = r"(?!\w)" if len(word) <= WHOLE else ""
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(word)}{end}", text)]


def _pieces(text: str, found: set[int], first: int) -> Iterator[tuple[str, bool]]:
    """Runs of found and other text, cut around the place `first`."""
    start = 0 if len(text) <= EXCERPT else max(0, text.rfind(" ", 0, max(0, first - EXCERPT // 3)) + 1)
    end = len(text) if len(text) - start <= EXCERPT * 1.2 else text.find(" ", start + EXCERPT)
    end = len(text) if end < 0 else end
    if start:
        yield "… ", False
    run = start
    for index in range(start + 1, end + 1):
        if index == end or (index in found) != (run in found):
            yield text[run:index], run in found
            run = index
    if end < len(text):
        yield " …", False
