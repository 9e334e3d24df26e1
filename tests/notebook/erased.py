"""Looking for what was erased: words, their parts and what an index makes of them, in every file."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

SHORTEST = 4
_WORDS = re.compile(r"\w+")


def tokens(text: str) -> set[str]:
    """The text's words as written, small, and without accents, as an index has them."""
    found = set[str]()
    for word in _WORDS.findall(text):
        small = word.casefold()
        bare = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
        found |= {word, small, bare, bare.replace("œ", "oe"), unicodedata.normalize("NFD", word)}
    return {each for each in found if len(each) >= SHORTEST}


def stems(text: str) -> set[str]:
    """Every beginning of four letters and more of each word, in each of its spellings."""
    return {word[:size] for word in tokens(text) for size in range(SHORTEST, len(word) + 1)}


def shreds(text: str) -> list[bytes]:
    """Those, as UTF-8 and as UTF-16 write them."""
    said = sorted({text, *stems(text)})
    return [each.encode(code) for each in said for code in ("utf-8", "utf-16-le", "utf-16-be")]


def stands_in(folder: Path, texts: Iterable[str]) -> list[str]:
    """The files under a folder that hold any of it, with the first shred found."""
    wanted = [shred for text in texts for shred in shreds(text)]
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        held = path.read_bytes()
        shred = next((each for each in wanted if each in held), None)
        if shred is not None:
            found.append(f"{path.name}: {shred!r}")
    return found
