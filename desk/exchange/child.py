"""Documents drawn and foreign files read in a process of their own: what the rest of the program calls."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from desk.core.errors import UserError
from desk.exchange.frames import Gone
from desk.files import unread

if TYPE_CHECKING:
    from desk.core.form import FormReading
    from desk.core.handout import Handout, Imprint
    from desk.core.told import Paper
    from desk.exchange.parcels import Part
    from desk.exchange.process import Process

DRAWING, READING, STARTING = 60.0, 4.5, 60.0
MAX_FILE = 50_000_000
PREPARE, RECEIVED = "prepare", "prepare_received"

Json = dict[str, Any]


def unsafe(name: str) -> UserError:
    """What one says of a foreign file that brought the process down, or kept it too long."""
    return UserError(
        f"« {name} » n’a pas pu être lu en sécurité : sa lecture a été arrêtée.",
        "Rien n’a été changé. Demandez un nouvel exemplaire à la personne qui vous l’a envoyé.",
    )


class Child:
    """The document process. In a `with` block one process serves all; otherwise each call has its own.

    `command` starts `desk.exchange.worker.main`; `fonts` holds the documents' typeface. Two threads wait for
    each other: the window goes on living while a bilan is drawn.
    """

    def __init__(self, command: Sequence[str], fonts: Path, *, reading: float = READING) -> None:
        self._command = list(command)
        self._fonts = fonts
        self._reading = reading
        self._process: Process | None = None
        self._prepared: set[str] = set()
        self._kept = False
        self._turn = RLock()
        # How the last sheet's reading was stopped, for who looks into it; None when it was not.
        self.stopped: Gone | None = None

    def __enter__(self) -> Self:
        self._kept = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._turn:
            self._kept = False
            self._end()

    def draw_report(self, data: Mapping[str, Any]) -> bytes:
        """The bilan's PDF; `data` as from `desk.core.report.sealed`. Raises RuntimeError."""
        return self._draw({"verb": "report", "data": dict(data)})

    def draw_form(self, data: Mapping[str, Any], *, fillable: bool) -> bytes:
        """The sheet's PDF; `data` as from `desk.core.form.form_data`. Raises RuntimeError."""
        return self._draw({"verb": "form", "data": dict(data), "fillable": fillable})

    def draw_handout(self, handout: "Handout", imprint: "Imprint") -> bytes:
        """The PDF of a practice, the booklet, a letter, the matrix or a path. Raises RuntimeError."""
        from desk.core.handout import packed

        return self._draw({"verb": "handout", "data": packed(handout, imprint)})

    def read_form(self, path: Path) -> "FormReading":
        """What the returned sheet at `path` holds; HOSTILE when it is too big, or reading it was stopped.

        Raises UserError when there is no file to read.
        """
        from desk.core.form import FormReading, Verdict

        self.stopped = None
        try:
            head, _ = self._ask_to_read({"verb": "read_form"}, file_content(path))
        except TooBig:
            return FormReading(Verdict.HOSTILE)
        except Gone as gone:
            self.stopped = gone
            return FormReading(Verdict.HOSTILE)
        return _unpacked(head)

    def read_report(self, content: bytes, name: str) -> tuple[str, Json | None]:
        """Verdict and data as `desk.pdf.read_report`; `name` is for the message. Raises UserError."""
        head, _ = self._read({"verb": "read_report"}, content, name)
        return head["verdict"], head["data"]

    def read_received(
        self, files: Sequence[tuple[str, bytes]], seconds: float | None = None
    ) -> list[list["Paper"]]:
        """The bilans in each (name, bytes), opened when it is a parcel. Raises UserError: one is unsafe."""
        from desk.core.told import unpacked

        request = {"verb": "read_received", "files": [(name, len(content)) for name, content in files]}
        body = b"".join(content for _, content in files)
        try:
            head, _ = self._ask_to_read(request, body, RECEIVED, seconds)
        except Gone as gone:
            raise unsafe(files[0][0]) from gone
        return [[unpacked(paper) for paper in papers] for papers in head["papers"]]

    def unpack(self, content: bytes, name: str) -> list["Part"]:
        """What `desk.exchange.parcels.unpack` finds in a message or an archive. Raises UserError."""
        from desk.exchange.parcels import Part

        head, body = self._read({"verb": "unpack", "name": name}, content, name)
        parts, start = [], 0
        for inner, size, found in head["parts"]:
            parts.append(Part(inner, body[start : start + size], found))
            start += size
        return parts

    def another(self) -> "Child":
        """One more process like this one, for another thread."""
        return Child(self._command, self._fonts, reading=self._reading)

    def _draw(self, request: Json) -> bytes:
        with self._turn:
            try:
                return self._ask({**request, "fonts": str(self._fonts)}, b"", DRAWING)[1]
            except Gone as gone:
                message = f"the document process {'was too slow' if gone.late else 'died'}\n{gone.told}"
                raise RuntimeError(message) from gone
            finally:
                self._end_unless_kept()

    def _read(self, request: Json, content: bytes, name: str) -> tuple[Json, bytes]:
        try:
            return self._ask_to_read(request, content)
        except Gone as gone:
            raise unsafe(name) from gone

    def _ask_to_read(
        self, request: Json, content: bytes, loaded: str = PREPARE, seconds: float | None = None
    ) -> tuple[Json, bytes]:
        with self._turn:
            try:
                self.prepare(loaded)
                return self._ask(request, content, seconds or self._reading)
            finally:
                self._end_unless_kept()

    def prepare(self, loaded: str = PREPARE) -> None:
        """Start what reads before a file is sent, so that a slow start is not held against it.

        `loaded` is PREPARE, or RECEIVED for bilans alone. In a `with` block only: elsewhere each call starts
        its own. Raises RuntimeError.
        """
        if self._process is not None and loaded in self._prepared:
            return
        try:
            self._ask({"verb": loaded}, b"", STARTING)
        except Gone as gone:
            message = f"the document process does not start\n{gone.told}"
            raise RuntimeError(message) from gone
        self._prepared.add(loaded)

    def _ask(self, head: Json, body: bytes, seconds: float) -> tuple[Json, bytes]:
        if self._process is None:
            from desk.exchange.process import Process

            self._process = Process(self._command)
            self._prepared = set()
        try:
            return self._process.ask(head, body, seconds)
        except Gone:
            self._process = None
            raise

    def _end_unless_kept(self) -> None:
        if not self._kept:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None


def _unpacked(head: Json) -> "FormReading":
    """What the process wrote with `dataclasses.asdict`."""
    from desk.core.form import FormReading, Verdict
    from desk.core.scale import Answer

    answers, ticked = head["answers"], head["ticked"]
    values = {
        "verdict": Verdict(head["verdict"]),
        "answers": None if answers is None else {key: Answer(value) for key, value in answers.items()},
        "doubtful": tuple(head["doubtful"]),
        "ticked": {key: tuple(map(Answer, values)) for key, values in ticked.items()},
    }
    return FormReading(**{**head, **values})


class TooBig(UserError):
    """A foreign file far larger than any of ours."""


def file_content(path: Path) -> bytes:
    """The bytes of a foreign file. Raises UserError when it cannot be read, TooBig."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise unread(error, path) from error
    if len(content) > MAX_FILE:
        raise TooBig(
            f"« {path.name} » dépasse 50 Mo : ce n’est pas un document de Binôme.",
            "Rien n’a été changé. Choisissez un autre fichier.",
        )
    return content
