"""A copy of a document for the reader of this PC: in a folder of this user's alone, gone with the program."""

from pathlib import Path
from typing import TYPE_CHECKING

from desk.files import told, write_atomic

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

PREFIX = "binome-lecture-"
_OLD_S = 24 * 3600
_kept: "list[TemporaryDirectory[str]]" = []


def made(content: bytes, name: str) -> Path:
    """The file, in a folder that only this user can read. Raises UserError when the disk refuses.

    Each has a folder of its own: a reader that holds the former one, as Windows lets it, hinders nothing.
    """
    from tempfile import TemporaryDirectory, gettempdir

    _sweep()
    try:
        # a reader that still holds the file at the end is no reason to fail: the next sweep takes it
        folder = TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    except OSError as error:
        raise told(error, Path(gettempdir())) from error
    _kept.append(folder)
    path = Path(folder.name) / name
    write_atomic(path, content)
    return path


def _sweep() -> None:
    """Take away what a killed program left there, a day later: nobody reads it any more."""
    import shutil
    import time
    from tempfile import gettempdir

    mine = {Path(each.name) for each in _kept}
    for left in Path(gettempdir()).glob(f"{PREFIX}*"):
        if left not in mine and _age(left, time.time()) > _OLD_S:
            shutil.rmtree(left, ignore_errors=True)


def _age(path: Path, now: float) -> float:
    """Seconds since it was made; 0 for what cannot be told."""
    try:
        return now - path.lstat().st_mtime
    except OSError:
        return 0
