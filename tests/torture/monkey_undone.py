"""Runs of twenty changes on the window: all undone, the log exports the same bytes as before them."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6

from desk.core.errors import UserError
from desk.data.store import UNDOABLE
from desk.notebook import transfer
from desk.ui.window import Window
from tests.notebook.runs import Someone

if TYPE_CHECKING:
    from tests.torture.monkey import Monkey

CHANGES, LONGEST = 20, 120
PAGES = (
    "meeting",
    "meetings",
    "meeting",
    "rhythm",
    "roles",
    "journey",
    "calendar",
    "cdg",
    "practice",
    "bin",
    "today",
)


class Undone:
    """Twenty changes that can be undone, by clicks and by someone's operations through the window's gate."""

    def __init__(self, monkey: "Monkey") -> None:
        self._monkey = monkey
        self._window: Window | None = None
        self._someone: Someone | None = None
        self._before: Log = {}
        self._until = 0
        self._emptied = False
        self._refused: list[str] = []
        self.compared = self.changes = self.given_up = 0

    @property
    def is_on(self) -> bool:
        """Whether a run is under way."""
        return self._window is not None

    def begin(self, window: Window) -> None:
        """From now on changes count; nothing is done but what belongs to the log."""
        monkey = self._monkey
        if window.book.read_only:
            return
        monkey.world.settle()
        window.go("today")
        stack = window.runner.undo_stack
        stack.clear()
        self._someone = Someone(window.book, monkey.dice.randrange(10**6))
        self._window, self._before, self._emptied = window, log(window), False
        self._until = monkey.step + LONGEST
        stack.indexChanged.connect(self._counted)
        window.runner.failed.connect(self._hear_refusal)
        monkey.calm, monkey.pages = True, list(PAGES)
        monkey.note("a run of changes to undo begins")

    def goes_on(self, window: Window) -> bool:
        """Whether a run is under way in this turn; it ends by undoing everything."""
        if self._window is None:
            return False
        if window is not self._window or self._emptied:
            self._end()
            return False
        if window.runner.undo_stack.index() >= CHANGES or self._monkey.step >= self._until:
            self._compare(window)
            self._end()
            return True
        if self._monkey.dice.random() < 0.3:
            self._operate(window)
            return True
        return False

    def _operate(self, window: Window) -> None:
        """One change of « Nos points » or the guide's tools, as a click would make it."""
        assert self._someone is not None
        name, operation = self._someone.next_operation()
        self._monkey.note(f"operation {name}")
        window.runner.do(operation)

    def _compare(self, window: Window) -> None:
        """Undo all, compare with before; redo all, compare with after; undo again."""
        monkey, stack = self._monkey, window.runner.undo_stack
        window.go("today")  # words begun are written, and can be undone as well
        count, after = stack.index(), log(window)
        monkey.note(f"undo all {count} changes")
        self._refused = []
        self._turn(
            window, stack.undo, count, self._before, f"{count} changes undone, the log is not as before"
        )
        self._turn(window, stack.redo, count, after, f"{count} changes redone, the log is not as after")
        self._turn(
            window, stack.undo, count, self._before, f"{count} changes undone twice, the log is not as before"
        )
        monkey.began = 0.0  # sixty changes and four exports are not one action
        self.compared += 1
        self.changes += count

    def _turn(
        self, window: Window, step: Callable[[], None], count: int, wanted: "Log", sentence: str
    ) -> None:
        for _ in range(count):
            step()
        found = log(window)
        if found != wanted or self._refused:
            self._monkey.ears.hear(f"{sentence}: {differing(wanted, found)} {self._refused}")

    def _end(self) -> None:
        assert self._window is not None
        if self._emptied or not shiboken6.isValid(self._window):
            self.given_up += 1  # something final was done on the way: that run says nothing
        if shiboken6.isValid(self._window):  # gone when another carnet was opened
            self._window.runner.undo_stack.indexChanged.disconnect(self._counted)
            self._window.runner.failed.disconnect(self._hear_refusal)
        self._window, self._emptied = None, False
        self._monkey.calm, self._monkey.pages = False, []

    def _counted(self, _index: int) -> None:
        if self._window is None or not shiboken6.isValid(self._window):
            return
        self._emptied = self._emptied or not self._window.runner.undo_stack.count()

    def _hear_refusal(self, problem: UserError) -> None:
        self._refused.append(problem.sentence)


Log = dict[str, list[dict[str, object]]]


def log(window: Window) -> Log:
    """What the export holds of the tables that can be undone, row by row in their order."""
    tables = json.loads(transfer.export_json(window.book))["tables"]
    return {table: tables[table] for table in sorted(UNDOABLE)}


def differing(wanted: Log, found: Log) -> str:
    """The first difference of each table."""
    told = []
    for table in wanted:
        rows = [pair for pair in zip(wanted[table], found[table], strict=False) if pair[0] != pair[1]]
        sizes = (len(wanted[table]), len(found[table]))
        if rows or sizes[0] != sizes[1]:
            told.append(f"{table} {sizes} {[_columns(*pair) for pair in rows[:1]]}")
    return "; ".join(told)


def _columns(wanted: dict[str, object], found: dict[str, object]) -> dict[str, object]:
    return {name: (wanted[name], found.get(name)) for name in wanted if wanted[name] != found.get(name)}
