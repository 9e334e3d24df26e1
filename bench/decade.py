"""A carnet of ten years, written row by row: 500 points, 5 000 subjects, 8 000 actions, and their words.

The words are those of the guide, drawn as often as the guide has them: like any French, a few words make
half of the text, and most are rare.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.carnet import Life, begun, ended
from desk.core.dates import months_before
from desk.core.markdown import parse, plain
from desk.core.meetings import ActionState, ItemSource, MeetingKind, MeetingState
from desk.notebook import people
from desk.notebook.book import Notebook

MONTHS, POINTS, SUBJECTS, ACTIONS = 120, 500, 10, 16
"""Subjects and actions of each point."""
_AGREED = 6
_OPEN = 40
"""The last actions are still to do."""


@dataclass(slots=True)
class _Writer:
    """Puts rows in a carnet, with words drawn from a text."""

    book: Notebook
    life: Life
    words: list[str]
    owners: tuple[str, ...]

    def said(self, fewest: int, most: int) -> str:
        """Some words that stand one after the other in the text."""
        start = self.life.dice.randrange(len(self.words) - most)
        return " ".join(self.words[start : start + self.life.dice.randint(fewest, most)])

    def insert(self, table: str, **values: Any) -> str:
        """A row with an id of its own, alive."""
        row = {"id": self.life.new_id(), "deleted_on": None, **values}
        self.book.store.insert(table, row)
        return str(row["id"])

    def point(self, number: int, day: date) -> None:
        """A point that was held, with all that was written at it."""
        meeting = self.insert("meeting", **_meeting(day))
        items = [self.insert("agenda_item", **self._item(meeting, place)) for place in range(SUBJECTS)]
        for place in range(_AGREED):
            self.insert("decision", meeting_id=meeting, item_id=items[place], text=self.said(8, 25))
        for place in range(ACTIONS):
            is_open = number * ACTIONS + place >= POINTS * ACTIONS - _OPEN
            self._action(meeting, items[place % SUBJECTS], day, is_open=is_open)

    def _item(self, meeting: str, place: int) -> Mapping[str, Any]:
        return {
            "meeting_id": meeting, "position": place, "title": self.said(2, 8), "notes": self.said(10, 80),
            "discussed": 1, "source": ItemSource.TYPED.value, "source_id": "", "source_day": None,
        }  # fmt: skip

    def _action(self, meeting: str, item: str, day: date, *, is_open: bool) -> None:
        state = ActionState.TODO if is_open else ActionState.DONE
        owner = self.life.dice.choice(self.owners)
        said = {"owner_id": owner, "owner_name": "" if owner else "Mme Durand"}
        due = (day + timedelta(days=self.life.dice.randint(7, 60))).isoformat()
        action = self.insert(
            "action", meeting_id=meeting, item_id=item, text=self.said(4, 15), due=due, state=state.value,
            reason="", created_on=day.isoformat(), subject_id="", **said,
        )  # fmt: skip
        event = {"id": self.life.new_id(), "action_id": action, "day": day.isoformat(), **said}
        self.book.store.insert("action_event", event | {"state": state.value, "due": due, "reason": ""})


def write(path: Path, copies: Path, day: date) -> Path:
    """Ten years up to `day`; the same every time, made once."""
    if path.exists():
        return path
    first = months_before(day, MONTHS)
    book, life = begun(path, copies, first)
    both = people.pair(book)
    writer = _Writer(book, life, list(_words(book)), (both.elu.id, both.sgm.id, both.sgm.id, ""))
    span = (day - first).days - 2
    with book.store.atomic():
        for number in range(POINTS):
            writer.point(number, first + timedelta(days=span * number // POINTS))
    return ended(book, path)


def _words(book: Notebook) -> Iterator[str]:
    """The guide's own, in reading order."""
    for section in (
        *(each for practice in book.guide.practices for each in practice.sections),
        *book.guide.pages,
    ):
        yield from plain(parse(section.body)).split()


def _meeting(day: date) -> Mapping[str, Any]:
    return {
        "kind": MeetingKind.WEEKLY.value, "day": day.isoformat(), "at": "09:00",
        "state": MeetingState.HELD.value, "participants": json.dumps(["M. Martin", "Mme Fabre"]),
        "closed_on": day.isoformat(),
    }  # fmt: skip
