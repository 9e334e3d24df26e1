"""Searching words: accents and case ignored, beginnings of words, and where they stand in a text."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from desk.core.wording import NBSP

EXCERPT = 150
WHOLE = 2
_FAR = 2_000


def words_of(query: str) -> tuple[str, ...]:
    """The words looked for, a space before each; « L2122-18 » is one, said « l2122 18 ».

    Words begin so. One of a letter or two is looked for whole, a space after it, unless it is being typed.
    """
    each = [" ".join(spread(word).split()) for word in query.split()]
    words = [word for word in each if word]
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


def excerpt(text: str, words: Sequence[str], most: int = EXCERPT) -> tuple[tuple[str, bool], ...]:
    """Runs of a piece of `text`, on one line, around what is found; a long text is not marked whole."""
    line = " ".join(text[_near(text, words) :][:_FAR].split())
    return tuple(marked(line, words, most))


def respelt(text: str) -> str:
    """Its words that an index which ignores accents alone would not find as they are typed: œ, æ, ﬁ, m²."""
    return " ".join(spread(word).strip() for word in text.split() if any(map(_respelt, word)))


def fold(text: str) -> str:
    """Without case, accents, ligatures; every kind of space and apostrophe is one."""
    return "".join(_folded(character) for character in text)


@lru_cache(maxsize=1024)
def _respelt(character: str) -> bool:
    bare = unicodedata.normalize("NFD", character)
    plain = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    return character.isalnum() and plain != _folded(character)


def _near(text: str, words: Sequence[str]) -> int:
    """Where to begin in a text so long that spreading it whole at each key would be felt."""
    if len(text) <= _FAR:
        return 0
    longest = max(words, key=len, default="")
    for start in range(0, len(text), _FAR // 2):
        if longest in spread(text[start : start + _FAR]):
            return start
    return 0


@lru_cache(maxsize=1024)
def _folded(character: str) -> str:
    plainer = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"}.get(character)
    if plainer:
        return plainer
    if character.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", character)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def spread(text: str) -> str:
    """The folded text with a space before it, after it, and in place of all that is no letter or figure."""
    return f" {text.translate(_SPREAD)} "


@lru_cache(maxsize=1024)
def _letters(character: str) -> str:
    return "".join(c if c.isalnum() else " " for c in _folded(character)) or " "


class _Spread(dict[int, str]):
    """What each character becomes, worked out the first time it is met: `translate` is then quick."""

    def __missing__(self, code: int) -> str:
        self[code] = _letters(chr(code))
        return self[code]


_SPREAD = _Spread()


@lru_cache(maxsize=512)
def _mapped(text: str) -> tuple[str, list[int]]:
    """The spread text and, for each of its characters, where it comes from."""
    pieces = [_letters(character) for character in text]
    origins = [index for index, piece in enumerate(pieces) for _ in piece]
    return spread(text), [0, *origins, len(text) - 1]


def _places(folded: str, word: str) -> list[int]:
    """Where it stands, the space before it left out."""
    found, at = [], -1
    while (at := folded.find(word, at + 1)) >= 0:
        found.append(at + 1)
    return found


def _pieces(text: str, found: set[int], first: int, most: int) -> Iterator[tuple[str, bool]]:
    """Runs of found and other text, cut around the place `first`."""
    start = 0 if len(text) <= most else max(0, text.rfind(" ", 0, max(0, first - most // 3)) + 1)
    start = max(start, first - most)  # a text without a space is cut all the same
    end = len(text) if len(text) - start <= most * 1.2 else text.find(" ", start + most, start + 2 * most)
    end = min(len(text), start + 2 * most) if end < 0 else end
    if start:
        yield "… ", False
    run = start
    for index in range(start + 1, end + 1):
        if index == end or (index in found) != (run in found):
            yield text[run:index], run in found
            run = index
    if end < len(text):
        yield f"{NBSP}…", False
