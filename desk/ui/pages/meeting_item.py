"""One subject of a point: notes, what is agreed, actions."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.meetings import AgendaItem, Decision
from desk.core.text import clean
from desk.notebook import agenda, log, people
from desk.ui.context import Context
from desk.ui.dialogs.line import ask_line, checked_line
from desk.ui.pages.meeting_agenda import AgendaList
from desk.ui.pages.meeting_quick import QuickLine
from desk.ui.pages.meeting_source import show_source
from desk.ui.widgets.action_fields import ActionFields
from desk.ui.widgets.action_row import ActionRow
from desk.ui.widgets.autosave import AutosaveText
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.text import Heading, Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed

PRIVACY = "N’écrivez ici ni santé, ni sanction, ni vie privée d’un agent."
AGREED = "Ce qui est convenu"
TITLE = "L’intitulé du sujet"


class ItemDetail(Card):
    """The subject looked at; its fields last, so that nothing typed is lost when the point is shown anew.

    With `listed`, the point's agenda, a quick line stands first: it walks the subjects and makes some.
    """

    def __init__(self, context: Context, listed: AgendaList | None = None) -> None:
        super().__init__()
        self._context = context
        self.item_id = self._title = ""
        self._notes_failed = self._switching = False
        self._lines: dict[str, str] = {}
        self.heading = Heading("", 2)
        self.quick = QuickLine(context, listed, self.flush) if listed is not None else None
        self.body = QWidget()
        self.tools = self._tools()
        self.source = QVBoxLayout()
        self.notes = AutosaveText("Notes", self._write_notes, hint=PRIVACY, lines=4)
        self.agreed, self.action_rows = QVBoxLayout(), QVBoxLayout()
        self.agree = TextField("Ajouter ce qui est convenu", hint="Une phrase, puis Entrée")
        self.agree.submitted.connect(self._agree)
        pair, today = people.pair(context.book), context.book.today
        self.fields = ActionFields(pair, today, label="Ajouter une action", hint="Une phrase, puis Entrée")
        self.fields.submitted.connect(self._add_action)
        self.adding = QWidget()
        adding = column(self.adding, 12)
        adding.addWidget(self.fields)
        adding.addWidget(FlowRow(Button("Ajouter l’action", self._add_action)))
        self._lay_out()

    def show_item(self, item: AgendaItem | None) -> bool:
        """Show a subject; False when the notes of the one before could not be written, which then stays."""
        key = item.id if item else ""
        if self._switching:
            return True  # writing the notes makes the page show itself anew: the outer call ends the change
        if key != self.item_id and not self._switch(key):
            return False
        for part in (self.heading, self.body):
            part.setVisible(item is not None)
        if self.quick is not None:
            self.quick.show_item(key)
        self.setVisible(item is not None or self.quick is not None)
        if item is not None:
            self._fill(item)
        return True

    def flush(self) -> bool:
        """Write the notes; False when that failed."""
        self.notes.flush()
        return not self._notes_failed

    def start_writing(self) -> None:
        """Put the cursor in the notes."""
        self.notes.setFocus()

    def begun(self) -> str:
        """What stands in the quick line, not written yet."""
        return self.quick.field.text() if self.quick is not None else ""

    def keep_begun(self) -> None:
        """Write what stands in the quick line, as something begun."""
        if self.quick is not None:
            self.quick.keep_begun()

    def start_line(self, words: str = "") -> None:
        """Put the cursor in the quick line once it is laid out, where nothing else has the keyboard.

        `words` were begun before; without any, what stands there stays.
        """
        if self.quick is not None:
            self.quick.resume(words)
            QTimer.singleShot(0, self.quick, self.quick.begin)

    def _switch(self, key: str) -> bool:
        self._switching = True
        is_written = self.flush()
        self._switching = False
        if not is_written:
            return False
        self._lines[self.item_id] = self.agree.text()
        self.item_id = key
        self.agree.set_text(self._lines.get(key, ""))
        return True

    def _tools(self) -> FlowRow:
        self.discussed = CheckBox("Abordé", self._set_discussed)
        self.discussed.setObjectName("discussed")
        buttons = [
            LinkButton("Monter", partial(self._shift, -1)),
            LinkButton("Descendre", partial(self._shift, 1)),
            LinkButton("Renommer", self._rename),
            LinkButton("Retirer", self._remove),
        ]
        for button in buttons[2:]:
            button.setAccessibleName(f"{button.text()} ce sujet")
        self._editing = buttons
        return FlowRow(self.discussed, *buttons, spacing=12)

    def _lay_out(self) -> None:
        self.column.addWidget(self.heading)
        if self.quick is not None:
            self.column.addWidget(self.quick)
        self.column.addWidget(self.body)
        body = column(self.body, 12)
        body.addWidget(self.tools)
        body.addLayout(self.source)
        body.addWidget(self.notes)
        body.addWidget(Heading(AGREED, 2))
        body.addLayout(self.agreed)
        body.addWidget(self.agree)
        body.addWidget(Heading("Actions", 2))
        body.addLayout(self.action_rows)
        body.addWidget(self.adding)

    def _fill(self, item: AgendaItem) -> None:
        self._title = item.title
        self.heading.set_text(item.title)
        self.discussed.setChecked(item.discussed)
        if clean(self.notes.text()) != item.notes:
            self.notes.load(item.notes)
        clear(self.source)
        show_source(self._context, item, self.source)
        self._show_agreed(item)
        self._show_actions(item)

    def _show_agreed(self, item: AgendaItem) -> None:
        clear(self.agreed)
        found = [
            each for each in log.decisions(self._context.book, item.meeting_id) if each.item_id == item.id
        ]
        for decision in found:
            _put(self.agreed, self._decision(decision))

    def _decision(self, decision: Decision) -> QWidget:
        row = FlowRow(Text(decision.text), stretch_first=True)
        withdraw = partial(log.withdraw, self._context.book, decision.id)
        doings = (("Modifier", partial(self._reword, decision)), ("Retirer", partial(self._do, withdraw)))
        for words, doing in doings:
            button = LinkButton(words, doing)
            button.setAccessibleName(f"{words} : {decision.text}")
            button.setObjectName(f"{words}-{decision.id}")
            row.add(button)
        return row

    def _show_actions(self, item: AgendaItem) -> None:
        clear(self.action_rows)
        found = [each for each in log.actions(self._context.book, item.meeting_id) if each.item_id == item.id]
        for action in found:
            _put(self.action_rows, ActionRow(self._context, action))

    def _do(self, operation: "partial[Changed]") -> None:
        self._context.runner.do(operation)

    def _write_notes(self, text: str) -> "Changed | None":
        write = partial(agenda.write_notes, self._context.book, self.item_id, text)
        done = self._context.runner.do(write, quietly=True)
        self._notes_failed = done is None
        return done

    def _set_discussed(self, ticked: bool) -> None:  # noqa: FBT001 - a slot
        self._do(partial(agenda.set_discussed, self._context.book, self.item_id, ticked))

    def _shift(self, offset: int) -> None:
        shift = partial(agenda.shift, self._context.book, self.item_id, offset)
        self._context.runner.do(shift, quietly=True)

    def _rename(self) -> None:
        title = ask_line(self, "Renommer le sujet", "Intitulé du sujet", TITLE, "Renommer", value=self._title)
        if title is not None:
            self._do(partial(agenda.retitle, self._context.book, self.item_id, title))

    def _remove(self) -> None:
        if self.flush():
            self._do(partial(agenda.remove, self._context.book, self.item_id))

    def _agree(self) -> None:
        text = checked_line(self.agree, AGREED)
        agreed = partial(log.agree, self._context.book, self.item_id, text or "")
        if text is not None and self._context.runner.do(agreed) is not None:
            self.agree.set_text("")

    def _reword(self, decision: Decision) -> None:
        text = ask_line(self, AGREED, "Texte", AGREED, "Enregistrer", value=decision.text)
        if text is not None:
            self._do(partial(log.reword, self._context.book, decision.id, text))

    def _add_action(self) -> None:
        draft = self.fields.draft()
        if draft is None:
            return
        add = partial(log.add_action, self._context.book, self.item_id, draft.text)
        if self._context.runner.do(partial(add, draft.owner_id, draft.owner_name, draft.due)) is not None:
            self.fields.reset()
            self.fields.setFocus()


def _put(layout: QVBoxLayout, row: QWidget) -> None:
    """Add a row and show it at once: the focus is given back before the next event."""
    layout.addWidget(row)
    row.show()
