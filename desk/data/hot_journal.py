"""What a killed process left beside a notebook: rolled back by SQLite, but what was found is not lost.

SQLite rolls back whatever journal it finds: one cut short, spoilt, or of another file would change the
notebook before anything could be said of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from desk.core.errors import UserError
from desk.data.notebook_file import journal, sound
from desk.data.second_place import copy_durably
from desk.files import told

_MAGIC = bytes.fromhex("d9d505f920a163d7")
STRANGERS, REPLACED = "journal étranger mis de côté le", "remplacé le"
_OPENING = 9  # an index made again, a version brought up
_COUNTER = slice(24, 28)
_NUMBER = 4
_CHECKSUM = 4


@contextmanager
def kept(path: Path, now: datetime) -> Iterator[None]:
    """Open the notebook inside: when that fails, file and journal are to the byte what they were.

    A journal that is not this file's is set aside first, under a dated name. Twins that a killed process left
    are put back before anything else. Raises UserError.
    """
    twin = _twin(path)
    if journal(twin).exists():
        (_keep if _was_replaced(path, twin) else _put_back)(path, twin, now)
    if not _is_there(journal(path)):
        yield
        return
    if _is_strangers(path):
        _set_aside(path, now)
        yield
        return
    is_made = _made(path, twin)
    try:
        yield
    except UserError:
        if is_made:
            _put_back(path, twin, now)
        raise
    _forget(twin)


def is_left(path: Path) -> bool:
    """Whether a journal is there to be rolled back."""
    return _is_there(journal(path))


def twins(path: Path) -> list[Path]:
    """Where what was found is kept for the time of an opening."""
    return [_twin(path), journal(_twin(path))]


def _twin(path: Path) -> Path:
    return path.with_name(f".{path.name}.avant")


def _is_there(left: Path) -> bool:
    try:
        return left.stat().st_size > 0
    except OSError:
        return False


def _made(path: Path, twin: Path) -> bool:
    """The journal's twin comes last and whole: it says that both are there. A full disk has no room."""
    partial = twin.with_name(twin.name + ".partiel")
    try:
        copy_durably(path, twin)
        copy_durably(journal(path), partial)
        partial.replace(journal(twin))
    except OSError:
        _remove(partial, twin)
        return False
    return True


def _put_back(path: Path, twin: Path, _: datetime) -> None:
    """Each by a copy: killed amid this, the next opening does it again."""
    partial = twin.with_name(twin.name + ".partiel")
    try:
        for source, target in ((journal(twin), journal(path)), (twin, path)):
            copy_durably(source, partial)
            partial.replace(target)
    except OSError as error:
        raise told(error, path) from error
    _forget(twin)


def _keep(path: Path, twin: Path, now: datetime) -> None:
    """Someone put another file there meanwhile, a copy by hand: it stays, and the twins get a name."""
    aside = path.with_name(f"{path.stem} ({REPLACED} {now:%Y-%m-%d à %Hh%M%S}){path.suffix}")
    try:
        copy_durably(twin, aside)
        copy_durably(journal(twin), journal(aside))
    except OSError as error:
        raise told(error, path) from error
    _forget(twin)


def _was_replaced(path: Path, twin: Path) -> bool:
    """Whether the file is sound, and not what an opening makes of its twin, in a transaction or two."""
    if _is_there(journal(path)):
        return False
    try:
        there, before = _count(path), _count(twin)
        if there is None or before is None or before - 1 <= there <= before + _OPENING:
            return False
        sound(path, read_only=True).close()
    except (OSError, UserError):
        return False
    return True


def _count(path: Path) -> int | None:
    """How often a notebook's file was written; None when it is none."""
    with path.open("rb") as handle:
        head = handle.read(100)
    return int.from_bytes(head[_COUNTER]) if head.startswith(b"SQLite format 3\x00") else None


def _forget(twin: Path) -> None:
    """The journal's twin first: what is written from now on must never be taken back by it."""
    try:
        journal(twin).unlink(missing_ok=True)
    except OSError as error:
        raise told(error, twin) from error
    _remove(twin)


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):  # written over by the next one
            path.unlink(missing_ok=True)


def _set_aside(path: Path, now: datetime) -> None:
    aside = path.with_name(f"{path.stem} ({STRANGERS} {now:%Y-%m-%d à %Hh%M%S})-journal")
    try:
        journal(path).replace(aside)
    except OSError as error:
        raise told(error, path) from error


def _is_strangers(path: Path) -> bool:
    """Whether the first page, as the journal kept it, is not the one that this file had at its last commit.

    Each transaction counts itself in the first page, which is therefore in every journal: there it has the
    file's present number, or the one before when the new one had been written already. A journal that has
    nothing to give back is left to SQLite.
    """
    try:
        first = _first_page(journal(path))
        with path.open("rb") as handle:
            now = int.from_bytes(handle.read(100)[_COUNTER])
    except OSError:
        return False
    if first is None:
        return False
    then = int.from_bytes(first[_COUNTER])
    return first[:16] != b"SQLite format 3\x00" or then not in (now, now - 1)


def _first_page(left: Path) -> bytes | None:
    """The first page as a journal kept it; None when it is not there, or is no journal."""
    with left.open("rb") as handle:
        head = handle.read(28)
        sector, page = int.from_bytes(head[20:24]), int.from_bytes(head[24:28])
        if head[:8] != _MAGIC or not (512 <= page <= 65536 and 32 <= sector <= 65536):
            return None
        handle.seek(sector)
        while len(record := handle.read(_NUMBER + page + _CHECKSUM)) == _NUMBER + page + _CHECKSUM:
            if int.from_bytes(record[:_NUMBER]) == 1:
                return record[_NUMBER : _NUMBER + page]
    return None
