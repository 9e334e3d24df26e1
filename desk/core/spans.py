"""The days of a rule: year after year, or hung on a council, a poll, an installation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.core.deadline import Anchor, Deadline, OwnKind, RuleKind
from desk.core.limits import (
    census_start,
    electoral_roll_window,
    first_meeting_window,
    last_day_to_send,
    months_after,
    poll_window,
    sixth_friday_before,
)

RENEWAL_YEARS = frozenset({2026, 2032})
"""Years of general municipal elections: the budget has until 30 April."""

CENSUS_EVERY = 5

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The limit of a rule once, its first day if it is a window, and what it hangs on."""

    limit: date
    first: date | None = None
    anchor: Anchor | None = None


def known_anchors(rules: Sequence[Deadline], own: Iterable[Anchor]) -> list[Anchor]:
    """National dates, then the commune's; one entered twice counts once; soonest first."""
    found: dict[tuple[OwnKind, date], Anchor] = {}
    national = [Anchor(kind, rule.on, rule.id) for rule in rules if rule.on for kind in rule.serves_as]
    for anchor in (*national, *own):
        found.setdefault((anchor.kind, anchor.day), anchor)
    return sorted(found.values(), key=lambda anchor: (anchor.day, anchor.kind, anchor.id))


def spans(rule: Deadline, years: Iterable[int], known: Sequence[Anchor]) -> Iterator[Span]:
    """Each time the rule falls in those years; a rule hung on dates falls whenever they say.

    `known` is in order of date.
    """
    if rule.anchors:
        # an installation entered as a council too is one day
        by_day = {anchor.day: anchor for anchor in reversed(known) if anchor.kind in rule.anchors}
        hung_on = [by_day[day] for day in sorted(by_day)]
        for place, anchor in enumerate(hung_on):
            yield from _after_or_before(rule, anchor, hung_on[place + 1 :])
        return
    for year in years:
        yield from _in_year(rule, year, known)


def _in_year(rule: Deadline, year: int, known: Sequence[Anchor]) -> Iterator[Span]:
    match rule.kind:
        case RuleKind.YEARLY:
            yield from (Span(limit) for limit in _limits(rule, year))
        case RuleKind.ELECTORAL_ROLL:
            first, limit = electoral_roll_window(year)
            yield Span(limit, first)
        case RuleKind.CENSUS if _is_census_year(year, known):
            yield Span(census_start(year))
        case RuleKind.ONCE if rule.on and rule.on.year == year:
            yield Span(rule.on)
        case _:
            pass


def _after_or_before(rule: Deadline, anchor: Anchor, later: Sequence[Anchor]) -> Iterator[Span]:
    day = anchor.day
    match rule.kind:
        case RuleKind.CLEAR_DAYS_BEFORE:
            yield Span(last_day_to_send(day, rule.count), anchor=anchor)
        case RuleKind.DAYS_AFTER:
            yield Span(day + rule.count * _DAY, anchor=anchor)
        case RuleKind.MONTHS_AFTER:
            yield Span(months_after(day, rule.count), anchor=anchor)
        case RuleKind.DAYS_AFTER_NEXT if later:
            yield Span(later[0].day + rule.count * _DAY, anchor=anchor)
        case RuleKind.ROLL_CLOSING:
            yield Span(sixth_friday_before(day), anchor=anchor)
        case RuleKind.POLL_COMMISSION:
            first, limit = poll_window(day)
            yield Span(limit, first, anchor)
        case RuleKind.FIRST_MEETING:
            first, limit = first_meeting_window(day)
            yield Span(limit, first, anchor)
        case _:
            pass


def _limits(rule: Deadline, year: int) -> list[date]:
    pairs = rule.days
    if year in RENEWAL_YEARS and rule.renewal_days:
        pairs = rule.renewal_days
    return [date(year, month, day) for month, day in pairs]


def _is_census_year(year: int, known: Sequence[Anchor]) -> bool:
    """Every five years from one the commune gave; each January when it gave none."""
    given = [anchor.day.year for anchor in known if anchor.kind is OwnKind.CENSUS]
    return not given or any((year - one) % CENSUS_EVERY == 0 for one in given)


def is_met(rule: Deadline, span: Span, known: Sequence[Anchor]) -> bool:
    """Whether a known date already answers the reminder."""
    dates = [anchor.day for anchor in known if anchor.kind in rule.met_by]
    year = span.limit.year
    if rule.kind is RuleKind.ELECTORAL_ROLL:
        # the commission meets before the poll: a poll of January is no meeting of its own year
        return any({day.year for day in poll_window(poll)} == {year} for poll in dates)
    if rule.kind is not RuleKind.YEARLY:
        return False
    since = max(day for day in _limits(rule, year - 1) + _limits(rule, year) if day < span.limit)
    return any(since < day <= span.limit for day in dates)
