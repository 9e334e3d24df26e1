"""Objects of a PDF that the library knows not, or writes otherwise than the standards want."""

from typing import Any

from reportlab.pdfbase.pdfdoc import NoEncryption, PDFObject


def add_entry(catalog: Any, key: str, value: Any) -> None:
    """Add to a page or to the document's root an entry the library has no name for."""
    catalog.__NoDefault__ = [*catalog.__NoDefault__, key]
    setattr(catalog, key, value)


class Raw(PDFObject):
    """An object whose text is known: the library's own dictionaries take longer than the drawing."""

    text = b""

    def format(self, _document: Any) -> bytes:
        """The text."""
        return self.text


class Streams(NoEncryption):
    """No cipher, but what the library sends each stream through: PDF/A wants a line end after it."""

    def encode(self, content: bytes) -> "_Stream":
        """The stream as it is to be written."""
        return _Stream(content)


class _Stream(PDFObject):
    def __init__(self, content: bytes) -> None:
        self.content = content

    def __len__(self) -> int:
        return len(self.content)

    def format(self, _document: Any) -> bytes:
        return self.content + b"\n"
