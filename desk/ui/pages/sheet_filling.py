"""Filling a sheet: one statement at a time, and the way to any other."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.core.guide import Statement
from desk.core.people import Person
from desk.core.rounds import Round, SheetContent
from desk.core.scale import Answer
from desk.core.wording import counted
from desk.notebook import people, sheets
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.pages.sheet_asked import question
from desk.ui.pages.sheet_parts import Ending, NoteArea, Overview
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.statement import WIDEST, StatementCard, answer_typed
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """What filling needs: the surroundings, the round, the person, and their key while they are here."""

    context: Context
    round: Round
    person: Person
    session: "Session"


class Filling(QWidget):
    """A sheet being filled by its owner.

    Signals: `hide_wanted()`; `ended()` after a hand-in, a declaration or an erasure; `moved()`: another
    statement is shown.
    """

    hide_wanted = Signal()
    ended = Signal()
    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: set[str] = set()
        self.content = self._read()
        self.current = self._first()
        self._build()
        self.show_statement()

    def _build(self) -> None:
        inside = column(self, 12)
        self.setMaximumWidth(theme.px(WIDEST))
        self.progress = Text("", "strong")
        self.mask_button = Button("Masquer (F9)", self.hide_wanted.emit)
        inside.addWidget(FlowRow(self.progress, self.mask_button, stretch_first=True))
        self.card = StatementCard()
        self.card.answered.connect(self.answer)
        self.card.moved.connect(self.step)
        self.card.cleared.connect(partial(self.answer, None))
        inside.addWidget(self.card)
        self.previous = Button("Précédent (←)", partial(self.step, -1))
        self.following = Button("Suivant (→)", partial(self.step, 1))
        self.optional = LinkButton("Voir l’énoncé facultatif", self._show_optional)
        self.guide = LinkButton("Cette pratique dans le guide (F1)", self._go_to_guide)
        inside.addWidget(FlowRow(self.previous, self.following, self.optional, self.guide))
        self.note = NoteArea(self._desk, self._save_note)
        inside.addWidget(self.note)
        self.ending = Ending(self._desk, self)
        inside.addWidget(self.ending)
        self.overview = Overview(self.go)
        inside.addWidget(self.overview)

    def refresh(self) -> None:
        """Show what the sheet holds now; an unwritten note is left alone."""
        if self._desk.session.is_open:
            self.show_statement()

    def show_statement(self) -> None:
        """Show the statement where we are, and how far the sheet is."""
        self.content = self._read()
        asked, statement = self.asked(), self._statement()
        place = asked.index(statement)
        done = counted(self.answered_count(), "réponse", "réponses")
        self.progress.set_text(f"Énoncé {place + 1} sur {len(asked)} · {done}")
        together = people.pair(self._desk.context.book).together_since
        answer = self.content.answers.get(statement.id)
        self.card.ask(question(self._desk.round, statement, answer, together))
        self.previous.setEnabled(place > 0)
        self.following.setEnabled(place + 1 < len(asked))
        self.optional.setVisible(self._hidden_optional() is not None)
        self.note.show_note(statement.id, self.content.notes.get(statement.id, ""))
        self.overview.show_statements(self._desk.round, asked, self.content, self.current)

    def focus_statement(self) -> None:
        """Put the keyboard on the answers."""
        self.card.choices.focus_answer()

    def asked(self) -> list[Statement]:
        """The statements on show: the optional ones only when wanted or answered."""
        shown = self._wanted | self.content.answers.keys() | {self.current} | self.content.notes.keys()
        return [each for each in self._desk.round.statements if not each.optional or each.id in shown]

    def answered_count(self) -> int:
        """How many of those on show have an answer."""
        return sum(each.id in self.content.answers for each in self.asked())

    @property
    def practice_id(self) -> str:
        """The practice of the statement where we are."""
        practices = self._desk.round.practices
        return next(p.practice_id for p in practices if any(s.id == self.current for s in p.statements))

    def answer(self, value: Answer | None) -> None:
        """Write an answer at once and go on to the next statement, or take one away and stay."""
        write = partial(
            sheets.answer,
            self._desk.context.book,
            self._desk.session,
            self._desk.round.id,
            self.current,
            value,
        )
        if not self.write_note() or self._desk.context.runner.do(write, quietly=True) is None:
            return
        asked = [each.id for each in self.asked()]
        place = asked.index(self.current)
        if value is None or place + 1 == len(asked):
            self.show_statement()
            self._focus_end(value)
        else:
            self.go(asked[place + 1])

    def step(self, offset: int) -> None:
        """Go to the statement before or after; nothing at the ends."""
        asked = [each.id for each in self.asked()]
        place = asked.index(self.current) + offset
        if 0 <= place < len(asked):
            self.go(asked[place])

    def go(self, statement_id: str) -> None:
        """Go to a statement and remember the place."""
        if self.write_note():
            book, desk = self._desk.context.book, self._desk
            place = partial(sheets.place, book, desk.session, desk.round.id, statement_id)
            desk.context.runner.do(place, quietly=True)
            self._move(statement_id)

    def write_note(self) -> bool:
        """Write the note being typed; False when it could not be, and then we stay."""
        return self.note.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4, 0 and S answer from anywhere but the note."""
        answer = answer_typed(event)
        if answer is None:
            super().keyPressEvent(event)
        else:
            self.answer(answer)

    def _move(self, statement_id: str) -> None:
        self.current = statement_id
        self.show_statement()
        self.focus_statement()
        self.moved.emit()

    def _focus_end(self, value: Answer | None) -> None:
        if value is None:
            self.focus_statement()
        else:
            self.ending.hand_in_button.setFocus()

    def _hidden_optional(self) -> str | None:
        practice = next(p for p in self._desk.round.practices if p.practice_id == self.practice_id)
        asked = {each.id for each in self.asked()}
        return next((each.id for each in practice.statements if each.id not in asked), None)

    def _show_optional(self) -> None:
        wanted = self._hidden_optional()
        if wanted is not None:
            self._wanted.add(wanted)
            self.go(wanted)

    def _go_to_guide(self) -> None:
        self._desk.context.navigate("practice", practice_id=self.practice_id)

    def _save_note(self, statement_id: str, text: str) -> object:
        desk = self._desk
        if not desk.session.is_open:
            return None
        write = partial(sheets.note, desk.context.book, desk.session, desk.round.id, statement_id, text)
        return desk.context.runner.do(write, quietly=True)

    def _read(self) -> SheetContent:
        return sheets.read(self._desk.context.book, self._desk.session, self._desk.round.id)

    def _first(self) -> str:
        """Where the owner left, else the first statement."""
        known = [each.id for each in self._desk.round.statements]
        return self.content.position if self.content.position in known else known[0]

    def _statement(self) -> Statement:
        return next(each for each in self._desk.round.statements if each.id == self.current)
