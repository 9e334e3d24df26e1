"""What comes wrapped: the PDF files inside a message or an archive, read in the document process."""

import zipfile
import zlib
from binascii import a2b_base64
from collections.abc import Callable, Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from desk.core.told import PARCELS
from desk.exchange.tnef import attachments

MAX_PART = 20_000_000
MAX_TOTAL = 100_000_000
MAX_PARTS = 500
MAX_DEPTH = 3
_MAIL, _ARCHIVE, _WINMAIL = PARCELS
_PDF = b"%PDF-"
_BEFORE = b"\xef\xbb\xbf\r\n"
"""What an editor or a gateway may leave before the first line of a message."""
_INSIDE = " › "

Read = Callable[[int], bytes]
"""The first bytes of an entry, at most so many."""
Entries = Iterator[tuple[str, Read]]

# What the libraries raise at broken, encrypted or exotic parcels.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    MessageError,
    RuntimeError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    OSError,
)


class Part(NamedTuple):
    """One thing found inside: a PDF to read, or what was met instead.

    `found` is a word of `desk.core.received.NOT_READ`, "" for a PDF; `name` has « › » between parcels.
    """

    name: str
    content: bytes
    found: str = ""


def unpack(name: str, content: bytes) -> list[Part]:
    """Every PDF in a `.zip` or an `.eml`, parcels inside parcels opened too; never empty, never raises.

    Nothing is written on the disk. Bounds: `MAX_DEPTH` parcels deep, `MAX_PARTS` files, `MAX_PART` bytes each
    and `MAX_TOTAL` in all; what is over them is told.
    """
    return _Opening().parts(name, content)


def kind(name: str) -> str:
    """The ending, one of PARCELS, of what unpacks, "" for the rest."""
    return next((ending for ending in PARCELS if name.lower().endswith(ending)), "")


class _Opening:
    """One parcel being opened with all that is inside: what room is left."""

    def __init__(self) -> None:
        self._room = MAX_TOTAL
        self._count = 0

    def parts(self, name: str, content: bytes, depth: int = 1) -> list[Part]:
        try:
            inside = self._inside(name, content, depth)
        except _BROKEN:
            return [Part(name, b"", "abime")]
        return inside or [Part(name, b"", "vide")]

    def _inside(self, name: str, content: bytes, depth: int) -> list[Part]:
        found: list[Part] = []
        entries = _ENTRIES[kind(name)](content)
        for inner, read in entries:
            if self._count >= MAX_PARTS:
                found.append(Part(name, b"", "trop_de_fichiers"))
                break
            self._count += 1
            found += self._one(f"{name}{_INSIDE}{inner}", read, depth)
        return found

    def _one(self, name: str, read: Read, depth: int) -> list[Part]:
        if kind(name) and depth >= MAX_DEPTH:
            return [Part(name, b"", "trop_emboite")]
        limit = min(MAX_PART, self._room)
        try:
            content = read(limit + 1)
        except _BROKEN as error:
            # the library's way of saying that an entry has a password
            return [Part(name, b"", "protege" if "password" in str(error) else "abime")]
        if len(content) > limit:
            return [Part(name, b"", "trop_gros")]
        self._room -= len(content)
        return self.parts(name, content, depth + 1) if kind(name) else [Part(name, content)]


def _first(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The first `most` bytes of the entry, whatever size it declares."""
    with archive.open(entry) as stream:
        return stream.read(most)


def _cut(content: bytes, most: int) -> bytes:
    return content[:most]


def _archived(content: bytes) -> Entries:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if _is_wanted(entry.filename):
                yield entry.filename, partial(_first, archive, entry)


def _attached(content: bytes) -> Entries:
    """The attachments of a message and of those forwarded inside it."""
    message = BytesParser(policy=policy.default).parsebytes(content.lstrip(_BEFORE))
    if not message.keys():
        raise ValueError
    for part in message.walk():
        assert isinstance(part, EmailMessage)
        yield from _of_part(part)


def _of_part(part: EmailMessage) -> Entries:
    name = part.get_filename() or ""
    if part.is_multipart():
        if part.get_content_type() == "message/rfc822":
            yield from _wrapped(name, part)
        return
    content = _payload(part)
    if part.get_content_type() == "application/ms-tnef" or kind(name) == _WINMAIL:
        yield from _in_winmail(content)
        return
    is_pdf = part.get_content_type() == "application/pdf" or content.startswith(_PDF)
    if is_pdf and not _is_wanted(name):
        name = f"{name or 'sans nom'}.pdf"
    if _is_wanted(name):
        yield name, partial(_cut, content)


def _in_winmail(content: bytes) -> Entries:
    """Outlook's own parcel, in the place of the attachments."""
    for name, held in attachments(content):
        if _is_wanted(name):
            yield name, partial(_cut, held)


def _wrapped(name: str, part: EmailMessage) -> Entries:
    """A message forwarded in base64: the standard forbids it, some servers do it, the library leaves it."""
    inner = part.get_payload(0)
    encoding = str(part.get("Content-Transfer-Encoding", "")).lower()
    if isinstance(inner, EmailMessage) and encoding == "base64" and not inner.keys():
        content = a2b_base64(str(inner.get_payload()))
        yield f"{(name or 'message').removesuffix(_MAIL)}{_MAIL}", partial(_cut, content)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    # The shadow copies that macOS adds to archives are no documents.
    return path.name.lower().endswith((".pdf", *PARCELS)) and not path.name.startswith("._")


_ENTRIES: dict[str, Callable[[bytes], Entries]] = {
    _ARCHIVE: _archived,
    _MAIL: _attached,
    _WINMAIL: _in_winmail,
}
