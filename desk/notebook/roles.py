"""« Qui fait quoi » as this pair has it: the guide's matrix and what they adjusted."""

from collections.abc import Mapping

from desk.core.roles import Holder, RoleMatrix, Row, Verb, adjusted, check_change
from desk.notebook.book import Changed, Notebook, Topic, undoable


def matrix(book: Notebook) -> RoleMatrix:
    """The matrix the guide proposes."""
    return book.env.content.tools.roles


def rows(book: Notebook) -> tuple[Row, ...]:
    """Every subject in order, adjusted."""
    return adjusted(matrix(book), _changes(book))


def give(book: Notebook, subject_id: str, verb: Verb, holder: Holder) -> Changed:
    """Put one of the five in someone's hands. Raises UserError when the law, or sense, forbids it."""
    subject = matrix(book).subject(subject_id)
    check_change(subject, verb, holder)
    key = f"{subject_id}:{verb.value}"
    proposed = subject.line.holder(verb) is holder
    with book.store.recording() as images:
        book.store.delete("role_choice", "id = ?", [key])
        if not proposed:
            row = {"id": key, "subject_id": subject_id, "verb": verb.value, "holder": holder.value}
            book.store.insert("role_choice", row)
    return undoable(images, Topic.ROLES, label="Qui fait quoi ajusté")


def as_proposed(book: Notebook) -> Changed:
    """Back to the guide's matrix for every subject."""
    with book.store.recording() as images:
        book.store.delete("role_choice", "1 = 1", [])
    return undoable(images, Topic.ROLES, label="Qui fait quoi remis comme proposé")


def _changes(book: Notebook) -> Mapping[tuple[str, Verb], Holder]:
    found = book.store.rows("role_choice", order="id")
    return {(row["subject_id"], Verb(row["verb"])): Holder(row["holder"]) for row in found}
