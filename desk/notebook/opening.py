"""Making, opening and closing a notebook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.core.commune import Commune
from desk.core.errors import UserError
from desk.core.people import Function, Gender
from desk.data import copies, notebook_file, reading_file
from desk.data.keys import KEY_BYTES, wrap
from desk.data.lock import Holder, Lock, acquire
from desk.data.store import Store
from desk.notebook import bin, cleaning, safety  # noqa: A004 - the bin of « Nos points »
from desk.notebook.book import Environment, Notebook
from desk.notebook.rows import commune_row, key_row


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
            return safety.refresh_copy(Notebook(path, store, env, lock))
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
    path = path.resolve()  # two links to one file share one lock
    lock = acquire(path, _holder(env))
    try:
        return _open_held(path, env, lock)
    except BaseException:
        lock.release()
        raise


def restore_copy(path: Path, copy: copies.Copy, env: Environment) -> Notebook:
    """Put a verified copy in the place of a damaged file, kept aside, and open it. Raises UserError."""
    lock = acquire(path, _holder(env))
    try:
        notebook_file.put_back(path, copy, env.clock())
        return _open_held(path, env, lock)
    except BaseException:
        lock.release()
        raise


def close(book: Notebook) -> None:
    """Close the file and give the lock back."""
    book.store.close()
    if book.lock:
        book.lock.release()


def _open_held(path: Path, env: Environment, lock: Lock) -> Notebook:
    try:
        version = notebook_file.identify(path)
        store = notebook_file.open_file(path)
    except (notebook_file.Damaged, notebook_file.NotOurs) as problem:
        known = safety.known_copies(path, env)
        if known or isinstance(problem, notebook_file.Damaged):
            raise notebook_file.Damaged(path, known) from problem
        raise
    try:
        book = Notebook(path, store, env, lock)
        notebook_file.upgrade(store, version, book.copies_folder, env.clock())
        _tidy(book, cleaning.finish)  # before the daily copy, which would keep what was to be erased
        return _tidy(_tidy(safety.refresh_copy(book), bin.purge), cleaning.finish)
    except BaseException:
        store.close()
        raise


def _tidy(book: Notebook, work: Callable[[Notebook], object]) -> Notebook:
    """Put the file in order; a failure is told, and must not keep a sound notebook shut."""
    try:
        work(book)
    except UserError as problem:
        book.copy_problem = book.copy_problem or problem
    return book


def _open_to_read(path: Path, env: Environment) -> Notebook:
    book = Notebook(path, reading_file.open_to_read(path), env, None)
    known = copies.list_copies(book.copies_folder, env.clock())
    book.verified_copy = known[0].made_at if known else None
    return book


def _holder(env: Environment) -> Holder:
    return Holder(env.user, env.host, env.clock())


def _fill(store: Store, setup: Setup, env: Environment) -> None:
    today = env.clock().date()
    ids = {}
    with store.atomic():
        store.insert("commune", {"id": 1, "uuid": env.new_id(), "created_on": today.isoformat()}
                     | commune_row(setup.commune))  # fmt: skip
        for seat, draft in (("elu", setup.elu), ("sgm", setup.sgm)):
            ids[seat] = add_person(store, draft, today, env)
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


def add_person(store: Store, draft: PersonDraft, today: date, env: Environment) -> str:
    """Write someone with a key of their own, without code, inside the caller's transaction; their id."""
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
