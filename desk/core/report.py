"""The bilan's data: figures of a period, its canonical bytes and its fingerprint.

No individual answer, note, person's name or code is part of it: only counts, and titles of the guide's
practices. Two lists of texts and the two marks per practice join them when both people ask for it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.core.commune import Commune
from desk.core.comparison import GAP_ORDER, Gap
from desk.core.meetings import Action, ActionState
from desk.core.report_asks import in_order
from desk.core.report_options import Option

SCHEMA = 2
"""Version of the data; 1, without what was asked, the loop and the options, is still read."""
PROJECT, AGREED = "projet", "convenu"
REPORT_GAPS = tuple(gap for gap in GAP_ORDER if gap is not Gap.LEFT_OUT)

Json = dict[str, Any]


MOST_ROUNDS = 30

Marks = Mapping[str, tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """One opened round as the report tells it: (practice id, title, counts) in the guide's order.

    `marks` gives (elected person's, SGM's) by practice id, in half levels from 0 to 6; None: not told.
    """

    name: str
    opened_on: date
    practices: Sequence[tuple[str, str, Mapping[Gap, int]]]
    marks: Marks | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """Subjects chosen when sheets were opened in the period: how many, seen at a point, moved on since."""

    chosen: int = 0
    seen: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """The same figures for the period of the same length just before."""

    start: date
    end: date
    meetings_held: int
    decisions: int
    actions_done: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What happened between `start` and `end`, both included; `before` is None if no point was held then."""

    start: date
    end: date
    meetings_held: int
    decisions: int
    actions: Sequence[Action]
    next_meeting: date | None
    loop: Loop = Loop()
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What the two people ask of their CDG, and what both want told beside the figures.

    `agreed` holds (day, text), newest first; `actions` those to tell, their text being what leaves.
    """

    asked: Sequence[str] = ()
    options: frozenset[Option] = frozenset()
    agreed: Sequence[tuple[date, str]] = ()
    actions: Sequence[Action] = ()


def build(
    commune: Commune,
    functions: Mapping[str, str],
    activity: Activity,
    chosen: Sequence[tuple[str, str, date]],
    rounds: Sequence[RoundCounts],
    added: Added | None = None,
    *,
    day: date,
    program: str,
    guide: str,
) -> Json:
    """The report's data on `day`; `rounds` are newest first, `MOST_ROUNDS` at most are told.

    `functions` has the keys "elu" and "sgm"; `chosen` holds (id, title, since).
    """
    more = added or Added()
    return {
        "type": "binome-bilan",
        "schema": SCHEMA,
        "exemple": commune.example,
        "date": day.isoformat(),
        "programme": program,
        "guide": guide,
        "commune": _commune(commune),
        "fonctions": dict(functions),
        **_told(activity, day),
        "pratiques_choisies": [
            {"id": key, "titre": title, "depuis": since.isoformat()} for key, title, since in chosen
        ],
        "regards": _rounds(rounds, with_marks=Option.MARKS in more.options),
        **_added(more),
    }


def _told(activity: Activity, day: date) -> Json:
    loop = activity.loop
    return {
        "periode": {"du": activity.start.isoformat(), "au": activity.end.isoformat()},
        "points": {
            "tenus": activity.meetings_held,
            "prochain": activity.next_meeting.isoformat() if activity.next_meeting else None,
        },
        "convenu": activity.decisions,
        "actions": count_actions(activity.actions, day),
        "sujets": {"choisis": loop.chosen, "vus": loop.seen, "avances": loop.moved},
        "precedent": _before(activity.before),
    }


def _before(before: Before | None) -> Json | None:
    if before is None:
        return None
    return {
        "du": before.start.isoformat(),
        "au": before.end.isoformat(),
        "points": before.meetings_held,
        "convenu": before.decisions,
        "faites": before.actions_done,
    }


def _added(added: Added) -> Json:
    agreed = added.agreed if Option.AGREED in added.options else ()
    actions = added.actions if Option.ACTIONS in added.options else ()
    return {
        "demandes": in_order(added.asked),
        "options": {option.value: option in added.options for option in Option},
        "titres_convenu": [{"date": day.isoformat(), "texte": text} for day, text in agreed],
        "titres_actions": [
            {
                "texte": action.text,
                "etat": action.state.value,
                "echeance": action.due.isoformat() if action.due else None,
            }
            for action in actions
        ],
    }


def _rounds(rounds: Sequence[RoundCounts], *, with_marks: bool) -> list[Json]:
    """The newest round alone may tell its marks."""
    return [
        _round(entry, entry.marks if with_marks and place == 0 else None)
        for place, entry in enumerate(rounds[:MOST_ROUNDS])
    ]


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


def _round(entry: RoundCounts, marks: Marks | None) -> Json:
    return {
        "nom": entry.name,
        "date": entry.opened_on.isoformat(),
        "pratiques": [_practice(*practice, marks) for practice in entry.practices],
    }


def _practice(key: str, title: str, counts: Mapping[Gap, int], marks: Marks | None) -> Json:
    told: Json = {
        "id": key,
        "titre": title,
        "classes": {gap.value: counts.get(gap, 0) for gap in REPORT_GAPS},
    }
    if marks is not None:
        elu, sgm = marks.get(key, (None, None))
        told["reperes"] = {"elu": elu, "sgm": sgm}
    return told


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
    from hashlib import sha256  # at first use: a start asks for none

    return sha256(canonical(data)).hexdigest()


def sealed(data: Mapping[str, Any], *, agreed: bool) -> Json:
    """The data as embedded in the document: with its fingerprint and « convenu » or « projet »."""
    return {**data, "empreinte": fingerprint(data), "statut": AGREED if agreed else PROJECT}


def differing(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """The names of the values by which two reports say something else, in alphabetical order.

    The seal and the versions of program and guide say nothing of the pair.
    """
    apart = {"empreinte", "statut", "programme", "guide"}
    keys = sorted({*first, *second} - apart)
    return [key for key in keys if first.get(key) != second.get(key)]
