"""Finding actions among many: by state and owner, by id, as they stood on a day."""

from collections.abc import Collection
from datetime import date

from desk.core.meetings import Action, ActionState
from desk.data.sqlite_errors import reading
from desk.data.store import Row
from desk.notebook import people, rows
from desk.notebook.book import Notebook

_ALIVE = "deleted_on IS NULL"
_KEPT = ("state", "due", "reason", "owner_id", "owner_name")


def in_order(book: Notebook, states: Collection[ActionState], owners: Collection[str] | None) -> list[str]:
    """The ids of the actions in those states, open ones first by date; a page then reads its own few.

    `owners` are the people wanted, "" standing for anybody else; None for everybody.
    """
    where, args = _wanted(book, states, owners)
    order = "state IN ('faite', 'abandonnee'), coalesce(due, '9999'), id"
    sql = f"SELECT id FROM action WHERE {where} ORDER BY {order}"  # noqa: S608 - our own names
    with reading():  # the ids alone: of thousands of rows a page shows ten
        return [key for (key,) in book.store.connection.execute(sql, args)]


def counts_by_owner(book: Notebook, states: Collection[ActionState]) -> dict[str, int]:
    """How many actions in those states each person of the pair has; "" stands for anybody else."""
    pair = people.pair(book)
    keys = (pair.elu.id, pair.sgm.id, "")
    return {key: book.store.count("action", *_wanted(book, states, [key])) for key in keys}


def _wanted(
    book: Notebook, states: Collection[ActionState], owners: Collection[str] | None
) -> tuple[str, list[str]]:
    wanted = ", ".join(f"'{state.value}'" for state in states)
    where, args = f"state IN ({wanted}) AND {_ALIVE}", list[str]()
    if owners is None:
        return where, args
    known = [each for each in owners if each]
    where += f" AND (owner_id IN ({', '.join('?' * len(known))})"
    args += known
    if "" in owners:
        pair = people.pair(book)
        where += " OR owner_id NOT IN (?, ?)"
        args += [pair.elu.id, pair.sgm.id]
    return f"{where})", args


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
        stood = {name: event[name] for name in _KEPT}
        action = rows.action(row | stood)
        if action.is_open or event["day"] >= first:
            found.append(action)
    return found


def as_on(book: Notebook, action_id: str, day: date) -> Action | None:
    """An action as it stood on a day; None when it was not written yet, or was in the bin."""
    alive = "id = ? AND created_on <= ? AND (deleted_on IS NULL OR deleted_on > ?)"
    found = book.store.rows("action", alive, [action_id, day.isoformat(), day.isoformat()])
    return rows.action(found[0] | _stood(book, action_id, day.isoformat())) if found else None


def _stood(book: Notebook, action_id: str, day: str) -> Row:
    event = _last_event(book, action_id, day)
    return {name: event[name] for name in _KEPT}


def _last_event(book: Notebook, action_id: str, day: str) -> Row:
    where = "action_id = ? AND day <= ?"
    return book.store.rows("action_event", where, [action_id, day], order="day DESC, rowid DESC")[0]
