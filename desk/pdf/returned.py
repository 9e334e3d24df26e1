"""What a returned PDF still says of itself: which sheet it is, and whether its pages are pictures."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader

from desk.core.form import MARKS, sheet_code
from desk.core.people import Seat
from desk.pdf.form import KEYWORD, REFERENCE
from desk.pdf.opened import keywords

# The form's own pages; a foreign file may have many more, whose text is not worth the time.
_READ_PAGES = 4
_TOLD = 20_000
_XMP_KEYWORDS = re.compile(r"<pdf:Keywords>([^<]*)</pdf:Keywords>")
# Round and seat, then what older forms did not say: carnet, edition of the guide, revisions.
_SAID = re.compile(
    rf"{KEYWORD}\s+\d+\s+([0-9A-Za-z-]{{1,64}})\s+({'|'.join(Seat)})"
    r"(?:\s+([0-9a-f]{8}|-)\s+(\S{1,60})(\s.*)?)?\s*$",
    re.DOTALL,
)
_ASKED = re.compile(r"^([a-z][a-z0-9]{0,15})=([1-9]\d{0,3})$")
_FOOT = re.compile(
    rf"{REFERENCE}\s+(?:([0-9A-F]{{4}}-(?:{'|'.join(mark.upper() for mark in MARKS.values())}))"
    r"|([0-9a-f]{8}) (elu|sgm))"
)
# Dots of a page at 60 to the inch, which no coat of arms has.
_PICTURE = 300_000
_LOOKED_AT = 100


class Identity(NamedTuple):
    """Whose sheet a file says it is: fields of `desk.core.form.FormReading`."""

    round_id: str = ""
    seat: str = ""
    carnet: str = ""
    commune: str = ""
    guide: str = ""
    revisions: Mapping[str, int] = {}
    code: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether Binôme made it, as far as it says."""
        return bool(self.round_id or self.code)


def identity(reader: PdfReader, pages: Sequence[PageObject]) -> Identity:
    """From its keywords, in one place or the other; where they are lost, from the foot of its `pages`."""
    words = _SAID.match(_told(reader)[:_TOLD])
    if words is None:
        return Identity(code=_printed_code(pages))
    round_id, seat, carnet, guide, asked = words.groups("")
    code = sheet_code(round_id, Seat(seat))
    if not carnet:
        return Identity(round_id, seat, code=code)
    matches = filter(None, map(_ASKED.match, asked.split()))
    revisions = {match[1]: int(match[2]) for match in matches}
    carnet, guide = ("" if word == "-" else word for word in (carnet, guide))
    return Identity(round_id, seat, carnet, _commune(reader), guide, revisions, code)


def _told(reader: PdfReader) -> str:
    """The keywords of the document, or those of its metadata stream, which some programs keep alone."""
    said = keywords(reader)
    if said.startswith(KEYWORD):
        return said
    stream: Any = reader.root_object.get("/Metadata")
    if stream is None:
        return ""
    match = _XMP_KEYWORDS.search(stream.get_object().get_data()[:_TOLD].decode("utf-8", "replace"))
    return match[1] if match else ""


def _commune(reader: PdfReader) -> str:
    """The author of the document, fit to be shown: anyone may have written it."""
    information = reader.metadata
    said = str(information.author or "") if information else ""
    return " ".join("".join(c for c in said if unicodedata.category(c)[0] != "C" or c.isspace()).split())[
        :120
    ]


def _printed_code(pages: Sequence[PageObject]) -> str:
    for page in pages[:_READ_PAGES]:
        match = _FOOT.search(unicodedata.normalize("NFC", page.extract_text()))
        if match:
            return match[1] or sheet_code(match[2], Seat(match[3]))
    return ""


def is_pictures(pages: Sequence[PageObject]) -> bool:
    """Whether pictures cover each page, in one piece or in strips: photographed, scanned, printed as dots."""
    return bool(pages) and all(sum(map(_dots, _drawn_on(page))) >= _PICTURE for page in pages)


def _dots(drawn: Any) -> int:
    if drawn.get("/Subtype") != "/Image":
        return 0
    return int(drawn.get("/Width", 0)) * int(drawn.get("/Height", 0))


def _drawn_on(page: Any) -> Iterator[Any]:
    """What a page draws by name, and what that draws: the first few, since one may hold itself."""
    waiting, left = [page], _LOOKED_AT
    while waiting:
        for reference in _resources(waiting.pop()):
            left -= 1
            if left < 0:
                return
            drawn = reference.get_object()
            waiting.append(drawn)
            yield drawn


def _resources(holder: Any) -> list[Any]:
    found = holder
    for key in ("/Resources", "/XObject"):
        found = found.get(key)
        if found is None:
            return []
        found = found.get_object()
    return list(found.values())
