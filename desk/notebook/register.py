"""The register of the bilans saved: what, when, who had agreed, and where it was said to be sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.core import report as core
from desk.core.errors import UserError
from desk.core.text import required
from desk.core.wording import noun
from desk.data.store import Row
from desk.notebook import people, report, rows
from desk.notebook.book import Changed, Notebook, Topic, changed

LONGEST_RECIPIENT = 200
"""Characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A bilan saved; `agreements` are (function, how, day) at that moment, without a name.

    `recipient` and `sent_on` are what the user said: the program sends nothing, and knows of no arrival.
    """

    id: str
    at: datetime
    file_name: str
    fingerprint: str
    agreed: bool
    recipient: str = ""
    sent_on: date | None = None
    agreements: tuple[tuple[str, str, date], ...] = ()


def add(book: Notebook, name: str, values: Mapping[str, Any]) -> Changed:
    """Write a bilan down in the register, with the data that left."""
    fingerprint = core.fingerprint(values)
    row: Row = {
        "id": book.new_id(),
        "made_at": book.now.isoformat(timespec="seconds"),
        "file_name": name,
        "fingerprint": fingerprint,
        "agreed": int(report.is_agreed(book, fingerprint)),
        "agreements": json.dumps(_given(book, fingerprint), ensure_ascii=False),
    }
    with book.store.atomic():
        report.keep(book, fingerprint, values)
        book.store.insert("export", row)
    return changed(Topic.REPORT, made=row["id"], label="Bilan enregistré")


def lines(book: Notebook) -> list[Line]:
    """The register, newest first."""
    return [_line(book, row) for row in book.store.rows("export", order="made_at DESC, rowid DESC")]


def line(book: Notebook, export_id: str) -> Line:
    """One of them. KeyError when there is none."""
    row = book.store.one("export", "id = ?", [export_id])
    if row is None:
        raise KeyError(export_id)
    return _line(book, row)


def mark_sent(book: Notebook, export_id: str, recipient: str, on: date) -> Changed:
    """Keep that the user says it was sent, to whom and when. Raises UserError without a recipient."""
    if on > book.today:
        raise UserError("Le jour de l’envoi est à venir.", "Indiquez le jour où vous l’avez envoyé.")
    said = required(recipient, "Le destinataire")
    if len(said) > LONGEST_RECIPIENT:
        raise UserError(
            f"Le destinataire dépasse {LONGEST_RECIPIENT} caractères.", "Raccourcissez-le, puis recommencez."
        )
    return _mark(book, export_id, {"recipient": said, "sent_on": on.isoformat()}, "Marqué comme envoyé")


def unmark_sent(book: Notebook, export_id: str) -> Changed:
    """Take that back."""
    return _mark(book, export_id, {"recipient": "", "sent_on": None}, "Envoi retiré du registre")


def recipient(book: Notebook) -> str:
    """The address where bilans go: that of the CDG's pack, else the one in « La commune et nous », or ""."""
    manifest = book.env.content.manifest
    said = manifest.reports_to if manifest else ""
    return said if "@" in said else people.commune(book).cdg_email


def _mark(book: Notebook, export_id: str, values: Row, label: str) -> Changed:
    with book.store.atomic():
        book.store.update("export", export_id, values)
    return changed(Topic.REPORT, label=label)


def _given(book: Notebook, fingerprint: str) -> list[tuple[str, str, str]]:
    return [
        (noun(people.person(book, each.person_id)), each.how, each.on.isoformat())
        for each in report.agreements(book, fingerprint)
    ]


def _line(book: Notebook, row: Row) -> Line:
    """One saved before the register kept who had agreed takes it from the agreements still there."""
    given = rows.export_agreements(row)
    if not given and row["agreed"]:
        found = _given(book, row["fingerprint"])
        given = [(who, how, date.fromisoformat(on)) for who, how, on in found]
    return Line(
        row["id"],
        datetime.fromisoformat(row["made_at"]),
        row["file_name"],
        row["fingerprint"],
        bool(row["agreed"]),
        row["recipient"],
        rows.day_or_none(row["sent_on"]),
        tuple(given),
    )
