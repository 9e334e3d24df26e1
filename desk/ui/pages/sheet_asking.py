"""Where the statements are asked: one at a time, or every statement of a practice on one page."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.guide import Statement
from desk.core.rounds import Round
from desk.core.scale import LABELS, Answer
from desk.ui import theme
from desk.ui.pages.sheet_asked import question
from desk.ui.pages.sheet_course import Course
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.layout import VerticalScroll, clear, column
from desk.ui.widgets.statement import StatementCard
from desk.ui.widgets.text import Heading, Text

KEYS_TOLD = (
    "Les touches 1 à 4, 0 et S répondent à l’énoncé encadré. ← et → passent d’un énoncé à l’autre, "
    "↑ et ↓ d’une réponse à l’autre. F9 masque la feuille."
)


class Asking(QWidget):
    """Shows the statement of a course alone, or the page of its practice when the course is `whole`.

    Signals: `answered(str, object)` the statement and an Answer, or None to take it away; `stepped(int)`
    the arrows; `reached(str, bool)` the keyboard came to that statement of the page, True when not by the
    mouse; `note_wanted(str)`.
    """

    answered = Signal(str, object)
    stepped = Signal(int)
    reached = Signal(str, bool)
    note_wanted = Signal(str)

    def __init__(self, round_: Round, course: Course, *, notes: bool) -> None:
        super().__init__()
        self._round, self._course, self._notes = round_, course, notes
        self.rows: dict[str, StatementCard] = {}
        self._kept = ""
        inside = column(self, 12)
        self.card = StatementCard()
        self.card.note_button.hide()
        self.card.answered.connect(lambda answer: self.answered.emit(course.current, answer))
        self.card.cleared.connect(lambda: self.answered.emit(course.current, None))
        self.card.moved.connect(self.stepped)
        self._page = QWidget()
        rows = QWidget()
        self.practice, self._rows = Heading("", 2), column(rows, 12)
        page = column(self._page, 12)
        for part in (self.practice, Text(KEYS_TOLD, "caption"), rows):
            page.addWidget(part)
        inside.addWidget(self.card)
        inside.addWidget(self._page)

    @property
    def shown(self) -> StatementCard:
        """The card of the statement where we are."""
        return self.rows[self._course.current] if self._course.whole else self.card

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is on a question or one of its answers."""
        return self.shown.choices.has_keyboard

    def show_course(self, *, notes: bool) -> None:
        """Show where the course is, and what the sheet holds there; `notes`: they can be written."""
        self._notes = notes
        course = self._course
        if course.whole == self.card.isVisibleTo(self):
            self._put_away()
        self.card.setVisible(not course.whole)
        self._page.setVisible(course.whole)
        if not course.whole:
            self.card.ask(question(self._round, course, course.statement))
            return
        if list(self.rows) != [each.id for each in course.on_page]:
            self._build_rows()
        for statement in course.on_page:
            self._fill(statement)

    def confirm(self, answer: Answer | None) -> None:
        """Have the answer just kept said before the next question, for who does not see it."""
        label = LABELS[self._course.statement.scale][answer] if answer else "Réponse effacée"
        self._kept = f"{label}. "

    def focus(self) -> None:
        """Put the keyboard on the question, and have it read where the keyboard was there already."""
        question_there = self.shown.choices
        stays = question_there.hasFocus()
        question_there.focus_answer()
        asked = question(self._round, self._course, self._course.statement)
        self.tell(f"{asked.place}. {asked.text} {asked.state}." if stays else "")

    def tell(self, then: str = "") -> None:
        """Say the answer just kept, if it was not said, and what comes after it."""
        said, self._kept = f"{self._kept}{then}".strip(), ""
        if said:
            announce(self.shown.choices, said)

    def _fill(self, statement: Statement) -> None:
        row, course = self.rows[statement.id], self._course
        asked = question(self._round, course, statement)
        row.ask(asked)
        row.show_note(asked.place, offered=self._notes, written=statement.id in course.content.notes)

    def _build_rows(self) -> None:
        self._put_away()
        practices = self._round.practices
        place = practices.index(self._course.practice) + 1
        self.practice.set_text(f"{self._course.practice.title} · pratique {place} sur {len(practices)}")
        for statement in self._course.on_page:
            self.rows[statement.id] = row = self._row(statement.id)
            self._fill(statement)  # before it has a place: what it hides takes none
            self._rows.addWidget(row)
            for part in row.findChildren(QWidget):
                part.ensurePolished()  # sizes are told right only once dressed
            row.show()  # at once: what is not seen yet cannot take the keyboard
        self._order_stops()

    def _order_stops(self) -> None:
        """Tab comes through the rows in their order, where the single card stands; Qt puts them last."""
        before: QWidget = self.card.note_button
        for row in self.rows.values():
            for stop in row.stops:
                QWidget.setTabOrder(before, stop)
                before = stop

    def _row(self, statement_id: str) -> StatementCard:
        row = StatementCard(small=True)
        row.setObjectName(f"row-{statement_id}")
        row.answered.connect(partial(self.answered.emit, statement_id))
        row.cleared.connect(partial(self.answered.emit, statement_id, None))
        row.note_wanted.connect(partial(self.note_wanted.emit, statement_id))
        row.entered.connect(partial(self.reached.emit, statement_id))
        row.moved.connect(self.stepped)
        return row

    def _put_away(self) -> None:
        """Take down what is shown; the keyboard first, or Qt would pass it on and scroll after it."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.setFocus()
        self.rows = {}
        clear(self._rows)


def bring_up(card: QWidget, scroller: VerticalScroll) -> None:
    """Scroll so that a card is seen whole, or from its top when it does not fit."""
    margin, top = theme.px(12), card.mapTo(scroller.inside, QPoint(0, 0)).y()
    over = top + card.height() + margin - scroller.viewport().height()
    scroller.verticalScrollBar().setValue(max(0, min(top - margin, over)))


def keep_in_sight(card: QWidget, scroller: VerticalScroll) -> None:
    """Scroll only if some of a card is out of sight: on a page, what is around it stays where it was."""
    bar, margin = scroller.verticalScrollBar(), theme.px(12)
    top = card.mapTo(scroller.inside, QPoint(0, 0)).y() - margin
    over = top + card.height() + margin * 2 - scroller.viewport().height()
    if not over <= bar.value() <= top:
        bar.setValue(max(0, min(top, max(over, 0)) if over > bar.value() else top))
