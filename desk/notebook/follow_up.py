"""From « regards croisés » to the points and back: subjects sent to the agenda, and what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.core.meetings import ActionState, AgendaItem, ItemSource, MeetingState
from desk.core.outcome import ActionEnd, Outcome
from desk.core.rounds import Round
from desk.core.text import required
from desk.data.store import Row
from desk.notebook import agenda, meetings, rounds, rows, unsealing
from desk.notebook.book import Changed, Notebook, Topic, undoable

_ALIVE = "deleted_on IS NULL"
_MARK = "@"
"""Between a practice and its round in what an agenda item keeps of its source."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an agenda item comes from: a practice and a round; None of a pair that is no more."""

    practice_id: str
    round: Round | None


def send(book: Notebook, round_id: str, practice_id: str, title: str) -> Changed:
    """Put a subject of a round on the next point's agenda; one that is there already stays alone."""
    if (practice_id, required(title, "L’intitulé du sujet")) in sent(book):
        return undoable((), Topic.MEETINGS, label="Ce sujet est déjà à l’ordre du jour du prochain point")
    return agenda.send_to_next(book, title, ItemSource.ROUND, f"{practice_id}{_MARK}{round_id}")


def sent(book: Notebook) -> frozenset[tuple[str, str]]:
    """(practice, title) of the subjects of rounds that the next point has, or that wait for it.

    One that was not discussed and came back counts, whichever round it came from.
    """
    following = meetings.next_planned(book)
    there = agenda.items(book, following.id) if following else agenda.waiting(book)
    origins = [(origin(book, item), item.title) for item in there]
    return frozenset((found.practice_id, title) for found, title in origins if found is not None)


def origin(book: Notebook, item: AgendaItem) -> Origin | None:
    """The practice and the round an item comes from, through the points where it was not discussed."""
    source, key, day = item.source, item.source_id, item.source_day
    seen = set[str]()  # a damaged file may turn in a circle
    while source is ItemSource.UNDISCUSSED:
        row = book.store.one("agenda_item", "id = ?", [key])
        if row is None or key in seen:
            return None
        seen.add(key)
        source, key, day = ItemSource(row["source"]), row["source_id"], rows.day_or_none(row["source_day"])
    if source is not ItemSource.ROUND:
        return None
    practice_id = key.partition(_MARK)[0]
    return Origin(practice_id, _round_of(rounds.opened(book), key, day))


def outcomes(book: Notebook, round_id: str) -> list[Outcome]:
    """What became of each subject chosen after a round, in their order; the next answers excepted."""
    return [_outcome(book, key, items) for key, items in items_of(book, round_id)]


def items_of(book: Notebook, round_id: str) -> list[tuple[str, list[Row]]]:
    """(practice id, rows of the agendas) of each subject chosen after a round, those it came back as too."""
    known = rounds.opened(book)
    items = [row for row in _from_rounds(book) if _is_of(row, known, round_id)]
    out = []
    for subject in unsealing.subjects(book, round_id):
        its = [row for row in items if row["source_id"].partition(_MARK)[0] == subject.practice_id]
        out.append((subject.practice_id, _descendants(book, its)))
    return out


def _round_of(known: Sequence[Round], key: str, day: date | None) -> Round | None:
    """By its id; an item kept by an earlier version has none: then the last round opened by that day."""
    practice_id, _, round_id = key.partition(_MARK)
    if round_id:
        return next((each for each in known if each.id == round_id), None)
    for each in known:
        asked = any(practice.practice_id == practice_id for practice in each.practices)
        if asked and day is not None and each.opened_on is not None and each.opened_on <= day:
            return each
    return None


def _is_of(row: Row, known: Sequence[Round], round_id: str) -> bool:
    found = _round_of(known, row["source_id"], rows.day_or_none(row["source_day"]))
    return found is not None and found.id == round_id


def _from_rounds(book: Notebook) -> list[Row]:
    return book.store.rows(
        "agenda_item", f"source = ? AND {_ALIVE}", [ItemSource.ROUND], order="position, id"
    )


def _descendants(book: Notebook, items: list[Row]) -> list[Row]:
    """These items, and those they came back as."""
    carried = book.store.rows("agenda_item", f"source = ? AND {_ALIVE}", [ItemSource.UNDISCUSSED], order="id")
    found, newest = list(items), {row["id"] for row in items}
    known = set(newest)  # a damaged file may turn in a circle
    while newest:
        following = [row for row in carried if row["source_id"] in newest and row["id"] not in known]
        found += following
        newest = {row["id"] for row in following}
        known |= newest
    return found


def _outcome(book: Notebook, practice_id: str, items: list[Row]) -> Outcome:
    points = meetings.some_by_id(book, {row["meeting_id"] for row in items if row["meeting_id"]})
    there = [(row, points[row["meeting_id"]]) for row in items if row["meeting_id"] in points]
    seen = [point.day for row, point in there if row["discussed"]]
    planned = [point.day for row, point in there if point.state is MeetingState.PLANNED]
    keys = [row["id"] for row in items]
    return Outcome(
        practice_id,
        discussed_on=max(seen, default=None),
        planned_on=min(planned, default=None),
        waiting=any(row["meeting_id"] is None for row in items),
        agreed=tuple(row["text"] for row in _under(book, "decision", keys)),
        actions=tuple(_ends(book, _under(book, "action", keys))),
    )


def _under(book: Notebook, table: str, keys: Sequence[str]) -> list[Row]:
    marks = ", ".join("?" * len(keys))
    return book.store.rows(table, f"item_id IN ({marks}) AND {_ALIVE}", list(keys), order="rowid")


def _ends(book: Notebook, found: Iterable[Row]) -> Iterable[ActionEnd]:
    for row in found:
        end = ActionEnd(rows.action(row))
        if end.action.state is ActionState.DONE:
            events = book.store.rows(
                "action_event", "action_id = ?", [row["id"]], order="day DESC, rowid DESC"
            )
            # the last change may be a correction of a done action: the day it became done is earlier
            end = replace(end, done_on=_became_done(events))
        yield end


def _became_done(events: Sequence[Row]) -> date | None:
    """The first day of the last stretch in which it stood done; `events` newest first."""
    day = None
    for event in events:
        if event["state"] != ActionState.DONE:
            break
        day = event["day"]
    return rows.day_or_none(day)
