"""Foreign bytes: real files harmed, and values that no program of ours would write."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

ODD_TEXTS = (
    "", " ", "\x00", "\ufeff", "\ud800", "😀" * 300, "a" * 70_000, "null", "NaN", "-1", "1e999", "../../x",
    "..", "C:\\x", "2026-02-30", "0000-00-00", "9999-12-31", "2026-11-22T25:00", "base64:",
    "base64:%%%", "texte:", "[]", "{}", "[[[[[[[[[[", "<b>x</b>", "=1+1", "tenu", "prévu",
    "hebdomadaire", "p01", "p01s1",
)  # fmt: skip
ODD_NUMBERS = (-1, 0, 1, 2, 3, 4, 5, 10**6, 2**31, 2**63 - 1, 2**63, -(2**63), 10**30)
ODD_VALUES: tuple[Any, ...] = (
    *ODD_TEXTS,
    *ODD_NUMBERS,
    None,
    True,
    False,
    0.5,
    1e308,
    float("nan"),
    [],
    {},
    [[]],
    {"a": 1},
)

_NUMBERS = st.integers(0, 2**48)
Harm = Callable[[random.Random, bytes], bytes]


def _flip(chance: random.Random, content: bytes) -> bytes:
    out = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 50))):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(chance: random.Random, content: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return chance.choice((content[:start], content[end:], content[:start] + content[end:]))


def _fill(chance: random.Random, content: bytes) -> bytes:
    place, size = chance.randrange(len(content) + 1), chance.choice((1, 16, 512, 4096))
    kind = chance.randrange(3)
    filling = bytes(size) if kind == 0 else b"\xff" * size if kind == 1 else chance.randbytes(size)
    return content[:place] + filling + content[place + size :]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    place, size = chance.randrange(len(content) + 1), chance.choice((1, 20, 1000))
    return content[:place] + content[place : place + size] * chance.choice((2, 30)) + content[place + size :]


def _swap(chance: random.Random, content: bytes) -> bytes:
    half = chance.randrange(len(content) + 1)
    return content[half:] + content[:half]


def _numbers(chance: random.Random, content: bytes) -> bytes:
    """Another number where there was one, as lengths and counts are."""
    digits = [place for place in range(len(content)) if content[place : place + 1].isdigit()]
    if not digits:
        return _flip(chance, content)
    place = chance.choice(digits)
    return content[:place] + str(chance.choice(ODD_NUMBERS)).encode() + content[place + 1 :]


HARMS: tuple[Harm, ...] = (_flip, _flip, _cut, _fill, _repeat, _swap, _numbers)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Foreign bytes, made from a number: a breach is told by it, not by half a megabyte."""

    number: int
    make: Callable[[int], bytes] = field(repr=False)


def harmed(bases: Sequence[bytes]) -> st.SearchStrategy[Foreign]:
    """One of these, harmed once to three times; now and then nothing but chance."""

    def make(number: int) -> bytes:
        chance = random.Random(number)
        if chance.random() < 0.03:
            return chance.randbytes(chance.choice((0, 1, 100, 5000)))
        content = chance.choice(bases)
        for _ in range(chance.choice((1, 1, 2, 3))):
            content = chance.choice(HARMS)(chance, content)
        return content

    return _NUMBERS.map(lambda number: Foreign(number, make))


def odd_json(bases: Sequence[Any]) -> st.SearchStrategy[Foreign]:
    """One of these values with some of what it holds replaced, removed, doubled or renamed."""
    packed = [json.dumps(base) for base in bases]

    def make(number: int) -> bytes:
        chance = random.Random(number)
        value = json.loads(chance.choice(packed))
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            value = _disturbed(chance, value)
        return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")

    return _NUMBERS.map(lambda number: Foreign(number, make))


def _disturbed(chance: random.Random, value: Any) -> Any:
    """The value, changed at one place, deep most often."""
    if isinstance(value, dict) and value and chance.random() < 0.95:
        key = chance.choice(list(value))
        act = chance.random()
        if act < 0.03:
            del value[key]
        elif act < 0.05:
            value[chance.choice(ODD_TEXTS)] = chance.choice(ODD_VALUES)
        else:
            value[key] = _disturbed(chance, value[key])
        return value
    if isinstance(value, list) and value and chance.random() < 0.95:
        place = chance.randrange(len(value))
        act = chance.random()
        if act < 0.05:
            del value[place]
        elif act < 0.1:
            value.insert(place, value[place])
        else:
            value[place] = _disturbed(chance, value[place])
        return value
    return chance.choice(ODD_VALUES)
