"""Damaged and hostile PDF files, made by number: the same number gives the same file."""

import random

from tests.hostile import content, damage, structure

MAKERS = (*damage.MAKERS, *structure.MAKERS, *content.MAKERS)


def kind(number: int) -> str:
    """What harm file `number` does."""
    return MAKERS[number % len(MAKERS)].__name__.replace("_", " ")


def made(number: int, bases: list[bytes]) -> bytes:
    """File `number`; `bases` are sound forms to do harm to."""
    chance = random.Random(f"binome {number}")
    maker = MAKERS[number % len(MAKERS)]
    return maker(chance, bases[number // len(MAKERS) % len(bases)])
