"""Verified copies as a notebook uses them: made when due, tried for real, brought to a second place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from desk.core.errors import UserError
from desk.data import copies, copies_state, erasing, notebook_file, place, rehearsal
from desk.data.second_place import bring, check_place, folder_in, is_there
from desk.data.second_place import is_same_disk as on_same_disk
from desk.data.sqlite_errors import Corrupt
from desk.files import write_atomic
from desk.notebook import transfer
from desk.notebook.book import Changed, Notebook, Topic, changed
from desk.notebook.offers import ORIGIN_FILE, Offer, known_copies, offer_of, offers, paths_in

__all__ = ["ORIGIN_FILE", "CopiesState", "Offer", "known_copies", "offer_of", "offers"]

_REHEARSED_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CopiesState:
    """How safe the notebook is: its last verified copy, the day one was last put back for real, and where.

    `second` is the second place, there or not, `second_last` its last copy; `problem` why the last copy
    failed; `proposed` that a second place was chosen or declined already.
    """

    last: datetime | None
    rehearsed: date | None
    second: Path | None
    second_last: datetime | None
    problem: UserError | None
    proposed: bool

    @property
    def second_present(self) -> bool:
        """Whether the second place is there now, looked at when asked: a dead share takes seconds."""
        return self.second is not None and is_there(self.second)


def state(book: Notebook) -> CopiesState:
    """What is known without looking at the second place, which may take long to answer."""
    memory = copies_state.read(book.copies_folder)
    problem = book.copy_problem or (UserError(*memory.problem) if memory.problem else None)
    return CopiesState(
        book.verified_copy, memory.rehearsed, memory.second, memory.second_last, problem, memory.proposed
    )


def refresh_copy(book: Notebook) -> Notebook:
    """Make the daily verified copy when it is due, and remember the last one.

    A copy that fails must not keep a sound notebook shut: `book.copy_problem` says what happened. Raises
    Corrupt when it failed because the notebook is not sound.
    """
    try:
        copy = notebook_file.daily_copy(book.store, book.copies_folder, book.now)
        _remember_origin(book)
    except Corrupt:
        raise
    except UserError as problem:
        book.copy_problem = problem
        copy = _last(book)
    book.verified_copy = copy.made_at if copy else None
    return book


def make(book: Notebook, mark: str = "") -> copies.Copy:
    """A verified copy now. Raises UserError, which the next start knows of.

    Of a notebook with a row that does not read, it takes the place of no other copy.
    """
    try:
        _check_whose(book)
        reads = book.rows_read or transfer.reads(book)
        mark = mark or ("" if reads else copies.ODD)
        made = copies.make_copy(book.store, book.copies_folder, book.now, mark, thinned=reads)
    except UserError as problem:
        copies_state.remember_if_possible(book.copies_folder, problem=(problem.sentence, problem.advice))
        raise
    book.verified_copy, book.copy_problem = made.made_at, None
    return made


def _check_whose(book: Notebook) -> None:
    """Another notebook, written over this one by another program, is no copy of it. Raises UserError."""
    found = book.store.rows("commune")
    if not found or book.store.mark not in ("", found[0]["uuid"]):
        raise place.written_over(book.path)


def before(book: Notebook, mark: str = copies.BEFORE) -> None:
    """A copy, kept apart from the day's last, just before what cannot be undone; outside a transaction.

    One that fails is told by `book.copy_problem` and hinders nothing. `mark` "" leaves no sign of why.
    """
    if not book.read_only and (mark or not copies.is_copied(book.store, book.copies_folder)):
        try:
            make(book, mark)
        except UserError as problem:
            book.copy_problem = problem


def at_close(book: Notebook) -> bool:
    """Copy what changed since the last copy and, now and then, put it back for real; a failure is kept.

    Once the window is hidden, the notebook still held. Whether all of it is sound and copied.
    """
    if book.read_only:
        return False
    try:
        if not copies.is_copied(book.store, book.copies_folder):
            make(book)
        if _is_rehearsal_due(book):
            rehearse(book)
    except UserError:
        return False  # kept by `make` and `rehearse`: the next start tells, and tries again
    return book.rows_read


def after_close(book: Notebook) -> None:
    """Bring the last copy to the second place if it is there; the notebook is given back already."""
    if book.read_only or not book.store.mark:
        return
    folder = book.copies_folder  # the mark names it: the file itself is closed
    memory = copies_state.read(folder)
    if memory.second is None or not is_there(memory.second):
        return
    try:
        _bring(memory.second, folder, book.env.clock())
    except UserError as problem:
        copies_state.remember_if_possible(folder, problem=(problem.sentence, problem.advice))


def copy_now(book: Notebook) -> Changed:
    """A verified copy at once, in the second place too when it is there. Raises UserError."""
    make(book)
    place = copies_state.read(book.copies_folder).second
    if place is None or not is_there(place):
        return changed(Topic.COPIES, label="Copie faite et vérifiée")
    _bring(place, book.copies_folder, book.now)
    return changed(Topic.COPIES, label="Copie faite et vérifiée, ici et au deuxième endroit")


def rehearse(book: Notebook) -> Changed:
    """Put a copy of the notebook as it is back for real, in a place of its own, and compare each row.

    Raises UserError when it is not the same.
    """
    folder = book.copies_folder
    last = _last(book)
    if last is None or not copies.is_copied(book.store, folder):
        last = make(book)
    try:
        rehearsal.rehearse(book.store, last, folder, book.now)
    except UserError as problem:
        copies_state.remember_if_possible(folder, problem=(problem.sentence, problem.advice))
        raise
    copies_state.remember(folder, rehearsed=book.today)
    return changed(Topic.COPIES, label="Copie remise en place pour essai : elle redonne tout le carnet")


def set_second(book: Notebook, place: Path | None) -> Changed:
    """Choose the second place and bring a copy there at once, or stop using it.

    Raises UserError, and nothing is changed, when it is not there, not writable or the same as the first.
    """
    folder, former = book.copies_folder, second_place(book)
    if place is None:
        copies_state.remember(folder, second=None, second_last=None, proposed=True)
        said = f"Deuxième endroit abandonné, ses copies y restent{erasing.left_behind(book.store, former)}"
        return changed(Topic.COPIES, label=said)
    check_place(place := place.absolute(), book.env.copies, folder.name)
    make(book)
    _bring(place, folder, book.now)
    copies_state.remember(folder, second=place, proposed=True)
    left = erasing.left_behind(book.store, former) if former != place else ""
    return changed(Topic.COPIES, label=f"Deuxième endroit choisi, une copie vérifiée y est déjà{left}")


def decline_second(book: Notebook) -> Changed:
    """Do not propose a second place again. Raises UserError."""
    copies_state.remember(book.copies_folder, proposed=True)
    return changed(Topic.COPIES)


def second_place(book: Notebook) -> Path | None:
    """The second place that was chosen, there or not."""
    return copies_state.read(book.copies_folder).second


def second_folder(book: Notebook) -> Path | None:
    """Where the copies stand in the second place; None when there is none, or it is not there now."""
    place = second_place(book)
    return folder_in(place, book.copies_folder.name) if place and is_there(place) else None


def second_absent(book: Notebook) -> Path | None:
    """The second place that was chosen, when it is not there now."""
    place = second_place(book)
    return place if place and not is_there(place) else None


def is_same_disk(book: Notebook, place: Path) -> bool:
    """Whether a place would be lost together with the first copies if one disk failed."""
    return on_same_disk(place, book.copies_folder)


def note_erasing(book: Notebook) -> None:
    """Something was removed for good: the copies made until now still hold it, and `offers` says so.

    Before the fresh copy is made. Raises UserError.
    """
    copies_state.remember(book.copies_folder, erased=book.now.replace(microsecond=0))


def _is_rehearsal_due(book: Notebook) -> bool:
    done = copies_state.read(book.copies_folder).rehearsed
    return done is None or not timedelta() <= book.today - done < _REHEARSED_EVERY


def _bring(place: Path, folder: Path, now: datetime) -> None:
    known = copies.list_copies(folder, now)
    if known:
        brought = bring(known[0], folder_in(place, folder.name), now)
        copies_state.remember_if_possible(folder, second_last=brought.made_at)


def _last(book: Notebook) -> copies.Copy | None:
    return next(iter(copies.list_copies(book.copies_folder, book.now)), None)


def is_known(book: Notebook) -> bool:
    """Whether this very notebook was opened at this place before."""
    mark = book.copies_folder / ORIGIN_FILE
    try:
        return mark.exists() and str(book.path.absolute()) in paths_in(mark)
    except UserError:
        return False


def _remember_origin(book: Notebook) -> None:
    mark = book.copies_folder / ORIGIN_FILE
    known = paths_in(mark) if mark.exists() else []
    here = str(book.path.absolute())
    if here not in known:
        write_atomic(mark, "\n".join([*known, here]).encode())
