"""Opening a commune's file in six steps, each with its own answer; a user's file is never deleted."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import NARROW
from desk.data.copies import Copy, list_copies, make_copy
from desk.data.migrations import APPLICATION_ID, VERSION, migrations
from desk.data.store import Corrupt, Store, connect, reading
from desk.files import told

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


class Damaged(UserError):
    """The file fails SQLite's own check; `copies` are the sound ones, newest first."""

    def __init__(self, path: Path, copies: list[Copy]) -> None:
        offer = "choisissez une copie saine" if copies else "aucune copie n’est connue sur ce poste"
        super().__init__(
            f"Le carnet « {path.name} » est abîmé.",
            f"Il n’a pas été modifié{NARROW}; {offer}.",
        )
        self.path = path
        self.copies = copies


def identify(path: Path) -> int:
    """The version of a notebook's file, read from its first 100 bytes without SQLite.

    Raises UserError when it is not ours or is newer than this program; changes nothing.
    """
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEADER)
    except OSError as error:
        raise told(error, path) from error
    ours = head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if len(head) < _HEADER or not ours:
        raise UserError(
            f"« {path.name} » n’est pas un carnet Binôme.",
            "Il n’a pas été modifié. Choisissez un fichier dont le nom finit par .binome.",
        )
    version = int.from_bytes(head[60:64], "big")
    if version > VERSION:
        raise UserError(
            f"« {path.name} » a été enregistré par une version plus récente de Binôme.",
            "Il n’a pas été modifié. Installez la nouvelle version sur ce poste, puis rouvrez-le.",
        )
    return version


def create_file(path: Path) -> Store:
    """A new file with the whole schema. Raises UserError when one is already there."""
    if path.exists():
        raise UserError(
            f"« {path.name} » existe déjà dans ce dossier.",
            "Il n’a pas été modifié. Choisissez un autre nom, ou ouvrez ce carnet.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise told(error, path.parent) from error
    store = connect(path, create=True)
    with store.atomic():
        migrations().apply(store.db)
    return store


def open_file(path: Path) -> Store:
    """Open to read and write after `identify`. Raises Damaged (without the copies) when the check fails."""
    identify(path)
    with _damage_named(path):
        return _sound(path, read_only=False)


def open_to_read(path: Path) -> Store:
    """Open to read only after `identify`, beside whoever writes. Raises Damaged."""
    identify(path)
    with _damage_named(path):
        return _sound(path, read_only=True)


def upgrade(store: Store, version: int, copies: Path, now: datetime) -> None:
    """Bring an older file to this version: a verified copy first, then each migration in its transaction."""
    if version < VERSION:
        make_copy(store, copies, now)
        migrations().apply(store.db)


def daily_copy(store: Store, path: Path, copies: Path, now: datetime) -> Copy | None:
    """Copy when the last copy is over a day old and the file changed since; the last copy, or None."""
    known = list_copies(copies)
    if not known:
        return make_copy(store, copies, now)
    last = known[0]
    changed = datetime.fromtimestamp(path.stat().st_mtime) > last.made_at  # noqa: DTZ006 - civil time
    if changed and now - last.made_at > timedelta(hours=24):
        return make_copy(store, copies, now)
    return last


@contextmanager
def reading_file(path: Path) -> Iterator[Store]:
    """Read a file without lock, copy or write; a hot journal is rolled back in a copy put aside."""
    identify(path)
    journal = path.with_name(path.name + "-journal")
    if not (journal.exists() and journal.stat().st_size):
        yield from _read(path)
        return
    with tempfile.TemporaryDirectory(prefix="binome-") as aside:
        twin = Path(aside) / path.name
        shutil.copyfile(path, twin)
        shutil.copyfile(journal, twin.with_name(twin.name + "-journal"))
        connect(twin).close()
        yield from _read(twin)


def _read(path: Path) -> Iterator[Store]:
    with _damage_named(path):
        store = _sound(path, read_only=True)
    try:
        yield store
    finally:
        store.close()


def _sound(path: Path, *, read_only: bool) -> Store:
    store = connect(path, read_only=read_only)
    try:
        _check(store)
    except BaseException:
        store.close()
        raise
    return store


def _check(store: Store) -> None:
    with reading():
        verdict = store.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise Corrupt


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except Corrupt as error:
        raise Damaged(path, []) from error


def put_back(path: Path, copy: Copy, now: datetime) -> Path:
    """Put a verified copy in the place of a damaged file, which is kept aside under a dated name.

    Returns where the damaged file now is. Raises UserError; the damaged file is never deleted.
    """
    identify(copy.path)
    aside = path.with_name(f"{path.stem} (abîmé le {now:%Y-%m-%d à %Hh%M%S}){path.suffix}")
    partial = path.with_name(f".{path.name}.partiel")
    try:
        shutil.copyfile(copy.path, partial)
        path.rename(aside)
        journal = path.with_name(path.name + "-journal")
        if journal.exists():  # it belongs to the damaged file: beside the copy it would be rolled into it
            journal.rename(aside.with_name(aside.name + "-journal"))
        partial.rename(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise told(error, path) from error
    return aside
