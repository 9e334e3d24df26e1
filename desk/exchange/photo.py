"""A photo of a sheet as a page: its JPEG, untouched, in a PDF, which the program can draw everywhere."""

_START = b"\xff\xd8"
_NO_FRAME = frozenset({0xC4, 0xC8, 0xCC})
_SPACES = {1: b"DeviceGray", 3: b"DeviceRGB"}
_WIDTH = 595


def page_of(jpeg: bytes) -> bytes | None:
    """The PDF; None where this is no JPEG in grey or in three colours."""
    frame = _frame(jpeg) if jpeg.startswith(_START) else None
    if frame is None or frame[2] not in _SPACES or min(frame) < 1:
        return None
    width, height, colours = frame
    tall = max(1, round(_WIDTH * height / width))
    drawing = b"q %d 0 0 %d 0 0 cm /I Do Q" % (_WIDTH, tall)
    return _written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>>>>>" % (_WIDTH, tall),
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8"
            b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
            % (width, height, _SPACES[colours], len(jpeg), jpeg),
        ]
    )


def _frame(jpeg: bytes) -> tuple[int, int, int] | None:
    """Width, height and number of colours, from the header of the frame; None where there is none."""
    place = len(_START)
    while place + 9 < len(jpeg) and jpeg[place] == 0xFF:
        marker = jpeg[place + 1]
        if marker == 0xFF:  # a filling byte
            place += 1
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height, width = jpeg[place + 5 : place + 7], jpeg[place + 7 : place + 9]
            return int.from_bytes(width), int.from_bytes(height), jpeg[place + 9]
        else:
            place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return None


def _written(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start, count = len(content), len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return content + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
