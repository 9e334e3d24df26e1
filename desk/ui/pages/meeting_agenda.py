"""The agenda of a point as a list that the keyboard walks."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.agenda_models import MODELS
from desk.core.meetings import Action, AgendaItem, ItemSource
from desk.notebook import action_queries, agenda, carrying, meetings
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.line import checked_line
from desk.ui.pages.meeting_words import origin
from desk.ui.widgets.buttons import LinkButton, RowButton
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import FlowRow, clear, column
from desk.ui.widgets.text import Text

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ItemRow(RowButton):
    """A subject. Signal `step(int, bool)`: up (-1) or down (+1), and whether it takes the subject along."""

    step = Signal(int, bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk the list; with Alt they move the subject."""
        offset = _STEPS.get(Qt.Key(event.key()))
        if offset is None:
            super().keyPressEvent(event)
        else:
            self.step.emit(offset, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))


class AgendaList(QWidget):
    """The subjects, one of them selected, and a line to add one.

    Signals: `chosen(str)` another subject is selected; `opened()` a person wants to write in it.
    """

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, context: Context, meeting_id: str) -> None:
        super().__init__()
        self._context, self.meeting_id = context, meeting_id
        self._can_edit = True
        self.current = ""
        self.rows: dict[str, ItemRow] = {}
        outer = column(self, 12)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        outer.addLayout(self._list)
        self.empty = Text("L’ordre du jour est vide : ajoutez un premier sujet.", "soft")
        outer.addWidget(self.empty)
        self.model = LinkButton("Reprendre le modèle proposé", self._take_model)
        self.model.setObjectName("model")
        outer.addWidget(FlowRow(self.model))
        self.field = TextField("Ajouter un sujet", hint="Une ligne, puis Entrée")
        self.field.submitted.connect(self._add)
        outer.addWidget(self.field)

    def refresh(self, *, can_edit: bool) -> None:
        """Show the agenda as it is; the selection stays, or goes to the nearest place."""
        self._can_edit = can_edit
        before = list(self.rows)
        items = agenda.items(self._context.book, self.meeting_id)
        actions = action_queries.some_by_id(self._context.book, {item.source_id for item in items})
        clear(self._list)
        self.rows = {item.id: self._row(item, actions.get(item.source_id)) for item in items}
        box = QWidget()
        inside = column(box, 8)
        for row in self.rows.values():
            inside.addWidget(row)
        self._list.addWidget(box)
        box.show()  # at once: the focus is given back before the next event; shown one by one, they are felt
        if self.current not in self.rows:
            self.current = self._nearest(before)
        self._mark()
        self.empty.setVisible(not items)
        self.model.setVisible(can_edit and self._has_no_start(items))
        self.field.setVisible(can_edit)

    def select(self, item_id: str) -> None:
        """Mark a subject, without `chosen`."""
        self.current = item_id
        self._mark()

    def choose(self, item_id: str) -> None:
        """Select a subject as a click would, without moving the keyboard."""
        if item_id != self.current and item_id in self.rows:
            self.select(item_id)
            self.chosen.emit(item_id)

    def step_to(self, offset: int) -> str:
        """Select the subject before (-1) or after (+1), stopping at the ends; what a screen reader says."""
        keys = list(self.rows)
        if not keys:
            return ""
        place = keys.index(self.current) if self.current in keys else 0
        self.choose(keys[min(max(place + offset, 0), len(keys) - 1)])
        now = keys.index(self.current)
        return f"Sujet {now + 1} sur {len(keys)} : {self.rows[self.current].title.accessibleName()}"

    def _nearest(self, before: list[str]) -> str:
        keys = list(self.rows)
        if not keys:
            return ""
        place = before.index(self.current) if self.current in before else 0
        return keys[min(place, len(keys) - 1)]

    def _row(self, item: AgendaItem, action: Action | None) -> ItemRow:
        said = origin(item, action, self._context.book.today)
        caption = f"abordé · {said}" if item.discussed else said
        row = ItemRow(item.title, caption, partial(self._click, item.id))
        row.setObjectName(f"item-{item.id}")
        row.step.connect(self._step)
        return row

    def _mark(self) -> None:
        for key, row in self.rows.items():
            row.set_selected(key == self.current)
            # Tab enters the list once, at the selected subject.
            tabbed = Qt.FocusPolicy.StrongFocus if key == self.current else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(tabbed)

    def _click(self, item_id: str) -> None:
        self.choose(item_id)
        if self.current == item_id:
            self.opened.emit()

    def _step(self, offset: int, carry: bool) -> None:  # noqa: FBT001 - a slot
        if carry:
            if self._can_edit:
                shift = partial(agenda.shift, self._context.book, self.current, offset)
                self._context.runner.do(shift, quietly=True)
            return
        self.step_to(offset)
        self.rows[self.current].setFocus()

    def _has_no_start(self, items: list[AgendaItem]) -> bool:
        """Whether nobody put anything on an agenda whose kind has a model."""
        by_hand = (ItemSource.TYPED, ItemSource.RECURRING, ItemSource.UNDISCUSSED)
        meeting = meetings.get(self._context.book, self.meeting_id)
        return bool(MODELS[meeting.kind]) and not any(item.source in by_hand for item in items)

    def _take_model(self) -> None:
        self._context.runner.do(partial(carrying.start_from_model, self._context.book, self.meeting_id))

    def _add(self) -> None:
        title = checked_line(self.field, "L’intitulé du sujet")
        if title is None:
            return
        made = self._context.runner.do(partial(agenda.add, self._context.book, self.meeting_id, title))
        if made is not None:
            self.field.set_text("")
