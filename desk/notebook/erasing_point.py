"""Erasing points for good, held or not, and actions: rows, lines, history, and their words elsewhere."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from desk.core.erasure import Erasure
from desk.core.errors import UserError
from desk.core.meetings import KIND_LABELS, OPEN_STATES, ItemSource, MeetingKind, MeetingState
from desk.core.wording import capital, counted, long_date, short_date
from desk.data.store import Row
from desk.notebook import cleaning, report_kept
from desk.notebook.book import Changed, Notebook, Topic, changed

_LINES = ("decision", "correction")
_TOPICS = (Topic.MEETINGS, Topic.ACTIONS, Topic.ROUNDS, Topic.REPORT)
# A subject carried to a held point, or a deadline seen there, would come again without its mark.
_COMES_BACK = (ItemSource.UNDISCUSSED, ItemSource.DEADLINE)
_STAYS = (
    "Les bilans partis, qui sont chez qui les a reçus. Ceux que garde le carnet comptent ; s’ils citent des "
    "lignes, à votre demande, leurs données sont effacées.",
    "Ce que vous en avez écrit ailleurs avec d’autres mots.",
)


def mark(day: date) -> str:
    """« [sujet effacé le 22/11/2026] », the title left where an erased subject or action was repeated."""
    return f"[sujet effacé le {short_date(day)}]"


def erasure(book: Notebook, meeting_id: str) -> Erasure:
    """What goes with a point, in numbers. KeyError when there is none."""
    row = book.store.rows("meeting", "id = ?", [meeting_id])[0]
    day = long_date(date.fromisoformat(row["day"]), weekday=True)
    title = f"{capital(KIND_LABELS[MeetingKind(row['kind'])])} du {day}"
    goes = ("Le point, sa date et ses participants.", *_counted(book, [meeting_id]))
    return Erasure(title, goes, _STAYS)


def counted_echoes(book: Notebook, meeting_ids: Sequence[str]) -> int:
    """How many subjects of other points repeat a subject or an action of these."""
    found = [row["id"] for row in _of(book, "agenda_item", meeting_ids)]
    return len(_echoes(book, found, [row["id"] for row in _of(book, "action", meeting_ids)]))


def erase(book: Notebook, meeting_ids: Sequence[str], *, echoes: bool, copies: bool) -> Changed:
    """Erase points with all that was written there; forget the undo stack, then call `cleaning.finish`.

    `echoes`: the subjects of other points that repeat theirs lose their title, or go if nothing was noted.
    Raises UserError when one of them is gone already.
    """
    points = _of_ids(book, "meeting", meeting_ids)
    if len(points) < len(meeting_ids):
        raise UserError("Ce point n’est plus dans le carnet.", "Rien n’a été changé.")
    items = _of(book, "agenda_item", meeting_ids)
    actions = _of(book, "action", meeting_ids)
    cleaning.prepare(book, copies=copies)
    with book.store.atomic():
        _loosen(book, items, actions, echoes=echoes)
        report_kept.forget_quoting(book)
        _erase_actions(book, actions)
        for table in _LINES:
            for row in _of(book, table, meeting_ids):
                book.store.delete(table, "id = ?", [row["id"]])
        held = {point["id"] for point in points if point["state"] == MeetingState.HELD}
        for row in items:
            _erase_item(book, row, held=row["meeting_id"] in held)
        for point in points:
            book.store.delete("meeting", "id = ?", [point["id"]])
        cleaning.mark(book, copies=copies)
    return changed(*_TOPICS, label="Point effacé" if len(points) == 1 else "Points effacés")


def erase_actions(book: Notebook, action_ids: Sequence[str], *, echoes: bool, copies: bool) -> Changed:
    """Erase actions with their history, in their points too; the same as `erase` otherwise."""
    actions = _of_ids(book, "action", action_ids)
    cleaning.prepare(book, copies=copies)
    with book.store.atomic():
        _loosen(book, [], actions, echoes=echoes)
        report_kept.forget_quoting(book)
        _erase_actions(book, actions)
        cleaning.mark(book, copies=copies)
    return changed(*_TOPICS, label="Actions effacées")


def _counted(book: Notebook, meeting_ids: Sequence[str]) -> Iterable[str]:
    """« 4 sujets et leurs notes. », « 2 actions, dont 1 encore à faire. »; what is none is not said."""
    subjects = [row for row in _of(book, "agenda_item", meeting_ids) if row["title"]]
    if subjects:
        notes = "ses notes" if len(subjects) == 1 else "leurs notes"
        yield f"{counted(len(subjects), 'sujet')} et {notes}."
    agreed = len(_of(book, "decision", meeting_ids))
    if agreed:
        yield f"{counted(agreed, 'ligne')} de ce qui est convenu."
    actions = _of(book, "action", meeting_ids)
    still = sum(row["state"] in OPEN_STATES for row in actions)
    if actions:
        yield f"{counted(len(actions), 'action')}{_still(still, len(actions))}."
    added = len(_of(book, "correction", meeting_ids))
    if added:
        yield f"{counted(added, 'correction')}."


def _still(still: int, number: int) -> str:
    """« , dont 2 encore à faire, qui ne seront plus suivies »."""
    if not still:
        return ""
    lost = "qui ne sera plus suivie" if still == 1 else "qui ne seront plus suivies"
    return f", {'' if number == 1 else f'dont {still} '}encore à faire, {lost}"


def _of(book: Notebook, table: str, meeting_ids: Sequence[str]) -> list[Row]:
    return [row for key in meeting_ids for row in book.store.rows(table, "meeting_id = ?", [key])]


def _of_ids(book: Notebook, table: str, ids: Sequence[str]) -> list[Row]:
    return [row for key in ids for row in book.store.rows(table, "id = ?", [key])]


def _echoes(book: Notebook, items: Collection[str], actions: Collection[str]) -> list[Row]:
    """The other subjects that came from these, from point to point; in the bin too."""
    carried = book.store.rows("agenda_item", "source IN (?, ?)", [ItemSource.UNDISCUSSED, ItemSource.ACTION])
    of_action = [row for row in carried if row["source"] == ItemSource.ACTION and row["source_id"] in actions]
    found = {row["id"]: row for row in of_action if row["id"] not in items}
    newest = {*items, *found}
    while newest:  # each row is found once: a damaged file may turn in a circle
        following = [
            row
            for row in carried
            if row["source"] == ItemSource.UNDISCUSSED and row["source_id"] in newest
            and row["id"] not in found and row["id"] not in items
        ]  # fmt: skip
        found |= {row["id"]: row for row in following}
        newest = {row["id"] for row in following}
    return [row for row in found.values() if row["title"]]


def _loosen(book: Notebook, items: Sequence[Row], actions: Sequence[Row], *, echoes: bool) -> None:
    """What repeats what goes: its words are taken away when asked, and it hangs on nothing any more."""
    gone = {row["id"]: row for row in items}
    lost = {row["id"] for row in actions}
    for row in _echoes(book, gone.keys(), lost):
        if echoes and _is_bare(book, row):
            book.store.delete("agenda_item", "id = ?", [row["id"]])
            continue
        values: Row = {"title": mark(book.today)} if echoes else {}
        before = gone.get(row["source_id"])
        if before is not None:
            values |= _origin_of(before)
        elif row["source_id"] in lost:
            values |= {"source": ItemSource.TYPED.value, "source_id": "", "source_day": None}
        if values:
            book.store.update("agenda_item", row["id"], values)


def _origin_of(before: Row) -> Row:
    """Where an erased subject came from is where what it became comes from."""
    source = ItemSource.TYPED if before["source"] == ItemSource.ACTION else before["source"]
    source_id = "" if source is ItemSource.TYPED else before["source_id"]
    return {"source": str(source), "source_id": source_id, "source_day": before["source_day"]}


def _is_bare(book: Notebook, row: Row) -> bool:
    """Nothing was said of it at a point that was held, and nothing hangs on it."""
    held = book.store.count("meeting", "id = ? AND state = ?", [row["meeting_id"] or "", MeetingState.HELD])
    lines = any(book.store.count(table, "item_id = ?", [row["id"]]) for table in (*_LINES, "action"))
    return not (held or row["notes"] or row["discussed"] or lines)


def _erase_actions(book: Notebook, actions: Sequence[Row]) -> None:
    for row in actions:
        book.store.delete("action_event", "action_id = ?", [row["id"]])
        book.store.delete("action", "id = ?", [row["id"]])


def _erase_item(book: Notebook, row: Row, *, held: bool) -> None:
    """One that would come again by itself leaves an empty row, as one that was taken off an agenda does."""
    if (held or row["discussed"]) and row["source"] in _COMES_BACK:
        values = {"title": "", "notes": "", "meeting_id": None, "deleted_on": book.today.isoformat()}
        book.store.update("agenda_item", row["id"], values)
    else:
        book.store.delete("agenda_item", "id = ?", [row["id"]])
