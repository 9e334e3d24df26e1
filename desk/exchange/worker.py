"""The document process: draws and reads on request, with bounded memory, until its input ends."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from desk import paths
from desk.exchange.frames import read_frame, write_frame

if TYPE_CHECKING:
    from desk.pdf.press import Press

MEMORY = 1 << 30

Json = dict[str, Any]
Answer = tuple[Json, bytes]


def main(
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
    verbs: "Verbs | None" = None,
    bound: str = "RLIMIT_AS",
) -> int:
    """Serve frames until the input ends; 0. An error is a bug or a hostile file: the process dies of it.

    `verbs` are the requests served, `bound` which of the system's limits holds the memory on Linux.
    """
    _limit_memory(bound)
    source = stdin or sys.stdin.buffer
    target = stdout or sys.stdout.buffer
    # A library that prints must not speak between two frames.
    sys.stdout = sys.stderr
    while (frame := read_frame(source)) is not None:
        request, body = frame
        head, content = (verbs or VERBS)[request["verb"]](request, body)
        write_frame(target, head, content)
    return 0


def _limit_memory(bound: str) -> None:
    """On Windows the parent puts the process in a job; macOS maps more than this before it starts."""
    if sys.platform == "linux":
        import resource

        limit = getattr(resource, bound)
        _, hard = resource.getrlimit(limit)
        ceiling = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(limit, (ceiling, hard))


def _prepare(_request: Json, _body: bytes) -> Answer:
    """Load what reads, so that its time is not counted against a file."""
    from desk.pdf import read_form, read_report

    return {"ready": [read_form.__name__, read_report.__name__]}, b""


def _prepare_received(_request: Json, _body: bytes) -> Answer:
    """The same for bilans alone, without what draws."""
    from desk.exchange import papers

    return {"ready": [papers.__name__]}, b""


def _press(request: Json) -> "Press":
    from desk.pdf.press import Press

    return Press(Path(request["fonts"]), paths.resources() / "colours" / "sRGB.icc")


def _report(request: Json, _body: bytes) -> Answer:
    from desk.pdf.report import draw_report

    return {}, draw_report(request["data"], _press(request))


def _form(request: Json, _body: bytes) -> Answer:
    from desk.pdf.form import draw_form

    return {}, draw_form(request["data"], _press(request), fillable=request["fillable"])


def _handout(request: Json, _body: bytes) -> Answer:
    from desk.pdf.handout import draw_handout

    return {}, draw_handout(request["data"], _press(request))


def _read_form(_request: Json, body: bytes) -> Answer:
    from desk.pdf.read_form import read_form

    return asdict(read_form(body)), b""


def _read_report(_request: Json, body: bytes) -> Answer:
    from desk.pdf.read_report import read_report

    verdict, data = read_report(body)
    return {"verdict": verdict, "data": data}, b""


def _read_received(request: Json, body: bytes) -> Answer:
    """The papers in each file, of which the head gives name and size, the body all the bytes."""
    from desk.core.told import packed
    from desk.exchange.papers import papers_in

    found, start = [], 0
    for name, size in request["files"]:
        found.append([packed(paper) for paper in papers_in(name, body[start : start + size])])
        start += size
    return {"papers": found}, b""


def _unpack(request: Json, body: bytes) -> Answer:
    from desk.exchange.parcels import unpack

    parts = unpack(request["name"], body)
    return {"parts": [[each.name, len(each.content), each.found] for each in parts]}, b"".join(
        each.content for each in parts
    )


Verbs = dict[str, Callable[[Json, bytes], Answer]]

VERBS: Verbs = {
    "prepare": _prepare,
    "prepare_received": _prepare_received,
    "report": _report,
    "form": _form,
    "handout": _handout,
    "read_form": _read_form,
    "read_report": _read_report,
    "read_received": _read_received,
    "unpack": _unpack,
}


if __name__ == "__main__":
    sys.exit(main())
