"""Agendas as the tests look at them."""

from desk.core.meetings import AgendaItem, ItemSource
from desk.notebook import agenda
from desk.notebook.book import Notebook


def without_calendar(book: Notebook, meeting_id: str) -> list[AgendaItem]:
    """The subjects of a point but for the deadlines, which depend on the time of the year."""
    kept = {
        row["id"]
        for row in book.store.rows("agenda_item", "meeting_id = ?", [meeting_id])
        if agenda.root(book, row)[0] != ItemSource.DEADLINE
    }
    return [item for item in agenda.items(book, meeting_id) if item.id in kept]
