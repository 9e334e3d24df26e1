"""One action in a list: what, who, for when, and its state changed in place."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.core.meetings import ACTION_LABELS, Action, ActionState
from desk.core.people import Seat
from desk.core.wording import capital, long_date
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.marks import PersonMark
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text


def due_words(action: Action, today: date) -> str:
    """« à reprendre, prévue le 17 novembre », « pour le 4 décembre », « sans date »; a reason if dropped."""
    if action.state is ActionState.DROPPED:
        return f"abandonnée : {action.reason}"
    if action.due is None:
        return "sans date"
    said = long_date(action.due, year=action.due.year != today.year)
    if action.is_late(today):
        return f"à reprendre, prévue le {said}"
    return f"pour le {said}" if action.is_open else f"prévue le {said}"


class LateSign(QWidget):
    """An arrow that turns back: « à reprendre », in the ink's colour and never alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square, as high as a line."""
        return QSize(theme.px(16), theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 16, self.height() / 16)
        painter.setPen(QPen(theme.colour("ink"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(QRectF(2.5, 2.5, 11, 11), 120 * 16, 290 * 16)
        painter.drawPolyline([QPointF(4.6, 0.9), QPointF(5.0, 3.6), QPointF(2.3, 4.4)])


class ActionRow(QWidget):
    """An action with its state; `can_edit` adds correcting and removing, `where` a way to its point."""

    def __init__(
        self,
        context: Context,
        action: Action,
        *,
        can_edit: bool = True,
        where: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        self._context, self.action = context, action
        self.state = self._state()
        row = FlowRow(self._words(), self.state, stretch_first=True)
        if where is not None:
            row.add(self._button("point", where[0], where[1]))
        if can_edit:
            row.add(self._button("edit", "Modifier", self._edit))
            row.add(self._button("remove", "Retirer", self._remove))
        column(self).addWidget(row)

    def _words(self) -> QWidget:
        box = QWidget()
        outer = column(box, 2)
        outer.addWidget(Text(self.action.text))
        outer.addLayout(self._caption())
        return box

    def _caption(self) -> QHBoxLayout:
        today, seat = self._context.book.today, self._seat()
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        if seat is not None:
            line.addWidget(PersonMark(seat, ""))
        if self.action.is_late(today):
            line.addWidget(LateSign())
        line.addWidget(Text(f"{self._owner()} · {due_words(self.action, today)}", "caption"), 1)
        return line

    def _owner(self) -> str:
        from desk.notebook import log

        return log.owner_label(self._context.book, self.action)

    def _seat(self) -> Seat | None:
        from desk.notebook import people

        if not self.action.owner_id:
            return None
        return people.person(self._context.book, self.action.owner_id).seat

    def _state(self) -> Select:
        options = [(state.value, capital(label)) for state, label in ACTION_LABELS.items()]
        select = Select(f"État : {self.action.text}", options, self.action.state.value)
        select.label.hide()
        select.box.setObjectName(f"state-{self.action.id}")
        select.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        select.chosen.connect(self._choose)
        return select

    def _button(self, name: str, text: str, action: Callable[[], object]) -> LinkButton:
        button = LinkButton(text, action)
        button.setAccessibleName(f"{text} : {self.action.text}")
        button.setObjectName(f"{name}-{self.action.id}")
        return button

    def _choose(self, value: str) -> None:
        from desk.notebook import log

        state = ActionState(value)
        if state is self.action.state:
            return
        from desk.ui.dialogs.action import ask_reason

        reason = ask_reason(self) if state is ActionState.DROPPED else ""
        change = partial(log.set_state, self._context.book, self.action.id, state, reason or "")
        if reason is None or self._context.runner.do(change) is None:
            self.state.set_value(self.action.state.value)

    def _edit(self) -> None:
        from desk.ui.dialogs.action import edit_action

        edit_action(self._context, self.action, self)

    def _remove(self) -> None:
        from desk.notebook import log

        self._context.runner.do(partial(log.remove_action, self._context.book, self.action.id))
