"""The arithmetic of legal time: clear days, Fridays before a poll, windows."""

from dataclasses import dataclass
from datetime import date, timedelta

from desk.core.dates import months_before

FROM_3500 = 3500
"""From that many inhabitants a council is called five clear days ahead, and not three."""

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Notice:
    """When the councillors are to be called: last day to send, and last day if it is urgent."""

    clear_days: int
    send_by: date
    urgent_by: date


def council_notice(meeting: date, population: int | None) -> Notice:
    """The notice of a council (CGCT L2121-11 and L2121-12).

    An unknown population is given the longer delay, which is enough for every commune.
    """
    few = population is not None and population < FROM_3500
    clear_days = 3 if few else 5
    return Notice(clear_days, last_day_to_send(meeting, clear_days), last_day_to_send(meeting, 1))


def last_day_to_send(meeting: date, clear_days: int) -> date:
    """The last day that leaves so many clear days before the meeting.

    The day sent and the day of the meeting do not count; Saturdays, Sundays and holidays do.
    """
    return meeting - (clear_days + 1) * _DAY


def months_after(day: date, months: int) -> date:
    """The same day `months` later, on the month's last day when it has no such day."""
    return months_before(day, -months)


def sixth_friday_before(day: date) -> date:
    """When registration on the electoral roll closes before a poll (code électoral, L17)."""
    to_friday = (day.weekday() - _FRIDAY) % 7 or 7
    return day - to_friday * _DAY - 5 * _WEEK


def electoral_roll_window(year: int) -> tuple[date, date]:
    """When the control commission meets if it has not yet in the year (code électoral, L19 and R10).

    From the sixth Friday before 31 December to the last working day but one of the year. The last five
    days of a year hold three weekdays at least, so Christmas never decides.
    """
    end = date(year, 12, 31)
    weekdays = [day for back in range(5) if (day := end - back * _DAY).weekday() <= _FRIDAY]
    return sixth_friday_before(end), weekdays[1]


def poll_window(poll: date) -> tuple[date, date]:
    """When the control commission meets before a poll: from the 24th to the 21st day (L19)."""
    return poll - 24 * _DAY, poll - 21 * _DAY


def first_meeting_window(completed: date) -> tuple[date, date]:
    """Friday to Sunday after the round that completed the municipal council."""
    friday = completed + ((_FRIDAY - completed.weekday()) % 7 or 7) * _DAY
    return friday, friday + 2 * _DAY


def census_start(year: int) -> date:
    """The third Thursday of January."""
    first = date(year, 1, 1)
    return first + (3 - first.weekday()) % 7 * _DAY + 2 * _WEEK
