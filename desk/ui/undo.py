"""« Annuler » and « Rétablir » over the operations that can be taken back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

if TYPE_CHECKING:
    from desk.notebook.book import Changed, Notebook

Tell = Callable[["Changed", str], None]
Attempt = Callable[[Callable[[], "Changed"]], "Changed | None"]


class UndoStack(QUndoStack):
    """What can be undone; `clear` it at a hand-in, an opening, on leaving a sheet."""

    def __init__(self, book: "Notebook", tell: Tell, attempt: Attempt, parent: QObject) -> None:
        super().__init__(parent)
        self._book, self._tell, self._attempt = book, tell, attempt
        self.setUndoLimit(100)

    def add(self, change: "Changed") -> None:
        """Remember a change that was just made."""
        self.push(_Inverse(change, self._invert))

    def _invert(self, change: "Changed", said: str) -> "Changed | None":
        """Make the opposite change; None when the rows are no longer those."""
        from desk.notebook.undo import undo

        inverse = self._attempt(partial(undo, self._book, change))
        if inverse is not None:
            self._tell(inverse, said)
        return inverse


class _Inverse(QUndoCommand):
    """One change, turned over at each undo and redo."""

    def __init__(self, change: "Changed", invert: Callable[["Changed", str], "Changed | None"]) -> None:
        super().__init__(change.label)
        self._label, self._change, self._invert = change.label, change, invert
        self._done = False

    def undo(self) -> None:
        """Take it back."""
        self._turn("Annulé")

    def redo(self) -> None:
        """Do it again; Qt calls this on adding too, when it is already done."""
        if self._done:
            self._turn("Rétabli")
        self._done = True

    def _turn(self, word: str) -> None:
        label = self._label[:1].lower() + self._label[1:]
        inverse = self._invert(self._change, f"{word} : {label}" if label else word)
        if inverse is None:
            self.setObsolete(True)
        else:
            self._change = inverse
