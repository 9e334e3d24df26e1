"""Periods of conservation: proposed or chosen, what is past them, and erasing it when someone asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.core.errors import UserError
from desk.core.meetings import KIND_LABELS, OPEN_STATES, MeetingKind, MeetingState
from desk.core.retention import LONGEST, RULES, Kind, limit, said_months
from desk.core.wording import capital, counted, long_date
from desk.data.store import Row
from desk.notebook import cleaning, erasing_person, erasing_point, erasing_round, people, rounds, rows
from desk.notebook.book import Changed, Notebook, Topic, changed, undoable

TOPICS = (Topic.MEETINGS, Topic.ACTIONS, Topic.ROUNDS, Topic.PEOPLE, Topic.REPORT, Topic.COPIES)
CODE_REPLACED = "code_remplace"


@dataclass(frozen=True, slots=True)
class Kept:
    """Something kept: its id, what it is called, the day its period began."""

    id: str
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class Period:
    """A kind of thing: the months in force, whether the pair chose them, how many there are, those past."""

    kind: Kind
    months: int
    is_chosen: bool
    total: int
    past: tuple[Kept, ...]


def periods(book: Notebook) -> list[Period]:
    """Every kind in the order of the screen."""
    return [period(book, kind) for kind in Kind]


def period(book: Notebook, kind: Kind) -> Period:
    """One kind as it stands today; those whose period ends today are past it."""
    chosen = book.store.one("retention", "id = ?", [kind.value])
    months = chosen["months"] if chosen else RULES[kind].months
    kept = _LISTS[kind](book)
    last = limit(book.today, months)
    past = tuple(sorted((one for one in kept if one.since <= last), key=lambda one: (one.since, one.id)))
    return Period(kind, months, chosen is not None, len(kept), past)


def choose(book: Notebook, kind: Kind, months: int | None) -> Changed:
    """Keep that kind so many months, None for what is proposed; nothing is erased by it.

    Raises UserError below a month or beyond a hundred years.
    """
    if months is not None and not 0 < months <= LONGEST:
        raise UserError("Une durée va de 1 mois à 100 ans.", "Rien n’a été changé.")
    there = book.store.one("retention", "id = ?", [kind.value])
    with book.store.recording() as images:
        if months is None:
            book.store.delete("retention", "id = ?", [kind.value])
        elif there:
            book.store.update("retention", kind.value, {"months": months})
        else:
            book.store.insert("retention", {"id": kind.value, "months": months})
    said = said_months(months or RULES[kind].months)
    return undoable(images, Topic.COPIES, label=f"Durée de conservation : {said}")


def erase(book: Notebook, kind: Kind, ids: Sequence[str], *, copies: bool) -> Changed:
    """Erase what was asked of a kind, past its period or not; then call `cleaning.finish`.

    Forget the undo stack. ValueError for the kinds that are erased one by one, with what each needs.
    """
    if kind is Kind.FORMER_ROUNDS:
        return erasing_round.erase_former(book, ids, copies=copies)
    if kind is Kind.POINTS:
        return erasing_point.erase(book, ids, echoes=True, copies=copies)
    if kind is Kind.ACTIONS:
        return erasing_point.erase_actions(book, ids, echoes=True, copies=copies)
    if kind not in (Kind.REPORTS, Kind.CODES):
        raise ValueError(kind)
    cleaning.prepare(book, copies=copies)
    with book.store.atomic():
        for key in ids:
            _erase_report(book, key) if kind is Kind.REPORTS else book.store.delete("trace", "id = ?", [key])
        cleaning.mark(book, copies=copies)
    return changed(*TOPICS, label="Bilans effacés" if kind is Kind.REPORTS else "Dates effacées")


def _erase_report(book: Notebook, fingerprint: str) -> None:
    for table in ("agreement", "export", "report"):
        book.store.delete(table, "fingerprint = ?", [fingerprint])


def _former_rounds(book: Notebook) -> list[Kept]:
    ends = {row["id"]: row["until"] for row in book.store.rows("pair")}
    return [
        Kept(each.id, erasing_round.said(each), rows.day_or_none(ends[each.pair_id]) or book.today)
        for each in erasing_round.former(book)
    ]


def _rounds(book: Notebook) -> list[Kept]:
    found = rounds.opened(book)
    return [Kept(each.id, erasing_round.said(each), each.opened_on or book.today) for each in found]


def _people(book: Notebook) -> list[Kept]:
    return [
        Kept(person.id, person.addressed, person.until or book.today) for person in erasing_person.past(book)
    ]


def _points(book: Notebook) -> list[Kept]:
    held = book.store.rows("meeting", "state = ?", [MeetingState.HELD], order="day, id")
    return [Kept(row["id"], _point_title(row), date.fromisoformat(row["day"])) for row in held]


def _point_title(row: Row) -> str:
    day = long_date(date.fromisoformat(row["day"]))
    return f"{capital(KIND_LABELS[MeetingKind(row['kind'])])} du {day}"


def _actions(book: Notebook) -> list[Kept]:
    """Those done or dropped; each counts from its last change."""
    last: dict[str, str] = {}
    for row in book.store.rows("action_event", order="day, rowid"):
        last[row["action_id"]] = row["day"]
    found = [row for row in book.store.rows("action", order="rowid") if row["state"] not in OPEN_STATES]
    return [
        Kept(row["id"], row["text"], rows.day_or_none(last.get(row["id"], row["created_on"])) or book.today)
        for row in found
    ]


def _reports(book: Notebook) -> list[Kept]:
    """One for each data that was agreed on or exported; it counts from the last time."""
    days: dict[str, list[str]] = {row["fingerprint"]: [] for row in book.store.rows("report")}
    names: dict[str, str] = {}
    for row in book.store.rows("agreement"):
        days.setdefault(row["fingerprint"], []).append(row["given_on"])
    for row in book.store.rows("export", order="made_at"):
        days.setdefault(row["fingerprint"], []).append(row["made_at"][:10])
        names[row["fingerprint"]] = row["file_name"]
    return [_report(key, names.get(key, ""), told, book.today) for key, told in days.items()]


def _report(fingerprint: str, name: str, days: Sequence[str], today: date) -> Kept:
    last = date.fromisoformat(max(days, default=today.isoformat()))
    said = f"« {name} », enregistré le {long_date(last)}" if name else f"Bilan convenu le {long_date(last)}"
    return Kept(fingerprint, said, last)


def _codes(book: Notebook) -> list[Kept]:
    known = {row["id"]: people.person(book, row["id"]).addressed for row in book.store.rows("person")}
    found = book.store.rows("trace", "kind = ?", [CODE_REPLACED], order="happened_on, id")
    return [_code(row, known.get(row["person_id"], "une personne partie")) for row in found]


def _code(row: Row, who: str) -> Kept:
    day = date.fromisoformat(row["happened_on"])
    return Kept(row["id"], f"Code de {who}, remplacé le {long_date(day)}", day)


def grouped(kept: Sequence[Kept]) -> list[tuple[str, tuple[Kept, ...]]]:
    """By year when there are many, so that a choice stays short: (« 2020 : 46 », those of that year)."""
    years: dict[int, list[Kept]] = {}
    for one in kept:
        years.setdefault(one.since.year, []).append(one)
    return [(f"{year} : {counted(len(those), 'élément')}", tuple(those)) for year, those in years.items()]


_LISTS: Mapping[Kind, Callable[[Notebook], list[Kept]]] = {
    Kind.FORMER_ROUNDS: _former_rounds,
    Kind.ROUNDS: _rounds,
    Kind.PEOPLE: _people,
    Kind.POINTS: _points,
    Kind.ACTIONS: _actions,
    Kind.REPORTS: _reports,
    Kind.CODES: _codes,
}
