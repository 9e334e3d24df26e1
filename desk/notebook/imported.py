"""The rows of an export, each read as the program will read it, before the new carnet counts."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from uuid import UUID

from desk.core.cdg import CdgSheet
from desk.core.commune import checked_name
from desk.core.comparison import Gap
from desk.core.deadline import OwnKind
from desk.core.holidays import Region
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.report import sealed
from desk.core.report_options import HOW_LABELS, Option
from desk.core.report_shape import is_report
from desk.core.retention import Kind, checked
from desk.core.roles import Holder, Verb
from desk.core.rounds import RoundState, SheetState
from desk.core.steps import Newcomer
from desk.data.store import TABLES, Row, Store
from desk.notebook import rhythm, rows

# Days from which a year can be counted back and forth; the first of all stands for « always » in a slot.
_FIRST, _LAST = date(1000, 1, 1), date(9000, 1, 1)
_DAYS = (
    "created_on", "since", "until", "together_since", "started", "opened_on", "due", "day", "deleted_on",
    "closed_on", "source_day", "given_on", "happened_on", "start", "done_on", "first", "last",
    "asked_on", "sent_on",
)  # fmt: skip
# Whose a thing is: someone of the carnet, or "" when it is a name.
_OWNED = ("action", "action_event", "subject")


def check(store: Store) -> None:
    """Raises ValueError, KeyError or the like when a screen could not show one of the rows."""
    _check_commune(store.rows("commune")[0])
    for table in TABLES:
        reader = _READERS.get(table)
        for row in store.rows(table):
            _check_days(table, row)
            if reader:
                reader(row)
    _check_people(store)
    _check_histories(store)
    _check_chains(store)


def _check_commune(row: Row) -> None:
    checked_name(rows.commune(row).name)
    UUID(row["uuid"])
    if row["region"]:
        Region(row["region"])


def _check_days(table: str, row: Row) -> None:
    """Each as the program writes it: days are compared as texts."""
    for name in _DAYS:
        text = row.get(name)
        if text is None or (table, name, text) == ("slot", "since", date.min.isoformat()):
            continue
        day = date.fromisoformat(text)
        if day.isoformat() != text or not _FIRST <= day <= _LAST:
            raise ValueError(text)


def _check_people(store: Store) -> None:
    known = {row["id"]: rows.person(row, has_code=False) for row in store.rows("person")}
    present = store.rows("pair", "until IS NULL")
    if len(present) != 1 or not {present[0]["elu_id"], present[0]["sgm_id"]} <= known.keys():
        raise ValueError("pair")
    for table in _OWNED:
        if {row["owner_id"] for row in store.rows(table)} - known.keys() - {""}:
            raise ValueError(table)


def _check_histories(store: Store) -> None:
    """How an action stood is known from the day it was written on."""
    begun: dict[str, str] = {}
    for row in store.rows("action_event"):
        begun[row["action_id"]] = min(row["day"], begun.get(row["action_id"], row["day"]))
    for row in store.rows("action"):
        if begun[row["id"]] > row["created_on"]:
            raise ValueError("action_event")


def _check_chains(store: Store) -> None:
    """A subject not discussed comes from another one, and never from itself."""
    found = store.rows("agenda_item", "source = ?", [ItemSource.UNDISCUSSED])
    before = {row["id"]: row["source_id"] for row in found}
    for key in list(before):
        chain = [key]
        while chain[-1] in before:  # each link is followed once
            chain.append(before.pop(chain[-1]))
            if chain[-1] in chain[:-1]:
                raise ValueError("agenda_item")


def _meeting(row: Row) -> None:
    rows.meeting(row)
    _check_time(row["at"])
    names = json.loads(row["participants"])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("participants")


def _slot(row: Row) -> None:
    _check_time(row["at"])
    if not rhythm.is_real(rhythm.slot(row)):
        raise ValueError("slot")


def _closing(row: Row) -> None:
    days = (date.fromisoformat(row["last"]) - date.fromisoformat(row["first"])).days
    if not 0 <= days <= rhythm.LONGEST_CLOSING:
        raise ValueError("closing_period")


def _report(row: Row) -> None:
    """As it was agreed on or saved: of one of our schemas, and what its fingerprint was made of."""
    data = sealed(json.loads(row["data"]), agreed=False)
    if not is_report(data) or data["empreinte"] != row["fingerprint"]:
        raise ValueError("report")


def _check_time(text: str | None) -> None:
    if text is not None and time.fromisoformat(text).replace(tzinfo=None).isoformat("minutes") != text:
        raise ValueError(text)


_READERS: dict[str, Callable[[Row], object]] = {
    "person_key": rows.wrapped_key,
    "round": lambda row: (RoundState(row["state"]), rows.profile(row["profile"])),
    "round_count": lambda row: Gap(row["class"]),
    "round_statement": rows.statement,
    "sheet": lambda row: SheetState(row["state"]),
    "meeting": _meeting,
    "agenda_item": rows.item,
    "decision": rows.decision,
    "action": rows.action,
    "action_event": lambda row: ActionState(row["state"]),
    "correction": rows.correction,
    "slot": _slot,
    "closing_period": _closing,
    "recurring_item": lambda row: MeetingKind(row["kind"]),
    "agreement": lambda row: HOW_LABELS[row["how"]],
    "report": _report,
    "export": lambda row: (datetime.fromisoformat(row["made_at"]), rows.export_agreements(row)),
    "report_option": lambda row: (Option(row["option"]), HOW_LABELS[row["how"]]),
    "round_mark": rows.marks,
    "role_choice": lambda row: (Verb(row["verb"]), Holder(row["holder"])),
    "journey": lambda row: row["change"] and Newcomer(row["change"]),
    "own_date": lambda row: OwnKind(row["kind"]),
    "cdg_sheet": lambda row: CdgSheet.from_mapping(json.loads(row["content"])),
    "retention": lambda row: Kind(row["id"]) and checked(row["months"]),
}
