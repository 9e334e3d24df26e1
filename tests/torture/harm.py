"""What can happen to a carnet's file on a disk, on a stick, in a mail: from its bytes, others."""

import random
from collections.abc import Callable
from dataclasses import dataclass

PAGE = 4096
_INDEX_PAGES = (2, 10)
_TABLE_PAGES = (5, 13)


@dataclass(frozen=True, slots=True)
class Hurt:
    """The damaged file, and what lies beside it as its journal (None: nothing)."""

    content: bytes
    journal: bytes | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A sound carnet, itself a day before, another commune's, and hot journals of each of the three."""

    whole: bytes
    before: bytes
    other: bytes
    own_journal: bytes
    half_written: bytes
    old_journal: bytes
    other_journal: bytes


Harm = Callable[[Material, random.Random], Hurt]


def _over(content: bytes, place: int, put: bytes) -> Hurt:
    return Hurt(content[:place] + put + content[place + len(put) :])


def _page(content: bytes, number: int) -> bytes:
    return content[number * PAGE : (number + 1) * PAGE]


def _pages(content: bytes) -> int:
    return len(content) // PAGE


def _some_page(content: bytes, dice: random.Random, kinds: tuple[int, ...] = ()) -> int:
    """Any page but the first, or one of these kinds."""
    those = [each for each in range(1, _pages(content)) if not kinds or content[each * PAGE] in kinds]
    return dice.choice(those)


def flipped_bit(given: Material, dice: random.Random) -> Hurt:
    place = dice.randrange(len(given.whole))
    return _over(given.whole, place, bytes([given.whole[place] ^ (1 << dice.randrange(8))]))


def flipped_bits(given: Material, dice: random.Random) -> Hurt:
    content = bytearray(given.whole)
    for _ in range(dice.randrange(2, 200)):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return Hurt(bytes(content))


def flipped_in_first_page(given: Material, dice: random.Random) -> Hurt:
    place = dice.randrange(PAGE)
    return _over(given.whole, place, bytes([given.whole[place] ^ (1 << dice.randrange(8))]))


def header_field(given: Material, dice: random.Random) -> Hurt:
    start, size = dice.choice([
        (16, 2), (18, 1), (19, 1), (20, 1), (21, 1), (22, 1), (23, 1), (24, 4), (28, 4), (32, 4), (36, 4),
        (40, 4), (44, 4), (48, 4), (52, 4), (56, 4), (60, 4), (64, 4), (68, 4), (72, 20), (92, 4), (96, 4),
    ])  # fmt: skip
    return _over(given.whole, start, dice.choice([bytes(size), b"\xff" * size, dice.randbytes(size)]))


def version_field(given: Material, dice: random.Random) -> Hurt:
    return _over(given.whole, 60, dice.choice([0, 1, 2, 3, 5, 77, 2**31 - 1]).to_bytes(4, "big"))


def page_header(given: Material, dice: random.Random) -> Hurt:
    place = _some_page(given.whole, dice) * PAGE + dice.randrange(12)
    return _over(given.whole, place, dice.randbytes(1))


def index_page(given: Material, dice: random.Random) -> Hurt:
    page = _some_page(given.whole, dice, _INDEX_PAGES)
    return _over(
        given.whole, page * PAGE + dice.randrange(8, PAGE - 40), dice.randbytes(dice.randrange(1, 40))
    )


def table_page(given: Material, dice: random.Random) -> Hurt:
    page = _some_page(given.whole, dice, _TABLE_PAGES)
    return _over(
        given.whole, page * PAGE + dice.randrange(8, PAGE - 40), dice.randbytes(dice.randrange(1, 40))
    )


def letter_changed(given: Material, dice: random.Random) -> Hurt:
    """Inside a text: SQLite has no way to see it."""
    places = [place for place in range(PAGE, len(given.whole)) if 97 <= given.whole[place] <= 122]
    return _over(given.whole, dice.choice(places), bytes([dice.randrange(256)]))


def zeroed_page(given: Material, dice: random.Random) -> Hurt:
    return _over(given.whole, _some_page(given.whole, dice) * PAGE, bytes(PAGE))


def zeroed_sector(given: Material, dice: random.Random) -> Hurt:
    return _over(given.whole, dice.randrange(len(given.whole) // 512) * 512, bytes(512))


def zeroed_end(given: Material, dice: random.Random) -> Hurt:
    place = dice.randrange(_pages(given.whole)) * PAGE
    return Hurt(given.whole[:place] + bytes(len(given.whole) - place))


def random_page(given: Material, dice: random.Random) -> Hurt:
    return _over(given.whole, _some_page(given.whole, dice) * PAGE, dice.randbytes(PAGE))


def swapped_pages(given: Material, dice: random.Random) -> Hurt:
    one, two = dice.sample(range(1, _pages(given.whole)), 2)
    hurt = _over(given.whole, one * PAGE, _page(given.whole, two)).content
    return _over(hurt, two * PAGE, _page(given.whole, one))


def doubled_page(given: Material, dice: random.Random) -> Hurt:
    one, two = dice.sample(range(1, _pages(given.whole)), 2)
    return _over(given.whole, one * PAGE, _page(given.whole, two))


def stale_page(given: Material, dice: random.Random) -> Hurt:
    """A writing that the disk lost: one page is as it was the day before."""
    limit = min(_pages(given.whole), _pages(given.before))
    stale = [each for each in range(limit) if _page(given.whole, each) != _page(given.before, each)]
    page = dice.choice(stale)
    return _over(given.whole, page * PAGE, _page(given.before, page))


def anothers_page(given: Material, dice: random.Random) -> Hurt:
    page = dice.randrange(1, min(_pages(given.whole), _pages(given.other)))
    return _over(given.whole, page * PAGE, _page(given.other, page))


def cut(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.whole[: dice.randrange(1, len(given.whole))])


def cut_at_a_page(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.whole[: dice.randrange(1, _pages(given.whole)) * PAGE])


def cut_short(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.whole[: dice.randrange(1, 600)])


def empty(_given: Material, _dice: random.Random) -> Hurt:
    return Hurt(b"")


def longer(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.whole + dice.randbytes(dice.randrange(1, 3 * PAGE)))


def begun_late(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.whole[dice.randrange(1, 2 * PAGE) :])


def noise(_given: Material, dice: random.Random) -> Hurt:
    return Hurt(dice.randbytes(dice.randrange(1, 40 * PAGE)))


def zeros(given: Material, _dice: random.Random) -> Hurt:
    return Hurt(bytes(len(given.whole)))


def sent_as_text(given: Material, _dice: random.Random) -> Hurt:
    """By a transfer that believes in lines."""
    return Hurt(given.whole.replace(b"\n", b"\r\n"))


def read_as_utf8(given: Material, _dice: random.Random) -> Hurt:
    return Hurt(given.whole.decode("utf-8", "replace").encode())


def another_kind(_given: Material, dice: random.Random) -> Hurt:
    return Hurt(
        dice.choice([b"%PDF-1.7\n", b"PK\x03\x04", b"<!DOCTYPE html><html>", b"{}"]) + dice.randbytes(900)
    )


def another_database(given: Material, dice: random.Random) -> Hurt:
    return _over(given.whole, 68, dice.choice([bytes(4), b"GPKG"]))


def wal_mode(given: Material, _dice: random.Random) -> Hurt:
    return _over(given.whole, 18, b"\x02\x02")


def foreign_journal(given: Material, _dice: random.Random) -> Hurt:
    return Hurt(given.whole, given.other_journal)


def stale_journal(given: Material, _dice: random.Random) -> Hurt:
    """Left from another day of the same carnet."""
    return Hurt(given.whole, given.old_journal)


def own_journal(given: Material, _dice: random.Random) -> Hurt:
    """No harm: a writing that a power cut stopped, to be taken back."""
    return Hurt(given.half_written, given.own_journal)


def cut_journal(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.half_written, given.own_journal[: dice.randrange(1, len(given.own_journal))])


def flipped_journal(given: Material, dice: random.Random) -> Hurt:
    place = dice.randrange(len(given.own_journal))
    flipped = bytes([given.own_journal[place] ^ (1 << dice.randrange(8))])
    return Hurt(given.half_written, given.own_journal[:place] + flipped + given.own_journal[place + 1 :])


def lost_journal(given: Material, _dice: random.Random) -> Hurt:
    """A carnet copied by hand while it was being written, without what lies beside it."""
    return Hurt(given.half_written)


def noise_as_journal(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.whole, dice.randbytes(dice.randrange(1, 3 * PAGE)))


def empty_journal(given: Material, dice: random.Random) -> Hurt:
    return Hurt(given.whole, bytes(dice.choice([0, 28, 512, PAGE])))


HARMS: tuple[Harm, ...] = (
    flipped_bit, flipped_bits, flipped_in_first_page, header_field, version_field, page_header, index_page,
    table_page, letter_changed, zeroed_page, zeroed_sector, zeroed_end, random_page, swapped_pages,
    doubled_page, stale_page, anothers_page, cut, cut_at_a_page, cut_short, empty, longer, begun_late, noise,
    zeros, sent_as_text, read_as_utf8, another_kind, another_database, wal_mode, foreign_journal,
    stale_journal, own_journal, cut_journal, flipped_journal, lost_journal, noise_as_journal, empty_journal,
)  # fmt: skip
"""All of them; the n-th damaged carnet suffers the n-th, by turns."""
