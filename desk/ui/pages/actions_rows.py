"""The rows of the actions' list: few, used again for other actions, in one card."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.core.meetings import Action
from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.action_row import ActionRow, Place
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Divider
from desk.ui.widgets.tick import TickBox


class ListedAction(QWidget):
    """A box to tick, then the action; `divider` is the line above it."""

    def __init__(self, context: Context, action: Action, place: Place) -> None:
        super().__init__()
        self.tick, self.row, self.divider = TickBox(), ActionRow(context, action, place=place), Divider()
        outer = column(self, 12)
        outer.addWidget(self.divider)
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        line.addWidget(self.tick)
        line.addWidget(self.row, 1)
        outer.addLayout(line)
        self._name()

    @property
    def key(self) -> str:
        """The id of the action it shows."""
        return self.row.action.id

    def show_action(self, action: Action, place: Place) -> None:
        """Show another action."""
        self.row.show_action(action, place)
        self._name()

    def _name(self) -> None:
        self.tick.setAccessibleName(typographic(f"Cocher : {self.row.action.text}"))
        self.tick.setObjectName(f"tick-{self.key}")


class ActionsRows(QWidget):
    """The actions of a page, which can be ticked. Signal `changed()`: another choice of ticks.

    `ticked` holds the ids chosen, those of other pages too.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ticked: set[str] = set()
        self._rows: list[ListedAction] = []
        self._last = ""
        self._column: QVBoxLayout = column(self, 12)

    @property
    def shown(self) -> list[str]:
        """The ids on this page, in order."""
        return [row.key for row in self._rows if not row.isHidden()]

    def show_actions(self, actions: Sequence[Action], places: Mapping[str, Place]) -> None:
        """Show these; an action that was there keeps its row, and so the keyboard its place."""
        self._show_in_order(self._arranged(actions, places))

    def _show_in_order(self, order: list[ListedAction]) -> None:
        if order != self._rows[: len(order)]:
            for row in order:
                self._column.removeWidget(row)
            for place, row in enumerate(order):
                self._column.insertWidget(place, row)
        left = [row for row in self._rows if row not in order]
        for row in left:
            row.hide()
        self._rows = order + left
        for place, row in enumerate(order):
            row.divider.setVisible(place > 0)
            row.tick.setChecked(row.key in self.ticked)
            row.show()

    def _arranged(self, actions: Sequence[Action], places: Mapping[str, Place]) -> list[ListedAction]:
        wanted = {action.id for action in actions}
        kept = {row.key: row for row in self._rows if row.key in wanted}
        free = [row for row in self._rows if row.key not in wanted]
        self._let_go(free)
        order = []
        for action in actions:
            place = places[action.id]
            row = kept.get(action.id) or (free.pop(0) if free else None)
            if row is None:
                row = ListedAction(self._context, action, place)
                self._wire(row)
            else:
                row.show_action(action, place)
            order.append(row)
        return order

    def _let_go(self, free: list[ListedAction]) -> None:
        """The row under the keyboard is not used again: the next key would change another action."""
        focused = keyboard_in(self.window())
        for row in free:
            if focused is not None and row.isAncestorOf(focused):
                free.remove(row)
                self._rows.remove(row)
                row.hide()
                row.deleteLater()
                return

    def tick_all(self, ticked: bool) -> None:  # noqa: FBT001 - a slot
        """Tick all those shown, or none of them."""
        self._set(self.shown, ticked=ticked)

    def clear_ticks(self) -> None:
        """Choose none, of any page."""
        self.ticked.clear()
        self._set([], ticked=False)

    def _wire(self, row: ListedAction) -> None:
        row.tick.ticked.connect(lambda now, shift: self._tick(row, ticked=now, to_here=shift))
        row.tick.left.connect(lambda step: self._go(row, step))

    def _tick(self, row: ListedAction, *, ticked: bool, to_here: bool) -> None:
        shown = self.shown
        first, here = (self._last if self._last in shown else row.key), row.key
        self._last = here
        ends = sorted((shown.index(first), shown.index(here)))
        self._set(shown[ends[0] : ends[1] + 1] if to_here else [here], ticked=ticked)

    def _set(self, keys: Sequence[str], *, ticked: bool) -> None:
        self.ticked = self.ticked | set(keys) if ticked else self.ticked - set(keys)
        for row in self._rows:
            row.tick.setChecked(row.key in self.ticked)
        self.changed.emit()

    def _go(self, row: ListedAction, step: int) -> None:
        place = self._rows.index(row) + step
        if 0 <= place < len(self.shown):
            self._rows[place].tick.setFocus()
