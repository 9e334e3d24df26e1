"""Parts of a sheet being filled: the private note, how it ends, all its statements at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.core.guide import Statement
from desk.core.rounds import Round, SheetContent
from desk.core.scale import LABELS
from desk.core.wording import counted
from desk.notebook import people, sheets
from desk.ui.dialogs import confirm
from desk.ui.dialogs.own_code import choose_code
from desk.ui.pages.sheet_elsewhere import Elsewhere
from desk.ui.pages.sheet_handed_in import DROPPED
from desk.ui.widgets.autosave import AutosaveText
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton, RowButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.text import Heading, Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed
    from desk.ui.pages.sheet_filling import Desk, Filling

NOTE_LABEL = "Note privée"
NOTE_HINT = "Elle ne se lit qu’avec votre code, même après l’ouverture."


class NoteArea(QWidget):
    """A private note for the statement shown, once its owner has a code; else how to have one."""

    def __init__(self, desk: "Desk", save: Callable[[str, str], object]) -> None:
        super().__init__()
        self._desk, self._save = desk, save
        self._statement_id = ""
        self._failed = False
        inside = column(self, 8)
        self.text = AutosaveText(NOTE_LABEL, self._write, hint=NOTE_HINT, lines=2)
        self.invitation = LinkButton("Choisir un code pour écrire une note privée", self._choose_code)
        self._about = Text("", "caption")
        inside.addWidget(self._about)
        inside.addWidget(self.text)
        inside.addWidget(FlowRow(self.invitation))

    def show_note(self, statement_id: str, text: str, about: str = "") -> None:
        """Show this statement's note; what was typed for another has been flushed before.

        `about`: the sentence, where several are on screen.
        """
        has_code = people.has_code(self._desk.context.book, self._desk.person.id)
        self.text.setVisible(has_code)
        self.invitation.setVisible(not has_code)
        self._statement_id = statement_id
        self._about.set_text(f"Sur : {about}")
        self._about.setVisible(has_code and bool(about))
        self.text.load(text)

    def flush(self) -> bool:
        """Write what is typed; False when it could not be."""
        self._failed = False
        self.text.flush()
        return not self._failed

    def _write(self, text: str) -> object:
        done = self._save(self._statement_id, text)
        self._failed = done is None
        return done

    def _choose_code(self) -> None:
        if choose_code(self._desk.context, self._desk.person, self._desk.session, self):
            self.text.edit.setFocus()


class Ending(Card):
    """Handing in, and the other ways a sheet can end."""

    def __init__(self, desk: "Desk", filling: "Filling") -> None:
        super().__init__("Quand vous avez fini")
        self._desk, self._filling = desk, filling
        self.hand_in_button = PrimaryButton("Remettre ma feuille", self._hand_in)
        self.overview_button = Button("Vue d’ensemble", self._toggle_overview)
        self.elsewhere = Elsewhere(desk, filling, self._end)
        self.column.addWidget(
            FlowRow(
                self.hand_in_button,
                self.overview_button,
                self.elsewhere.read,
                self.elsewhere.paper,
                LinkButton("Effacer ma feuille", self._drop),
            )
        )

    def _hand_in(self) -> None:
        filling = self._filling
        if not filling.write_note():
            return
        total, done = len(filling.course.asked), filling.course.answered_count
        text = f"Vous avez répondu à {counted(done, 'énoncé')} sur {total}. "
        if done < total:
            missing = counted(total - done, "énoncé reste", "énoncés restent")
            text += f"{missing} sans réponse ; c’est accepté. "
        text += "Vous pourrez reprendre votre feuille jusqu’à l’ouverture commune."
        if confirm.ask(self, "Remettre votre feuille ?", text, "Remettre ma feuille", undoable=True):
            self._end(sheets.hand_in)

    def _drop(self) -> None:
        if confirm.ask(self, "Effacer votre feuille ?", DROPPED, "Effacer ma feuille", danger=True):
            self._end(sheets.drop)

    def _end(self, operation: "Callable[..., Changed]") -> None:
        desk = self._desk
        if desk.context.runner.do(partial(operation, desk.context.book, desk.session, desk.round.id)):
            desk.context.runner.undo_stack.clear()
            self._filling.ended.emit()

    def _toggle_overview(self) -> None:
        overview = self._filling.overview
        overview.setVisible(overview.isHidden())
        self.overview_button.set_text(
            "Fermer la vue d’ensemble" if not overview.isHidden() else "Vue d’ensemble"
        )
        self._filling.refresh()


class Overview(QWidget):
    """Every statement with the answer so far; a click goes there. Hidden until it is asked for."""

    chosen = Signal(str)

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self._layout = column(self, 8)
        self.chosen.connect(go)
        self.hide()

    def show_statements(
        self, round_: Round, asked: Sequence[Statement], content: SheetContent, current: str
    ) -> None:
        """Rebuild the list, when it is open."""
        if self.isHidden():
            return
        clear(self._layout)
        for practice in round_.practices:
            self._layout.addWidget(Heading(practice.title, 3))
            for statement in practice.statements:
                if statement in asked:
                    self._layout.addWidget(self._row(statement, content, current))

    def _row(self, statement: Statement, content: SheetContent, current: str) -> RowButton:
        answer = content.answers.get(statement.id)
        said = LABELS[statement.scale][answer] if answer else "sans réponse"
        if statement.id in content.notes:
            said += " · note privée"
        row = RowButton(statement.text, said, partial(self.chosen.emit, statement.id))
        row.setObjectName(f"statement-{statement.id}")
        row.set_selected(statement.id == current)
        return row
