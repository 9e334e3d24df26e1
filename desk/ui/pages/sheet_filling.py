"""Filling a sheet: one statement at a time, and the way to any other."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.core.people import Person
from desk.core.rounds import Round, SheetContent
from desk.core.scale import Answer
from desk.core.wording import counted
from desk.notebook import sheets
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.pages.sheet_asked import question
from desk.ui.pages.sheet_course import Course
from desk.ui.pages.sheet_parts import Ending, NoteArea, Overview
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import FlowRow, VerticalScroll, column
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
    statement is shown; `finished()`: the last one was answered.
    """

    hide_wanted = Signal()
    ended = Signal()
    moved = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.course = Course(desk.round, self._read())
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
        self.guide = LinkButton("Cette pratique dans le guide (F1)", self._read_guide)
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
        course, desk = self.course, self._desk
        course.content = content = self._read()
        done = counted(course.answered_count, "réponse", "réponses")
        self.progress.set_text(f"Énoncé {course.place + 1} sur {len(course.asked)} · {done}")
        together = desk.round.together_since
        answer = content.answers.get(course.current)
        self.card.ask(question(desk.round, course.statement, answer, together))
        self.previous.setEnabled(course.neighbour(-1) is not None)
        self.following.setEnabled(course.neighbour(1) is not None)
        self.optional.setVisible(course.hidden is not None)
        self.note.show_note(course.current, content.notes.get(course.current, ""))
        self.overview.show_statements(desk.round, course.asked, content, course.current)

    def focus_statement(self) -> None:
        """Put the keyboard on the answers."""
        self.card.choices.focus_answer()

    @property
    def current(self) -> str:
        """The id of the statement shown."""
        return self.course.current

    def answer(self, value: Answer | None) -> None:
        """Write an answer at once and go on to the next statement, or take one away and stay."""
        desk = self._desk
        write = partial(sheets.answer, desk.context.book, desk.session, desk.round.id, self.current, value)
        if not self.write_note() or desk.context.runner.do(write, quietly=True) is None:
            return
        following = self.course.neighbour(1)
        if value is not None and following is not None:
            self.go(following)
            return
        self.show_statement()
        if value is None:
            self.focus_statement()
        else:
            self.ending.hand_in_button.setFocus()
            self.finished.emit()

    def step(self, offset: int) -> None:
        """Go to the statement before or after; nothing at the ends."""
        wanted = self.course.neighbour(offset)
        if wanted is not None:
            self.go(wanted)

    def go(self, statement_id: str) -> None:
        """Go to a statement and remember the place."""
        if self.write_note():
            desk = self._desk
            place = partial(sheets.place, desk.context.book, desk.session, desk.round.id, statement_id)
            desk.context.runner.do(place, quietly=True)
            self._move(statement_id)

    def write_note(self) -> bool:
        """Write the note being typed; False when it could not be, and then we stay."""
        return self.note.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4, 0 and S answer while the keyboard is on the question: words typed elsewhere never do."""
        answer = answer_typed(event) if self.card.choices.has_keyboard else None
        if answer is None:
            super().keyPressEvent(event)
        else:
            self.answer(answer)

    def _move(self, statement_id: str) -> None:
        self.course.current = statement_id
        self.show_statement()
        self.focus_statement()
        self.moved.emit()

    def _show_optional(self) -> None:
        wanted = self.course.hidden
        if wanted is not None:
            self.course.want(wanted)
            self.go(wanted)

    def _read_guide(self) -> None:
        """Over the sheet, which keeps its key as long as it is on screen."""
        from desk.ui.dialogs.reading import read_over

        if read_over(self._desk.context, self, f"practice:{self.course.practice.practice_id}"):
            self.hide_wanted.emit()

    def _save_note(self, statement_id: str, text: str) -> object:
        desk = self._desk
        if not desk.session.is_open:
            return None
        write = partial(sheets.note, desk.context.book, desk.session, desk.round.id, statement_id, text)
        return desk.context.runner.do(write, quietly=True)

    def _read(self) -> SheetContent:
        return sheets.read(self._desk.context.book, self._desk.session, self._desk.round.id)


def bring_up(card: QWidget, scroller: VerticalScroll) -> None:
    """Scroll so that a card is seen whole, or from its top when it does not fit."""
    margin, top = theme.px(12), card.mapTo(scroller.inside, QPoint(0, 0)).y()
    over = top + card.height() + margin - scroller.viewport().height()
    scroller.verticalScrollBar().setValue(max(0, min(top - margin, over)))
