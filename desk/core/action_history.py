"""What became of an action, day by day: plain dated sentences, without judging and without counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desk.core.meetings import ActionState
from desk.core.wording import long_date


@dataclass(frozen=True, slots=True)
class ActionEvent:
    """How an action stood from a day on.

    `owner` is as a list says it (« Maire »), `to_owner` as a sentence does (« au maire », « à Mme Roy »).
    """

    day: date
    state: ActionState
    due: date | None
    reason: str
    owner: str
    to_owner: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """« 12 novembre 2026 », « reportée au 27 novembre »."""

    day: date
    text: str


def history(events: Sequence[ActionEvent]) -> list[HistoryLine]:
    """What to read, oldest first; `events` are in the order they were written.

    Of one day only its end is told, and a day that ends as it began is not.
    """
    out: list[HistoryLine] = []
    before: ActionEvent | None = None
    for event in _ends_of_days(events):
        parts = list(_born(event) if before is None else _changes(before, event))
        if parts:
            out.append(HistoryLine(event.day, ", ".join(parts)))
        before = event
    return out


def since(events: Sequence[ActionEvent]) -> date | None:
    """The first day of the last stretch in its present state; `events` in the order they were written."""
    day = None
    for event in reversed(events):
        if event.state is not events[-1].state:
            break
        day = event.day
    return day


def _ends_of_days(events: Sequence[ActionEvent]) -> Iterator[ActionEvent]:
    """The last event of each run of one day: by order written, as a clock may have been set back."""
    for place, event in enumerate(events):
        if place + 1 == len(events) or events[place + 1].day != event.day:
            yield event


def _born(event: ActionEvent) -> Iterator[str]:
    yield "créée"
    yield f"pour le {_said(event.due, event.day)}" if event.due else "sans date"
    yield event.owner
    if event.state is not ActionState.TODO:
        yield _state_words(event)


def _changes(before: ActionEvent, now: ActionEvent) -> Iterator[str]:
    if now.to_owner != before.to_owner:
        yield f"confiée {now.to_owner}"
    if now.due != before.due:
        yield _due_words(before.due, now)
    if (now.state, now.reason) != (before.state, before.reason):
        yield _state_words(now)


def _due_words(before: date | None, now: ActionEvent) -> str:
    if now.due is None:
        return "désormais sans date"
    said = _said(now.due, now.day)
    if before is None:
        return f"pour le {said}"
    return f"reportée au {said}" if now.due > before else f"avancée au {said}"


def _state_words(event: ActionEvent) -> str:
    words = {
        ActionState.TODO: "de nouveau à faire",
        ActionState.DOING: "en cours",
        ActionState.DONE: "faite",
    }
    return words.get(event.state) or f"abandonnée : {event.reason}"


def _said(day: date, written_on: date) -> str:
    """The year only where it is not that of the line."""
    return long_date(day, year=day.year != written_on.year)
