"""The practices the pair has chosen to work on."""

from dataclasses import dataclass
from datetime import date

from desk.notebook.book import Changed, Notebook, Topic, changed, undoable


@dataclass(frozen=True, slots=True)
class Chosen:
    """A practice of the guide and the day it was chosen."""

    practice_id: str
    since: date


def chosen(book: Notebook) -> list[Chosen]:
    """Those followed now, oldest choice first."""
    rows = book.store.rows("chosen_practice", "until IS NULL", order="since, practice_id")
    return [Chosen(row["practice_id"], date.fromisoformat(row["since"])) for row in rows]


def chosen_on(book: Notebook, day: date) -> list[Chosen]:
    """Those followed on a day, oldest choice first."""
    where = "since <= ? AND (until IS NULL OR until > ?)"
    rows = book.store.rows("chosen_practice", where, [day.isoformat()] * 2, order="since, practice_id")
    return [Chosen(row["practice_id"], date.fromisoformat(row["since"])) for row in rows]


def choose(book: Notebook, practice_id: str) -> Changed:
    """Follow a practice, once. KeyError when the guide has none such."""
    title = book.guide.practice(practice_id).short_title
    if any(entry.practice_id == practice_id for entry in chosen(book)):
        return changed(Topic.PRACTICES)
    row = {"id": book.new_id(), "practice_id": practice_id, "since": book.today.isoformat(), "until": None}
    with book.store.recording() as images:
        book.store.insert("chosen_practice", row)
    return undoable(images, Topic.PRACTICES, label=f"Pratique choisie : {title}")


def release(book: Notebook, practice_id: str) -> Changed:
    """Follow it no longer; that it was followed stays known."""
    rows = book.store.rows("chosen_practice", "practice_id = ? AND until IS NULL", [practice_id])
    with book.store.recording() as images:
        for row in rows:
            book.store.update("chosen_practice", row["id"], {"until": book.today.isoformat()})
    return undoable(images, Topic.PRACTICES, label="Pratique retirée du suivi")
