"""What comes wrapped: the PDF files inside a message or an archive, read in the document process."""

import zipfile
import zlib
from email import policy
from email.parser import BytesParser
from io import BytesIO
from pathlib import PurePosixPath

MAX_PART = 20_000_000
MAX_TOTAL = 100_000_000
MAX_PARTS = 500

Parts = list[tuple[str, bytes]]


def unpack(kind: str, content: bytes) -> Parts | None:
    """(name, bytes) of each PDF in a `.zip` or an `.eml`; None when the parcel cannot be opened.

    Parts over the bounds are left out: their bytes are empty, so that each is still told.
    """
    return _from_archive(content) if kind == ".zip" else _from_message(content)


def _from_archive(content: bytes) -> Parts | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if _is_pdf(entry.filename)]
            total, parts = 0, []
            for entry in sorted(entries, key=lambda entry: entry.filename)[:MAX_PARTS]:
                part = _inflated(archive, entry, MAX_TOTAL - total)
                total += len(part)
                parts.append((entry.filename, part))
            return parts
    # What the library raises at broken, encrypted or exotic archives.
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
        return None


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The entry, or nothing when it is larger than allowed, whatever size it declares."""
    limit = min(MAX_PART, room)
    with archive.open(entry) as stream:
        content = stream.read(limit + 1)
    return content if len(content) <= limit else b""


def _from_message(content: bytes) -> Parts | None:
    message = BytesParser(policy=policy.default).parsebytes(content)
    if not message.keys():
        return None
    parts: Parts = []
    for part in message.walk():
        name = part.get_filename() or ""
        if _is_pdf(name) and len(parts) < MAX_PARTS:
            payload = part.get_payload(decode=True)
            body = payload if isinstance(payload, bytes) and len(payload) <= MAX_PART else b""
            parts.append((name, body))
    return parts


def _is_pdf(name: str) -> bool:
    # The shadow copies that macOS adds to archives are no documents.
    return name.lower().endswith(".pdf") and not PurePosixPath(name).name.startswith("._")
