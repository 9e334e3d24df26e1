"""Filling a sheet: one statement or one practice at a time, and the way to any other."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.core.people import Person
from desk.core.rounds import Round, SheetContent
from desk.core.scale import Answer
from desk.core.wording import counted
from desk.notebook import people, sheets
from desk.ui.context import Context
from desk.ui.pages.sheet_asking import Asking
from desk.ui.pages.sheet_course import Course
from desk.ui.pages.sheet_parts import Ending, NoteArea, Overview
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.statement import StatementCard, answer_typed
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
    statement is where we are; `finished()`: the last one was answered; `noting()`: on to the private note.
    """

    hide_wanted = Signal()
    ended = Signal()
    moved = Signal()
    finished = Signal()
    noting = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.course = Course(desk.round, self._read())
        self._build()
        self.show_statement()

    def _build(self) -> None:
        inside = column(self, 12)
        self.progress = Text("", "strong")
        self.switch = Button("", self._switch)
        self.mask_button = Button("Masquer (F9)", self.hide_wanted.emit)
        inside.addWidget(FlowRow(self.progress, self.switch, self.mask_button, stretch_first=True))
        self.asking = Asking(self._desk.round, self.course, notes=self._has_code())
        self.asking.answered.connect(self._answer_at)
        self.asking.stepped.connect(self.step)
        self.asking.reached.connect(self._reach)
        self.asking.note_wanted.connect(self._write_note_on)
        inside.addWidget(self.asking)
        self.previous = Button("", partial(self._turn, -1))
        self.following = Button("", partial(self._turn, 1))
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
        """Show where we are, and how far the sheet is."""
        course, desk = self.course, self._desk
        course.content = content = self._read()
        done = counted(course.answered_count, "réponse", "réponses")
        self.progress.set_text(f"Énoncé {course.place + 1} sur {len(course.asked)} · {done}")
        self.asking.show_course(notes=self._has_code())
        self._show_ways()
        self.optional.setVisible(course.hidden is not None)
        about = course.statement.text if course.whole else ""
        self.note.show_note(course.current, content.notes.get(course.current, ""), about)
        self.overview.show_statements(desk.round, course.asked, content, course.current)

    def _show_ways(self) -> None:
        course = self.course
        before, after = ("Pratique précédente", "Pratique suivante")
        if not course.whole:
            before, after = ("Précédent (←)", "Suivant (→)")
        for button, words, offset in ((self.previous, before, -1), (self.following, after, 1)):
            button.set_text(words)
            wanted = course.turned(offset) if course.whole else course.neighbour(offset)
            button.setEnabled(wanted is not None)
        self.switch.set_text("Un énoncé à la fois" if course.whole else "Toute la page")

    def focus_statement(self) -> None:
        """Put the keyboard on the answers."""
        self.asking.focus()

    @property
    def card(self) -> StatementCard:
        """The card of the statement where we are."""
        return self.asking.shown

    @property
    def current(self) -> str:
        """The id of the statement shown."""
        return self.course.current

    def answer(self, value: Answer | None) -> None:
        """Write an answer at once and go on to the next statement, or take one away and stay."""
        desk = self._desk
        write = partial(sheets.answer, desk.context.book, desk.session, desk.round.id, self.current, value)
        if not self.write_note() or desk.context.runner.do(write, quietly=True) is None:
            self._show_kept()
            return
        self.asking.confirm(value)
        following = self.course.neighbour(1)
        if value is not None and following is not None:
            self.go(following)
            return
        self.show_statement()
        if value is None:
            self.focus_statement()
        else:
            self.asking.tell()
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
            self._remember(statement_id)
            self._move(statement_id)

    def write_note(self) -> bool:
        """Write the note being typed; False when it could not be, and then we stay."""
        return self.note.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4, 0 and S answer while the keyboard is on the question: words typed elsewhere never do."""
        answer = answer_typed(event) if self.asking.has_keyboard else None
        if answer is None:
            super().keyPressEvent(event)
        else:
            self.answer(answer)

    def _move(self, statement_id: str) -> None:
        self.course.current = statement_id
        self.show_statement()
        self.focus_statement()
        self.moved.emit()

    def _remember(self, statement_id: str) -> None:
        desk = self._desk
        place = partial(sheets.place, desk.context.book, desk.session, desk.round.id, statement_id)
        desk.context.runner.do(partial(place, whole=self.course.whole), quietly=True)

    def _answer_at(self, statement_id: str, value: Answer | None) -> None:
        """An answer of the page, which may be another statement's than where we were."""
        if self.write_note():
            self.course.current = statement_id
            self.answer(value)
        else:
            self._show_kept()

    def _show_kept(self) -> None:
        """What was clicked and could not be written is not left looking as if it were."""
        self.asking.show_course(notes=self._has_code())

    def _reach(self, statement_id: str, by_key: bool) -> None:  # noqa: FBT001 - a signal's argument
        """The keyboard came to another statement of the page; under the mouse nothing may move."""
        if statement_id != self.current and self.write_note():
            self._remember(statement_id)
            self.course.current = statement_id
            self.show_statement()
            if by_key:
                self.moved.emit()

    def _write_note_on(self, statement_id: str) -> None:
        self._reach(statement_id, by_key=False)
        self.note.text.edit.setFocus()
        self.noting.emit()

    def _turn(self, offset: int) -> None:
        """To the practice before or after on a page, else to the statement."""
        wanted = self.course.turned(offset) if self.course.whole else self.course.neighbour(offset)
        if wanted is not None:
            self.go(wanted)

    def _switch(self) -> None:
        """One statement at a time, or a page: the same statement keeps the keyboard."""
        if self.write_note():
            self.course.whole = not self.course.whole
            self._remember(self.current)
            self._move(self.current)

    def _has_code(self) -> bool:
        return people.has_code(self._desk.context.book, self._desk.person.id)

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
