"""A passage that should never have been written: taken out of a text, and recognised elsewhere."""

import re
from datetime import date

from desk.core.wording import short_date

_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…]*")
_APOSTROPHES = re.compile("['’]")


def mark(day: date) -> str:
    """« [passage retiré le 22/11/2026] », which stands in the place of what was taken out."""
    return f"[passage retiré le {short_date(day)}]"


def without(text: str, start: int, end: int, day: date) -> str:
    """The text with the mark in the place of its characters from `start` to `end`."""
    return text[:start] + mark(day) + text[end:]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without the blanks at its ends, which are nobody's words."""
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    return begin, begin + len(text[start:end].strip())


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends, without the blanks around it."""
    found = (0, 0)
    for match in _SENTENCE.finditer(text):
        if match.start() < match.end() and match.start() <= place:
            found = match.span()
    return trimmed(text, *found)


def alike(passage: str) -> re.Pattern[str]:
    """Finds the same passage in other texts: whole words, whatever the case, the spaces, the apostrophes."""
    words = [_APOSTROPHES.sub("['’]", re.escape(word)) for word in _SPACES.split(passage.strip())]
    # a border of word is asked only where the passage begins or ends with one
    before = r"(?<!\w)" if passage.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if passage.strip()[-1:].isalnum() else ""
    return re.compile(before + r"\s+".join(words) + after, re.IGNORECASE)


def without_any(text: str, passage: str, day: date) -> str:
    """The text with the mark in the place of each occurrence of the passage."""
    said = mark(day)
    return alike(passage).sub(lambda _found: said, text)
