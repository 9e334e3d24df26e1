"""Documents drawn and foreign files read in a process of their own: what the rest of the program calls."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from desk.core.errors import UserError
from desk.exchange.frames import Gone
from desk.files import unread

if TYPE_CHECKING:
    from desk.core.form import FormReading
    from desk.core.handout import Handout, Imprint
    from desk.exchange.process import Process

DRAWING, READING, STARTING = 60.0, 4.5, 60.0
MAX_FILE = 50_000_000

Json = dict[str, Any]


def unsafe(name: str) -> UserError:
    """What one says of a foreign file that brought the process down, or kept it too long."""
    return UserError(
        f"« {name} » n’a pas pu être lu en sécurité : sa lecture a été arrêtée.",
        "Rien n’a été changé. Demandez un nouvel exemplaire à la personne qui vous l’a envoyé.",
    )


class Child:
    """The document process. In a `with` block one process serves all; otherwise each call has its own.

    `command` starts `desk.exchange.worker.main`; `fonts` holds the documents' typeface. Not for two threads.
    """

    def __init__(self, command: Sequence[str], fonts: Path, *, reading: float = READING) -> None:
        self._command = list(command)
        self._fonts = fonts
        self._reading = reading
        self._process: Process | None = None
        self._prepared = False
        self._kept = False
        # How the last sheet's reading was stopped, for who looks into it; None when it was not.
        self.stopped: Gone | None = None

    def __enter__(self) -> Self:
        self._kept = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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

    def unpack(self, content: bytes, name: str, kind: str) -> list[tuple[str, bytes]] | None:
        """The PDF files in a message or an archive, None where it opens not. Raises UserError."""
        head, body = self._read({"verb": "unpack", "kind": kind}, content, name)
        if head["parts"] is None:
            return None
        parts, start = [], 0
        for inner, size in head["parts"]:
            parts.append((inner, body[start : start + size]))
            start += size
        return parts

    def _draw(self, request: Json) -> bytes:
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

    def _ask_to_read(self, request: Json, content: bytes) -> tuple[Json, bytes]:
        try:
            self.prepare()
            return self._ask(request, content, self._reading)
        finally:
            self._end_unless_kept()

    def prepare(self) -> None:
        """Start what reads before a file is sent, so that a slow start is not held against it.

        In a `with` block only: elsewhere each call starts its own. Raises RuntimeError.
        """
        if self._process is not None and self._prepared:
            return
        try:
            self._ask({"verb": "prepare"}, b"", STARTING)
        except Gone as gone:
            message = f"the document process does not start\n{gone.told}"
            raise RuntimeError(message) from gone
        self._prepared = True

    def _ask(self, head: Json, body: bytes, seconds: float) -> tuple[Json, bytes]:
        if self._process is None:
            from desk.exchange.process import Process

            self._process = Process(self._command)
            self._prepared = False
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
