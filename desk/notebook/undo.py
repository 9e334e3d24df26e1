"""Taking an operation back."""

from collections.abc import Iterable

from desk.core.errors import UserError
from desk.data.store import Row, RowImage
from desk.notebook import agenda
from desk.notebook.book import Changed, Notebook

_OF_POINT = ("agenda_item", "decision", "action", "correction")


def undo(book: Notebook, done: Changed) -> Changed:
    """Put the rows back as they were; the result can itself be undone (redo).

    Raises UserError when one of the rows changed since, when their point was closed since, or when a point
    that would go has subjects that would be left without it.
    """
    images = tuple(image.inverse() for image in reversed(done.images))
    for meeting_id in sorted(_written_at(images)):
        agenda.check_open(book, meeting_id)
    with book.store.atomic():
        book.store.apply(images)
        for image in images:
            if image.table == "meeting" and image.after is None:
                _check_bare(book, image.id)
    return Changed(done.topics, done.id, done.label, images)


def _check_bare(book: Notebook, meeting_id: str) -> None:
    where = "meeting_id = ? AND deleted_on IS NULL"
    if any(book.store.count(table, where, [meeting_id]) for table in _OF_POINT):
        raise UserError(
            "Ce point a reçu des sujets depuis : le prévoir ne s’annule plus ainsi.",
            "Rien n’a été modifié. « Annuler ce point », sur sa page, garde ses sujets pour le prochain.",
        )


def _written_at(images: Iterable[RowImage]) -> set[str]:
    """The points whose record these images change: subjects, lines, and the words of actions."""
    told = [(_in_record(each.table, each.before), _in_record(each.table, each.after)) for each in images]
    return {row["meeting_id"] for before, after in told if before != after
            for row in (before, after) if row and row["meeting_id"]}  # fmt: skip


def _in_record(table: str, row: Row | None) -> Row | None:
    """What stands of a row in its point's record; nothing of one in the bin."""
    if row is None or table not in ("agenda_item", "decision", "action") or row["deleted_on"]:
        return None
    return {name: row[name] for name in ("meeting_id", "item_id", "text")} if table == "action" else row
