"""Erasing the whole carnet: its file, what stands beside it, and its copies when the pair agrees."""

from dataclasses import dataclass
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import counted
from desk.data import erasing, hot_journal, notebook_file, restoring
from desk.data.lock import lock_path
from desk.files import erase as erase_file
from desk.notebook import cleaning, register, safety
from desk.notebook.book import Notebook


@dataclass(frozen=True, slots=True)
class Scope:
    """What is within reach: the file, those set aside, the copies; and what is told to be out of reach.

    `absent` is a second place that is not there; `exports` the names of the bilans that were saved somewhere.
    """

    file: Path
    aside: tuple[Path, ...]
    copies: int
    absent: Path | None
    exports: tuple[str, ...]


def scope(book: Notebook) -> Scope:
    """What there is to erase, to be told before."""
    place = safety.second_place(book)
    is_absent = place is not None and safety.second_folder(book) is None
    names = dict.fromkeys(each.file_name for each in register.lines(book))
    return Scope(
        book.path,
        tuple(cleaning.set_aside(book)),
        len(cleaning.older_copies(book)),
        place if is_absent else None,
        tuple(names),
    )


def erase(book: Notebook, *, copies: bool) -> list[Path]:
    """Erase the carnet, and its copies when asked; what resists. The carnet is closed and cannot be used.

    The file goes last: what was interrupted before can be asked again. Raises UserError when the carnet is
    only read, was moved, or another file has its name; when its own resists, it is closed all the same.
    """
    if book.read_only:
        raise UserError(
            "Ce carnet est ouvert en lecture seule.",
            "Rien n’a été effacé. Ouvrez-le pour y écrire, puis recommencez.",
        )
    with book.store.atomic():
        pass  # asks whether the file of that name is still the one that is open: another is not ours to erase
    # the second place first: only the folder of the copies knows where it is
    folders = [safety.second_folder(book), book.copies_folder] if copies else []
    beside = cleaning.set_aside(book)
    book.store.close()
    book.erased = True
    left = [path for folder in folders if folder for path in _empty(folder)]
    left_there = [notebook_file.journal(book.path), restoring.left_over(book.path)]
    left += erasing.erase_files([*beside, *left_there, *hot_journal.twins(book.path)])
    try:
        erase_file(book.path)
    except UserError:
        left.insert(0, book.path)
    if book.lock is not None:
        book.lock.release()
    return left + erasing.erase_files([lock_path(book.path)])


def told(left: list[Path]) -> UserError:
    """What resisted, to be said."""
    names = ", ".join(f"« {path} »" for path in left[:4])
    more = f" et {counted(len(left) - 4, 'autre')}" if len(left) > 4 else ""
    return UserError(
        f"Tout n’a pas pu être effacé. Il reste : {names}{more}.",
        "Un autre programme les tient, ou l’emplacement est protégé en écriture. Effacez-les vous-mêmes.",
    )


def _empty(folder: Path) -> list[Path]:
    """Delete a folder of copies and all that is in it; the files that resist."""
    inside = sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True)
    left = erasing.erase_files(path for path in inside if not path.is_dir())
    for path in [*(path for path in inside if path.is_dir()), folder]:
        try:
            path.rmdir()
        except OSError:
            continue  # not empty, and that is told, or gone already
    return left
