"""What a bilan counts: a period, the period before it, and what became of the subjects chosen."""

from collections.abc import Sequence
from datetime import date, timedelta

from desk.core.by_function import ByFunction
from desk.core.meetings import Action, ActionState, MeetingState
from desk.core.report import Activity, Before, Loop
from desk.data.store import Row
from desk.notebook import action_queries, follow_up, log, meetings, people, rounds
from desk.notebook.book import Notebook

_ALIVE = "deleted_on IS NULL"
_BEGUN = (ActionState.DOING, ActionState.DONE)


def activity(book: Notebook, begin: date, day: date) -> Activity:
    """The figures of a period, as they stood on its last day."""
    return Activity(
        begin,
        day,
        len(log.meetings_held(book, begin, day)),
        log.decisions_between(book, begin, day),
        action_queries.actions_of_period(book, begin, day),
        meetings.first_after(book, day),
        loop(book, begin, day),
        _before(book, begin, day),
    )


def agreed_lines(book: Notebook, begin: date, day: date) -> list[tuple[date, str]]:
    """(day of the point, text) of what was agreed in a period, newest first; the pair named by function."""
    says = by_function(book)
    out = []
    for row in reversed(_held(book, begin, day)):
        on = date.fromisoformat(row["day"])
        out += [(on, says.text(each.text)) for each in log.decisions(book, row["id"])]
    return out


def actions_told(book: Notebook, actions: Sequence[Action]) -> list[Action]:
    """Those actions by date, undated last, the pair named by function in their texts."""
    from dataclasses import replace

    says = by_function(book)
    told = [replace(each, text=says.text(each.text)) for each in actions]
    return sorted(told, key=lambda each: (each.due or date.max, each.text, each.state))


def by_function(book: Notebook) -> ByFunction:
    """Says everybody of the carnet by their function, those who left too."""
    return ByFunction(people.person(book, row["id"]) for row in book.store.rows("person", order="since, id"))


def loop(book: Notebook, begin: date, day: date) -> Loop:
    """What became, by that day, of the subjects chosen at the openings of the period."""
    opened = [each for each in rounds.opened(book) if each.opened_on and begin <= each.opened_on <= day]
    subjects = [items for each in opened for _, items in follow_up.items_of(book, each.id)]
    seen = [items for items in subjects if _seen(book, items, day)]
    return Loop(len(subjects), len(seen), sum(_moved(book, items, day) for items in seen))


def _held(book: Notebook, begin: date, day: date) -> list[Row]:
    where = f"state = ? AND day BETWEEN ? AND ? AND {_ALIVE}"
    args = [MeetingState.HELD, begin.isoformat(), day.isoformat()]
    return book.store.rows("meeting", where, args, order="day, id")


def _before(book: Notebook, begin: date, day: date) -> Before | None:
    """The period of the same length that ends the day before; None when no point was held then."""
    end = begin - timedelta(days=1)
    start = end - (day - begin)
    held = len(log.meetings_held(book, start, end))
    if not held:
        return None
    actions = action_queries.actions_of_period(book, start, end)
    done = sum(each.state is ActionState.DONE for each in actions)
    return Before(start, end, held, log.decisions_between(book, start, end), done)


def _seen(book: Notebook, items: Sequence[Row], day: date) -> bool:
    """Discussed at a point held by that day."""
    return any(row["discussed"] and row["meeting_id"] in _known(book, items, day) for row in items)


def _known(book: Notebook, items: Sequence[Row], day: date) -> set[str]:
    points = meetings.some_by_id(book, {row["meeting_id"] for row in items if row["meeting_id"]})
    return {key for key, point in points.items() if point.state is MeetingState.HELD and point.day <= day}


def _moved(book: Notebook, items: Sequence[Row], day: date) -> bool:
    """Something was agreed under it, or an action from it was begun or done."""
    held = _known(book, items, day)
    marks, keys = ", ".join("?" * len(items)), [row["id"] for row in items]
    where = f"item_id IN ({marks}) AND {_ALIVE}"
    if any(row["meeting_id"] in held for row in book.store.rows("decision", where, keys)):
        return True
    stood = [
        action_queries.as_on(book, row["id"], day)
        for row in book.store.rows("action", f"item_id IN ({marks})", keys)
    ]
    return any(each is not None and each.state in _BEGUN for each in stood)
