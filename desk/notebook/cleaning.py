"""After something was removed for good: the file is written over, and the older copies go if it was asked."""

from datetime import date

from desk.core.errors import UserError
from desk.core.wording import counted
from desk.data import copies, erasing
from desk.notebook.book import Changed, Notebook, Topic, changed

_LATER = "Ce sera terminé à la prochaine ouverture du carnet, ou au prochain retrait."


def older_copies(book: Notebook) -> list[copies.Copy]:
    """The copies that were made until now, newest first: they still hold what is removed from the carnet."""
    return copies.list_copies(book.copies_folder, erasing.FAR)


def finish(book: Notebook) -> Changed:
    """Clean the file; when asked, make a fresh verified copy, and only then erase the older ones.

    Does nothing when nothing was removed. Raises UserError: what was removed is removed all the same, and the
    rest is done at the next call.
    """
    todo = erasing.pending(book.store)
    if todo is None:
        return changed()
    try:
        erasing.clean(book.store)
    except UserError as problem:
        raise UserError(
            "C’est retiré du carnet, mais la place occupée dans le fichier n’a pas pu être nettoyée.",
            f"{problem.sentence} {_LATER}",
        ) from problem
    if todo["kind"] == erasing.COPIES_MARK:
        _renew_copies(book, date.fromisoformat(todo["happened_on"]))
    erasing.done(book.store)
    return changed(Topic.COPIES)


def _renew_copies(book: Notebook, until: date) -> None:
    try:
        fresh = copies.make_copy(book.store, book.copies_folder, book.now)
    except UserError as problem:
        raise UserError(
            "C’est retiré du carnet, mais les copies faites avant n’ont pas été effacées : "
            "il faut d’abord une copie nouvelle, qui n’a pas pu être faite.",
            f"{problem.sentence} {_LATER}",
        ) from problem
    book.verified_copy = fresh.made_at
    resisting = erasing.erase_copies(book.copies_folder, fresh, until)
    if resisting:
        raise UserError(
            f"C’est retiré du carnet ; {counted(len(resisting), 'copie')} faite avant n’est pas effacée."
            if len(resisting) == 1
            else f"C’est retiré du carnet ; {len(resisting)} copies faites avant ne sont pas effacées.",
            f"Un autre programme les tient. {_LATER}",
        )
