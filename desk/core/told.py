"""What a bilan received says of itself, and one document as the reader found it: values, no file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from desk.core.report import REPORT_GAPS

READ = "lu"
PARCELS = (".eml", ".zip", "winmail.dat")
"""How the names end of what holds other files; the last is what Outlook makes of attachments."""
MESSAGES = (".msg", ".mbox", ".p7m")
"""The same of messages that are not opened."""
ACTION_KEYS = ("a_faire", "en_cours", "faite", "abandonnee", "a_reprendre")
_SUBJECT_KEYS = ("choisis", "vus", "avances")


@dataclass(frozen=True, slots=True)
class Told:
    """What a bilan says of itself, small enough to hold a whole country's; days are ISO texts.

    `classes` are those of the newest round, over all practices, in the order of REPORT_GAPS; `subjects` are
    chosen, seen and moved, empty for a bilan of before they were told.
    """

    insee: str
    commune: str
    day: str
    start: str
    end: str
    status: str
    example: bool
    meetings: int
    agreed: int
    actions: tuple[int, ...]
    round_name: str
    round_day: str
    rounds: int
    classes: tuple[int, ...]
    asked: tuple[str, ...]
    subjects: tuple[int, ...]
    population: int | None
    guide: str
    program: str
    schema: int
    fingerprint: str


def told(data: Mapping[str, Any]) -> Told:
    """The same out of `rapport.json`, whose shape was checked, of any schema."""
    rounds, subjects = data["regards"], data.get("sujets")
    newest: Mapping[str, Any] = rounds[0] if rounds else {"nom": "", "date": ""}
    return Told(
        insee=data["commune"]["insee"],
        commune=data["commune"]["nom"],
        day=data["date"],
        start=data["periode"]["du"],
        end=data["periode"]["au"],
        status=data["statut"],
        example=data["exemple"],
        meetings=data["points"]["tenus"],
        agreed=data["convenu"],
        actions=tuple(data["actions"][key] for key in ACTION_KEYS),
        round_name=newest["nom"],
        round_day=newest["date"],
        rounds=len(rounds),
        classes=_classes(newest["pratiques"]) if rounds else (),
        asked=tuple(data.get("demandes", ())),
        subjects=tuple(subjects[key] for key in _SUBJECT_KEYS) if subjects else (),
        population=data["commune"]["population"],
        guide=data["guide"],
        program=data["programme"],
        schema=data["schema"],
        fingerprint=data["empreinte"],
    )


def _classes(practices: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    return tuple(sum(each["classes"][gap.value] for each in practices) for gap in REPORT_GAPS)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as the reader found it: where it was, a word (READ or why not), its data if any."""

    file: str
    found: str
    told: Told | None = None


def packed(paper: Paper) -> list[Any]:
    """The paper as JSON, for another process."""
    values = None if paper.told is None else [getattr(paper.told, each.name) for each in fields(Told)]
    return [paper.file, paper.found, values]


def unpacked(packed: Sequence[Any]) -> Paper:
    """The same back."""
    file, found, values = packed
    if values is None:
        return Paper(file, found)
    plain: list[Any] = [tuple(each) if isinstance(each, list) else each for each in values]
    return Paper(file, found, Told(*plain))
