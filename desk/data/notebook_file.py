"""Opening a commune's file in six steps, each with its own answer; a user's file is never deleted."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import NARROW
from desk.data.copies import Copy, list_copies, make_copy
from desk.data.migrations import APPLICATION_ID, VERSION, migrations
from desk.data.sqlite_errors import Corrupt, reading
from desk.data.store import Store, connect
from desk.files import told, unread

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


class NotOurs(UserError):
    """The file does not begin as a notebook does."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"« {path.name} » n’est pas un carnet Binôme.",
            "Il n’a pas été modifié. Le carnet de votre commune est souvent dans Documents, dossier Binôme.",
        )


class Damaged(UserError):
    """The file is not sound; `copies` are the known ones, newest first, if they were looked for."""

    def __init__(self, path: Path, copies: list[Copy] | None = None) -> None:
        offers = {
            None: "ouvrez-le dans le programme pour voir ses copies",
            True: "choisissez une copie saine",
            False: "aucune copie n’est connue sur ce poste, cherchez-en une sur une clé ou un autre poste",
        }
        offer = offers[None if copies is None else bool(copies)]
        super().__init__(
            f"Le carnet « {path.name} » est abîmé.",
            f"Il n’a pas été modifié{NARROW}; {offer}.",
        )
        self.path = path
        self.copies = copies or []


def identify(path: Path) -> int:
    """The version of a notebook's file, read from its first 100 bytes without SQLite.

    Raises UserError when it is not ours or is newer than this program; changes nothing.
    """
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEADER)
    except OSError as error:
        raise unread(error, path) from error
    ours = head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if len(head) < _HEADER or not ours:
        raise NotOurs(path)
    version = int.from_bytes(head[60:64], "big")
    if version > VERSION:
        raise UserError(
            f"« {path.name} » a été enregistré par une version plus récente de Binôme.",
            "Il n’a pas été modifié. Installez la nouvelle version sur ce poste, puis rouvrez-le.",
        )
    return version


def create_file(path: Path) -> Store:
    """A new file with the whole schema. Raises UserError when one is already there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("xb").close()
    except FileExistsError as error:
        raise UserError(
            f"« {path.name} » existe déjà dans ce dossier.",
            "Il n’a pas été modifié. Choisissez un autre nom, ou ouvrez ce carnet.",
        ) from error
    except OSError as error:
        raise told(error, path.parent) from error
    try:
        return _with_schema(connect(path))
    except BaseException:
        path.unlink()  # made by us a moment ago
        raise


def _with_schema(store: Store) -> Store:
    try:
        with store.atomic():
            migrations().apply(store.db)
    except BaseException:
        store.close()
        raise
    return store


def open_file(path: Path) -> Store:
    """Open to read and write after `identify`. Raises Damaged (without the copies) when the check fails."""
    identify(path)
    with damage_named(path):
        return sound(path, read_only=False)


def upgrade(store: Store, version: int, copies: Path, now: datetime) -> None:
    """Bring an older file to this version: a verified copy first, then each migration in its transaction.

    Raises UserError (disk full): the file is then as it was.
    """
    if version < VERSION:
        make_copy(store, copies, now)
        with reading():
            migrations().apply(store.db)


def daily_copy(store: Store, path: Path, copies: Path, now: datetime) -> Copy | None:
    """Copy when the last copy is over a day old and the file changed since; the last copy, or None."""
    known = list_copies(copies, now)
    if not known:
        return make_copy(store, copies, now)
    last = known[0]
    changed = datetime.fromtimestamp(path.stat().st_mtime) > last.made_at  # noqa: DTZ006 - civil time
    if changed and now - last.made_at > timedelta(hours=24):
        return make_copy(store, copies, now)
    return last


def journal(path: Path) -> Path:
    """Where SQLite keeps what a killed process had begun."""
    return path.with_name(path.name + "-journal")


def sound(path: Path, *, read_only: bool) -> Store:
    """A file opened and found sound. Raises Corrupt."""
    store = connect(path, read_only=read_only)
    try:
        check(store)
    except BaseException:
        store.close()
        raise
    return store


def check(store: Store) -> None:
    """SQLite's own look at the whole file. Raises Corrupt."""
    with reading():
        verdict = store.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise Corrupt


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """What SQLite finds corrupt, told as Damaged."""
    try:
        yield
    except Corrupt as error:
        raise Damaged(path) from error


def put_back(path: Path, copy: Copy, now: datetime) -> Path:
    """Put a verified copy in the place of a damaged file, which is kept aside under a dated name.

    Returns where the damaged file now is. Raises UserError; the damaged file is never deleted.
    """
    identify(copy.path)
    aside = path.with_name(f"{path.stem} (abîmé le {now:%Y-%m-%d à %Hh%M%S}){path.suffix}")
    partial = path.with_name(f".{path.name}.partiel")
    moved: list[tuple[Path, Path]] = []
    try:
        _copy_durably(copy.path, partial)
        # the journal belongs to the damaged file: beside the copy it would be rolled into it
        for old, new in ((path, aside), (journal(path), journal(aside)), (partial, path)):
            if old.exists():
                old.rename(new)
                moved.append((old, new))
    except OSError as error:
        for old, new in reversed(moved):
            new.rename(old)
        partial.unlink(missing_ok=True)
        raise told(error, path) from error
    return aside


def _copy_durably(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("r+b") as handle:
        os.fsync(handle.fileno())
