"""The one gate for every change that the window makes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desk.core.errors import UserError
from desk.ui.undo import UndoStack

if TYPE_CHECKING:
    from desk.notebook.book import Changed, Notebook

Result = TypeVar("Result")


class Runner(QObject):
    """Runs an operation and tells what changed.

    Signals: `changed(object)` a frozenset of Topic; `saved(object)` the civil datetime of the writing;
    `failed(object)` a UserError; `confirmed(str)` what was done, in French.
    A UserError goes to `failed`; any other exception is a bug and goes on up to the crash path.
    """

    changed = Signal(object)
    saved = Signal(object)
    failed = Signal(object)
    confirmed = Signal(str)

    def __init__(self, book: "Notebook", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.undo_stack = UndoStack(book, self._tell, self.attempt, self)

    def do(
        self, operation: "Callable[[], Changed]", *, quietly: bool = False, final: bool = False
    ) -> "Changed | None":
        """Run a change; None when a known problem stopped it. `quietly`: no confirmation is shown.

        A change that can be undone goes on the undo stack; a `final` one empties it before anything is told.
        """
        change = self.attempt(operation)
        if change is None:
            return None
        if final:
            self.undo_stack.clear()
        elif change.images:
            self.undo_stack.add(change)
        self._tell(change, change.label if not quietly else "")
        return change

    def attempt(self, operation: Callable[[], Result]) -> Result | None:
        """Run what may meet a known problem without being a change (unlocking, reading, drawing)."""
        try:
            return operation()
        except UserError as problem:
            self.failed.emit(problem)
            return None

    def _tell(self, change: "Changed", said: str) -> None:
        self.saved.emit(self._book.now)
        if said:
            self.confirmed.emit(said)
        self.changed.emit(change.topics)
