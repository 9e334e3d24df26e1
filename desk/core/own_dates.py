"""The dates a commune gives itself, merged with the national deadlines and those they bring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from desk.core.calendar import Occurrence, said_form, upcoming
from desk.core.commune import Commune
from desk.core.dates import months_before
from desk.core.deadline import Anchor, Deadline, Form, OwnKind

OWN_SOURCE = "Date saisie par la commune"

_LIMITS = frozenset({OwnKind.GRANT, OwnKind.SOCIAL_REPORT})


@dataclass(frozen=True, slots=True)
class OwnDeadline:
    """A date entered by the pair; a yearly one comes back from `on` onwards (29 February on the 28th)."""

    id: str
    title: str
    on: date
    yearly: bool = False
    kind: OwnKind = OwnKind.OTHER


@dataclass(frozen=True, slots=True)
class OwnOccurrence:
    """One coming date of the commune; read like an Occurrence, but no law stands behind it."""

    day: date
    wording: str
    title: str
    own_id: str
    kind: OwnKind
    id: str
    note: str = ""

    @property
    def source(self) -> str:
        """Where the date comes from."""
        return OWN_SOURCE


Coming: TypeAlias = Occurrence | OwnOccurrence
"""What both have: `id`, `day`, `wording`, `title`, `note`, `source`."""


def coming(
    rules: Iterable[Deadline], own: Iterable[OwnDeadline], commune: Commune, today: date, weeks: int
) -> list[Coming]:
    """All that is due from `today` to so many weeks later, both included, soonest first.

    Councils bring their notice, list and minutes; polls their commission; an installation what follows it.
    The same date in two runs has the same id.
    """
    own = tuple(own)
    last = today + timedelta(weeks=weeks)
    national = upcoming(rules, commune.population, today, (last - today).days, _anchors(own, today, last))
    entered = [
        _own_occurrence(one, day, today)
        for one in own
        if one.kind is not OwnKind.CENSUS  # it tells the commune's years, the rule gives the day
        for day in _days(one, today, last)
        if today <= day <= last
    ]
    found: list[Coming] = [*national, *entered]
    return sorted(found, key=lambda one: (one.day, one.title, one.id))


def _own_occurrence(own: OwnDeadline, day: date, today: date) -> OwnOccurrence:
    form = Form.BY if own.kind in _LIMITS else Form.ON
    mark = f"{own.id}:{day.isoformat()}"
    return OwnOccurrence(day, said_form(form, day, today), own.title, own.id, own.kind, mark)


def _anchors(own: Iterable[OwnDeadline], today: date, last: date) -> Iterator[Anchor]:
    for one in own:
        yield from (Anchor(one.kind, day, one.id) for day in _days(one, today, last))


def _days(own: OwnDeadline, today: date, last: date) -> list[date]:
    """The days of a date, a year around what is looked at: what follows an installation takes a year."""
    if not own.yearly or own.kind is OwnKind.CENSUS:
        return [own.on]
    years = range(max(own.on.year, today.year - 1), last.year + 2)
    return [months_before(own.on, 12 * (own.on.year - year)) for year in years]
