"""The bilans in one file received, read in the document process."""

from desk.core.received_words import shown
from desk.core.told import PARCELS, READ, Paper, told
from desk.pdf.read_report import FORGED, read_report


def papers_in(name: str, content: bytes) -> list[Paper]:
    """One paper for a PDF, as many as a message or an archive holds. Bad bytes are a word, never an error."""
    if not name.lower().endswith(PARCELS):
        return [_document(name, content)]
    from desk.exchange.parcels import unpack

    return [
        Paper(shown(part.name), part.found) if part.found else _document(part.name, part.content)
        for part in unpack(name, content)
    ]


def _document(name: str, content: bytes) -> Paper:
    """A bilan whose fingerprint does not hold still says whose it claims to be."""
    found, data = read_report(content)
    is_bilan = data is not None and found in (READ, FORGED)
    return Paper(shown(name), found, told(data) if data is not None and is_bilan else None)
