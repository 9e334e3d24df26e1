"""Rounds filled and opened as the two people do, day after day."""

from collections.abc import Sequence
from datetime import date

from desk.core.scale import Answer
from desk.notebook import people, rounds, sheets, unsealing
from desk.notebook.book import Notebook, Session
from tests.conftest import Clock

SPRING, AUTUMN = date(2026, 4, 7), date(2026, 11, 3)


def sessions(book: Notebook) -> tuple[Session, Session]:
    """Both people's keys, without codes."""
    both = people.pair(book)
    return people.unlock(book, both.elu.id), people.unlock(book, both.sgm.id)


def opened(
    book: Notebook, clock: Clock, day: date, levels: tuple[str, str], practices: Sequence[str] = ("p02",)
) -> str:
    """A round held on that day: both answer what is asked of everyone by their levels, again and again."""
    clock.go(day)
    round_id = rounds.start(book, practices).id
    held = sessions(book)
    asked = [each for each in rounds.get(book, round_id).statements if not each.optional]
    for session, pattern in zip(held, levels, strict=True):
        for place, statement in enumerate(asked):
            answer = Answer(pattern[place % len(pattern)])
            sheets.answer(book, session, round_id, statement.id, answer)
        sheets.hand_in(book, session, round_id)
    unsealing.open_together(book, round_id, *held)
    return round_id
