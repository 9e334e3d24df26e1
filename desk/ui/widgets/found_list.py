"""What the search found: rows that are filled again at each key, and the keys that move among them."""

from functools import partial
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desk.ui import theme
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.found_row import FoundRow, Pieces

FIRST, MORE, _GAP = 8, 10, 8
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Results(Protocol):
    """What was found, in the order it is shown."""

    def __len__(self) -> int: ...

    def heading(self, place: int) -> str:
        """Where that one is."""

    def excerpt(self, place: int) -> Pieces:
        """A piece of it as (text, found) runs."""


class _Nothing:
    def __len__(self) -> int:
        return 0

    def heading(self, place: int) -> str:
        raise IndexError(place)

    def excerpt(self, place: int) -> Pieces:
        raise IndexError(place)


class FoundList(QWidget):
    """The first results, more of them on demand. It places its rows itself, once per key.

    Signals: `opened(int)` the place of a result; `left()`: the keyboard goes up to the field; `emptied()`:
    Escape.
    Up and Down move among the results, Enter opens one.
    """

    opened = Signal(int)
    left = Signal()
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: Results = _Nothing()
        self._most = FIRST
        self._rows = [self._new_row(place) for place in range(FIRST)]
        self.more = Button("Voir la suite", self._show_more, self)  # after the rows: so Tab meets it
        self.more.setObjectName("more-found")
        self.more.installEventFilter(self)
        self._fill()

    @property
    def rows(self) -> list[FoundRow]:
        """Those on show."""
        return self._rows[: min(self._most, len(self._found))]

    def show_found(self, found: Results) -> None:
        """Show what another query found, from the first on."""
        self._found, self._most = found, FIRST
        self._fill()

    def open_first(self) -> None:
        """Enter in the field."""
        if len(self._found):
            self._open(0)

    def focus_first(self) -> None:
        """Down in the field."""
        if self.rows:
            self.rows[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Escape on a row, or on the button under them."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.emptied.emit()
        elif Qt.Key(event.key()) in _MOVES:
            place = self._rows.index(watched) if isinstance(watched, FoundRow) else len(self.rows)
            self._move(place + _MOVES[Qt.Key(event.key())])
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _move(self, place: int) -> None:
        if place < 0:
            self.left.emit()
        elif place < len(self.rows):
            self.rows[place].setFocus()
        elif self.more.isVisible():
            self.more.setFocus()

    def _fill(self) -> None:
        wanted = min(self._most, len(self._found))
        if wanted > len(self._rows):
            self._rows += [self._new_row(place) for place in range(len(self._rows), wanted)]
            self._order()
        shown = self.rows
        for place, row in enumerate(self._rows):
            if place < len(shown):
                row.show_passage(self._found.heading(place), self._found.excerpt(place))
            row.setVisible(place < len(shown))
        rest = len(self._found) - len(shown)
        if rest:
            self.more.set_text(f"Voir les {min(rest, MORE)} suivants" if rest > 1 else "Voir le suivant")
        self.more.setVisible(rest > 0)
        self._place()

    def _order(self) -> None:
        """Tab walks the rows made later too as they are read, then the button under them."""
        for before, after in pairwise([*self._rows, self.more]):
            self.setTabOrder(before, after)

    def _place(self) -> None:
        gap, top = theme.px(_GAP), 0
        for row in self.rows:
            height = row.heightForWidth(self.width())
            row.setGeometry(0, top, self.width(), height)
            top += height + gap
        if len(self._found) > len(self.rows):
            size = self.more.sizeHint()
            self.more.setGeometry(0, top, size.width(), size.height())
            top += size.height() + gap
        self.setFixedHeight(max(0, top - gap))

    def _new_row(self, place: int) -> FoundRow:
        row = FoundRow(partial(self._open, place))
        row.setParent(self)
        row.setObjectName(f"found-{place}")
        row.installEventFilter(self)
        return row

    def _open(self, place: int) -> None:
        self.opened.emit(place)

    def _show_more(self) -> None:
        first = self._most
        self._most += MORE
        self._fill()
        self.rows[first].setFocus()
