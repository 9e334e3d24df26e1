"""The French that a user reads, as bare words: TOML, Markdown and marks taken out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_CODE = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*|O-hi|O-med")
"""A value that is an identifier or a tag, not French."""

_NOT_PROSE = re.compile(
    r"```.*?```|`[^`]*`"  # code
    r"|(?<=\])\([^)]*\)"  # where a link leads
    r"|\{[^{}]*\}"  # marks of wording
    r"|<[^>]*>|https?://\S+|\S+@\S+|\S+\.exe"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|edu|bzh|eu|deb|pdf|ics|guide|binome|md|toml|txt)\b"
    r"|\*\.\w+|\S*[\d_\\/]\S*",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*[’']?")


def texts(path: Path) -> Iterator[str]:
    """What a file gives to read: the values of a TOML file, else the whole text."""
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        yield from _values(tomllib.loads(text))
    else:
        # the README turns to English for those who build the program
        yield text.split("\n## For builders")[0]


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not _CODE.fullmatch(value):
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)
    elif isinstance(value, dict):
        yield from _values(list(value.values()))


def words(path: Path) -> set[str]:
    """The different words of a file, with straight apostrophes."""
    found: set[str] = set()
    for text in texts(path):
        found |= {word.replace("’", "'") for word in _WORD.findall(_NOT_PROSE.sub(" ", text))}
    return found
