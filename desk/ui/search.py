"""Searching the guide: every word asked for, and where it stands. No Qt here."""

from collections.abc import Iterable
from dataclasses import dataclass

from desk.core.search import EXCERPT, marked, spread, words_of

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

    def __len__(self) -> int:
        return len(self.passages)

    def heading(self, place: int) -> str:
        """The title of what the `place`-th passage stands in, and the part of it."""
        passage = self.passages[place]
        return " · ".join(part for part in (passage.title, passage.where) if part)

    def excerpt(self, place: int) -> tuple[tuple[str, bool], ...]:
        """The `place`-th passage as (text, found) runs of an excerpt of it."""
        return tuple(marked(self.passages[place].text, self.words, EXCERPT))


class Index:
    """Passages ready to be searched at each key: folded once, not once per key."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._entries = [(spread(passage.text), passage) for passage in passages]

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, query: str) -> Found:
        """What holds every word of `query`; nothing for an empty query."""
        words = words_of(query)
        hits = [entry for entry in self._entries if all(word in entry[0] for word in words)] if words else []
        lead = " " + " ".join(word.strip() for word in words)
        hits.sort(key=lambda entry: _rank(entry[0], entry[1], lead))
        return Found(words, tuple(passage for _, passage in hits))


def _rank(folded: str, passage: Passage, lead: str) -> int:
    """Names first, then what begins with the words (the entry of a glossary), then the rest as one reads."""
    if not passage.where and (passage.target == "practice" or passage.text == passage.title):
        return 0
    return 1 if folded.startswith(lead) else 2
