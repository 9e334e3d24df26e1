"""What became of an action, and where it comes from."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desk.core.action_history import ActionEvent, HistoryLine, history
from desk.core.meetings import Action, ActionState, ItemSource
from desk.core.people import Person
from desk.core.wording import named
from desk.data.store import Row
from desk.notebook import log, people, rows
from desk.notebook.book import Notebook

if TYPE_CHECKING:
    from desk.notebook.follow_up import Origin


def of(book: Notebook, action_id: str) -> list[HistoryLine]:
    """The dated sentences of one action, oldest first."""
    return history(_events(book, book.store.rows("action_event", "action_id = ?", [action_id], "rowid")))


def all_events(book: Notebook) -> Mapping[str, Sequence[ActionEvent]]:
    """Every action's events by its id, in the order they were written."""
    kept: dict[str, list[Row]] = {}
    for row in book.store.rows("action_event", order="rowid"):
        kept.setdefault(row["action_id"], []).append(row)
    known = {row["id"]: people.person(book, row["id"]) for row in book.store.rows("person")}
    return {key: [_event(book, row, known) for row in found] for key, found in kept.items()}


def origins(book: Notebook, actions: Sequence[Action]) -> "dict[str, Origin]":
    """The round and practice of those that come from a subject of « regards croisés », by action id."""
    from desk.notebook import follow_up

    keys = sorted({action.item_id for action in actions if action.item_id})
    marks = ", ".join("?" * len(keys))
    where = f"id IN ({marks}) AND source IN (?, ?)"
    wanted = [*keys, ItemSource.ROUND, ItemSource.UNDISCUSSED]
    by_item = {}
    for row in book.store.rows("agenda_item", where, wanted):
        origin = follow_up.origin(book, rows.item(row))
        if origin is not None:
            by_item[row["id"]] = origin
    return {action.id: by_item[action.item_id] for action in actions if action.item_id in by_item}


def _events(book: Notebook, found: Sequence[Row]) -> list[ActionEvent]:
    keys = {row["owner_id"] for row in found if row["owner_id"]}
    known = {key: people.person(book, key) for key in keys}
    return [_event(book, row, known) for row in found]


def _event(book: Notebook, row: Row, known: Mapping[str, Person]) -> ActionEvent:
    person = known.get(row["owner_id"])
    if person is None:
        owner, to_owner = row["owner_name"], f"à {row['owner_name']}"
    else:
        owner, to_owner = log.person_label(person), _to(person)
    state, due = ActionState(row["state"]), rows.day_or_none(row["due"])
    day = rows.day_or_none(row["day"]) or book.today
    return ActionEvent(day, state, due, row["reason"], owner, to_owner)


def _to(person: Person) -> str:
    said = named(person, "à", short=True)
    return f"{said} ({person.addressed})" if person.until else said
