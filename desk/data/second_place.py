"""A second place for the copies (a USB stick, a share): used when it is there, verified there too."""

import filecmp
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desk.core.errors import UserError
from desk.data.copies import Copy, row_counts, thin
from desk.data.mending import is_sound
from desk.data.sqlite_errors import reading
from desk.data.store import connect
from desk.files import told

FOLDER = "Binôme – copies"
_TRIAL = "essai d’écriture.partiel"


def folder_in(place: Path, name: str) -> Path:
    """Where the copies of the notebook called `name` (its UUID) stand in a chosen place."""
    return place / FOLDER / name


def is_there(place: Path) -> bool:
    """Whether the stick is plugged in, or the share answers."""
    try:
        return place.is_dir()
    except OSError:
        return False  # a share that no longer answers is as absent as a stick in a drawer


def check_place(place: Path, copies: Path, name: str) -> None:
    """Raises UserError when a place could not serve: not there, the same as the first, not writable."""
    if not is_there(place):
        raise UserError(
            f"Le dossier « {place} » est introuvable.",
            "Branchez la clé ou le lecteur réseau, puis choisissez-le de nouveau ; rien n’a été changé.",
        )
    if (
        place.resolve().is_relative_to(copies.resolve())
        or copies.resolve() == folder_in(place, name).resolve()
    ):
        raise UserError(
            "Les copies de sûreté sont déjà dans ce dossier.",
            "Choisissez un autre disque : une clé USB, ou un dossier du réseau. Rien n’a été changé.",
        )
    trial = folder_in(place, name) / _TRIAL
    try:
        trial.parent.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"essai")
        trial.unlink()
    except OSError as error:
        raise told(error, place) from error


def is_same_disk(place: Path, other: Path) -> bool:
    """Whether both would be lost together if one disk failed; False when one of them is not there."""
    try:
        return place.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def bring(copy: Copy, folder: Path, now: datetime) -> Copy:
    """Have this verified copy in the second place too, verified there; then thin the older ones there.

    Raises UserError; what was there stays.
    """
    target = folder / copy.path.name
    partial = target.with_suffix(".partiel")
    try:
        if not _is_same(copy.path, target):
            folder.mkdir(parents=True, exist_ok=True)
            copy_durably(copy.path, partial)
            _check(copy.path, partial)
            partial.replace(target)
        thin(folder, now)
    except OSError as error:
        raise told(error, folder) from error
    return Copy(target, copy.made_at, copy.mark)


def copy_durably(source: Path, target: Path) -> None:
    """The same bytes, on the disk when this returns."""
    shutil.copyfile(source, target)
    with target.open("r+b") as handle:
        os.fsync(handle.fileno())


def _is_same(source: Path, target: Path) -> bool:
    return target.is_file() and filecmp.cmp(source, target, shallow=False)


def _check(source: Path, partial: Path) -> None:
    found = _counts(partial)
    if found is None or found != _counts(source):  # the first copy may have been spoilt since it was made
        partial.unlink()
        raise UserError(
            "La copie du deuxième endroit n’a pas pu être vérifiée.",
            "Celles qui y étaient sont gardées, et celles de ce poste aussi. Essayez une autre clé.",
        )


def _counts(path: Path) -> dict[str, int] | None:
    """How many rows each table has; None when the file is not sound."""
    try:
        with reading(), closing(connect(path, read_only=True)) as store:
            return row_counts(store.connection) if is_sound(store.connection) else None
    except (UserError, sqlite3.Error):
        return None
