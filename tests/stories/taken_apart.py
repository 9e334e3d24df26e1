"""All that a PDF says anywhere: pages, titles, attachments, loose streams, earlier revisions."""

import json
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import StreamObject


def words_in(content: bytes) -> bytes:
    """All that a PDF says anywhere, every stream unpacked, each revision of it, each text as UTF-8."""
    return b"\n".join(_everything(content))


def _everything(content: bytes) -> Iterator[bytes]:
    yield content
    yield from _texts(content)
    yield from _inflated(content)
    for end in re.finditer(rb"%%EOF\s*", content):
        yield from _by_reader(content[: end.end()])
    yield from _by_qpdf(content)


def _by_reader(content: bytes) -> Iterator[bytes]:
    """As pypdf reads it: pages, titles, attachments, every stream of every object."""
    reader = PdfReader(BytesIO(content))
    for page in reader.pages:
        said = page.extract_text()
        yield said.encode()
        # a word may be cut where the line ends
        yield re.sub(r"[\s\u00ad-]+", "", said).encode()
    yield str(dict(reader.metadata or {})).encode()
    for name, parts in reader.attachments.items():
        yield name.encode()
        yield from parts
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            yield found.get_data()
        yield str(found).encode(errors="surrogateescape")


def _by_qpdf(content: bytes) -> Iterator[bytes]:
    """As another program unpacks it, where there is one."""
    program = shutil.which("qpdf")
    if program is not None:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            command = [program, "--qdf", "--object-streams=disable", file.name, "-"]
            done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode in (0, 3), done.stderr
        yield done.stdout
        yield from _texts(done.stdout)


def _inflated(content: bytes) -> Iterator[bytes]:
    """Whatever inflates between `stream` and `endstream`, whether an object still names it or not."""
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        inflating = zlib.decompressobj()
        try:
            plain = inflating.decompress(found.group(1))
        except zlib.error:
            continue
        yield plain
        yield from _texts(plain)


def _texts(content: bytes) -> Iterator[bytes]:
    """The strings of a document written in hexadecimal, or two bytes a letter."""
    for found in re.finditer(rb"<([0-9A-Fa-f\s]{8,})>", content):
        digits = re.sub(rb"\s", b"", found.group(1))
        yield _plain(bytes.fromhex(digits[: len(digits) // 2 * 2].decode()))
    for literal in re.finditer(rb"\((\xfe\xff.*?)(?<!\\)\)", content, re.DOTALL):
        yield _plain(_unescaped(literal.group(1)))
    for literal in re.finditer(rb"\((\\376\\377.*?)(?<!\\)\)", content, re.DOTALL):
        yield _plain(_unescaped(literal.group(1)))


def _unescaped(text: bytes) -> bytes:
    return re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found.group(1), 8) & 0xFF]), text)


def _plain(text: bytes) -> bytes:
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", errors="replace").encode()
    return text


def data_in(content: bytes) -> dict[str, Any]:
    """The data attached to a bilan."""
    return dict(json.loads(PdfReader(BytesIO(content)).attachments["rapport.json"][0]))
