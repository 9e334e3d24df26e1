"""A person's sheet: the door, the notice, the filling, the mask, the hand-in."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.core.people import Person, Seat
from desk.core.rounds import Round, SheetState
from desk.core.wording import named
from desk.notebook.book import Session, Topic
from desk.ui import theme
from desk.ui.page import Page
from desk.ui.pages import sheet_door
from desk.ui.pages.sheet_asking import bring_up, keep_in_sight
from desk.ui.pages.sheet_filling import Desk, Filling
from desk.ui.pages.sheet_handed_in import HandedIn
from desk.ui.pages.sheet_held import take_up, write_or_hold
from desk.ui.pages.sheet_visit import Visit
from desk.ui.silence import Silence
from desk.ui.widgets.layout import clear, narrowed
from desk.ui.widgets.statement import WIDEST

SILENT = "Votre feuille se masquera dans une minute. Une touche ou un geste de la souris la garde ouverte."


class Stage(Enum):
    """What of the sheet is on screen."""

    DOOR = "door"
    NOTICE = "notice"
    FILLING = "filling"
    HIDDEN = "hidden"
    HANDED_IN = "handed in"


class SheetPage(Page):
    """One person's sheet. Argument of `enter`: `seat`, « elu » or « sgm »."""

    name, section = "sheet", "regards"
    topics = frozenset({Topic.SHEETS, Topic.ROUNDS, Topic.PEOPLE})

    def title(self) -> str:
        """« Feuille du maire »."""
        return f"Feuille {named(self.visit.person, 'de', short=True)}"

    def build(self) -> None:
        """The place of the stage, and the key that hides."""
        self.visit = Visit(self.context, Seat.ELU)
        self._stage = Stage.DOOR
        self._shown: tuple[Stage, Person, str] | None = None
        self.filling: Filling | None = None
        self._body = QVBoxLayout()
        self.column.addLayout(self._body)
        self.silence = Silence(self, self.context.messages, lambda: self.context.book.now, SILENT)
        self.silence.fallen.connect(self._nobody_there)
        # wherever the focus is in the window: someone is coming in
        QShortcut(QKeySequence(Qt.Key.Key_F9), self, self.hide_sheet)

    def enter(self, **arguments: str) -> None:
        """Begin at the door, whoever was here before."""
        self.visit = Visit(self.context, Seat(arguments["seat"]))
        self._go(Stage.DOOR)
        super().enter()

    def leave(self) -> None:
        """Write the note being typed, forget the key, and what could be undone."""
        self._forget()
        self._go(Stage.DOOR)

    def refresh(self) -> None:
        """Rebuild only for another stage or other people: what is being typed stays."""
        wanted = self._wanted()
        if self._shown != wanted:
            self._shown = wanted
            self._empty()
            self._body.addWidget(self._content())
        elif self.filling is not None:
            self.filling.refresh()

    def help_target(self) -> str:
        """The practice of the statement shown."""
        if self.filling is None:
            return sheet_door.RIGHTS_PAGE
        return f"practice:{self.filling.course.practice.practice_id}"

    def hide_sheet(self) -> None:
        """Hide everything and forget the key, until its owner takes the sheet up again."""
        if self._stage is Stage.FILLING:
            self.context.messages.clear()  # « Votre formulaire est repris » is theirs too
            self._forget()
            self._change(Stage.HIDDEN, "resume")

    @property
    def is_confidential(self) -> bool:
        """While its owner is here."""
        return self.visit.session is not None

    def cover(self) -> None:
        """Hide the sheet: someone came in while its owner read the guide over it."""
        self.hide_sheet()

    def _nobody_there(self) -> None:
        """What is on screen hides; a notice that nobody reads gives its key back."""
        if self._stage is Stage.FILLING:
            self.hide_sheet()
        else:
            self._forget()
            self._change(Stage.DOOR, "open-sheet")

    def _read(self, target: str) -> None:
        """Over the notice: its reader has given their code already."""
        from desk.ui.dialogs.reading import read_over

        read_over(self.context, self, target)

    def _wanted(self) -> tuple[Stage, Person, str]:
        """What must be on screen; a code chosen on the way does not disturb a sheet being filled."""
        person, round_ = self.visit.person, self.visit.round
        if self._stage is Stage.FILLING:
            person = replace(person, has_code=False)
        return self._stage, person, round_.id if round_ else ""

    def _content(self) -> QWidget:
        person, round_ = self.visit.person, self.visit.round
        if round_ is None:
            return sheet_door.nothing(self._back)
        if self._stage is Stage.NOTICE:
            return sheet_door.notice(person, self._choose_code, self._fill, self._read)
        if self._stage is Stage.FILLING and self.visit.session is not None:
            return self._new_filling(round_, self.visit.session)
        if self._stage is Stage.HIDDEN:
            return sheet_door.hidden(person, self._open, self._back)
        if self._stage is Stage.HANDED_IN:
            return self._new_handed_in(round_)
        return sheet_door.door(person, round_, self._open, self._back)

    def _new_handed_in(self, round_: Round) -> HandedIn:
        made = HandedIn(self.context, self.visit.person, round_)
        made.taken_back.connect(self._taken_back)
        made.left.connect(self._back)
        return made

    def _new_filling(self, round_: Round, session: Session) -> QWidget:
        self.filling = Filling(Desk(self.context, round_, self.visit.person, session))
        self.filling.hide_wanted.connect(self.hide_sheet)
        self.filling.ended.connect(self._ended)
        self.filling.moved.connect(self._moved)
        self.filling.finished.connect(self._finished)
        self.filling.noting.connect(self._noting)
        take_up(self, self.visit, round_, self.filling)
        return narrowed(self.filling, theme.px(WIDEST))

    def _open(self) -> None:
        """Through the door, or back from the mask."""
        if self.visit.unlock(self):
            self._come_in()

    def _come_in(self) -> None:
        """Nobody writes down who read the notice: it comes whenever the sheet is not begun."""
        state = self.visit.state
        if state is SheetState.HANDED_IN:
            self._forget()
            self._change(Stage.HANDED_IN, "back")
        elif state is SheetState.NEW:
            self._change(Stage.NOTICE, "begin")
        else:
            self._fill()

    def _choose_code(self) -> None:
        if self.visit.choose_code(self):
            self._fill()

    def _fill(self) -> None:
        self._change(Stage.FILLING)
        if self.filling is not None:
            self.filling.focus_statement()
            self._moved()

    def _moved(self) -> None:
        """Once the new statement is laid out."""
        QTimer.singleShot(0, self, self._bring_up)

    def _finished(self) -> None:
        """The last statement is answered: the way out comes in sight."""
        if self.filling is not None:
            bring_up(self.filling.ending, self.scroller)

    def _noting(self) -> None:
        if self.filling is not None:
            bring_up(self.filling.note, self.scroller)

    def _ended(self) -> None:
        """After a hand-in the key is forgotten; an erased sheet starts again from its first statement."""
        if self.visit.state is SheetState.HANDED_IN:
            self._come_in()
        else:
            self._shown = None
            self._fill()

    def _taken_back(self, session: Session) -> None:
        self.visit.session = session
        self._come_in()

    def _forget(self) -> None:
        if self.filling is not None:
            write_or_hold(self, self.visit, self.filling)
        self.visit.end()

    def _go(self, stage: Stage) -> None:
        if stage is not self._stage:
            self._shown = None
        self._stage = stage
        if self.visit.session is None:
            self.silence.rest()
        else:
            self.silence.watch()
        if stage is not Stage.FILLING and self.filling is not None:
            self._shown = None
            self._empty()

    def _empty(self) -> None:
        """Take the stage down; the focus first, or Qt would pass it on and scroll after it."""
        if self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.setFocus()
        self.filling = None
        clear(self._body)

    def _bring_up(self) -> None:
        if self.filling is not None:
            # the rows of a page that was just turned ask for their room one after the other
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            show = keep_in_sight if self.filling.course.whole else bring_up
            show(self.filling.card, self.scroller)

    def _change(self, stage: Stage, focus: str = "") -> None:
        self._go(stage)
        self.refresh()
        found = self.findChildren(QWidget, focus) if focus else []
        if found:
            found[-1].setFocus()
            self.scroller.verticalScrollBar().setValue(0)

    def _back(self) -> None:
        self.context.navigate("regards")
