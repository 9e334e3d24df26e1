"""A notebook whose file went away while it was open: taken hold of again, or put back from what is open."""

from pathlib import Path

from desk.data import notebook_file, place
from desk.data.lock import Holder, acquire
from desk.data.rewritten import write_out
from desk.data.store import Store
from desk.files import is_there, told
from desk.notebook.book import Changed, Notebook, Topic, changed


def try_writing(book: Notebook) -> None:
    """A transaction that changes nothing but reaches the disk. Raises UserError while it cannot."""
    with book.store.atomic():
        book.store.update("commune", 1, {"id": 1})


def answers(book: Notebook) -> bool:
    """Whether the file still reads, at its place."""
    return is_there(book.path) and not book.store.is_dead()


def retake(book: Notebook) -> bool:
    """Open the file anew when it is back and this connection is dead: a stick put in again, a share found.

    Whether that was needed and done. Raises UserError: another file, or someone else has it open meanwhile.
    """
    if not book.store.is_dead() or not is_there(book.path):
        return False
    _go_on(book, notebook_file.open_file(book.path), book.path)
    return True


def put_back(book: Notebook) -> Changed:
    """Write what this window holds open to the notebook's old place, or beside a stranger that took it.

    The file is verified before it counts; from then on it is the one that is written. Raises UserError.
    """
    former = book.path
    target = _beside(book) if is_there(former) else former
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise told(error, target.parent) from error
    write_out(book.store, target)
    _go_on(book, notebook_file.open_file(target), target)
    if target == former:
        return changed(*Topic, label="Carnet remis à sa place")
    return changed(*Topic, label=f"Carnet enregistré à côté, sous le nom « {target.name} »")


def _beside(book: Notebook) -> Path:
    said = f"{book.now:%Y-%m-%d à %Hh%M%S}"
    return book.path.with_name(f"{book.path.stem} (gardé le {said}){book.path.suffix}")


def _go_on(book: Notebook, fresh: Store, path: Path) -> None:
    """Write in `fresh` from now on, under the lock of its place."""
    try:
        _check_same(book.store, fresh, path)
        _hold(book, path)
    except BaseException:
        fresh.close()
        raise
    book.path = path
    book.store.take_over(fresh)


def _check_same(store: Store, fresh: Store, path: Path) -> None:
    if fresh.mark != store.mark:
        raise place.stranger(path)


def _hold(book: Notebook, path: Path) -> None:
    """The lock of the file at `path`, and no longer the one of a file that is gone."""
    former = book.lock
    if former is None or (path == book.path and former.is_at_its_place):
        return
    if path == book.path:
        former.release()  # its file went with the disk; it could not be locked a second time by this process
    book.lock = acquire(path, Holder(book.env.user, book.env.host, book.now))
    if path != book.path:
        former.release()
