"""What is written down when the program meets a bug: where, never what was in the notebook."""

import faulthandler
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from desk import __version__


def details(kind: type[BaseException], trace: TracebackType | None, moment: datetime) -> str:
    """Places in the program and the kind of error; its message is left out, it may hold a person's words."""
    lines = [f"Binôme {__version__} · {moment:%Y-%m-%d %H:%M:%S} · {kind.__name__}"]
    frames = traceback.extract_tb(trace)
    lines.extend(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return "\n".join(lines)


def write_down(logs: Path, text: str) -> None:
    """Add to the technical log; a disk that refuses must not hide the error itself."""
    try:
        logs.mkdir(parents=True, exist_ok=True)
        with (logs / "erreurs.txt").open("a", encoding="utf-8") as log:
            log.write(text + "\n\n")
    except OSError:
        return


def watch_faults(logs: Path) -> None:
    """Have the interpreter write where it stood if the process itself dies."""
    try:
        logs.mkdir(parents=True, exist_ok=True)
        # kept open as long as the process lives: faulthandler writes to its descriptor
        handle = (logs / "arret.txt").open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(handle)
