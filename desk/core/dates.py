"""Civil dates: reading what a person typed, and plain arithmetic."""

import re
from calendar import monthrange
from datetime import date, time

from desk.core.errors import UserError
from desk.core.wording import quoted

_TYPED = re.compile(r"^\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})\s*$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")


# A slip of the finger (« 0202 ») is no date of a mairie's life.
EARLIEST, LATEST = 1950, 2150


def parse_day(text: str) -> date:
    """Read « 3/11/2026 », « 03.11.26 » or « 2026-11-03 ».

    Raises UserError when it is no date of the calendar.
    """
    text = text.strip()
    try:
        read = _read(text)
    except ValueError:
        read = None  # a day that no month has
    if read is not None and EARLIEST <= read.year <= LATEST:
        return read
    raise UserError(
        f"{quoted(text)} n’est pas une date du calendrier.",
        "Écrivez-la ainsi : 27/11/2026.",
    )


def _read(text: str) -> date | None:
    if _ISO.match(text):
        return date.fromisoformat(text)
    found = _TYPED.match(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    return date(year + 2000 if year < 100 else year, month, day)


def parse_time(text: str) -> time:
    """Read « 9h », « 9 h 30 » or « 09:30 ». Raises UserError."""
    found = re.match(r"^\s*(\d{1,2})\s*(?:h|:)\s*(\d{2})?\s*$", text.lower())
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return time(int(found[1]), int(found[2] or 0))
    raise UserError(f"{quoted(text)} n’est pas une heure.", "Écrivez-la ainsi : 9 h 30.")


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, on the month's last day when it has no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
