"""Dates as a calendar file (`.ics`, RFC 5545) that any calendar program takes in.

Days and hours are local and civil, without zone: they stay what they are wherever the file is opened.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from desk.core.own_dates import Coming
from desk.core.wording import capital

LONGEST_LINE = 75
"""Octets of a line, its end left out; a longer one is folded."""

PRODUCT = "-//Binôme//Calendrier de la commune//FR"
_MORNING = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class Event:
    """One event: a whole day, or from `at` for `minutes`.

    `uid` is what tells a calendar program that it already has the event; `alarm_days` is how long before
    it a reminder is shown, none when None.
    """

    uid: str
    day: date
    summary: str
    description: str = ""
    at: time | None = None
    minutes: int = 60
    alarm_days: int | None = None


def event_of(coming: Coming, carnet_id: str, alarm_days: int | None = None) -> Event:
    """A deadline as a whole day: its note, its reference and the day it was checked in the description.

    `carnet_id` keeps apart the same deadline of two communes in one person's calendar.
    """
    told = [f"{capital(coming.wording)}.", coming.note, coming.source]
    return Event(
        f"{coming.id}:{carnet_id}@binome",
        coming.day,
        capital(coming.title),
        "\n".join(text for text in told if text),
        alarm_days=alarm_days,
    )


def calendar_file(events: Iterable[Event], stamp: datetime, name: str) -> bytes:
    """The file: UTF-8, lines ended by CRLF and of 75 octets at most.

    `stamp` is when it is made; without a zone it is taken as UTC. The same events and stamp give the same
    bytes. `name` is shown by the programs that keep several calendars.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event_lines(event, _stamp(stamp))
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) + b"\r\n" for line in lines)


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line end escaped, other controls left out."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in unified if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    for mark in "\\;,":
        kept = kept.replace(mark, "\\" + mark)
    return kept.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """The line in UTF-8, cut between characters so that no part is over 75 octets."""
    parts, length = [b""], 0
    for character in line:
        octets = character.encode()
        if length + len(octets) > LONGEST_LINE:
            parts.append(b" ")
            length = 1
        parts[-1] += octets
        length += len(octets)
    return b"\r\n".join(parts)


def _event_lines(event: Event, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield from _when(event)
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    # a deadline takes no hour of the day, a meeting does
    yield f"TRANSP:{'OPAQUE' if event.at else 'TRANSPARENT'}"
    yield from _alarm(event)
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    if event.at is None:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
        return
    begins = datetime.combine(event.day, event.at)
    yield f"DTSTART:{begins:%Y%m%dT%H%M%S}"
    yield f"DTEND:{begins + timedelta(minutes=event.minutes):%Y%m%dT%H%M%S}"


def _alarm(event: Event) -> Iterator[str]:
    """A whole day begins at midnight: its reminder is shown at nine in the morning."""
    if event.alarm_days is None:
        return
    before = timedelta(days=event.alarm_days) - (_MORNING if event.at is None else timedelta())
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(event.summary)}"
    yield f"TRIGGER:{_duration(-before)}"
    yield "END:VALARM"


def _duration(length: timedelta) -> str:
    """« -P6DT15H », « PT9H »."""
    sign, length = ("-", -length) if length < timedelta() else ("", length)
    hours = length.seconds // 3600
    clock = f"T{hours}H" if hours or not length.days else ""
    return f"{sign}P{f'{length.days}D' if length.days else ''}{clock}"


def _stamp(moment: datetime) -> str:
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{utc:%Y%m%dT%H%M%SZ}"
