"""The subjects that come to each point of a kind, as the pair wants them."""

from desk.core.agenda_models import MODELS, RecurringItem
from desk.core.errors import UserError
from desk.core.meetings import ItemSource, MeetingKind
from desk.core.text import required
from desk.data.store import Row
from desk.notebook import agenda, arriving
from desk.notebook.arriving import Arriving
from desk.notebook.book import Changed, Notebook, Topic, undoable

_ALIVE = "deleted_on IS NULL"
_TITLE = "L’intitulé du sujet"


def items(book: Notebook, kind: MeetingKind) -> list[RecurringItem]:
    """Those of a kind of point, in order."""
    found = book.store.rows("recurring_item", f"kind = ? AND {_ALIVE}", [kind.value], order="position, id")
    return [_item(row) for row in found]


def add(book: Notebook, kind: MeetingKind, title: str) -> Changed:
    """Add one at the end, also to the points of that kind that are planned; of two alike, one stays."""
    wanted = required(title, _TITLE)
    there = items(book, kind)
    for item in there:
        if item.title == wanted:
            return undoable(
                (), Topic.MEETINGS, made=item.id, label="Ce sujet revient déjà à chaque point de ce type"
            )
    row = _new(book, kind, wanted, there[-1].position + 1 if there else 0)
    with book.store.recording() as images:
        book.store.insert("recurring_item", row)
        _tell_agendas(book, kind)
    return undoable(images, Topic.MEETINGS, made=row["id"], label="Sujet qui revient ajouté")


def take_model(book: Notebook, kind: MeetingKind) -> Changed:
    """Add the subjects proposed for that kind that are not there yet."""
    there = items(book, kind)
    known = {item.title for item in there}
    first = there[-1].position + 1 if there else 0
    with book.store.recording() as images:
        for position, title in enumerate(MODELS[kind], start=first):
            if title not in known:
                book.store.insert("recurring_item", _new(book, kind, title, position))
        _tell_agendas(book, kind)
    return undoable(images, Topic.MEETINGS, label="Modèle proposé repris")


def bring(book: Notebook, meeting_id: str, kind: MeetingKind) -> None:
    """Put those of a kind on the agenda of a point, inside the caller's transaction.

    Each comes once per point: one that was taken off does not come again, nor beside one of the same words.
    """
    came = book.store.rows("agenda_item", "source = ? AND meeting_id = ?", [ItemSource.RECURRING, meeting_id])
    there = {row["source_id"] for row in came} | {item.title for item in agenda.items(book, meeting_id)}
    fresh = [
        Arriving(ItemSource.RECURRING, item.id, item.title, None)
        for item in items(book, kind)
        if not {item.id, item.title} & there
    ]
    arriving.bring(book, meeting_id, fresh)


def rename(book: Notebook, key: str, title: str) -> Changed:
    """Word one otherwise, for the points to come. Raises UserError when another has these words."""
    wanted = required(title, _TITLE)
    check_alone(book, key, wanted)
    return _update(book, key, {"title": wanted}, "Sujet qui revient renommé")


def check_alone(book: Notebook, key: str, title: str) -> None:
    """Raises UserError when another one of its kind has that title."""
    kind = MeetingKind(book.store.rows("recurring_item", "id = ?", [key])[0]["kind"])
    if any(item.title == title and item.id != key for item in items(book, kind)):
        raise UserError("Ce sujet revient déjà à chaque point de ce type.", "Rien n’a été changé.")


def remove(book: Notebook, key: str) -> Changed:
    """Put one in the bin; the agendas where it is already keep it."""
    return _update(book, key, {"deleted_on": book.today.isoformat()}, "Sujet qui revient retiré")


def shift(book: Notebook, key: str, offset: int) -> Changed:
    """Move one up (-1) or down (+1) in its list, stopping at the ends."""
    row = book.store.rows("recurring_item", "id = ?", [key])[0]
    there = items(book, MeetingKind(row["kind"]))
    order = [item.id for item in there]
    place = order.index(key)
    order.insert(min(max(place + offset, 0), len(order) - 1), order.pop(place))
    before = {item.id: item.position for item in there}
    with book.store.recording() as images:
        for position, one in enumerate(order):
            if before[one] != position:
                book.store.update("recurring_item", one, {"position": position})
    return undoable(images, Topic.MEETINGS, label="Sujets qui reviennent réordonnés")


def _tell_agendas(book: Notebook, kind: MeetingKind) -> None:
    for point in agenda.planned_rows(book):
        if point["kind"] == kind:
            bring(book, point["id"], kind)


def _item(row: Row) -> RecurringItem:
    return RecurringItem(row["id"], MeetingKind(row["kind"]), row["title"], row["position"])


def _new(book: Notebook, kind: MeetingKind, title: str, position: int) -> Row:
    return {
        "id": book.new_id(),
        "kind": kind.value,
        "title": title,
        "position": position,
        "deleted_on": None,
    }


def _update(book: Notebook, key: str, values: Row, label: str) -> Changed:
    with book.store.recording() as images:
        book.store.update("recurring_item", key, values)
    return undoable(images, Topic.MEETINGS, label=label)
