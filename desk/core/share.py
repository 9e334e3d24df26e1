"""« Envoyer à l’autre »: the agenda of a point and one's own open actions, as plain text to paste in a mail.

Subjects are told by their title alone: no note, and nothing of a sheet or of a comparison, is ever in it.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from desk.core.meetings import KIND_LABELS, Action, Meeting
from desk.core.people import Person
from desk.core.wording import NBSP, capital, long_date, noun

WIDTH = 72
"""Characters of a line: what a mail shows without breaking it."""
LONGEST_ADDRESS = 1900
"""Characters of a `mailto:` address that every system hands over whole."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is told: the point, its subjects' titles in order, and the open actions of the reader."""

    commune: str
    meeting: Meeting
    titles: Sequence[str]
    reader: Person
    actions: Sequence[Action]
    today: date


def subject_line(shared: Shared) -> str:
    """« Point hebdomadaire du vendredi 27 novembre 2026 à 9 h 00 »."""
    meeting = shared.meeting
    day = long_date(meeting.day, weekday=True)
    at = f" à {meeting.at.hour}{NBSP}h{NBSP}{meeting.at.minute:02}" if meeting.at else ""
    return f"{capital(KIND_LABELS[meeting.kind])} du {day}{at}"


def as_text(shared: Shared) -> str:
    """The whole message, ended by a line end; lines of 72 characters at most, but for a longer word."""
    reader = shared.reader
    who = f"{reader.addressed}, {noun(reader)}"
    parts = [
        *_wrapped(subject_line(shared)),
        *_wrapped(f"{shared.commune}. Participants : {', '.join(shared.meeting.participants)}."),
        "",
        "À l’ordre du jour :",
        *_subjects(shared.titles),
        "",
        *_wrapped(f"Actions de {who} :"),
        *_actions(shared.actions, shared.today),
    ]
    return "\n".join(parts) + "\n"


def mail_address(subject: str, text: str, to: str = "") -> str:
    """A `mailto:` address, without receiver unless `to` says one or several; "" when it is too long."""
    body = text.replace("\n", "\r\n")
    told = (("subject", subject), ("body", body))
    parts = [f"{name}={quote(value, safe='')}" for name, value in told if value]
    address = f"mailto:{quote(to.replace(', ', ','), safe='@,')}{'?' if parts else ''}{'&'.join(parts)}"
    return address if len(address) <= LONGEST_ADDRESS else ""


def _subjects(titles: Sequence[str]) -> Iterator[str]:
    if not titles:
        yield "rien pour l’instant."
    for place, title in enumerate(titles, 1):
        yield from _wrapped(title, f"{place}. ")


def _actions(actions: Sequence[Action], today: date) -> Iterator[str]:
    if not actions:
        yield "aucune en cours."
    for action in actions:
        yield from _wrapped(f"{action.text} ({_due(action, today)})", "- ")


def _due(action: Action, today: date) -> str:
    if action.due is None:
        return "sans date"
    said = long_date(action.due)
    return f"à reprendre, prévue le {said}" if action.is_late(today) else f"pour le {said}"


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
