"""The legal deadlines that come back in every commune, and when they next fall."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desk.core.deadline import Anchor, Deadline, Form, OwnKind
from desk.core.spans import Span, is_met, known_anchors, spans
from desk.core.wording import long_date

__all__ = ["Deadline", "Occurrence", "said_form", "upcoming"]

_DAY = timedelta(days=1)
_ANCHOR_NOUNS = {
    OwnKind.COUNCIL: "conseil",
    OwnKind.INSTALLATION: "conseil installé le",
    OwnKind.POLL: "scrutin",
    OwnKind.ROUND: "tour de scrutin",
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One coming deadline.

    `day` is the last useful day, `wording` how it is said: « avant le 1er juillet » is 30 June.
    `id` is the same from one run to the next, whatever day it is.
    """

    day: date
    wording: str
    title: str
    reference: str
    as_of: date
    rule_id: str
    note: str = ""
    id: str = ""

    @property
    def source(self) -> str:
        """« CGCT L2121-7 · à jour au 28 février 2026 »."""
        return f"{self.reference} · à jour au {long_date(self.as_of)}"


def upcoming(
    rules: Iterable[Deadline],
    commune_population: int | None,
    today: date,
    horizon_days: int,
    anchors: Iterable[Anchor] = (),
) -> list[Occurrence]:
    """Deadlines from `today` to `horizon_days` later, both included, soonest first.

    `anchors` are the commune's own dates: councils give their notice, polls their commission.
    """
    rules = tuple(rules)
    last = today + timedelta(days=horizon_days)
    known = known_anchors(rules, anchors)
    found = [
        occurrence
        for rule in rules
        if rule.concerns(commune_population)
        for span in spans(rule, range(today.year, last.year + 2), known)
        if rule.holds_in(span.limit.year) and not is_met(rule, span, known)
        if today <= (occurrence := _occurrence(rule, span, today)).day <= last
    ]
    return sorted(found, key=lambda occurrence: (occurrence.day, occurrence.title, occurrence.id))


def _occurrence(rule: Deadline, span: Span, today: date) -> Occurrence:
    day = span.limit - _DAY if rule.form is Form.BEFORE else span.limit
    marks = [rule.id, span.anchor.id, day.isoformat()] if span.anchor else [rule.id, day.isoformat()]
    wording = rule.wording or said_form(rule.form, span.limit, today)
    if span.first:
        wording = f"entre le {_said(span.first, today)} et le {_said(day, today)}"
    return Occurrence(
        day, wording, rule.title + _hung(span.anchor, today), rule.reference, rule.as_of, rule.id, rule.note,
        ":".join(marks),
    )  # fmt: skip


def _hung(anchor: Anchor | None, today: date) -> str:
    """« · conseil du 27 novembre »."""
    if anchor is None:
        return ""
    name = _ANCHOR_NOUNS.get(anchor.kind, anchor.kind.value)
    return f" · {name}{'' if name.endswith(' le') else ' du'} {_said(anchor.day, today)}"


def said_form(form: Form, limit: date, today: date) -> str:
    """« au plus tard le 15 avril »; the year is said only when it is not the current one."""
    lead = {
        Form.ON: "le",
        Form.BY: "au plus tard le",
        Form.BEFORE: "avant le",
        Form.FROM: "à partir du",
    }[form]
    return f"{lead} {_said(limit, today)}"


def _said(day: date, today: date) -> str:
    return long_date(day, year=day.year != today.year)
