"""The bilan: its data, and the agreement of both on them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desk import __version__
from desk.core import report as core
from desk.core.commune import report_name
from desk.core.dates import months_before
from desk.core.errors import UserError
from desk.core.meetings import Action
from desk.core.people import Seat
from desk.core.report_options import HOW_LABELS, Option
from desk.core.wording import noun
from desk.notebook import people, practices, report_asks, report_facts, report_options, rounds
from desk.notebook.book import Changed, Notebook, Session, Topic, changed

PERIOD_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Agreement:
    """One person's agreement on one fingerprint."""

    person_id: str
    how: str
    on: date


def data(book: Notebook, day: date, start: date | None = None) -> core.Json:
    """The report's data for the period that ends on `day`; twelve months unless `start` says otherwise.

    Raises UserError when the period is upside down.
    """
    begin = start or months_before(day, PERIOD_MONTHS) + timedelta(days=1)
    if begin > day:
        raise UserError(
            "La période du bilan commence après sa fin.", "Vérifiez les dates ; rien n’a été changé."
        )
    both = people.pair(book)
    activity = report_facts.activity(book, begin, day)
    told = _rounds(book, day)
    return core.build(
        people.commune(book),
        {seat.value: noun(both.person(seat)) for seat in Seat},
        activity,
        _chosen(book, day),
        told,
        _added(book, activity, told),
        day=day,
        program=__version__,
        guide=f"{book.guide.id} {book.guide.version}",
    )


def sealed(book: Notebook, values: Mapping[str, Any]) -> core.Json:
    """The data with fingerprint and « convenu » when both agreed on it, else « projet ».

    What was agreed stays agreed when only the program or the guide has a newer version since.
    """
    if not is_agreed(book, core.fingerprint(values)):
        for row in book.store.rows("report", order="fingerprint"):
            kept = json.loads(row["data"])
            if core.same_content(kept, values) and is_agreed(book, row["fingerprint"]):
                return core.sealed(kept, agreed=True)
    return core.sealed(values, agreed=is_agreed(book, core.fingerprint(values)))


def is_agreed(book: Notebook, fingerprint: str) -> bool:
    """Whether the two people of a pair, the present one or one of before, agreed on this fingerprint."""
    given = {each.person_id for each in agreements(book, fingerprint)}
    return any({row["elu_id"], row["sgm_id"]} <= given for row in book.store.rows("pair"))


def agreements(book: Notebook, fingerprint: str) -> list[Agreement]:
    """Who agreed on it, how and when."""
    found = book.store.rows("agreement", "fingerprint = ?", [fingerprint], order="given_on, person_id")
    return [Agreement(row["person_id"], row["how"], date.fromisoformat(row["given_on"])) for row in found]


def agree(book: Notebook, values: Mapping[str, Any], session: Session) -> Changed:
    """Agree on this data on screen, with one's code where there is one."""
    return _agree(book, values, session.person_id, "ecran", book.today)


def agree_elsewhere(book: Notebook, values: Mapping[str, Any], person_id: str, how: str, on: date) -> Changed:
    """Record an agreement given on paper or by telephone, as such. Raises UserError for a day to come."""
    if how not in HOW_LABELS or how == "ecran":
        raise ValueError(how)
    if on > book.today:
        raise UserError("La date de cet accord est à venir.", "Indiquez le jour où il a été donné.")
    return _agree(book, values, person_id, how, on)


def withdraw(book: Notebook, fingerprint: str, person_id: str) -> Changed:
    """Take an agreement back: the report is a project again."""
    with book.store.atomic():
        book.store.delete("agreement", "fingerprint = ? AND person_id = ?", [fingerprint, person_id])
    return changed(Topic.REPORT, label="Accord retiré")


def file_name(book: Notebook, day: date) -> str:
    """`binome_36202_Valmont_2026-11-27.pdf`."""
    return report_name(people.commune(book), day)


def keep(book: Notebook, fingerprint: str, values: Mapping[str, Any]) -> None:
    """Keep the very data that was agreed on or exported, inside the caller's transaction."""
    if not book.store.one("report", "fingerprint = ?", [fingerprint]):
        text = core.canonical(values).decode()
        book.store.insert("report", {"fingerprint": fingerprint, "data": text})


def _agree(book: Notebook, values: Mapping[str, Any], person_id: str, how: str, on: date) -> Changed:
    fingerprint = core.fingerprint(values)
    row = {
        "id": book.new_id(),
        "fingerprint": fingerprint,
        "person_id": people.person(book, person_id).id,
        "how": how,
        "given_on": on.isoformat(),
    }
    with book.store.atomic():
        keep(book, fingerprint, values)
        book.store.delete("agreement", "fingerprint = ? AND person_id = ?", [fingerprint, person_id])
        book.store.insert("agreement", row)
    return changed(Topic.REPORT, label="Accord enregistré")


def _added(book: Notebook, activity: core.Activity, told: Sequence[core.RoundCounts]) -> core.Added:
    """What both want told; marks only where the newest round told has some."""
    wanted = report_options.on(book)
    if not told or told[0].marks is None:
        wanted -= {Option.MARKS}
    agreed: Sequence[tuple[date, str]] = ()
    actions: Sequence[Action] = ()
    if Option.AGREED in wanted:
        agreed = report_facts.agreed_lines(book, activity.start, activity.end)
    if Option.ACTIONS in wanted:
        actions = report_facts.actions_told(book, activity.actions)
    return core.Added(report_asks.asked(book), wanted, agreed, actions)


def _chosen(book: Notebook, day: date) -> list[tuple[str, str, date]]:
    """With the title in the guide in use, or the one that was kept; without any, it is left out."""
    entries = practices.chosen_on(book, day)
    told = [(entry.practice_id, practices.title(book, entry.practice_id), entry.since) for entry in entries]
    return [entry for entry in told if entry[1]]


def _rounds(book: Notebook, day: date) -> list[core.RoundCounts]:
    found = [each for each in rounds.opened(book) if each.opened_on and each.opened_on <= day]
    out = []
    for each in found:
        counts = rounds.counts(book, each.id)
        told = [(p.practice_id, p.title, counts.get(p.practice_id, {})) for p in each.practices]
        marks = report_options.marks(book, each.id)
        out.append(core.RoundCounts(each.name, each.opened_on or day, told, marks))
    return out
