"""Keys, codes and sealed blobs."""

import os
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.errors import UserError
from desk.data.keys import (
    ARGON2ID,
    MEMORY,
    OPS,
    ROUND_ROOM,
    SHEET_ROOM,
    WrappedKey,
    normal_code,
    propose_code,
    seal,
    unseal,
    unwrap,
    wrap,
)

KEY = bytes(range(32))
CODE = "marche lundi cahier olive"


def test_a_code_opens_the_key_and_another_does_not() -> None:
    stored = wrap(KEY, CODE, os.urandom)
    assert (stored.scheme, stored.ops, stored.memory) == (ARGON2ID, OPS, MEMORY)
    assert KEY not in stored.wrapped
    assert unwrap(stored, CODE) == KEY
    for wrong in ("", "marche lundi cahier", "marche lundi cahier olives"):
        with pytest.raises(UserError, match="pas le bon code"):
            unwrap(stored, wrong)


def test_without_a_code_the_same_path_serves() -> None:
    assert unwrap(wrap(KEY, "", os.urandom), "") == KEY


@pytest.mark.parametrize(
    "typed", ["Marche  LUNDI cahier olive ", "marche-lundi-cahier-olive", "marché lundi càhier olive"]
)
def test_a_code_is_typed_without_worry(typed: str) -> None:
    assert normal_code(typed) == normal_code(CODE)


@given(st.binary(max_size=SHEET_ROOM - 1))
def test_what_is_sealed_comes_back(plain: bytes) -> None:
    assert unseal(KEY, seal(KEY, plain, os.urandom, room=SHEET_ROOM)) == plain


@pytest.mark.parametrize("size", [0, 1, 50, 2000, SHEET_ROOM - 1])
def test_the_size_of_a_sheet_says_nothing(size: int) -> None:
    assert len(seal(KEY, b"x" * size, os.urandom, room=SHEET_ROOM)) == len(
        seal(KEY, b"", os.urandom, room=SHEET_ROOM)
    )


def test_sealing_twice_differs_and_tampering_is_seen() -> None:
    first, second = (seal(KEY, b"feuille", os.urandom, room=ROUND_ROOM) for _ in range(2))
    assert first != second
    altered = first[:100] + bytes([first[100] ^ 1]) + first[101:]
    for blob in (altered, first[:20], b"", seal(b"k" * 32, b"feuille", os.urandom, room=ROUND_ROOM)):
        with pytest.raises(UserError):
            unseal(KEY, blob)


def test_four_words_drawn_from_all_of_them() -> None:
    words: Sequence[str] = [f"mot{number}" for number in range(2048)]
    draw = random.Random(7).randbytes
    codes = {propose_code(words, draw) for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code.split()) == 4 for code in codes)
    assert len({word for code in codes for word in code.split()}) > 600


def test_a_bare_key_s_parameters_are_kept() -> None:
    assert wrap(KEY, "", os.urandom) == WrappedKey("sans_code", b"", 0, 0, KEY)


def test_what_does_not_fit_is_refused_with_a_sentence() -> None:
    with pytest.raises(UserError, match="plus de place"):
        seal(KEY, b"x" * SHEET_ROOM, os.urandom, room=SHEET_ROOM)
