"""One of the two changes: the other goes on with someone new, and both start afresh."""

import json
from datetime import date

from desk.core.commune import checked_name
from desk.core.errors import UserError
from desk.core.people import SEAT_OF, Seat
from desk.notebook import meetings, people, report_kept, rounds
from desk.notebook.book import Changed, Notebook, Topic, changed
from desk.notebook.opening import PersonDraft, add_person


def succeed(book: Notebook, seat: Seat, newcomer: PersonDraft, together_since: date) -> Changed:
    """Put a newcomer in a seat: the former pair's answers are closed, agenda, agreed items and actions stay.

    Raises UserError while a round is under way, or when the day is to come. It is final.
    """
    if SEAT_OF[newcomer.function] is not seat:
        raise ValueError(f"{newcomer.function} does not take that seat")
    checked_name(newcomer.name, "Le nom")
    _check(book, together_since)
    pair, today = people.pair(book), book.today
    with book.store.atomic():
        new_id = add_person(book.store, newcomer, today, book.env)
        kept = pair.other(pair.person(seat).id).id
        ids = (new_id, kept) if seat is Seat.ELU else (kept, new_id)
        book.store.update("person", pair.person(seat).id, {"until": today.isoformat()})
        book.store.update("pair", pair.id, {"until": today.isoformat()})
        row = {
            "elu_id": ids[0],
            "sgm_id": ids[1],
            "together_since": together_since.isoformat(),
            "until": None,
        }
        book.store.insert("pair", {"id": book.new_id(), **row})
        report_kept.forget_unsaved(book)  # what did not leave is for the new pair to agree on
        for table in ("report_option", "round_mark"):
            book.store.delete(table, "1 = 1", [])  # the new pair decides anew what its bilan tells
        _expect(book, pair.person(seat).addressed, people.pair(book).person(seat).addressed)
    topics = (Topic.PEOPLE, Topic.ROUNDS, Topic.SHEETS, Topic.MEETINGS)
    return changed(*topics, made=new_id, label="Nouveau binôme")


def _expect(book: Notebook, former: str, newcomer: str) -> None:
    """At the points still to come the newcomer is expected, in the place of the one who leaves."""
    for meeting in meetings.planned(book):
        names = [newcomer if name == former else name for name in meeting.participants]
        said = {"participants": json.dumps(names, ensure_ascii=False)}
        book.store.update("meeting", meeting.id, said)


def allowed(book: Notebook) -> bool:
    """Whether someone may change now. Raises UserError while a round is under way."""
    if rounds.current(book):
        raise UserError(
            "Des regards croisés sont en cours.",
            "Ouvrez-les ensemble, ou terminez-les sans les ouvrir, avant d’accueillir une nouvelle personne.",
        )
    return True


def _check(book: Notebook, together_since: date) -> None:
    allowed(book)
    if together_since > book.today:
        raise UserError("Cette date est à venir.", "Indiquez le jour où vous avez commencé ensemble.")
