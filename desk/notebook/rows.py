"""Between rows of the file and values of the domain."""

import json
from datetime import date, time
from typing import Any

from desk.core.commune import Commune
from desk.core.guide import Moot, Scale, Statement
from desk.core.meetings import (
    Action,
    ActionState,
    AgendaItem,
    Correction,
    Decision,
    ItemSource,
    Meeting,
    MeetingKind,
    MeetingState,
)
from desk.core.people import Function, Gender, Person
from desk.data.keys import ARGON2ID, WrappedKey
from desk.data.store import Row


def day_or_none(text: str | None) -> date | None:
    """An ISO day of the file."""
    return date.fromisoformat(text) if text else None


def iso(day: date | time | None) -> str | None:
    """A day or a time for the file."""
    return day.isoformat() if day is not None else None


def profile(text: str) -> frozenset[Moot]:
    """« sans_elus_delegues,employeur_unique » as a set."""
    return frozenset(Moot(name) for name in text.split(",") if name)


def profile_text(moot: frozenset[Moot]) -> str:
    """The set in a fixed order."""
    return ",".join(sorted(moot))


def commune(row: Row) -> Commune:
    """The commune."""
    return Commune(
        row["name"],
        row["insee"],
        row["population"],
        row["cdg_name"],
        row["cdg_email"],
        profile(row["profile"]),
        bool(row["example"]),
        row["region"],
    )


def commune_row(value: Commune) -> dict[str, Any]:
    """The columns that a person can change."""
    return {
        "name": value.name,
        "insee": value.insee,
        "population": value.population,
        "cdg_name": value.cdg_name,
        "cdg_email": value.cdg_email,
        "profile": profile_text(value.profile),
        "example": int(value.example),
        "region": value.region,
    }


def person(row: Row, *, has_code: bool) -> Person:
    """A person."""
    return Person(
        row["id"],
        Function(row["function"]),
        row["name"],
        row["title"],
        Gender(row["gender"]),
        date.fromisoformat(row["since"]),
        day_or_none(row["until"]),
        row["employer"],
        has_code,
    )


def key_row(person_id: str, key: WrappedKey) -> Row:
    """A wrapped key as stored."""
    return {
        "person_id": person_id,
        "scheme": key.scheme,
        "salt": key.salt,
        "ops": key.ops,
        "memory": key.memory,
        "wrapped": key.wrapped,
    }


def wrapped_key(row: Row) -> WrappedKey:
    """A wrapped key as read."""
    return WrappedKey(row["scheme"], row["salt"], row["ops"], row["memory"], row["wrapped"])


def has_code(row: Row | None) -> bool:
    """Whether a key's row is under a code."""
    return row is not None and row["scheme"] == ARGON2ID


def statement(row: Row) -> Statement:
    """A statement as its round keeps it."""
    return Statement(
        row["statement_id"],
        row["revision"],
        row["text"],
        Scale(row["scale"]),
        bool(row["optional"]),
        profile(row["moot_when"]),
    )


def meeting(row: Row) -> Meeting:
    """A point."""
    at = time.fromisoformat(row["at"]) if row["at"] else None
    return Meeting(
        row["id"],
        MeetingKind(row["kind"]),
        date.fromisoformat(row["day"]),
        at,
        MeetingState(row["state"]),
        tuple(json.loads(row["participants"])),
        day_or_none(row["closed_on"]),
        row["slot_id"],
    )


def item(row: Row) -> AgendaItem:
    """An agenda item; one that waits for the next point has an empty `meeting_id`."""
    return AgendaItem(
        row["id"],
        row["meeting_id"] or "",
        row["position"],
        row["title"],
        row["notes"],
        bool(row["discussed"]),
        ItemSource(row["source"]),
        row["source_id"],
        day_or_none(row["source_day"]),
    )


def decision(row: Row) -> Decision:
    """Something agreed."""
    return Decision(row["id"], row["meeting_id"], row["item_id"], row["text"])


def correction(row: Row) -> Correction:
    """A dated line added after the closing."""
    day = date.fromisoformat(row["day"])
    return Correction(row["id"], row["meeting_id"], row["item_id"], day, row["text"])


def action(row: Row) -> Action:
    """An action."""
    return Action(
        row["id"],
        row["meeting_id"],
        row["item_id"],
        row["text"],
        row["owner_id"],
        row["owner_name"],
        day_or_none(row["due"]),
        ActionState(row["state"]),
        row["reason"],
        row["subject_id"],
    )


def marks(row: Row) -> tuple[int | None, int | None]:
    """The two marks of a practice, the elected person's first, in half levels. Raises ValueError."""
    from desk.core.chart import TOP_HALF_LEVEL  # every start reads rows, none of these

    told = (row["elu"], row["sgm"])
    if any(mark is not None and not 0 <= mark <= TOP_HALF_LEVEL for mark in told):
        raise ValueError(row["practice_id"])
    return told


def export_agreements(row: Row) -> list[tuple[str, str, date]]:
    """Who had agreed when a bilan was saved: function, how, day. Raises ValueError or KeyError."""
    from desk.core.report_options import HOW_LABELS

    said = [(str(who), str(how), date.fromisoformat(on)) for who, how, on in json.loads(row["agreements"])]
    for _, how, _ in said:
        HOW_LABELS[how]
    return said
