"""Whether a notebook is the very one that was closed here, sound to its last row; if not, all is read."""

from functools import partial

from desk.core.errors import UserError
from desk.data import copies_state, notebook_file
from desk.data.mending import mend
from desk.data.migrations import VERSION
from desk.data.whole_sum import whole_sum
from desk.notebook import safety, transfer
from desk.notebook.book import Environment, Notebook


def was_left_so(found: str, env: Environment) -> bool:
    """Whether a file of that sum is one that this program closed, sound to its last row."""
    marks = env.copies.glob(f"*/{copies_state.STATE_FILE}") if found else ()
    return any(copies_state.read(mark.parent).whole == found for mark in marks)


def remember(book: Notebook) -> None:
    """Keep the sum of the file that was just closed, still held, when its last copy is of it."""
    if book.store.mark:  # one made in this very session has none yet: all of it is read at the next opening
        copies_state.remember_if_possible(book.copies_folder, whole=whole_sum(book.path))


def look_at_all(book: Notebook, *, odd_row: bool) -> None:
    """Not the bytes that were left at the last closing: a kill, a flipped bit, another PC, a stranger.

    A row that does not read shuts a stranger out; the pair may open all the same, and its good copies stay.
    """
    if mend(book.store, partial(_check_mended, book)):
        book.copy_problem = _mended()
    if notebook_file.version_of(book.store) == VERSION:
        notebook_file.check_schema(book.store)
    notebook_file.check_begun(book.store, book.path)
    if not safety.is_known(book):
        transfer.check_rows(book)
        book.rows_read = True
    elif not transfer.reads(book):
        if not odd_row:
            raise notebook_file.OddRow(book.path)
        book.copy_problem = _odd_row()


def _odd_row() -> UserError:
    return UserError(
        "Une ligne de ce carnet ne se lit plus : un écran peut s’arrêter en la montrant.",
        "Rien n’a été changé, et les copies d’avant sont gardées. « Copies de sûreté… », dans le menu, remet "
        "en place celle que vous choisissez.",
    )


def _check_mended(book: Notebook) -> None:
    if notebook_file.version_of(book.store) == VERSION:
        transfer.check_rows(book)


def _mended() -> UserError:
    return UserError(
        "Un index de ce carnet était abîmé : il a été refait à partir des lignes du carnet.",
        "Le disque a peut-être un défaut : faites une copie sur une clé USB, et faites-le vérifier.",
    )
