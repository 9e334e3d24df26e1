"""The legal deadlines that come back in every commune, and when they next fall."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desk.core.wording import long_date

RENEWAL_YEARS = frozenset({2026, 2032})
"""Years of general municipal elections: the budget has until 30 April."""

_DAY = timedelta(days=1)


class Form(StrEnum):
    """How a limit is said, hence what its last useful day is."""

    ON = "le"
    BY = "au_plus_tard"
    BEFORE = "avant"
    FROM = "a_partir"


class RuleKind(StrEnum):
    """How the days of a rule are found."""

    YEARLY = "chaque_annee"
    ONCE = "une_fois"
    ELECTORAL_ROLL = "commission_de_controle"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule with a national date, and which communes it concerns.

    `days` and `renewal_days` are (month, day) pairs of a yearly rule; `on` is the day of a one-off rule.
    The population is at least `from_population` and below `below_population`; the years are inclusive.
    """

    id: str
    title: str
    reference: str
    as_of: date
    tag: str
    kind: RuleKind
    form: Form = Form.BY
    days: tuple[tuple[int, int], ...] = ()
    renewal_days: tuple[tuple[int, int], ...] = ()
    on: date | None = None
    from_population: int = 0
    below_population: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    wording: str = ""
    note: str = ""

    def concerns(self, population: int | None) -> bool:
        """Whether a commune of that size is concerned; an unknown size is, the title says the threshold."""
        if population is None:
            return True
        below = self.below_population
        return population >= self.from_population and (below is None or population < below)

    def holds_in(self, year: int) -> bool:
        """Whether the rule exists in that civil year."""
        after = self.from_year is None or year >= self.from_year
        return after and (self.to_year is None or year <= self.to_year)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One coming deadline.

    `day` is the last useful day, `wording` how it is said: « avant le 1er juillet » is 30 June.
    """

    day: date
    wording: str
    title: str
    reference: str
    as_of: date
    rule_id: str
    note: str = ""


def upcoming(
    rules: Iterable[Deadline], commune_population: int | None, today: date, horizon_days: int
) -> list[Occurrence]:
    """Deadlines from `today` to `horizon_days` later, both included, soonest first."""
    last = today + timedelta(days=horizon_days)
    found = [
        occurrence
        for rule in rules
        if rule.concerns(commune_population)
        for year in range(today.year, last.year + 2)
        for occurrence in _in_year(rule, year, today)
        if today <= occurrence.day <= last
    ]
    return sorted(found, key=lambda occurrence: (occurrence.day, occurrence.title))


def _in_year(rule: Deadline, year: int, today: date) -> Iterator[Occurrence]:
    if not rule.holds_in(year):
        return
    if rule.kind is RuleKind.ELECTORAL_ROLL:
        first, day = electoral_roll_window(year)
        yield _occurrence(rule, day, f"entre le {_said(first, today)} et le {_said(day, today)}")
        return
    for limit in _limits(rule, year):
        day = limit - _DAY if rule.form is Form.BEFORE else limit
        yield _occurrence(rule, day, rule.wording or _wording(rule.form, limit, today))


def _limits(rule: Deadline, year: int) -> list[date]:
    if rule.kind is RuleKind.ONCE:
        return [rule.on] if rule.on and rule.on.year == year else []
    pairs = rule.days
    if year in RENEWAL_YEARS and rule.renewal_days:
        pairs = rule.renewal_days
    return [date(year, month, day) for month, day in pairs]


def _occurrence(rule: Deadline, day: date, wording: str) -> Occurrence:
    return Occurrence(day, wording, rule.title, rule.reference, rule.as_of, rule.id, rule.note)


def _wording(form: Form, limit: date, today: date) -> str:
    lead = {
        Form.ON: "le",
        Form.BY: "au plus tard le",
        Form.BEFORE: "avant le",
        Form.FROM: "à partir du",
    }[form]
    return f"{lead} {_said(limit, today)}"


def _said(day: date, today: date) -> str:
    """The year is said only when it is not the current one."""
    return long_date(day, year=day.year != today.year)


def electoral_roll_window(year: int) -> tuple[date, date]:
    """When the control commission meets if it has not yet in the year (code électoral, L19 and R10).

    From the sixth Friday before 31 December to the last working day but one of the year.
    """
    end = date(year, 12, 31)
    to_friday = (end.weekday() - 4) % 7 or 7
    first = end - timedelta(days=to_friday + 5 * 7)
    return first, _working_day_before(_working_day_before(date(year + 1, 1, 1)))


def _working_day_before(day: date) -> date:
    """The nearest earlier day from Monday to Friday that is not Christmas."""
    day -= _DAY
    while day.weekday() > 4 or (day.month, day.day) == (12, 25):
        day -= _DAY
    return day
