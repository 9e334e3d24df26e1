"""One subject of a closed point: read as it was written, with its actions, which live on, and corrections."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.meetings import AgendaItem, Correction
from desk.notebook import action_queries, corrections, log
from desk.ui.context import Context
from desk.ui.pages.meeting_words import added_on, origin
from desk.ui.widgets.action_row import ActionRow
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow, clear
from desk.ui.widgets.text import Heading, Text

FROZEN = "Ce point est clos : ce qui est écrit ici ne change plus. Une correction s’ajoute, avec sa date."
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class HeldItem(Card):
    """The subject looked at; `item_id` and `heading` as for a subject of a planned point."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.item_id, self._meeting_id, self._title = "", "", ""
        self.heading = Heading("", 2)
        self.origin = Text("", "soft")
        self.notes = Text("")
        self.notes.setTextInteractionFlags(_SELECTABLE)
        self.notes.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.agreed, self.action_rows, self.corrections = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.actions_heading, self.corrections_heading = Heading("Actions", 3), Heading("Corrections", 3)
        self.add = Button("Ajouter une correction…", self._correct)
        self.add.setObjectName("add-correction")
        self._lay_out()

    def show_item(self, item: AgendaItem | None) -> None:
        """Show a subject; nothing is shown without one."""
        self.setVisible(item is not None)
        self.item_id = item.id if item else ""
        if item is None:
            return
        self._meeting_id, self._title = item.meeting_id, item.title
        book = self._context.book
        carried = action_queries.some_by_id(book, [item.source_id]).get(item.source_id)
        self.heading.set_text(item.title)
        come = origin(item, carried, book.today)
        self.origin.set_text(f"abordé · {come}" if item.discussed else f"non abordé · {come}")
        self.notes.set_text(item.notes or "Aucune note.")
        self._show_lines(item)
        clear(self.action_rows)
        found = [each for each in log.actions(book, item.meeting_id) if each.item_id == item.id]
        for action in [*([carried] if carried else []), *found]:
            _put(self.action_rows, ActionRow(self._context, action))
        self.actions_heading.setVisible(self.action_rows.count() > 0)

    def selected(self) -> str:
        """What is selected in the notes."""
        return self.notes.selectedText()

    def _lay_out(self) -> None:
        for part in (self.heading, self.origin, Heading("Notes", 3), self.notes):
            self.column.addWidget(part)
        self.column.addWidget(Heading("Ce qui est convenu", 3))
        self.column.addLayout(self.agreed)
        self.column.addWidget(self.actions_heading)
        self.column.addLayout(self.action_rows)
        self.column.addWidget(self.corrections_heading)
        self.column.addLayout(self.corrections)
        self.column.addWidget(Text(FROZEN, "soft"))
        self.column.addWidget(FlowRow(self.add))

    def _show_lines(self, item: AgendaItem) -> None:
        book = self._context.book
        clear(self.agreed)
        clear(self.corrections)
        agreed = [each.text for each in log.decisions(book, item.meeting_id) if each.item_id == item.id]
        for text in agreed:
            self.agreed.addWidget(Text(text))
        if not agreed:
            self.agreed.addWidget(Text("Rien n’a été noté.", "soft"))
        added = [each for each in corrections.of_meeting(book, item.meeting_id) if each.item_id == item.id]
        for each in added:
            _put(self.corrections, correction_row(self._context, each))
        self.corrections_heading.setVisible(bool(added))

    def _correct(self) -> None:
        from desk.ui.dialogs.correction import add_correction

        add_correction(self._context, self._meeting_id, self.item_id, self._title, self)


def correction_row(context: Context, correction: Correction) -> QWidget:
    """The dated line; it can be taken back the day it was written, afterwards it stays."""
    row = FlowRow(Text(added_on(correction)), stretch_first=True)
    if correction.day == context.book.today:
        remove = partial(context.runner.do, partial(corrections.remove, context.book, correction.id))
        link = LinkButton("Retirer", remove)
        link.setAccessibleName(f"Retirer la correction : {correction.text}")
        link.setObjectName(f"uncorrect-{correction.id}")
        row.add(link)
    return row


def _put(layout: QVBoxLayout, row: QWidget) -> None:
    """Add a row and show it at once: the focus is given back before the next event."""
    layout.addWidget(row)
    row.show()
