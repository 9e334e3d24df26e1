"""What is written down when the program meets a bug: where, never what was in the notebook."""

import faulthandler
import platform
import re
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from desk import __version__

_ERRORS, _FAULTS = "erreurs.txt", "arret.txt"
# A bug in what is painted comes back at each painting: the log stays small enough to be read and sent.
_LARGEST = 200_000
_LAST_LINES = 60
_PLACE = re.compile(r'File "[^"]*?([^"/\\]+)", line (\d+) in (.+)')


def details(kind: type[BaseException], trace: TracebackType | None, moment: datetime) -> str:
    """Places in the program and the kind of error; its message is left out, it may hold a person's words."""
    lines = [f"{about()} · {moment:%Y-%m-%d %H:%M:%S} · {kind.__name__}"]
    frames = traceback.extract_tb(trace)
    lines.extend(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return "\n".join(lines)


def about() -> str:
    """The program and the system it runs on; neither the PC nor its user."""
    return f"Binôme {__version__} · {platform.system()} {platform.release()}"


def place(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What the same bug has in common each time: its kind, and where it was raised."""
    last = traceback.extract_tb(trace)[-1:]
    return " ".join([kind.__name__, *(f"{Path(each.filename).name}:{each.lineno}" for each in last)])


def write_down(logs: Path, text: str) -> None:
    """Add to the technical log; a disk that refuses must not hide the error itself."""
    try:
        logs.mkdir(parents=True, exist_ok=True)
        log = logs / _ERRORS
        if log.exists() and log.stat().st_size > _LARGEST:
            log.replace(logs / f"avant-{_ERRORS}")
        with log.open("a", encoding="utf-8") as handle:
            handle.write(text + "\n\n")
    except OSError:
        return


def watch_faults(logs: Path) -> None:
    """Have the interpreter write where it stood if the process itself dies."""
    try:
        logs.mkdir(parents=True, exist_ok=True)
        # kept open as long as the process lives: faulthandler writes to its descriptor
        handle = (logs / _FAULTS).open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(handle)


def take_fault(logs: Path) -> str:
    """Where the interpreter stood when it last died, without the folders of this PC; then forgotten.

    "" when it wrote nothing: it was killed, or the power went.
    """
    try:
        said = (logs / _FAULTS).read_text(encoding="utf-8", errors="replace")
        (logs / _FAULTS).write_text("", encoding="utf-8")
    except OSError:
        return ""
    return "\n".join(_without_folders(line) for line in said.splitlines()[-_LAST_LINES:] if line.strip())


def _without_folders(line: str) -> str:
    found = _PLACE.search(line)
    return f"{found[1]}:{found[2]} {found[3]}" if found else line
