"""Runs of what a pair does with its agendas: nothing is ever there twice; and ten years stay quick."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, time, timedelta
from time import perf_counter
from typing import NoReturn

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.core.deadline import OwnKind
from desk.core.errors import UserError
from desk.core.meetings import ActionState, AgendaItem, ItemSource, MeetingKind, MeetingState
from desk.notebook import agenda, log, meetings, own_dates, people, recurring
from desk.notebook.book import Changed, Notebook
from desk.notebook.undo import undo

FRIDAY, HELD, COUNCIL = date(2026, 11, 27), date(2026, 11, 20), date(2026, 12, 11)
STEPS = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 30)), min_size=1, max_size=30)
KINDS = (MeetingKind.WEEKLY, MeetingKind.COUNCIL, MeetingKind.YEARLY)
_BY_ITSELF = (ItemSource.ACTION, ItemSource.UNDISCUSSED, ItemSource.RECURRING, ItemSource.DEADLINE)


class Life:
    """What a pair does with its agendas, picked by number, with a stack of what can be taken back."""

    def __init__(self, book: Notebook) -> None:
        self.book, self.done = book, list[Changed]()

    def go(self, which: int, number: int) -> None:
        try:
            change = self._steps(number)[which]()
        except (UserError, IndexError):
            return  # a held point, a point to come, or nothing there yet
        if change is None:
            return
        if which == 3:
            self.done.clear()
        elif change.images:
            self.done.append(change)

    def _steps(self, number: int) -> list[Callable[[], Changed | None]]:
        book, day = self.book, HELD + timedelta(days=number - 15)

        def point() -> str:
            points = meetings.planned(book) or meetings.all_meetings(book)
            return points[number % len(points)].id if points else _none()

        def item() -> AgendaItem:
            found = agenda.items(book, point())
            return found[number % len(found)] if found else _none()

        def council() -> str:
            return own_dates.own_dates(book)[number % 2].id

        owner = people.pair(book).elu.id
        return [
            lambda: meetings.plan(book, KINDS[number % 3], day, time(9)),
            lambda: meetings.move(book, point(), day, None),
            lambda: meetings.cancel(book, point()),
            lambda: meetings.close(book, point()),
            lambda: agenda.add(book, point(), f"Sujet {number}"),
            lambda: agenda.send_to_next(book, "Les rôles", ItemSource.GUIDE, f"p0{number % 3}"),
            lambda: agenda.remove(book, item().id),
            lambda: agenda.set_discussed(book, item().id, bool(number % 2)),
            lambda: log.add_action(book, item().id, "Agir", owner, due=book.today),
            lambda: own_dates.edit(book, council(), "", day + timedelta(days=20), OwnKind.COUNCIL),
            lambda: meetings.set_kind(book, point(), KINDS[number % 3]),
            self._take_back,
            lambda: own_dates.to_agenda(book, own_dates.due(book, 6)[number % 4]),
            lambda: log.set_state(book, log.all_actions(book)[0].id, ActionState.DONE),
        ]

    def _take_back(self) -> None:
        if self.done:
            undo(self.book, self.done.pop())


def _none() -> NoReturn:
    raise IndexError


def once(book: Notebook) -> None:
    """Nothing twice in an agenda, a subject left undiscussed in one planned point, a deadline once."""
    planned: Counter[tuple[ItemSource, str]] = Counter()
    for point in meetings.all_meetings(book):
        items = agenda.items(book, point.id)
        sources = Counter((item.source, item.source_id) for item in items if item.source_id)
        assert not [key for key, number in sources.items() if number > 1]
        roots = Counter(
            agenda.root(book, row)
            for row in book.store.rows("agenda_item", "meeting_id = ? AND deleted_on IS NULL", [point.id])
        )
        assert not [key for key, number in roots.items() if number > 1 and key[1]]
        if point.state is MeetingState.PLANNED:
            planned.update(
                (item.source, item.source_id)
                for item in items
                if item.source in (ItemSource.UNDISCUSSED, ItemSource.ACTION, ItemSource.DEADLINE)
            )
    assert not [key for key, number in planned.items() if number > 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(STEPS)
def test_nothing_is_ever_there_twice(book: Notebook, steps: list[tuple[int, int]]) -> None:
    if not own_dates.own_dates(book):
        for days in (0, 25):
            own_dates.add(book, "", COUNCIL + timedelta(days=days), OwnKind.COUNCIL)
        recurring.add(book, MeetingKind.WEEKLY, "Le courrier")
        recurring.add(book, MeetingKind.COUNCIL, "Les affaires")
    life = Life(book)
    for step in steps:
        life.go(*step)
        once(book)


def _ten_years(book: Notebook) -> None:
    """500 points held, 5 000 subjects, 8 000 actions of which a dozen are open."""
    rows = []
    for number in range(500):
        day = (date(2016, 11, 1) + timedelta(days=7 * number)).isoformat()
        key = f"m{number}"
        rows.append((key, "hebdomadaire", day, None, "tenu", json.dumps(["A"]), None, day, ""))
    with book.store.atomic():
        run = book.store.connection.executemany
        run("INSERT INTO meeting VALUES (?,?,?,?,?,?,?,?,?)", rows)
        run(
            "INSERT INTO agenda_item VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (f"i{n}", f"m{n // 10}", n % 10, f"Sujet {n}", "", 1, "saisi", "", None, None)
                for n in range(4990)
            ]
            + [
                (f"i{n}", "m499", n % 10, f"Sujet {n}", "", 0, "saisi", "", None, None)
                for n in range(4990, 5000)
            ],
        )
        run(
            "INSERT INTO action VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                (f"a{n}", f"m{n // 16}", f"i{n % 5000}", f"Action {n}", "", "Mme Petit", None,
                 "faite" if n < 7988 else "a_faire", "", "", "2020-01-01", None)
                for n in range(8000)
            ],
        )  # fmt: skip


def test_planning_stays_quick_after_ten_years(book: Notebook) -> None:
    _ten_years(book)
    meetings.plan(book, MeetingKind.WEEKLY, FRIDAY)  # what is loaded at the first writing is not counted
    spent = []
    for number in range(1, 4):
        before = perf_counter()
        meetings.plan(book, MeetingKind.WEEKLY, FRIDAY + timedelta(days=number))
        spent.append(perf_counter() - before)
    print(f"planning after ten years: {1000 * min(spent):.1f} ms")
    assert min(spent) < 0.1
