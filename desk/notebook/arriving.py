"""Subjects on their way to an agenda."""

from collections.abc import Iterable
from dataclasses import dataclass

from desk.core.meetings import ItemSource
from desk.notebook import agenda
from desk.notebook.book import Notebook


@dataclass(frozen=True, slots=True)
class Arriving:
    """A subject to bring: where it comes from, and its day there, as the file writes it."""

    source: ItemSource
    key: str
    title: str
    since: str | None


def bring(book: Notebook, meeting_id: str, found: Iterable[Arriving]) -> None:
    """Put them at the end of an agenda, inside the caller's transaction."""
    for position, one in enumerate(found, start=agenda.next_place(book, meeting_id)):
        row = agenda.new_row(book, meeting_id, position, one.title, one.source, one.key)
        book.store.insert("agenda_item", row | {"source_day": one.since})
