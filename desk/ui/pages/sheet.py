"""A person's sheet: the door, the notice, the filling, the mask, the hand-in."""

from dataclasses import replace
from enum import Enum
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from desk.core.people import Person, Seat
from desk.core.rounds import Round, SheetState
from desk.core.wording import named
from desk.notebook import people, rounds
from desk.notebook.book import Session, Topic
from desk.ui import theme
from desk.ui.dialogs.code import ask_session
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.page import Page
from desk.ui.pages import sheet_door
from desk.ui.pages.sheet_filling import Desk, Filling
from desk.ui.pages.sheet_handed_in import HandedIn
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.layout import clear
from desk.ui.widgets.messages import EmptyState


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
        return f"Feuille {named(self.person, 'de', short=True)}"

    def build(self) -> None:
        """The place of the stage, and the key that hides."""
        self._seat = Seat.ELU
        self._stage = Stage.DOOR
        self._shown: tuple[Stage, Person, str] | None = None
        self.session: Session | None = None
        self.filling: Filling | None = None
        self._body = QVBoxLayout()
        self.column.addLayout(self._body)
        # wherever the focus is in the window: someone is coming in
        QShortcut(QKeySequence(Qt.Key.Key_F9), self, self.hide_sheet)

    def enter(self, **arguments: str) -> None:
        """Begin at the door, whoever was here before."""
        self._seat = Seat(arguments["seat"])
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
        return f"practice:{self.filling.practice_id}" if self.filling else "page:droit-et-donnees"

    @property
    def person(self) -> Person:
        """Whose sheet this is."""
        return people.pair(self.context.book).person(self._seat)

    @property
    def round(self) -> Round | None:
        """The round being filled."""
        return rounds.current(self.context.book)

    def hide_sheet(self) -> None:
        """Hide everything and forget the key, until its owner takes the sheet up again."""
        if self._stage is Stage.FILLING:
            self._forget()
            self._change(Stage.HIDDEN, "resume")

    def _wanted(self) -> tuple[Stage, Person, str]:
        """What must be on screen; a code chosen on the way does not disturb a sheet being filled."""
        filling = self._stage is Stage.FILLING
        person = replace(self.person, has_code=False) if filling else self.person
        return self._stage, person, self.round.id if self.round else ""

    def _content(self) -> QWidget:
        round_ = self.round
        if round_ is None:
            back = PrimaryButton("Revenir aux regards croisés", self._back)
            return EmptyState("Aucune feuille à remplir", "Il n’y a pas de regards croisés en cours.", back)
        if self._stage is Stage.NOTICE:
            rights = partial(self.context.navigate, "guide_page", page_id="droit-et-donnees")
            return sheet_door.notice(self.person, self._choose_code, self._begin, rights)
        if self._stage is Stage.FILLING and self.session is not None:
            return self._new_filling(round_, self.session)
        if self._stage is Stage.HIDDEN:
            return sheet_door.hidden(self.person, self._open, self._back)
        if self._stage is Stage.HANDED_IN:
            return self._new_handed_in(round_)
        return sheet_door.door(self.person, round_, self._open, self._back)

    def _new_handed_in(self, round_: Round) -> HandedIn:
        made = HandedIn(self.context, self.person, round_)
        made.taken_back.connect(self._taken_back)
        made.left.connect(self._back)
        return made

    def _new_filling(self, round_: Round, session: Session) -> Filling:
        self.filling = Filling(Desk(self.context, round_, self.person, session))
        self.filling.hide_wanted.connect(self.hide_sheet)
        self.filling.ended.connect(self._ended)
        self.filling.moved.connect(self._moved)
        return self.filling

    def _open(self) -> None:
        """Through the door, or back from the mask."""
        self.session = ask_session(self.context, self.person, self)
        if self.session is None:
            return
        if self._state() is SheetState.HANDED_IN:
            self._forget()
            self._change(Stage.HANDED_IN, "back")
        elif self.context.settings.get(self._notice_key()):
            self._fill()
        else:
            self._change(Stage.NOTICE, "begin")

    def _choose_code(self) -> None:
        if self.session is None:
            return
        dialog = OwnCodeDialog(self.context, self.person, self.session, self)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if chosen:
            self._begin()

    def _begin(self) -> None:
        self.context.settings.set(self._notice_key(), "lue")
        self._fill()

    def _fill(self) -> None:
        self._change(Stage.FILLING)
        if self.filling is not None:
            self.filling.focus_statement()
            self._moved()

    def _moved(self) -> None:
        """Once the new statement is laid out."""
        QTimer.singleShot(0, self, self._bring_up)

    def _ended(self) -> None:
        """After a hand-in the key is forgotten; an erased sheet starts again from its first statement."""
        if self._state() is SheetState.HANDED_IN:
            self._forget()
            self._change(Stage.HANDED_IN, "back")
        else:
            self._shown = None
            self._fill()

    def _taken_back(self, session: Session) -> None:
        self.session = session
        self._fill()

    def _state(self) -> SheetState:
        round_ = self.round
        if round_ is None:
            return SheetState.NEW
        return rounds.sheet_states(self.context.book, round_.id)[self._seat]

    def _forget(self) -> None:
        if self.filling is not None:
            self.filling.write_note()
        if self.session is not None:
            self.session.close()
            self.context.runner.undo_stack.clear()
        self.session = None

    def _go(self, stage: Stage) -> None:
        if stage is not self._stage:
            self._shown = None
        self._stage = stage
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
        """Scroll so that the statement and its answers are seen whole, from the top when they fit."""
        if self.filling is None:
            return
        card, bar, shown = self.filling.card, self.scroller.verticalScrollBar(), self.scroller.viewport()
        top = card.mapTo(self.scroller.inside, QPoint(0, 0)).y()
        over = top + card.height() + theme.px(12) - shown.height()
        bar.setValue(max(0, min(top - theme.px(12), over)))

    def _change(self, stage: Stage, focus: str = "") -> None:
        self._go(stage)
        self.refresh()
        found = self.findChildren(QWidget, focus) if focus else []
        if found:
            found[-1].setFocus()
            self.scroller.verticalScrollBar().setValue(0)

    def _notice_key(self) -> str:
        return f"notice_{self.person.id}"

    def _back(self) -> None:
        self.context.navigate("regards")
