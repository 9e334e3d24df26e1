"""What is told before something is erased for good."""

from dataclasses import dataclass
from itertools import takewhile

ARCHIVES = (
    "Les documents d’une mairie sont en principe des archives publiques : avant d’effacer des comptes rendus "
    "que vous avez gardés, voyez avec le CDG ou les archives départementales (à jour au 28 février 2026)."
)
"""The rule of archives in one sentence; the program does not settle it."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasing is about: `title` names it; `goes` and `stays` are French sentences, one a line."""

    title: str
    goes: tuple[str, ...]
    stays: tuple[str, ...] = ()


_AROUND, _LONGEST = 25, 110


def around(before: str, after: str) -> tuple[str, str]:
    """The stretch that differs in two texts, on one line each, with some of what stands around it."""
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    first = max(0, start - _AROUND)
    left_out = max(0, end - _AROUND)
    return _line(before, first, len(before) - left_out), _line(after, first, len(after) - left_out)


def _same(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _line(text: str, first: int, last: int) -> str:
    shown = text[first : min(last, first + _LONGEST)]
    return f"{'…' if first else ''}{' '.join(shown.split())}{'…' if first + len(shown) < len(text) else ''}"
