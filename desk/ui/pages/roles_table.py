"""The matrix on screen: a row per subject, its five cells in columns, or in a sentence where narrow."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.core.people import Pair
from desk.core.roles import VERB_LABELS, Group, Row, Verb
from desk.core.wording import worded
from desk.ui import theme
from desk.ui.pages.roles_words import Cell, cell, sentence
from desk.ui.widgets.buttons import RowButton
from desk.ui.widgets.layout import clear, column
from desk.ui.widgets.marks import PersonMark
from desk.ui.widgets.text import Heading, Text

WIDE = 860
_SHARE, _GAP, _SIDE = 0.128, 10, 20
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RoleCell(QWidget):
    """Whose marks, the words, and under them what there is to know of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._shown: Cell | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(5))
        self._marks = QVBoxLayout()
        self._marks.setContentsMargins(0, theme.px(3), 0, 0)
        self._marks.setSpacing(theme.px(4))
        self.words, self.note = Text(), Text("", "caption")
        box = QVBoxLayout()
        box.setSpacing(0)
        box.addWidget(self.words)
        box.addWidget(self.note)
        box.addStretch(1)
        line.addLayout(self._marks)
        line.addLayout(box, 1)

    def show_cell(self, shown: Cell) -> None:
        """Show it."""
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._marks)
        for seat in shown.seats:
            self._marks.addWidget(PersonMark(seat, "", 11))
        self._marks.addStretch(1)
        self.words.set_text(shown.words)
        self.note.set_text(shown.note)
        self.note.setVisible(bool(shown.note))


class SubjectRow(RowButton):
    """A subject and its five. Signal `step(int)`: up (-1) or down (+1) to another row."""

    step = Signal(int)

    def __init__(self, row: Row, pair: Pair, action: Callable[[], object]) -> None:
        super().__init__(worded(row.subject.title, pair.named), "", action)
        self.setObjectName(f"subject-{row.subject.id}")
        self._pair = pair
        self._title = worded(row.subject.title, pair.named)
        self.column.setContentsMargins(theme.px(_SIDE), theme.px(9), theme.px(_SIDE), theme.px(9))
        self.column.removeWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(theme.px(_GAP))
        line.addWidget(self.title, 1, Qt.AlignmentFlag.AlignTop)
        self.cells = {verb: RoleCell() for verb in Verb}
        for each in self.cells.values():
            line.addWidget(each)
        self.column.insertLayout(0, line)
        self._wide = True
        self._row: Row | None = None
        self.show_row(row)

    def show_row(self, row: Row) -> None:
        """Show who does what now."""
        if row == self._row:
            return
        self._row = row
        for verb, each in self.cells.items():
            each.show_cell(cell(row, verb, self._pair))
        self.set_words(self._title, sentence(row, self._pair))
        self.caption.setVisible(not self._wide)

    def set_width(self, cell_width: int) -> None:
        """That width for each cell; 0 tells them in a sentence instead."""
        self._wide = cell_width > 0
        for each in self.cells.values():
            each.setVisible(self._wide)
            if self._wide:
                each.setFixedWidth(cell_width)
        self.caption.setVisible(not self._wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from row to row."""
        offset = _STEPS.get(Qt.Key(event.key()))
        if offset is None:
            super().keyPressEvent(event)
        else:
            self.step.emit(offset)


class GroupHead(QWidget):
    """The title of a group, and what each column is."""

    def __init__(self, group: Group) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(_SIDE), theme.px(12), theme.px(_SIDE), 0)
        line.setSpacing(theme.px(_GAP))
        line.addWidget(Heading(group.title, 2), 1)
        self.labels = [Text(VERB_LABELS[verb], "caption") for verb in Verb]
        for label in self.labels:
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignBottom)

    def set_width(self, cell_width: int) -> None:
        """As the rows under it."""
        for label in self.labels:
            label.setVisible(cell_width > 0)
            if cell_width:
                label.setFixedWidth(cell_width)


class RolesTable(QWidget):
    """Every subject under its group; Tab enters once, the arrows walk. Signal `chosen(str)`: a subject."""

    chosen = Signal(str)

    def __init__(self, groups: Iterable[tuple[Group, tuple[Row, ...]]], pair: Pair) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.rows: dict[str, SubjectRow] = {}
        self._heads: list[GroupHead] = []
        self._cell_width = -1
        self._layout = column(self, 6)
        for group, its_rows in groups:
            self._heads.append(GroupHead(group))
            self._layout.addWidget(self._heads[-1])
            for row in its_rows:
                self._layout.addWidget(self._row(row, pair))
        self.current = next(iter(self.rows), "")
        self._settle_stop()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show them as they are now."""
        for row in rows:
            self.rows[row.subject.id].show_row(row)

    def select(self, subject_id: str) -> None:
        """Mark the row that is open; "" for none."""
        for key, row in self.rows.items():
            row.set_selected(key == subject_id)

    def put_under(self, subject_id: str, widget: QWidget) -> None:
        """Show a widget right under a subject's row."""
        self._layout.insertWidget(self._layout.indexOf(self.rows[subject_id]) + 1, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns where they are legible."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.px(WIDE)
        wanted = round((self.width() - theme.px(_SIDE) * 2) * _SHARE) if is_wide else 0
        if wanted != self._cell_width:
            self._cell_width = wanted
            parts: list[GroupHead | SubjectRow] = [*self._heads, *self.rows.values()]
            for part in parts:
                part.set_width(wanted)

    def _row(self, row: Row, pair: Pair) -> SubjectRow:
        key = row.subject.id
        made = SubjectRow(row, pair, lambda: self._click(key))
        made.step.connect(lambda offset: self._step(key, offset))
        self.rows[key] = made
        return made

    def _click(self, key: str) -> None:
        self._go_to(key)
        self.chosen.emit(key)

    def _step(self, key: str, offset: int) -> None:
        keys = list(self.rows)
        self._go_to(keys[min(max(keys.index(key) + offset, 0), len(keys) - 1)])
        self.rows[self.current].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to(self, key: str) -> None:
        self.current = key
        self._settle_stop()

    def _settle_stop(self) -> None:
        """One stop for Tab: the row last visited."""
        for key, row in self.rows.items():
            stop = Qt.FocusPolicy.StrongFocus if key == self.current else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(stop)
