"""The pages of a foreign file as pictures, drawn in a process of their own, bounded in time and memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.exchange.child import READING, STARTING, file_content, unsafe
from desk.exchange.frames import Gone
from desk.exchange.process import Process


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: sizes in pixels, three bytes a pixel (red, green, blue), rows without padding."""

    width: int
    height: int
    pixels: bytes


def pictures_of(path: Path, command: Sequence[str], *, seconds: float = READING) -> list[Picture]:
    """The pages of a PDF, or the photo, at `path`; none where it cannot be shown.

    `command` starts the process that draws; each page has `seconds`. Raises UserError for a file that cannot
    be read, or that brought that process down.
    """
    content = file_content(path)
    process = Process(command)
    try:
        pictures = _drawn(process, content, seconds)
    except Gone as gone:  # the process has ended already
        raise unsafe(path.name) from gone
    except ValueError as wrong:
        process.end()
        raise unsafe(path.name) from wrong
    process.end()
    return pictures


def _drawn(process: Process, content: bytes, seconds: float) -> list[Picture]:
    process.ask({"verb": "prepare"}, b"", STARTING)
    count = process.ask({"verb": "open"}, content, seconds)[0]["pages"]
    return [_picture(*process.ask({"verb": "page", "page": each}, b"", seconds)) for each in range(count)]


def _picture(head: dict[str, int], pixels: bytes) -> Picture:
    """What comes back is believed no more than the file was. ValueError."""
    width, height = head["width"], head["height"]
    if min(width, height) < 1 or len(pixels) != width * height * 3:
        raise ValueError((width, height, len(pixels)))
    return Picture(width, height, pixels)
