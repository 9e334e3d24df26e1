"""« winmail.dat », which Outlook sends in the place of attachments (MS-OXTNEF)."""

import struct
from collections.abc import Iterator

_SIGNATURE = 0x223E9F78
_HEAD = struct.Struct("<IH")
_ATTRIBUTE = struct.Struct("<BII")
_CHECKSUM = 2
_BEGINS, _TITLE, _DATA = 0x00069002, 0x00018010, 0x0006800F


def attachments(content: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each attachment. Raises ValueError when it is something else or is cut short."""
    if len(content) < _HEAD.size or _HEAD.unpack_from(content)[0] != _SIGNATURE:
        raise ValueError
    name, data = "", b""
    for key, value in _attributes(content):
        if key == _BEGINS and data:
            yield name, data
            name, data = "", b""
        elif key == _TITLE:
            name = value.rstrip(b"\0").decode("cp1252", "replace")
        elif key == _DATA:
            data = value
    if data:
        yield name, data


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = _HEAD.size
    while place + _ATTRIBUTE.size <= len(content):
        _level, key, size = _ATTRIBUTE.unpack_from(content, place)
        place += _ATTRIBUTE.size
        if place + size > len(content):
            raise ValueError
        yield key, content[place : place + size]
        place += size + _CHECKSUM
