"""Making, opening and closing a notebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.core.commune import Commune
from desk.core.errors import UserError
from desk.core.people import Function, Gender
from desk.core.wording import clock_time, counted, long_date
from desk.data import copies, notebook_file
from desk.data.keys import KEY_BYTES, wrap
from desk.data.lock import Holder, Lock, acquire
from desk.data.store import Store
from desk.files import read_bytes, write_atomic
from desk.notebook import transfer
from desk.notebook.book import Environment, Notebook
from desk.notebook.rows import commune_row, key_row

ORIGIN_FILE = "carnet.txt"


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Someone as entered at the first run."""

    function: Function
    name: str
    title: str
    gender: Gender
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """All that the first run asks."""

    commune: Commune
    elu: PersonDraft
    sgm: PersonDraft
    together_since: date


def create(path: Path, setup: Setup, env: Environment) -> Notebook:
    """A new notebook, open. Raises UserError; nothing is left behind when it fails."""
    store = notebook_file.create_file(path)
    try:
        lock = acquire(path, _holder(env))
        try:
            _fill(store, setup, env)
            return refresh_copy(Notebook(path, store, env, lock))
        except BaseException:
            lock.release()
            raise
    except BaseException:
        store.close()
        path.unlink()  # ours since a moment ago: `create_file` refuses an existing one
        raise


def open_notebook(path: Path, env: Environment, *, read_only: bool = False) -> Notebook:
    """Open a notebook in the six steps: held, ours, newer, damaged, older, daily copy.

    Raises HeldElsewhere, Damaged (with the sound copies) or another UserError; the file is then unchanged.
    """
    if read_only:
        return _open_to_read(path, env)
    notebook_file.identify(path)
    lock = acquire(path, _holder(env))
    try:
        return _open_held(path, env, lock)
    except BaseException:
        lock.release()
        raise


def restore_copy(path: Path, copy: copies.Copy, env: Environment) -> Notebook:
    """Put a verified copy in the place of a damaged file, kept aside, and open it. Raises UserError."""
    notebook_file.put_back(path, copy, env.clock())
    return open_notebook(path, env)


def describe_copy(copy: copies.Copy, env: Environment) -> str:
    """« 3 novembre 2026 à 17:10 · 12 points, le dernier le 3 novembre 2026 », for choosing one."""
    made = f"{long_date(copy.made_at.date())} à {clock_time(copy.made_at)}"
    found = transfer.check(copy.path, env)
    held = f", le dernier le {long_date(found.last_held.day)}" if found.last_held else ""
    return f"{made} · {counted(found.counts['meeting'], 'point')}{held}"


def sound_copies(known: Sequence[copies.Copy], env: Environment) -> list[tuple[copies.Copy, str]]:
    """The copies that still open, newest first, each with its description."""
    found = []
    for copy in known:
        try:
            found.append((copy, describe_copy(copy, env)))
        except UserError:
            continue  # damaged like the notebook itself: it is not offered, and stays where it is
    return found


def refresh_copy(book: Notebook) -> Notebook:
    """Make the daily verified copy when it is due, and remember the last one. Raises UserError."""
    copy = notebook_file.daily_copy(book.store, book.path, book.copies_folder, book.now)
    book.verified_copy = copy.made_at if copy else None
    write_atomic(book.copies_folder / ORIGIN_FILE, str(book.path.absolute()).encode())
    return book


def close(book: Notebook) -> None:
    """Close the file and give the lock back."""
    book.store.close()
    if book.lock:
        book.lock.release()


def _open_held(path: Path, env: Environment, lock: Lock) -> Notebook:
    version = notebook_file.identify(path)
    try:
        store = notebook_file.open_file(path)
    except notebook_file.Damaged as damage:
        raise notebook_file.Damaged(path, _known_copies(path, env)) from damage
    try:
        book = Notebook(path, store, env, lock)
        notebook_file.upgrade(store, version, book.copies_folder, env.clock())
        return refresh_copy(book)
    except BaseException:
        store.close()
        raise


def _open_to_read(path: Path, env: Environment) -> Notebook:
    book = Notebook(path, notebook_file.open_to_read(path), env, None)
    known = copies.list_copies(book.copies_folder)
    book.verified_copy = known[0].made_at if known else None
    return book


def _known_copies(path: Path, env: Environment) -> list[copies.Copy]:
    # a damaged file may not say its uuid any more: each folder of copies says whose they are
    told = str(path.absolute()).encode()
    marks = [mark for mark in env.copies.glob(f"*/{ORIGIN_FILE}") if read_bytes(mark) == told]
    found = [copy for mark in marks for copy in copies.list_copies(mark.parent)]
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def _holder(env: Environment) -> Holder:
    return Holder(env.user, env.host, env.clock())


def _fill(store: Store, setup: Setup, env: Environment) -> None:
    today = env.clock().date()
    ids = {}
    with store.atomic():
        store.insert("commune", {"id": 1, "uuid": env.new_id(), "created_on": today.isoformat()}
                     | commune_row(setup.commune))  # fmt: skip
        for seat, draft in (("elu", setup.elu), ("sgm", setup.sgm)):
            ids[seat] = _add_person(store, draft, today, env)
        store.insert(
            "pair",
            {
                "id": env.new_id(),
                "elu_id": ids["elu"],
                "sgm_id": ids["sgm"],
                "together_since": setup.together_since.isoformat(),
                "until": None,
            },
        )


def _add_person(store: Store, draft: PersonDraft, today: date, env: Environment) -> str:
    person_id = env.new_id()
    store.insert(
        "person",
        {
            "id": person_id,
            "function": draft.function.value,
            "name": draft.name,
            "title": draft.title,
            "gender": draft.gender.value,
            "employer": draft.employer,
            "since": today.isoformat(),
            "until": None,
        },
    )
    store.insert("person_key", key_row(person_id, wrap(env.random_bytes(KEY_BYTES), "", env.random_bytes)))
    return person_id
