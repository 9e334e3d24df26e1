"""A packed file holds the same objects as a plain one, for every reader, and weighs less."""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import pytest

from desk.pdf import fonts
from desk.pdf.canvas import new_canvas
from desk.pdf.metadata import Label
from desk.pdf.press import Press
from desk.pdf.structure import Element
from tests.pdf.tagged import Tagged

Tool = Callable[..., str]

LABEL = Label("Essai", "Valmont", "Coordination", "essai", "Binôme", b"essai")
LINES = 200


def drawn(press: Press, *, packs: bool) -> bytes:
    fonts.load(press.fonts)
    target = BytesIO()
    canvas = new_canvas(target, LABEL, press, lambda *_: None)
    canvas.packs = packs
    for number in range(LINES):
        with canvas.marked(Element("P")):
            canvas.drawString(60, 780 - 14 * (number % 50), f"Ligne {number}")
        if number % 50 == 49:
            canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture(scope="module")
def both(press: Press) -> tuple[bytes, bytes]:
    return drawn(press, packs=True), drawn(press, packs=False)


def test_is_lighter(both: tuple[bytes, bytes]) -> None:
    packed, plain = both
    assert len(packed) < len(plain) * 0.75
    assert b"/Type /ObjStm" in packed
    assert b"/Type /ObjStm" not in plain


def test_the_same_structure_and_words(both: tuple[bytes, bytes], tool: Tool) -> None:
    outlines = [Tagged(content).tree.outline() for content in both]
    assert outlines[0] == outlines[1]
    assert outlines[0].count("P") == LINES
    spoken = [tool(content, "pdfinfo", "-struct-text") for content in both]
    assert spoken[0] == spoken[1]


def test_every_reader_takes_it(both: tuple[bytes, bytes], tool: Tool) -> None:
    packed, _ = both
    assert "No syntax or stream encoding errors" in tool(packed, "qpdf", "--check")
    assert len(pypdf.PdfReader(BytesIO(packed), strict=True).pages) == LINES // 50
    document = pypdfium2.PdfDocument(packed)
    assert "Ligne 199" in document[3].get_textpage().get_text_bounded()


def test_each_object_is_where_the_file_says(both: tuple[bytes, bytes]) -> None:
    packed, _ = both
    reader: Any = pypdf.PdfReader(BytesIO(packed), strict=True)
    start = int(packed.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert packed[start:].split(b" 0 obj", 1)[0].isdigit()
    size = int(reader.trailer["/Size"])
    kinds = {number: type(reader.get_object(number)).__name__ for number in range(1, size)}
    assert "NullObject" not in kinds.values()
    assert len(kinds) == size - 1


def test_same_drawing_same_bytes(press: Press, both: tuple[bytes, bytes]) -> None:
    assert drawn(press, packs=True) == both[0]


def test_no_object_is_kept_that_nobody_sees(both: tuple[bytes, bytes]) -> None:
    """All that is in the packs can be read once they are opened, as the search for private words does."""
    packed, _ = both
    opened = b"".join(
        zlib.decompress(part.split(b"\nstream\n", 1)[1].split(b"\nendstream", 1)[0])
        for part in packed.split(b"/Type /ObjStm")[1:]
    )
    assert opened.count(b"/S/P/") + opened.count(b"/S /P ") == LINES
