"""The bilan that somebody of the pair agreed on last: where it was left, and what it said then."""

import json

from desk.core import report as core
from desk.core.people import Seat
from desk.notebook import people, report, rounds
from desk.notebook.book import Notebook


def last_agreed(book: Notebook) -> core.Json | None:
    """Its very data, sealed as it stands now; None without any of this version of the data.

    One that tells rounds of another pair, or rounds since erased, is not for those who are here now.
    """
    both = people.pair(book)
    known = {(each.name, each.opened_on.isoformat()) for each in rounds.opened(book) if each.opened_on}
    present = {both.person(seat).id for seat in Seat}
    for row in book.store.rows("agreement", order="given_on DESC, rowid DESC"):
        kept = book.store.one("report", "fingerprint = ?", [row["fingerprint"]])
        if kept is None or row["person_id"] not in present:
            continue
        data = json.loads(kept["data"])
        told = {(each["nom"], each["date"]) for each in data["regards"]}
        if data["schema"] == core.SCHEMA and told <= known:
            return core.sealed(data, agreed=report.is_agreed(book, row["fingerprint"]))
    return None
