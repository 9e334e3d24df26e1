"""A line begun in a point and not sent by Enter yet: kept as it is typed, given back after a kill."""

from desk.core.text import limited
from desk.notebook import agenda
from desk.notebook.book import Changed, Notebook, changed


def begun(book: Notebook, meeting_id: str) -> str:
    """What was being typed in the line of that point; "" when nothing was."""
    row = book.store.one("draft", "id = ?", [meeting_id])
    return str(row["text"]) if row else ""


def keep(book: Notebook, meeting_id: str, text: str) -> Changed:
    """Keep what is in the line now; an empty one is forgotten. Raises UserError when it is far too long."""
    with book.store.atomic():
        _write(book, meeting_id, limited(text, "Cette ligne"))
    return changed()


def into_notes(book: Notebook, meeting_id: str, words: str, item_id: str = "") -> Changed:
    """The line becomes a note of a subject, or a subject of an empty agenda; it is no longer begun."""
    with book.store.atomic():
        change = agenda.keep_words(book, meeting_id, words, item_id)
        _write(book, meeting_id, "")
    return change


def _write(book: Notebook, meeting_id: str, text: str) -> None:
    book.store.delete("draft", "id = ?", [meeting_id])
    if text.strip():
        book.store.insert("draft", {"id": meeting_id, "text": text})
