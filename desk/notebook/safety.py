"""Verified copies as a notebook uses them: made each day, found again, described, put back."""

from collections.abc import Sequence
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import clock_time, counted, long_date
from desk.data import copies, notebook_file
from desk.files import read_bytes, write_atomic
from desk.notebook.book import Environment, Notebook

# In each folder of copies: the paths of the notebook they come from, one a line.
ORIGIN_FILE = "carnet.txt"


def refresh_copy(book: Notebook) -> Notebook:
    """Make the daily verified copy when it is due, and remember the last one.

    A copy that fails must not keep a sound notebook shut: `book.copy_problem` says what happened.
    """
    try:
        copy = notebook_file.daily_copy(book.store, book.path, book.copies_folder, book.now)
        _remember_origin(book)
    except UserError as problem:
        book.copy_problem = problem
        known = copies.list_copies(book.copies_folder, book.now)
        copy = known[0] if known else None
    book.verified_copy = copy.made_at if copy else None
    return book


def known_copies(path: Path, env: Environment) -> list[copies.Copy]:
    """The copies of the notebook at that path, newest first; one that is damaged need not say who it is."""
    found = []
    for mark in env.copies.glob(f"*/{ORIGIN_FILE}"):
        try:
            paths = _paths_in(mark)
        except UserError:
            continue  # another notebook's folder that this user cannot read
        if str(path.absolute()) in paths:
            found += copies.list_copies(mark.parent, env.clock())
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def describe_copy(copy: copies.Copy, env: Environment) -> str:
    """« 3 novembre 2026 à 17:10 · Valmont · 12 points, le dernier le 3 novembre 2026 », for choosing one."""
    from desk.notebook import transfer

    made = f"{long_date(copy.made_at.date())} à {clock_time(copy.made_at)}"
    found = transfer.check(copy.path, env)
    held = f", le dernier le {long_date(found.last_held.day)}" if found.last_held else ""
    return f"{made} · {found.commune} · {counted(found.counts['meeting'], 'point')}{held}"


def sound_copies(known: Sequence[copies.Copy], env: Environment) -> list[tuple[copies.Copy, str]]:
    """The copies that still open, newest first, each with its description."""
    found = []
    for copy in known:
        try:
            found.append((copy, describe_copy(copy, env)))
        except UserError:
            continue  # damaged like the notebook itself: it is not offered, and stays where it is
    return found


def _remember_origin(book: Notebook) -> None:
    mark = book.copies_folder / ORIGIN_FILE
    paths = _paths_in(mark) if mark.exists() else []
    here = str(book.path.absolute())
    if here not in paths:
        write_atomic(mark, "\n".join([*paths, here]).encode())


def _paths_in(mark: Path) -> list[str]:
    return read_bytes(mark).decode("utf-8", errors="replace").splitlines()
