"""Searching: every word asked for, accents and case ignored, and where it stands. No Qt here."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

EXCERPT = 150
WHOLE = 2
_KEYS = {"practice": "practice_id", "guide_page": "page_id", "journey": "path_id"}
"""Which argument of a screen says what it shows; the others show one thing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what can be read: the screen and the anchor it is found at, and its plain text.

    `where` is the part of the screen it stands in; empty for the title and for what comes before any part.
    """

    target: str
    key: str
    anchor: str
    title: str
    where: str
    text: str

    @property
    def arguments(self) -> dict[str, str]:
        """What the screen's `enter` is given to show it."""
        found = {_KEYS[self.target]: self.key} if self.target in _KEYS else {}
        return found | ({"anchor": self.anchor} if self.anchor else {})


@dataclass(frozen=True, slots=True)
class Found:
    """The passages that hold every word of a query, best places first."""

    words: tuple[str, ...]
    passages: tuple[Passage, ...]

    def excerpt(self, place: int) -> tuple[tuple[str, bool], ...]:
        """The `place`-th passage as (text, found) runs of an excerpt of it."""
        return tuple(marked(self.passages[place].text, self.words, EXCERPT))


class Index:
    """Passages ready to be searched at each key: folded once, not once per key."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._entries = [(_spread(passage.text), passage) for passage in passages]

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, query: str) -> Found:
        """What holds every word of `query`; nothing for an empty query."""
        words = words_of(query)
        hits = [entry for entry in self._entries if all(word in entry[0] for word in words)] if words else []
        lead = " " + " ".join(word.strip() for word in words)
        hits.sort(key=lambda entry: _rank(entry[0], entry[1], lead))
        return Found(words, tuple(passage for _, passage in hits))


def words_of(query: str) -> tuple[str, ...]:
    """The words looked for, a space before each; « L2122-18 » is one, said « l2122 18 ».

    Words begin so. One of a letter or two is looked for whole, a space after it, unless it is being typed.
    """
    spread = [" ".join(_spread(word).split()) for word in query.split()]
    words = [word for word in spread if word]
    last = len(words) - 1 if query == query.rstrip() else -1
    return tuple(
        f" {word} " if len(word) <= WHOLE and place != last else f" {word}"
        for place, word in enumerate(words)
    )


def marked(text: str, words: Iterable[str], most: int) -> Iterator[tuple[str, bool]]:
    """Runs of text, each with whether it is one of the words; about `most` characters, around the first.

    `words` as from `words_of`; those of a letter or two are not marked, unless there are no others.
    """
    folded, origins = _mapped(text)
    told = [word for word in words if len(word.strip()) > WHOLE] or list(words)
    spots = {word: _places(folded, word) for word in told}
    found = {
        origins[spot]
        for word, starts in spots.items()
        for at in starts
        for spot in range(at, at + len(word.strip()))
    }
    longest = max(told, key=len, default="")
    first = origins[spots[longest][0]] if spots.get(longest) else 0
    return _pieces(text, found, first, most)


def fold(text: str) -> str:
    """Without case, accents, ligatures; every kind of space and apostrophe is one."""
    return "".join(_folded(character) for character in text)


def _rank(spread: str, passage: Passage, lead: str) -> int:
    """Names first, then what begins with the words (the entry of a glossary), then the rest as one reads."""
    if not passage.where and (passage.target == "practice" or passage.text == passage.title):
        return 0
    return 1 if spread.startswith(lead) else 2


@lru_cache(maxsize=1024)
def _folded(character: str) -> str:
    plainer = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"}.get(character)
    if plainer:
        return plainer
    if character.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", character)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def _spread(text: str) -> str:
    """The folded text with a space before it, after it, and in place of all that is no letter or figure."""
    return f" {''.join(map(_letters, text))} "


@lru_cache(maxsize=1024)
def _letters(character: str) -> str:
    return "".join(c if c.isalnum() else " " for c in _folded(character)) or " "


@lru_cache(maxsize=512)
def _mapped(text: str) -> tuple[str, list[int]]:
    """The spread text and, for each of its characters, where it comes from."""
    pieces = [_letters(character) for character in text]
    origins = [index for index, piece in enumerate(pieces) for _ in piece]
    return _spread(text), [0, *origins, len(text) - 1]


def _places(spread: str, word: str) -> list[int]:
    """Where it stands, the space before it left out."""
    found, at = [], -1
    while (at := spread.find(word, at + 1)) >= 0:
        found.append(at + 1)
    return found


def _pieces(text: str, found: set[int], first: int, most: int) -> Iterator[tuple[str, bool]]:
    """Runs of found and other text, cut around the place `first`."""
    start = 0 if len(text) <= most else max(0, text.rfind(" ", 0, max(0, first - most // 3)) + 1)
    end = len(text) if len(text) - start <= most * 1.2 else text.find(" ", start + most)
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
