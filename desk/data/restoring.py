"""Putting a copy in the place of a notebook, which is set aside under a dated name and never deleted."""

import contextlib
import filecmp
import os
import re
from datetime import datetime
from pathlib import Path

from desk.core.errors import UserError
from desk.data.copies import Copy
from desk.data.hot_journal import REPLACED, STRANGERS
from desk.data.notebook_file import identify, journal, sound
from desk.data.second_place import copy_durably
from desk.files import told

DAMAGED, RETURNED = "abîmé le", "avant retour du"
"""Why a file was set aside: not sound, or someone chose to go back to a copy."""


def put_back(path: Path, copy: Copy, now: datetime, why: str = DAMAGED) -> Path | None:
    """Put a copy, checked again, in the place of a notebook, whose file and journal are kept aside.

    Returns where the former file now is, None when there was none. Raises UserError: it is then in its place.
    Killed at any instant, the former file or the copy stands at `path`, and the former file is whole.
    """
    partial = left_over(path)
    aside = _free_name(path, f"{why} {now:%Y-%m-%d à %Hh%M%S}") if path.exists() else None
    try:
        copy_durably(copy.path, partial)
        _check(partial)
        if aside:
            _name_also(path, aside)
            _move_journal(path, aside)
        partial.replace(path)
    except (OSError, UserError) as error:
        _as_before(path, partial, aside)
        raise (told(error, path) if isinstance(error, OSError) else error) from error
    _sync(path.parent)
    return aside


def _as_before(path: Path, partial: Path, aside: Path | None) -> None:
    """The former file never left its place; its journal may have, and comes back before all else."""
    with contextlib.suppress(OSError):  # what resists is one name too many, told by nothing but itself
        if aside and journal(aside).exists() and not journal(path).exists():
            journal(aside).rename(journal(path))
        for left in (aside, journal(aside)) if aside else ():
            left.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)


def left_over(path: Path) -> Path:
    """The copy about to be put back: a killed process may leave it there."""
    return path.with_name(f".{path.name}.partiel")


def sweep(path: Path) -> None:
    """End what a killed process had begun, or take away what it left; under the notebook's lock."""
    partial = left_over(path)
    with contextlib.suppress(OSError):  # it does no harm, and is written over by the next one
        if partial.exists() and _was_going_back(path):
            partial.replace(path)
        partial.unlink(missing_ok=True)


def _was_going_back(path: Path) -> bool:
    """Whether the journal was moved aside already: without it the former file may be half written."""
    if journal(path).exists() or not path.exists():
        return False
    former = [each for each in aside_files(path) if journal(each).exists()]
    return any(filecmp.cmp(path, each, shallow=False) for each in former)


def aside_files(path: Path) -> list[Path]:
    """The former files set aside beside a notebook, their journals and a stranger's included."""
    why = f"{DAMAGED}|{RETURNED}|{REPLACED}|{STRANGERS}"
    ends = rf"( \d+)?({re.escape(path.suffix)})?(-journal)?"
    names = re.compile(re.escape(path.stem) + rf" \(({why}) [^)]*\){ends}")
    try:
        return sorted(each for each in path.parent.iterdir() if names.fullmatch(each.name))
    except OSError:
        return []  # the folder is gone, and they with it


def _free_name(path: Path, said: str) -> Path:
    aside, number = path.with_name(f"{path.stem} ({said}){path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem} ({said}) {number}{path.suffix}")
    return aside


def _check(partial: Path) -> None:
    identify(partial)
    try:
        sound(partial, read_only=True).close()
    except UserError as error:
        raise UserError(
            "Cette copie est abîmée : elle n’a pas été remise en place.",
            "Le carnet n’a pas été changé. Choisissez une autre copie.",
        ) from error


def _move_journal(path: Path, aside: Path) -> None:
    """It belongs to the former file: beside the copy it would be rolled into it."""
    if journal(path).exists():
        _name_also(journal(path), journal(aside))
        _sync(path.parent)
        journal(path).unlink()


def _name_also(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:
        copy_durably(path, other)  # a stick or a share that knows one name for a file


def _sync(folder: Path) -> None:
    """The names too are on the disk; Windows writes them by itself and opens no folder."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # a share that does not know this; it keeps names in its own time
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
