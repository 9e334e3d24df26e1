"""Making, opening and closing a notebook."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desk.core.commune import Commune
from desk.core.errors import UserError
from desk.core.people import Function, Gender
from desk.data import copies, copies_state, hot_journal, notebook_file, reading_file, restoring
from desk.data.keys import KEY_BYTES, wrap
from desk.data.lock import Holder, Lock, acquire
from desk.data.store import Store, connect
from desk.data.whole_sum import whole_sum
from desk.notebook import bin, cleaning, safety, whole  # noqa: A004 - the bin of « Nos points »
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
        notebook_file.withdraw(path)  # ours since a moment ago: `create_file` refuses an existing one
        raise


def open_notebook(
    path: Path, env: Environment, *, read_only: bool = False, odd_row: bool = False
) -> Notebook:
    """Open a notebook in the six steps: held, ours, newer, damaged, older, daily copy.

    Raises HeldElsewhere, Damaged (with the sound copies) or another UserError; the file is then unchanged.
    With `odd_row`, one of which a row cannot be read opens all the same, and says so.
    """
    if read_only:
        return _open_to_read(path, env)
    path = path.resolve()  # two links to one file share one lock
    lock = acquire(path, _holder(env))
    try:
        restoring.sweep(path)
        return _open_held(path, env, lock, odd_row=odd_row)
    except BaseException:
        lock.release()
        raise


def restore_copy(path: Path, copy: copies.Copy, env: Environment) -> Notebook:
    """Put a copy in the place of a notebook, damaged, gone or sound, and open it.

    The present file is kept beside under a dated name (`restoring.aside_files`), and copied first when it is
    sound. Raises UserError: HeldElsewhere, a copy that is not sound, a full disk; nothing is then changed.
    """
    path = path.resolve()
    lock = acquire(path, _holder(env))
    try:
        restoring.sweep(path)
        aside = restoring.put_back(path, copy, env.clock(), _kept_first(path, env))
        book = _open_held(path, env, lock, returned_to=copy.made_at)
        book.put_aside, book.returned_to = aside, None
    except BaseException:
        lock.release()
        raise
    copies_state.remember_if_possible(book.copies_folder, copy="")  # the last copy is not of this file
    return book


def _kept_first(path: Path, env: Environment) -> str:
    """Why the present file is set aside; a sound one is copied first, without hindering anything."""
    try:
        with closing(reading_file.open_to_read(path)) as store:
            notebook_file.check_begun(store, path)
            book = Notebook(path, store, env, None)
            copies.make_copy(store, book.copies_folder, book.now, copies.BEFORE_RETURN, thinned=False)
    except (notebook_file.Damaged, notebook_file.NotOurs):
        return restoring.DAMAGED
    except UserError:
        return restoring.RETURNED  # gone, or the copies' disk is full: it is set aside whole all the same
    return restoring.RETURNED


def close(book: Notebook, *, copied: bool = True) -> None:
    """Copy what changed, close the file, give the lock back, then bring the copy to the second place.

    Hide the window before. A copy that fails is told at the next start. Not `copied` before a return to a
    copy, which copies the present file itself: thinning the copies now could take away the very one that was
    chosen. Nothing is done when the notebook was just erased: its lock is given back already.
    """
    if book.erased:
        return
    is_whole = False
    try:
        is_whole = copied and safety.at_close(book)
    finally:
        book.store.close()
        if is_whole:
            whole.remember(book)
        if book.lock:
            book.lock.release()
    if copied:
        safety.after_close(book)


def _open_held(
    path: Path, env: Environment, lock: Lock, *, odd_row: bool = False, returned_to: datetime | None = None
) -> Notebook:
    try:
        book = _opened(path, env, lock, odd_row=odd_row)
        book.returned_to = returned_to
        with notebook_file.damage_named(path):
            return _put_in_order(book)
    except (notebook_file.Damaged, notebook_file.NotOurs) as problem:
        known = safety.known_copies(path, env)
        if known or isinstance(problem, notebook_file.Damaged):
            odd = isinstance(problem, notebook_file.OddRow)
            raise (notebook_file.OddRow if odd else notebook_file.Damaged)(path, known) from problem
        raise


def _opened(path: Path, env: Environment, lock: Lock, *, odd_row: bool) -> Notebook:
    """Found sound, checked row by row when it is a stranger, and brought to this version."""
    with hot_journal.kept(path, env.clock()), notebook_file.damage_named(path):
        notebook_file.identify(path)
        found = "" if hot_journal.is_left(path) else whole_sum(path)
        store = connect(path)
        try:
            book = Notebook(path, store, env, lock)
            if whole.was_left_so(found, env):
                book.rows_read = True
            else:
                whole.look_at_all(book, odd_row=odd_row)
            book.upgraded_from = notebook_file.upgrade(store, book.copies_folder, env.clock())
        except BaseException:
            store.close()
            raise
    return book


def _put_in_order(book: Notebook) -> Notebook:
    try:
        _tidy(book, cleaning.finish)  # before the daily copy, which would keep what was to be erased
        return _tidy(_tidy(safety.refresh_copy(book), bin.purge), cleaning.finish)
    except BaseException:
        book.store.close()
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
    try:
        notebook_file.check_begun(book.store, path)
    except UserError:
        book.store.close()
        raise
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
