"""PDF files written by hand: sound tables around whatever objects one likes."""

import random
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

Chance = random.Random
Maker = Callable[[Chance, bytes], bytes]
Objects = Mapping[int, bytes]

MEGABYTE = 1 << 20
IDENTITY = b"binome-feuille 2 3f2a9c1e-7d54-4b0e-9a51-2f7be8a90c11 elu 0a1b2c3d 2026.11 p01s1=1"
_WIDGET = b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (p01s1_2) /Rect [60 60 72 72] /AS /Off >>"


def document(objects: Objects, trailer: bytes = b"", size: int = 0) -> bytes:
    """A PDF with these objects and a sound table; object 1 is its root, 2 what it says of itself."""
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    table = out.tell()
    last = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % last)
    for number in range(1, last):
        out.write(b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f"))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 2 0 R %s >>\n" % (size or last, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def form(
    annots: bytes = b"[6 0 R]", page: bytes = b"", more: Objects | None = None, said: bytes = IDENTITY
) -> bytes:
    """One page with one of our boxes; `page` adds to its dictionary, `more` replaces objects or adds some."""
    if b"/Resources" not in page:
        page += b" /Resources << /Font << >> >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 3 0 R /AcroForm << /Fields [6 0 R] >> >>",
        2: b"<< /Keywords (%s) /Author (Valmont) >>" % said,
        3: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        4: b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Annots %s %s >>" % (annots, page),
        5: stream(b"BT (Feuille) Tj ET"),
        6: _WIDGET,
    }
    return document(dict(sorted({**objects, **(more or {})}.items())))


def stream(content: bytes, entries: bytes = b"", length: bytes = b"") -> bytes:
    """A stream object; `length` lies about its size."""
    said = length or b"%d" % len(content)
    return b"<< /Length %s %s >>\nstream\n" % (said, entries) + content + b"\nendstream"


@cache
def bomb(megabytes: int, times: int = 1) -> bytes:
    """Zeros, packed `times` over: a few kilobytes that become megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(megabytes)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def bomb_stream(chance: Chance, entries: bytes = b"") -> bytes:
    """A stream that inflates a thousand or a million times."""
    times = chance.choice((1, 2))
    filters = b"/Filter [" + b"/FlateDecode " * times + b"]"
    return stream(bomb(chance.choice((64, 256, 512)), times), filters + entries)
