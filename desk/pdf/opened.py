"""A foreign PDF, opened: what pypdf finds in it, or the word for why it finds nothing."""

import logging
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

PROTECTED, DAMAGED, NOT_PDF = "protege", "abime", "pas_un_pdf"
_HEADER_WITHIN = 1024

T = TypeVar("T")

# pypdf says that broken files may raise other errors than its own; these are what its parser
# raises when an object is not of the type that the standard gives it, or refers to itself.
_BROKEN = (
    PyPdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    EOFError,
)


class Unreadable(Exception):
    """A file that gives nothing; `why` is PROTECTED, DAMAGED or NOT_PDF."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def drawn_from(content: bytes, extract: Callable[[PdfReader], T]) -> T:
    """What `extract` takes out of the PDF; it only fetches plain values and judges nothing.

    Raises Unreadable.
    """
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise Unreadable(NOT_PDF)
    # A broken file makes it talk at length.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        # Protected against changes alone, it opens without a password.
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Unreadable(PROTECTED)
        return extract(reader)
    except DependencyError as error:
        # A cipher that needs a library we do not bring; elsewhere, a picture that does.
        raise Unreadable(PROTECTED if b"/Encrypt" in content else DAMAGED) from error
    except _BROKEN as error:
        raise Unreadable(DAMAGED) from error


def keywords(reader: PdfReader) -> str:
    """What the document says of itself in its keywords, or ""."""
    information = reader.metadata
    return str(information.keywords or "") if information else ""
