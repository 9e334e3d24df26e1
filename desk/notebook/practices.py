"""The practices the pair has chosen to work on."""

from dataclasses import dataclass, replace
from datetime import date

from desk.core.guide import Practice, Section
from desk.data.store import Row
from desk.notebook import rows
from desk.notebook.book import Changed, Notebook, Topic, changed, undoable

_ELSEWHERE = (
    "Cette pratique n’est plus dans le guide en usage. Ce que vous y avez répondu, convenu et noté reste "
    "dans votre carnet."
)
_QUESTION = "Où en sommes-nous de cette pratique ?"
_STEP = "En reparler à deux, à votre prochain point."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A practice of the guide and the day it was chosen."""

    practice_id: str
    since: date


def chosen(book: Notebook) -> list[Chosen]:
    """Those followed now, oldest choice first."""
    found = book.store.rows("chosen_practice", "until IS NULL", order="since, practice_id")
    return [Chosen(row["practice_id"], date.fromisoformat(row["since"])) for row in found]


def chosen_on(book: Notebook, day: date) -> list[Chosen]:
    """Those followed on a day, oldest choice first."""
    where = "since <= ? AND (until IS NULL OR until > ?)"
    found = book.store.rows("chosen_practice", where, [day.isoformat()] * 2, order="since, practice_id")
    return [Chosen(row["practice_id"], date.fromisoformat(row["since"])) for row in found]


def find(book: Notebook, practice_id: str) -> Practice | None:
    """The practice of the guide in use; None when only another guide has it, a CDG's for instance."""
    return book.guide.practice(practice_id) if practice_id in book.guide.practice_ids else None


def title(book: Notebook, practice_id: str) -> str:
    """Its title in the guide in use, else as the last round asked it or as the program's own guide has it.

    Empty when nobody knows it any more.
    """
    shipped = book.env.content.shipped.guide
    practice = find(book, practice_id)
    if practice is not None:
        return practice.title
    asked = _asked(book, practice_id)
    if asked:
        return str(asked[-1]["practice_title"])
    return shipped.practice(practice_id).title if practice_id in shipped.practice_ids else ""


def readable(book: Notebook, practice_id: str) -> Practice:
    """The practice to read, as well as it is known: in use, else the program's own, else what a round kept.

    Its number is 0 when the guide in use no longer has it.
    """
    found = find(book, practice_id)
    if found is not None:
        return found
    shipped = book.env.content.shipped.guide
    if practice_id in shipped.practice_ids:
        return replace(shipped.practice(practice_id), number=0, related=())
    name = title(book, practice_id) or "Pratique d’un autre guide"
    kept = {row["statement_id"]: row for row in _asked(book, practice_id)}
    statements = tuple(rows.statement(row) for row in kept.values())
    text = Section("pourquoi", "Pourquoi", _ELSEWHERE)
    return Practice(practice_id, 0, name, name, _QUESTION, _STEP, statements, (text,), ())


def choose(book: Notebook, practice_id: str) -> Changed:
    """Follow a practice, once. KeyError when the guide has none such."""
    name = book.guide.practice(practice_id).short_title
    if any(entry.practice_id == practice_id for entry in chosen(book)):
        return changed(Topic.PRACTICES)
    row = {"id": book.new_id(), "practice_id": practice_id, "since": book.today.isoformat(), "until": None}
    with book.store.recording() as images:
        book.store.insert("chosen_practice", row)
    return undoable(images, Topic.PRACTICES, label=f"Pratique choisie : {name}")


def release(book: Notebook, practice_id: str) -> Changed:
    """Follow it no longer; that it was followed stays known."""
    found = book.store.rows("chosen_practice", "practice_id = ? AND until IS NULL", [practice_id])
    with book.store.recording() as images:
        for row in found:
            book.store.update("chosen_practice", row["id"], {"until": book.today.isoformat()})
    return undoable(images, Topic.PRACTICES, label="Pratique retirée du suivi")


def _asked(book: Notebook, practice_id: str) -> list[Row]:
    """Its statements as rounds asked them, the last round's last."""
    started = {row["id"]: (row["started"], row["id"]) for row in book.store.rows("round")}
    asked = book.store.rows("round_statement", "practice_id = ?", [practice_id], order="position")
    return sorted(asked, key=lambda row: started[row["round_id"]])
