"""How much there is under each of some points, read at once."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from desk.notebook.book import Notebook


@dataclass(frozen=True, slots=True)
class Counts:
    """Under one point: subjects, things agreed, actions."""

    items: int = 0
    decisions: int = 0
    actions: int = 0


def counts(book: Notebook, meeting_ids: Collection[str]) -> dict[str, Counts]:
    """By point, those in the bin left out; three readings, however many points."""
    found = [_by_point(book, table, meeting_ids) for table in ("agenda_item", "decision", "action")]
    return {key: Counts(*(each[key] for each in found)) for key in meeting_ids}


def _by_point(book: Notebook, table: str, keys: Collection[str]) -> Counter[str]:
    where = f"meeting_id IN ({', '.join('?' * len(keys))}) AND deleted_on IS NULL"
    return Counter(row["meeting_id"] for row in book.store.rows(table, where, list(keys)))
