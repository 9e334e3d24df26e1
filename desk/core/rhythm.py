"""When a pair meets: its slots, and the dates they give around public holidays and closed weeks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise, zip_longest

from desk.core import rhythm_words
from desk.core.dates import months_before
from desk.core.holidays import Region, holiday_names, holidays
from desk.core.meetings import MeetingKind

LAST = -1
"""As `nth`: the last such weekday of the month."""

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SATURDAY = 5
# How far a preparation may be from its council.
_COUNCIL_REACH = timedelta(days=35)


class Every(StrEnum):
    """How a slot comes back."""

    WEEK = "semaine"
    FORTNIGHT = "deux_semaines"
    MONTH = "mois"
    COUNCIL = "avant_conseil"
    YEAR = "annee"


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting that comes back: `weekday` 0 to 6 from Monday, `nth` 1 to 4 or LAST, from `since` onwards.

    `nth` counts in a month (MONTH, YEAR), `month` is 1 to 12 (YEAR), `days_before` is for COUNCIL.
    Every two weeks, the week of `since` is the first.
    """

    id: str
    kind: MeetingKind
    every: Every
    weekday: int = 4
    nth: int = 1
    month: int = 1
    days_before: int = 7
    at: time | None = None
    since: date = date.min


@dataclass(frozen=True, slots=True)
class Closing:
    """The mairie is closed from `first` to `last`, both included."""

    id: str
    first: date
    last: date
    label: str = ""

    def covers(self, day: date) -> bool:
        """Whether it is closed that day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point to plan; `why` says the shift, "" without one; it stands for its period, `first` to `last`."""

    kind: MeetingKind
    day: date
    at: time | None
    slot_id: str
    why: str = ""
    first: date = date.min
    last: date = date.max


@dataclass(frozen=True, slots=True)
class _Ways:
    """What a date must go around."""

    closings: Sequence[Closing]
    region: Region

    def are_free(self, day: date, *, saturday: bool) -> bool:
        working = day.weekday() < _SATURDAY or (saturday and day.weekday() == _SATURDAY)
        return working and not self.hindrance(day)

    def hindrance(self, day: date) -> str:
        """Why not that day, in words; "" when neither closed nor a holiday."""
        for closing in self.closings:
            if closing.covers(day):
                return rhythm_words.closed(closing.first, closing.last, closing.label)
        names = _holidays_of(day.year, self.region).get(day, "")
        return rhythm_words.is_holiday(day, names) if names else ""


def proposed(
    slots: Iterable[Slot],
    councils: Iterable[date],
    closings: Iterable[Closing],
    region: Region,
    after: date,
    horizon: int,
) -> list[Proposal]:
    """The dates of the slots strictly after `after`, for `horizon` days, soonest first.

    Never on a public holiday, in a closing, nor on a weekend unless the slot is a Saturday's. Another day of
    the same week is taken first, the nearest; else a later week, before the slot's next date; a preparation
    goes to an earlier week, as it comes before its council. Two slots of one kind give a day once.
    """
    ways, last = _Ways(tuple(closings), region), after + timedelta(days=horizon)
    found: dict[tuple[date, MeetingKind], Proposal] = {}
    for slot in slots:
        if slot.every is Every.COUNCIL:
            its = _before_councils(slot, sorted(set(councils)), ways)
        else:
            its = _regular(slot, after, last, ways)
        for one in its:
            if after < one.day <= last:
                found.setdefault((one.day, one.kind), one)
    return sorted(found.values(), key=lambda one: (one.day, one.at or time.min, one.kind))


def obstacle(day: date, closings: Iterable[Closing], region: Region) -> str:
    """« le vendredi 25 décembre est férié (Noël) », « la mairie est fermée … », "" on an ordinary day."""
    return _Ways(tuple(closings), region).hindrance(day)


def _regular(slot: Slot, after: date, last: date, ways: _Ways) -> Iterator[Proposal]:
    """Its dates around that time; the periods follow each other and each holds its own date."""
    reach = {Every.YEAR: 740, Every.MONTH: 190}.get(slot.every, 70)  # what was passed over is told later
    days = list(_nominal(slot, after - timedelta(days=reach), last + timedelta(days=reach)))
    free_from, passed = date.min, ""
    placed = [(day, _placed(slot, day, _monday(upto), ways)) for day, upto in pairwise(days)]
    for (nominal, day), following in zip_longest(placed, placed[1:]):
        first = max(min(_start(slot, nominal), day or nominal), free_from)
        if day is None:
            passed = passed or ways.hindrance(nominal)
            continue
        upto = day if following is None else max(day, _upto(slot, following))
        free_from = upto + _DAY
        why = rhythm_words.shift(_why(nominal, day, ways) or passed, nominal, day)
        yield Proposal(slot.kind, day, slot.at, slot.id, why, first, upto)
        passed = ""


def _upto(slot: Slot, following: tuple[date, date | None]) -> date:
    """The last day of a period: the day before the next one begins."""
    nominal, day = following
    return min(_start(slot, nominal), day or nominal) - _DAY


def _why(nominal: date, day: date, ways: _Ways) -> str:
    if day == nominal:
        return ""
    return ways.hindrance(nominal) or rhythm_words.is_weekend(nominal)


def _placed(slot: Slot, nominal: date, upto: date, ways: _Ways) -> date | None:
    """The nearest free day of the week, else of a later week that begins before `upto`."""
    wanted = nominal
    while _monday(wanted) < upto:
        found = _nearest(wanted, ways, saturday=slot.weekday == _SATURDAY)
        if found is not None:
            return found
        wanted += _WEEK
    return None


def _nearest(wanted: date, ways: _Ways, *, saturday: bool) -> date | None:
    week = [_monday(wanted) + timedelta(days=number) for number in range(7)]
    week.sort(key=lambda day: (abs(day - wanted), day > wanted))
    return next((day for day in week if ways.are_free(day, saturday=saturday)), None)


def _before_councils(slot: Slot, councils: Sequence[date], ways: _Ways) -> Iterator[Proposal]:
    before = date.min
    for council in councils:
        first = max(before + _DAY, council - _COUNCIL_REACH)
        wanted = council - timedelta(days=max(1, slot.days_before))
        days = [council - timedelta(days=number) for number in range(1, (council - first).days + 1)]
        days.sort(key=lambda day: _preparing(day, wanted))
        day = next((day for day in days if ways.are_free(day, saturday=False)), None)
        if day is not None and wanted >= slot.since:
            why = rhythm_words.shift(_why(wanted, day, ways), wanted, day)
            yield Proposal(slot.kind, day, slot.at, slot.id, why, first, council)
        before = council


def _preparing(day: date, wanted: date) -> tuple[int, timedelta, bool]:
    """In the week that is wanted, the nearest; then the weeks before; then what is left before it."""
    weeks = (_monday(wanted) - _monday(day)).days // 7
    return (weeks if weeks >= 0 else 100 - weeks, abs(day - wanted), day > wanted)


def _nominal(slot: Slot, start: date, last: date) -> Iterator[date]:
    """The days the slot gives without holiday nor closing, in order."""
    start = max(start, slot.since)
    if slot.every in (Every.WEEK, Every.FORTNIGHT):
        step = _WEEK if slot.every is Every.WEEK else 2 * _WEEK
        first = _monday(slot.since) if slot.since > date.min else date.min
        day = first + timedelta(days=slot.weekday)
        day += max(0, -((day - start) // step)) * step
        while day <= last:
            yield day
            day += step
        return
    for month in _months(slot, start, last):
        day = nth_weekday(month, slot.weekday, slot.nth)
        if start <= day <= last:
            yield day


def _months(slot: Slot, start: date, last: date) -> Iterator[date]:
    """The first days of the months concerned."""
    month = start.replace(day=1)
    while month <= last:
        if slot.every is Every.MONTH or month.month == slot.month:
            yield month
        month = months_before(month, -1)


def nth_weekday(month: date, weekday: int, nth: int) -> date:
    """The nth such weekday of a month given by its first day; LAST is the last one."""
    if nth == LAST:
        end = months_before(month, -1) - _DAY
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    return month + timedelta(days=(weekday - month.weekday()) % 7) + (nth - 1) * _WEEK


def _start(slot: Slot, nominal: date) -> date:
    """Where the period of a date begins: its week, its month, its year."""
    if slot.every is Every.MONTH:
        return nominal.replace(day=1)
    return nominal.replace(month=1, day=1) if slot.every is Every.YEAR else _monday(nominal)


@cache
def _holidays_of(year: int, region: Region) -> Mapping[date, str]:
    """The holidays of a year by day, asked for again for each date looked at."""
    return {one.day: holiday_names(one.day, region) for one in holidays(year, region)}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
