"""The bilan's data: figures of a period, its canonical bytes and its fingerprint.

No individual answer, note, mark or free text is part of it: only counts, and titles of the guide's practices.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.core.commune import Commune
from desk.core.comparison import GAP_ORDER, Gap
from desk.core.meetings import Action, ActionState

SCHEMA = 1
PROJECT, AGREED = "projet", "convenu"
REPORT_GAPS = tuple(gap for gap in GAP_ORDER if gap is not Gap.LEFT_OUT)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """One opened round as the report tells it: (practice id, title, counts) in the guide's order."""

    name: str
    opened_on: date
    practices: Sequence[tuple[str, str, Mapping[Gap, int]]]


@dataclass(frozen=True, slots=True)
class Activity:
    """What happened between `start` and `end`, both included."""

    start: date
    end: date
    meetings_held: int
    decisions: int
    actions: Sequence[Action]
    next_meeting: date | None


def build(
    commune: Commune,
    functions: Mapping[str, str],
    activity: Activity,
    chosen: Sequence[tuple[str, str, date]],
    rounds: Sequence[RoundCounts],
    *,
    day: date,
    program: str,
    guide: str,
) -> Json:
    """The report's data on `day`; `rounds` are newest first, two at most are told.

    `functions` has the keys "elu" and "sgm"; `chosen` holds (id, title, since).
    """
    return {
        "type": "binome-bilan",
        "schema": SCHEMA,
        "exemple": commune.example,
        "date": day.isoformat(),
        "programme": program,
        "guide": guide,
        "commune": _commune(commune),
        "fonctions": dict(functions),
        "periode": {"du": activity.start.isoformat(), "au": activity.end.isoformat()},
        "points": {
            "tenus": activity.meetings_held,
            "prochain": activity.next_meeting.isoformat() if activity.next_meeting else None,
        },
        "convenu": activity.decisions,
        "actions": count_actions(activity.actions, day),
        "pratiques_choisies": [
            {"id": key, "titre": title, "depuis": since.isoformat()} for key, title, since in chosen
        ],
        "regards": [_round(entry) for entry in rounds[:2]],
    }


def _commune(commune: Commune) -> Json:
    return {
        "nom": commune.name,
        "insee": commune.insee,
        "population": commune.population,
        "cdg": commune.cdg_name,
    }


def count_actions(actions: Sequence[Action], day: date) -> dict[str, int]:
    """How many are in each state; `a_reprendre` are those of the open ones past their date."""
    counts = {state.value: 0 for state in ActionState}
    for action in actions:
        counts[action.state.value] += 1
    counts["a_reprendre"] = sum(action.is_late(day) for action in actions)
    return counts


def _round(entry: RoundCounts) -> Json:
    return {
        "nom": entry.name,
        "date": entry.opened_on.isoformat(),
        "pratiques": [
            {"id": key, "titre": title, "classes": {gap.value: counts.get(gap, 0) for gap in REPORT_GAPS}}
            for key, title, counts in entry.practices
        ],
    }


def canonical(data: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces, without `empreinte` and `statut`."""
    kept = {key: value for key, value in data.items() if key not in ("empreinte", "statut")}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def same_content(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether two reports say the same, whatever versions of the program and guide wrote them."""
    free = {"programme": "", "guide": ""}
    return canonical({**first, **free}) == canonical({**second, **free})


def fingerprint(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal: what the two people agree on."""
    return hashlib.sha256(canonical(data)).hexdigest()


def sealed(data: Mapping[str, Any], *, agreed: bool) -> Json:
    """The data as embedded in the document: with its fingerprint and « convenu » or « projet »."""
    return {**data, "empreinte": fingerprint(data), "statut": AGREED if agreed else PROJECT}
