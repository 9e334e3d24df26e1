"""A process of the program itself: started without a window, bounded, killed with all it started."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any, BinaryIO, cast

from desk.core.errors import UserError
from desk.exchange.frames import Broken, Gone, read_frame, write_frame
from desk.exchange.worker import MEMORY

_TOLD = 8_000

Json = dict[str, Any]


class Process:
    """One running document process."""

    def __init__(self, command: Sequence[str]) -> None:
        # A file and not a pipe: nobody has to empty it.
        self._errors = _room_to_complain()
        self._process = subprocess.Popen(  # noqa: S603 (our own program, no shell)
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=sys.platform != "win32",
            creationflags=_no_window(),
        )
        self._job = _bounded(self._process)
        self._input = cast("BinaryIO", self._process.stdin)
        self._output = cast("BinaryIO", self._process.stdout)

    def ask(self, head: Json, body: bytes, seconds: float) -> tuple[Json, bytes]:
        """The answer to one request. Raises Gone, after which the process is ended."""
        answers: list[tuple[Json, bytes]] = []
        talk = Thread(target=self._talk, args=(head, body, answers), daemon=True)
        talk.start()
        talk.join(seconds)
        late = talk.is_alive()
        if late:
            self._kill()
        talk.join()
        if not answers:
            told = self.end()
            raise Gone(told, late=late)
        return answers[0]

    def _talk(self, head: Json, body: bytes, answers: list[tuple[Json, bytes]]) -> None:
        """In a thread of its own, because neither side of a pipe knows how to give up."""
        # No answer is the answer: `ask` tells it from the process's end.
        with contextlib.suppress(OSError, Broken, ValueError):
            write_frame(self._input, head, body)
            answer = read_frame(self._output)
            if answer is not None:
                answers.append(answer)

    def end(self) -> str:
        """Stop the process and free what it held; the end of what it said on its error stream."""
        with contextlib.suppress(OSError):
            self._input.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()
        self._output.close()
        if self._job is not None:
            self._job.close()
        return self._last_words()

    def _kill(self) -> None:
        if sys.platform == "win32":
            if self._job is not None:
                self._job.kill()
            self._process.kill()
        elif self._process.poll() is None:
            # It may end between the question and the blow.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _last_words(self) -> str:
        with self._errors as errors:
            errors.seek(0, os.SEEK_END)
            errors.seek(max(0, errors.tell() - _TOLD))
            return errors.read().decode("utf-8", "replace")


def _room_to_complain() -> IO[bytes]:
    """A file of its own for what it says on its error stream. Raises UserError where none can be made."""
    try:
        return TemporaryFile()
    except OSError as error:  # the disk is full, or nothing may be written where such files go
        raise UserError(
            "Le disque de ce poste est plein, ou son dossier temporaire ne peut pas être écrit.",
            "Rien n’a été changé. Libérez de la place, puis recommencez.",
        ) from error


def _no_window() -> int:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    return flags


def _bounded(process: "subprocess.Popen[bytes]") -> Any:
    """On Windows, a job that bounds the memory and dies with us; elsewhere the worker bounds itself."""
    job = None
    if sys.platform == "win32":
        from desk.exchange.job import Job

        job = Job(process, MEMORY)
    return job
