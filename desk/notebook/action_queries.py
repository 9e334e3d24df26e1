"""Finding actions among many: by state and owner, by id, as they stood on a day."""

from collections.abc import Collection
from datetime import date

from desk.core.meetings import Action, ActionState
from desk.data.store import Row
from desk.notebook import people, rows
from desk.notebook.book import Notebook

_ALIVE = "deleted_on IS NULL"


def some_actions(
    book: Notebook, states: Collection[ActionState], owners: Collection[str] | None, most: int
) -> tuple[list[Action], int]:
    """The `most` first actions in those states, open ones first by date, and how many there are in all.

    `owners` are the people wanted, "" standing for anybody else; None for everybody.
    """
    wanted = ", ".join(f"'{state.value}'" for state in states)
    where, args = f"state IN ({wanted}) AND {_ALIVE}", list[str]()
    if owners is not None:
        pair = people.pair(book)
        known = [each for each in owners if each]
        where += f" AND (owner_id IN ({', '.join('?' * len(known))})"
        args += known
        if "" in owners:
            where += " OR owner_id NOT IN (?, ?)"
            args += [pair.elu.id, pair.sgm.id]
        where += ")"
    order = "state IN ('faite', 'abandonnee'), coalesce(due, '9999'), id"
    found = book.store.rows("action", where, args, order, most)
    return [rows.action(row) for row in found], book.store.count("action", where, args)


def some_by_id(book: Notebook, keys: Collection[str]) -> dict[str, Action]:
    """Those actions, by id; the ones in the bin are left out."""
    marks = ", ".join("?" * len(keys))
    found = book.store.rows("action", f"id IN ({marks}) AND {_ALIVE}", list(keys))
    return {row["id"]: rows.action(row) for row in found}


def actions_of_period(book: Notebook, start: date, end: date) -> list[Action]:
    """Those open on the last day, and those ended in between, each as it stood that day."""
    first, last = start.isoformat(), end.isoformat()
    alive = "created_on <= ? AND (deleted_on IS NULL OR deleted_on > ?)"
    found = []
    for row in book.store.rows("action", alive, [last, last], order="id"):
        event = _last_event(book, row["id"], last)
        action = rows.action(row | {name: event[name] for name in ("state", "due", "reason")})
        if action.is_open or event["day"] >= first:
            found.append(action)
    return found


def _last_event(book: Notebook, action_id: str, day: str) -> Row:
    where = "action_id = ? AND day <= ?"
    return book.store.rows("action_event", where, [action_id, day], order="day DESC, rowid DESC")[0]
