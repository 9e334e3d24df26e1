"""Removing for good a passage that should never have been written, wherever it stands in the log."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from desk.core.errors import UserError
from desk.core.passages import alike, trimmed, without, without_any
from desk.data.store import Row
from desk.notebook import cleaning, report_kept
from desk.notebook.book import Changed, Notebook, Topic, changed

LABELS = {
    ("agenda_item", "title"): "Intitulé du sujet",
    ("agenda_item", "notes"): "Notes",
    ("decision", "text"): "Ce qui est convenu",
    ("action", "text"): "Action",
    ("action", "reason"): "Raison de l’abandon",
    ("action", "owner_name"): "Qui s’en charge",
    ("action_event", "reason"): "Historique d’une action, la raison",
    ("action_event", "owner_name"): "Historique d’une action, qui s’en charge",
    ("correction", "text"): "Correction",
    ("meeting", "participants"): "Participants",
    ("recurring_item", "title"): "Sujet qui revient à chaque point",
    ("own_date", "title"): "Date de la commune",
    ("closing_period", "label"): "Fermeture de la mairie",
    ("draft", "text"): "Ligne commencée dans un point",
    ("subject", "first_step"): "Premier pas choisi dans les regards croisés",
    ("export", "file_name"): "Nom donné au fichier d’un bilan",
    ("export", "recipient"): "Destinataire d’un bilan",
}
"""Every column of the log that holds words typed by a person; a kept bilan that quotes the log goes."""

_WORDS = re.compile(r"\w+")
_TOPICS = (Topic.MEETINGS, Topic.ACTIONS, Topic.CALENDAR, Topic.ROUNDS)


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the carnet; `binned` when it waits in the bin."""

    table: str
    id: str
    column: str
    text: str
    binned: bool = False

    @property
    def label(self) -> str:
        """What it is, in French."""
        said = LABELS[self.table, self.column]
        return f"{said}, dans la corbeille" if self.binned else said


def texts(book: Notebook, meeting_id: str, item_id: str = "") -> list[Source]:
    """What is written at a point: the subject's texts first, its notes before all, then the point's own."""
    lines = [(table, row) for table in ("decision", "action", "correction")
             for row in _alive(book, table, "meeting_id = ?", [meeting_id])]  # fmt: skip
    items = _alive(book, "agenda_item", "meeting_id = ?", [meeting_id])
    shown = {row["id"] for row in items}
    found = []
    for row in items:
        if row["id"] == item_id:
            carried = _alive(book, "action", "id = ?", [row["source_id"]])
            found += [_source("agenda_item", "notes", row), _source("agenda_item", "title", row)]
            found += _sources("action", carried)
    under = [(table, row) for table, row in lines if row["item_id"] == item_id]
    loose = [(table, row) for table, row in lines if row["item_id"] not in shown]
    for table, row in [*under, *loose]:
        found += _sources(table, [row])
    found += _sources("meeting", _alive(book, "meeting", "id = ?", [meeting_id]))
    return list(dict.fromkeys(each for each in found if each.text))


def everything(book: Notebook) -> list[Source]:
    """Every text of the log, what is in the bin included."""
    tables = dict.fromkeys(table for table, _ in LABELS)
    return [each for table in tables for each in _sources(table, book.store.rows(table)) if each.text]


def elsewhere(known: Sequence[Source], source: Source, start: int, end: int) -> list[Source]:
    """The texts of `known` where the same passage stands too, or stands once more in the same text."""
    start, end = trimmed(source.text, start, end)
    passage, key = source.text[start:end], (source.table, source.id, source.column)
    wanted, word = alike(passage), max(_WORDS.findall(passage.casefold()), key=len, default="")
    rest = source.text[:start] + "\0" + source.text[end:]
    others = [
        replace(each, text=rest) if (each.table, each.id, each.column) == key else each for each in known
    ]
    # a plain look for its longest word first: this runs at each key of a selection, over all that was written
    return [each for each in others if word in each.text.casefold() and wanted.search(each.text)]


def remove(
    book: Notebook,
    source: Source,
    start: int,
    end: int,
    *,
    also: Sequence[Source] = (),
    copies: bool = False,
) -> Changed:
    """Put « [passage retiré le …] » in the place of a passage, there and in `also`, for good.

    It cannot be undone: forget the undo stack, then call `finish`. `copies`: `finish` then erases the older
    copies. Raises UserError when nothing is selected or the text has changed since.
    """
    start, end = trimmed(source.text, start, end)
    if start == end:
        raise UserError(
            "Aucun passage n’est sélectionné.", "Sélectionnez les mots à retirer ; rien n’a été changé."
        )
    passage = source.text[start:end]
    with book.store.atomic():
        if _read(book, source) != source.text:
            raise UserError("Ce texte a changé depuis.", "Sélectionnez de nouveau le passage à retirer.")
        write(book, source, without(source.text, start, end, book.today))
        for each in also:
            write(book, each, without_any(_read(book, each), passage, book.today))
        report_kept.forget_quoting(book)
        cleaning.mark(book, copies=copies)
    return changed(*_TOPICS, label="Passage retiré pour de bon")


def left(source: Source, start: int, end: int, book: Notebook) -> str:
    """What the text will be."""
    return without(source.text, *trimmed(source.text, start, end), book.today)


def _alive(book: Notebook, table: str, where: str, args: list[Any]) -> list[Row]:
    return book.store.rows(table, f"{where} AND deleted_on IS NULL", args, order="rowid")


def _sources(table: str, found: Sequence[Row]) -> list[Source]:
    columns = [column for known, column in LABELS if known == table]
    return [_source(table, column, row) for row in found for column in columns]


def _source(table: str, column: str, row: Row) -> Source:
    return Source(table, row["id"], column, _shown(column, row[column]), bool(row.get("deleted_on")))


def _shown(column: str, value: str) -> str:
    """The participants are a list in the file, a name on each line for who reads."""
    return "\n".join(json.loads(value)) if column == "participants" else value


def _read(book: Notebook, source: Source) -> str:
    row = book.store.one(source.table, "id = ?", [source.id])
    return _shown(source.column, row[source.column]) if row else ""


def write(book: Notebook, source: Source, text: str) -> None:
    """Put a text in the place of another, inside the caller's transaction."""
    kept = text
    if source.column == "participants":
        kept = json.dumps([line for line in text.splitlines() if line.strip()], ensure_ascii=False)
    book.store.update(source.table, source.id, {source.column: kept})
