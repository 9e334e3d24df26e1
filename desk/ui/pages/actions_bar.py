"""Above the actions: ticking all that are shown, and what can be done to those ticked, at once."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.core.errors import UserError
from desk.core.wording import counted
from desk.notebook.book import Changed
from desk.ui.context import Context
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Text

HOW = "Cochez une ou plusieurs actions pour les changer ensemble."


class ActionsBar(QWidget):
    """What is done to several actions: one operation, one step back.

    `chosen` gives the ids of those ticked. Signals: `all_ticked(bool)` of those shown; `done()` a change was
    made.
    """

    all_ticked = Signal(bool)
    done = Signal()

    def __init__(self, context: Context, chosen: Callable[[], Collection[str]]) -> None:
        super().__init__()
        self._context, self._chosen = context, chosen
        self.everything = CheckBox("Tout sélectionner", self.all_ticked.emit)
        self.standing = Text(HOW, "caption")
        buttons = [
            Button("Marquer faites", self._mark_done),
            Button("Abandonner…", self._drop),
            Button("Reporter…", self._postpone),
            Button("Confier à…", self._entrust),
        ]
        for button in buttons:
            button.setObjectName(f"bulk-{button.text()}")
        outer = column(self, 6)
        self.doings = FlowRow(*buttons, spacing=10)
        outer.addWidget(FlowRow(self.everything, self.doings, spacing=10))
        outer.addWidget(self.standing)

    def show_number(self, ticked: int, *, shown: int, of_shown: int) -> None:
        """Say how many are ticked, those on other pages included."""
        elsewhere = ticked - of_shown
        said = f"{counted(ticked, 'action cochée', 'actions cochées')}"
        if elsewhere:
            said += f", dont {elsewhere} sur d’autres pages"
        self.standing.set_text(said if ticked else HOW)
        focused = keyboard_in(self.window())
        if not ticked and focused is not None and self.doings.isAncestorOf(focused):
            self.everything.setFocus()  # lest Qt hand the keyboard to whatever comes next
        self.doings.setVisible(bool(ticked))
        self.everything.setChecked(shown > 0 and of_shown == shown)

    def _mark_done(self) -> None:
        from desk.notebook import actions_many

        keys = self._ticked()
        if keys:
            self._do(partial(actions_many.mark_done, self._context.book, keys))

    def _drop(self) -> None:
        from desk.notebook import actions_many
        from desk.ui.dialogs.actions_bulk import ask_reason

        keys = self._ticked()
        reason = ask_reason(len(keys), self) if keys else None
        if reason is not None:
            self._do(partial(actions_many.drop, self._context.book, keys, reason))

    def _postpone(self) -> None:
        from desk.notebook import actions_many
        from desk.ui.dialogs.actions_bulk import ask_day

        keys = self._ticked()
        answered = ask_day(self._context, len(keys), self) if keys else None
        day = answered.day.value() if answered is not None else None
        if day is not None:
            self._do(partial(actions_many.postpone, self._context.book, keys, day))

    def _entrust(self) -> None:
        from desk.notebook import actions_many
        from desk.ui.dialogs.actions_bulk import ask_owner

        keys = self._ticked()
        answered = ask_owner(self._context, len(keys), self) if keys else None
        if answered is not None:
            self._do(partial(actions_many.entrust, self._context.book, keys, *answered.chosen()))

    def _ticked(self) -> frozenset[str]:
        """The ids ticked; without any, the message bar says why nothing happens."""
        return self._context.runner.attempt(self._checked) or frozenset()

    def _checked(self) -> frozenset[str]:
        keys = frozenset(self._chosen())
        if not keys:
            raise UserError(
                "Aucune action n’est cochée.", "Cochez celles qui sont concernées, ou « Tout sélectionner »."
            )
        return keys

    def _do(self, operation: Callable[[], Changed]) -> None:
        if self._context.runner.do(operation) is not None:
            self.done.emit()
