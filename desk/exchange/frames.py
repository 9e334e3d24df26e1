"""How the program and its document process talk: frames of a JSON head and a body of bytes."""

import json
import struct
from typing import Any, BinaryIO

MAX_HEAD = 16_000_000
MAX_BODY = 256_000_000
_SIZES = struct.Struct(">II")

Json = dict[str, Any]


class Broken(Exception):
    """The other side stopped in the middle of a frame, or speaks otherwise."""


class Gone(Exception):
    """The process died or was killed; `told` is the end of what it said on its error stream."""

    def __init__(self, told: str, *, late: bool) -> None:
        super().__init__(told)
        self.told = told
        self.late = late


def write_frame(stream: BinaryIO, head: Json, body: bytes = b"") -> None:
    """Send one frame: the two lengths, the head in ASCII JSON, the body."""
    told = json.dumps(head).encode()
    stream.write(_SIZES.pack(len(told), len(body)) + told)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[Json, bytes] | None:
    """The next frame, or None where the stream ends between two. Raises Broken."""
    sizes = stream.read(_SIZES.size)
    if not sizes:
        return None
    head_size, body_size = _SIZES.unpack(_whole(sizes, _SIZES.size))
    if head_size > MAX_HEAD or body_size > MAX_BODY:
        raise Broken
    head = json.loads(_whole(stream.read(head_size), head_size))
    return head, _whole(stream.read(body_size), body_size)


def _whole(content: bytes, size: int) -> bytes:
    if len(content) < size:
        raise Broken
    return content
