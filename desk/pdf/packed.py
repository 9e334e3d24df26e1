"""A document's file with its small objects packed together (ISO 32000-1, 7.5.7 and 7.5.8).

The library writes objects one by one; a structure of some thousand elements would weigh more than the pages.
"""

import zlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFFile, PDFIndirectObject

from desk.pdf.objects import Raw

# Readers unpack a whole pack for one object of it.
A_PACK = 200
# Of an entry of the cross-reference: its kind, where, which.
WIDTHS = (1, 4, 2)
FREE, PLAIN, PACKED = 0, 1, 2

Entry = tuple[int, int, int]
Small = tuple[int, bytes]


def packed(document: Any) -> bytes:
    """The whole file of reportlab's `document`, complete but not yet written."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.encrypt.prepare(document)
    file = PDFFile(document._pdfVersion)
    entries: dict[int, Entry] = {0: (FREE, 0, 65535)}
    small = _written(document, file, entries)
    for first in range(0, len(small), A_PACK):
        _add_pack(file, entries, small[first : first + A_PACK])
    number = max(entries) + 1
    start = file.offset
    entries[number] = (PLAIN, start, 0)
    told = b"/Type /XRef /Size %d /W [%d %d %d] /Root %s /Info %s /ID %s" % (
        number + 1,
        *WIDTHS,
        root.format(document),
        info.format(document),
        document.ID().strip(),
    )
    columns = sum(WIDTHS)
    parameters = b"/DecodeParms << /Predictor 12 /Columns %d >>" % columns
    _add_stream(file, number, told + b" " + parameters, _differences(_rows(entries), columns))
    file.add(b"startxref\n%d\n%%%%EOF\n" % start)
    return bytes(file.format(document))


def _written(document: Any, file: Any, entries: dict[int, Entry]) -> list[Small]:
    """Write each object that stands by itself; those to pack. More are met while they are written."""
    small: list[Small] = []
    number = 1
    while number in document.numberToId:
        name = document.numberToId[number]
        thing = document.idToObject[name]
        if isinstance(thing, Raw):
            small.append((number, thing.format(document)))
        else:
            entries[number] = (PLAIN, file.add(PDFIndirectObject(name, thing).format(document)), 0)
        number += 1
    entries.update({number: (PACKED, 0, 0) for number, _ in small})
    return small


def _add_pack(file: Any, entries: dict[int, Entry], small: Sequence[Small]) -> None:
    pack = max(entries) + 1
    places, offset = [], 0
    for index, (number, text) in enumerate(small):
        entries[number] = (PACKED, pack, index)
        places.append(b"%d %d" % (number, offset))
        offset += len(text) + 1
    head = b" ".join(places) + b"\n"
    entries[pack] = (PLAIN, file.offset, 0)
    body = b"\n".join([*(text for _, text in small), b""])
    _add_stream(file, pack, b"/Type /ObjStm /N %d /First %d" % (len(small), len(head)), head + body)


def _add_stream(file: Any, number: int, told: bytes, content: bytes) -> None:
    squeezed = zlib.compress(content, 9)
    file.add(b"%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n" % (number, told, len(squeezed)))
    file.add(squeezed)
    file.add(b"\nendstream\nendobj\n")


def _rows(entries: dict[int, Entry]) -> list[bytes]:
    ordered = (entries[number] for number in range(len(entries)))
    return [b"".join(v.to_bytes(w, "big") for v, w in zip(entry, WIDTHS, strict=True)) for entry in ordered]


def _differences(rows: Sequence[bytes], columns: int) -> bytes:
    """Each row as what it differs from the row above by, which squeezes well (PNG's « up »)."""
    out, above = bytearray(), bytes(columns)
    for row in rows:
        out.append(2)
        out += bytes((now - then) % 256 for now, then in zip(row, above, strict=True))
        above = row
    return bytes(out)
