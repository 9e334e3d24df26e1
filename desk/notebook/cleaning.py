"""After something was removed for good: the file is written over, and the older copies go if it was asked."""

from datetime import datetime
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import counted
from desk.data import copies, erasing, restoring, second_place
from desk.data.store import Row
from desk.notebook import people, safety
from desk.notebook.book import Changed, Notebook, Topic, changed

_LATER = "Ce sera terminé à la prochaine ouverture du carnet, ou au prochain retrait."


def mark(book: Notebook, *, copies: bool) -> None:
    """Write down that the file is to be cleaned, inside the caller's transaction; `copies`: those too."""
    book.store.delete("draft", "id NOT IN (SELECT id FROM meeting)", [])  # of a point that goes
    people.trace(book, erasing.COPIES_MARK if copies else erasing.FILE_MARK, "")


def prepare(book: Notebook, *, copies: bool) -> None:
    """Before something large goes for good, outside a transaction: a verified copy, when those are kept."""
    if not copies:
        safety.before(book)


def older_copies(book: Notebook) -> list[copies.Copy]:
    """The copies that were made until now, newest first: they still hold what is removed from the carnet.

    Those of the second place are among them when it is there.
    """
    folders = [book.copies_folder, safety.second_folder(book)]
    found = [copy for folder in folders if folder for copy in copies.list_copies(folder, erasing.FAR)]
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def set_aside(book: Notebook) -> list[Path]:
    """The former files of this carnet beside it, damaged or replaced by a copy, which hold it too."""
    return restoring.aside_files(book.path)


def finish(book: Notebook) -> Changed:
    """Clean the file; when asked, make a fresh verified copy, and only then erase the older ones.

    Does nothing when nothing was removed. Raises UserError: what was removed is removed all the same, and the
    rest is done at the next call.
    """
    todo = erasing.pending(book.store)
    if todo is not None:
        _clean(book, todo)
    elif erasing.pending_elsewhere(book.store) is None:
        return changed()
    _finish_elsewhere(book)
    return changed(Topic.COPIES)


def _clean(book: Notebook, todo: Row) -> None:
    try:
        erasing.clean(book.store)
        until = erasing.cleaned(book.store, book.returned_to or book.now)
    except UserError as problem:
        raise UserError(
            "C’est retiré du carnet, mais la place occupée dans le fichier n’a pas pu être nettoyée.",
            f"{problem.sentence} {_LATER}",
        ) from problem
    _note(book)
    if until is not None:
        _renew(book, until)
    is_second = safety.second_folder(book) or safety.second_absent(book)
    erasing.done(book.store, todo, elsewhere=until if is_second else None)


def _note(book: Notebook) -> None:
    """The copies made until now still hold it: that is said wherever one of them is offered."""
    try:
        safety.note_erasing(book)
    except UserError as problem:
        raise UserError(
            "C’est retiré du carnet, mais les copies faites avant ne disent pas encore qu’elles "
            "le contiennent.",
            f"{problem.sentence} {_LATER}",
        ) from problem


def _renew(book: Notebook, until: datetime) -> None:
    """A fresh verified copy, then the older ones and the former files beside the carnet go."""
    try:
        fresh = safety.make(book)
    except UserError as problem:
        raise UserError(
            "C’est retiré du carnet, mais les copies faites avant n’ont pas été effacées : "
            "il faut d’abord une copie nouvelle, qui n’a pas pu être faite.",
            f"{problem.sentence} {_LATER}",
        ) from problem
    left = erasing.erase_copies(book.copies_folder, fresh, until)
    _check_gone(left, "copie faite avant", "copies faites avant")
    aside = erasing.erase_files(erasing.set_aside(book.path, until))
    _check_gone(aside, "ancien fichier du carnet", "anciens fichiers du carnet")


def _finish_elsewhere(book: Notebook) -> None:
    """The copies of the second place: now when it is there, at a later opening when it is not."""
    until, folder = erasing.pending_elsewhere(book.store), safety.second_folder(book)
    if until is None or (folder is None and safety.second_absent(book)):
        return
    known = copies.list_copies(book.copies_folder, book.now)
    if folder is not None and known:
        try:
            fresh = second_place.bring(known[0], folder, book.now)
        except UserError as problem:
            raise UserError(
                "C’est retiré du carnet, mais les copies du deuxième endroit n’ont pas été effacées.",
                f"{problem.sentence} {_LATER}",
            ) from problem
        left = erasing.erase_copies(folder, fresh, until)
        _check_gone(left, "copie du deuxième endroit", "copies du deuxième endroit")
    erasing.done_elsewhere(book.store)


def _check_gone(resisting: list[Path], one: str, many: str) -> None:
    """Raises UserError when a file could not be erased."""
    if not resisting:
        return
    verb = "n’est pas effacé" if len(resisting) == 1 else "ne sont pas effacé"
    ending = ("e" if "copie" in one else "") + ("s" if len(resisting) > 1 else "")
    raise UserError(
        f"C’est retiré du carnet ; {counted(len(resisting), one, many)} {verb}{ending}.",
        f"Un autre programme les tient. {_LATER}",
    )
