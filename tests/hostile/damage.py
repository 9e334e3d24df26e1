"""What a bad disk, a cut transfer or a mail program does to a form; and what is no form."""

import logging
from io import BytesIO

import pypdf

from tests.hostile.written import MEGABYTE, Chance, Maker

_LARGEST = 100_000_000


def flipped(chance: Chance, base: bytes) -> bytes:
    changed = bytearray(base)
    for _ in range(chance.randint(1, 60)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncated(chance: Chance, base: bytes) -> bytes:
    return base[: chance.randrange(len(base))]


def beheaded(chance: Chance, base: bytes) -> bytes:
    return b"%PDF-1.7\n" + base[chance.randrange(len(base)) :]


def zeroed(chance: Chance, base: bytes) -> bytes:
    start, size = chance.randrange(len(base)), chance.randint(1, 5000)
    return base[:start] + bytes(size) + base[start + size :]


def shuffled(chance: Chance, base: bytes) -> bytes:
    size = chance.choice((256, 512, 4096))
    blocks = [base[start : start + size] for start in range(0, len(base), size)]
    one, other = chance.randrange(len(blocks)), chance.randrange(len(blocks))
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return b"".join(blocks)


def swollen(chance: Chance, base: bytes) -> bytes:
    start, size = chance.randrange(len(base)), chance.randint(10, 3000)
    return base[:start] + base[start : start + size] * chance.randint(2, 400) + base[start:]


def retyped(_chance: Chance, base: bytes) -> bytes:
    """Sent as text: each line end became two bytes, and bytes above 127 question marks."""
    return base.replace(b"\n", b"\r\n").decode("ascii", "replace").encode("latin-1", "replace")


def numbers_changed(chance: Chance, base: bytes) -> bytes:
    """Some digits replaced: lengths, places of objects, references."""
    changed = bytearray(base)
    digits = [place for place, byte in enumerate(base) if 48 <= byte <= 57]
    for place in chance.sample(digits, min(len(digits), chance.randint(1, 200))):
        changed[place] = chance.choice(b"0123456789")
    return bytes(changed)


def words_swapped(chance: Chance, base: bytes) -> bytes:
    """A name of the format where another is expected."""
    names = [b"/Annots", b"/Kids", b"/Parent", b"/Pages", b"/Type", b"/Root", b"/AP", b"/Length", b"/Info"]
    one, other = chance.sample(names, 2)
    return base.replace(one, other)


def empty(chance: Chance, _base: bytes) -> bytes:
    return chance.choice((b"", b"\n", b"%PDF-", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"startxref\n0\n%%EOF"))


def not_a_pdf(chance: Chance, _base: bytes) -> bytes:
    heads = (b"\x89PNG\r\n", b"PK\x03\x04", b"<html>", b"\xff\xd8\xff\xe0", b"{\\rtf1", b"MZ", b"\x00")
    return chance.choice(heads) + chance.randbytes(chance.randint(0, 20_000))


def noise(chance: Chance, _base: bytes) -> bytes:
    return b"%PDF-1.7\n" + chance.randbytes(chance.randint(1, 300_000)) + b"\nstartxref\n12\n%%EOF"


def locked(chance: Chance, base: bytes) -> bytes:
    # It speaks of each damage of the base.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    writer = pypdf.PdfWriter(clone_from=BytesIO(base))
    writer.encrypt(chance.choice(("", "secret")), "owner", algorithm=chance.choice(("RC4-40", "RC4-128")))
    target = BytesIO()
    writer.write(target)
    content = target.getvalue()
    return content if chance.random() < 0.5 else flipped(chance, content)


def too_big(chance: Chance, base: bytes) -> bytes:
    """Larger than any file of ours, sound or not."""
    if chance.random() < 0.8:
        return base + b"\n% " + bytes(chance.randint(MEGABYTE, 8 * MEGABYTE))
    return base + bytes(_LARGEST - 49_000_000)


MAKERS: tuple[Maker, ...] = (
    flipped,
    truncated,
    beheaded,
    zeroed,
    shuffled,
    swollen,
    retyped,
    numbers_changed,
    words_swapped,
    empty,
    not_a_pdf,
    noise,
    locked,
    too_big,
)
