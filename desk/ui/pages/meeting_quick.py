"""The quick line of a point: one sentence, what is understood of it, Enter."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.people import Seat
from desk.core.quick_line import LineKind, Understood, understand
from desk.notebook import agenda, drafts, log, people
from desk.ui.context import Context
from desk.ui.pages.meeting_agenda import AgendaList
from desk.ui.pages.meeting_understood import Choice, UnderstoodLine, advice, letters
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.autosave import Autosave
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import column

if TYPE_CHECKING:
    from desk.notebook.book import Changed

LABEL = "Écrire ce qui se dit"
EMPTY = "Écrivez quelques mots, puis Entrée."
_KEYS = (
    "Une phrase, puis Entrée. Alt et une lettre changent ce qui est compris ; Ctrl + ↓ va au sujet suivant."
)
_PRESSED = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
# Long enough not to speak over typing, short enough to be heard before Enter.
_PAUSE_MS = 700


class QuickLine(QWidget):
    """One line for a subject, or for the first one of an empty agenda.

    `flush` writes the notes being typed beside it and answers whether that could be done.
    """

    def __init__(self, context: Context, listed: AgendaList, flush: Callable[[], bool]) -> None:
        super().__init__()
        self._context, self._listed, self._flush = context, listed, flush
        self.item_id = ""
        self._kind: LineKind | None = None
        self._seat: Seat | None = None
        pair = people.pair(context.book)
        self._pair, self._letters = pair, letters(pair)
        self.field = TextField(LABEL, hint=_KEYS)
        self.field.edit.setObjectName("quick-line")
        self.shown = UnderstoodLine(pair, context.book.today, self._choose)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._speak)
        self.field.changed.connect(self._typed)
        self._draft = Autosave(self.field, self._keep)
        self.field.submitted.connect(self._enter)
        self.field.edit.installEventFilter(self)
        self.setFocusProxy(self.field)
        outer = column(self, 8)
        outer.addWidget(self.field)
        outer.addWidget(self.shown)
        self.shown.show_line(None)

    def show_item(self, item_id: str) -> None:
        """The subject that lines go to; "" when there is none yet."""
        self.item_id = item_id
        self._show()

    def resume(self, words: str) -> None:
        """Put back `words`, or those that were being typed in this point when it was last seen."""
        if not self.field.text():
            self._draft.load(drafts.begun(self._context.book, self._listed.meeting_id))
        if words:
            self.field.set_text(words)
        self.field.edit.setModified(bool(self.field.text()))  # they still wait for Enter

    def keep_begun(self) -> None:
        """Write what is begun now; it waits for Enter all the same."""
        self._draft.flush()

    def _keep(self, text: str) -> object:
        """A line being typed is in the carnet within a second: a kill gives it back as it was."""
        book, meeting_id = self._context.book, self._listed.meeting_id
        if book.read_only or not meeting_id:
            return text
        return self._context.runner.do(partial(drafts.keep, book, meeting_id, text), quietly=True)

    def begin(self) -> None:
        """Take the keyboard when nothing has it but the page, and the line is in sight."""
        focused = QApplication.focusWidget()
        nowhere = focused is None or (focused.objectName() == "page" and focused.isAncestorOf(self))
        if nowhere and not self.field.edit.visibleRegion().isEmpty():
            self.field.setFocus()

    def understood(self) -> Understood | None:
        """What the line says now; None while it is empty."""
        line = self.field.text()
        if not line.strip():
            return None
        kind, seat = (self._kind, self._seat) if self.item_id else (LineKind.ITEM, None)
        return understand(line, self._context.book.today, self._pair, kind=kind, seat=seat)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and a letter choose a meaning, Ctrl and an arrow another subject; nothing else is kept here."""
        if isinstance(event, QKeyEvent) and event.type() in _PRESSED:
            do = self._key(event)
            if do is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    do()
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if held == Qt.KeyboardModifier.ControlModifier and key in _STEPS:
            return partial(self._step, _STEPS[key])
        letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
        if held == Qt.KeyboardModifier.AltModifier and letter in self._letters:
            return partial(self._choose, self._letters[letter])
        return None

    def _step(self, offset: int) -> None:
        announce(self.field.edit, self._listed.step_to(offset))

    def _choose(self, choice: Choice) -> None:
        """Another meaning than the one understood, until the line is written."""
        if isinstance(choice, Seat):
            self._seat = choice
        else:
            self._kind, self._seat = choice, None
        self.field.edit.setFocus()
        self.field.set_error("")
        self._show()
        self._speak()

    def _typed(self, text: str) -> None:
        if not text:
            self._kind = self._seat = None
        self._show()
        self._pause.start()

    def _show(self) -> None:
        self.shown.show_line(self.understood(), first=not self.item_id)

    def _speak(self) -> None:
        """What was understood, for who hears the screen: after a pause, never at each letter."""
        self._pause.stop()
        said = self.understood()
        words = self.shown.spoken(said) if said is not None else _KEYS
        self.field.edit.setAccessibleDescription(words)
        if said is not None and self.field.edit.hasFocus():
            announce(self.field.edit, words)

    def _enter(self) -> None:
        """Write the line; refused, it stays as it is typed, with what is wrong."""
        said = self.understood()
        problem = self._problem(said)
        self.field.set_error(problem)
        if said is None or problem or not self._flush():
            return
        made = self._context.runner.do(self._operation(said))
        if made is None:
            return
        self.field.set_text("")
        self.keep_begun()  # empty: it is written where it belongs
        if said.kind is LineKind.ITEM:
            self._listed.choose(made.id)

    def _problem(self, said: Understood | None) -> str:
        if said is None or not said.text:
            return EMPTY
        if said.kind is LineKind.ACTION and not said.has_owner:
            return advice(said, self._pair)
        return ""

    def _operation(self, said: Understood) -> "partial[Changed]":
        book = self._context.book
        if said.kind is LineKind.ITEM:
            return partial(agenda.add, book, self._listed.meeting_id, said.text)
        if said.kind is LineKind.AGREED:
            return partial(log.agree, book, self.item_id, said.text)
        if said.kind is LineKind.NOTE:
            notes = agenda.get(book, self.item_id).notes
            return partial(agenda.write_notes, book, self.item_id, f"{notes}\n{said.text}".lstrip("\n"))
        owner = self._pair.person(said.seat).id if said.seat else ""
        return partial(log.add_action, book, self.item_id, said.text, owner, said.name, said.due)
