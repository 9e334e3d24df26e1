"""Words that could not be written: kept on screen, tried again until they are, asked about before they go."""

from datetime import datetime
from enum import Enum
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desk.core.errors import LostFile, Unwritten, UserError
from desk.core.wording import clock_time
from desk.files import is_there
from desk.notebook import lost_file
from desk.notebook.book import Topic
from desk.ui.widgets.autosave import RETRY_MS, Autosave

if TYPE_CHECKING:
    from desk.notebook.book import Notebook
    from desk.ui.window import Window

# A share that is away makes each try wait: it then gets a rest, and so does the person.
_REST = 4
AGAIN = "Refaites ce que vous veniez de faire, s’il n’y est pas."
BACK = f"Le carnet s’enregistre à nouveau. {AGAIN}"


class Kept(Enum):
    """What became of the words being typed when the program met a bug."""

    NOTHING = "nothing was waiting"
    WRITTEN = "written"
    REFUSED = "still on screen only"
    LOST_FILE = "the notebook no longer answers"


class Unsaved(QObject):
    """Stands between a window and the loss of what is typed in it.

    `problem` is what the notebook's place answered last, `since` the civil time of its first refusal; both
    None when all is written. Signal `changed()`: either is another one.
    """

    changed = Signal()

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.problem: UserError | None = None
        self.since: datetime | None = None
        self._had_words = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self.retry)

    @property
    def _book(self) -> "Notebook":
        return self._window.book

    def failed(self, problem: UserError) -> None:
        """A writing that the disk refused is said until it works, and tried again; any other in a message."""
        if not isinstance(problem, Unwritten):
            self._window.messages.error(problem)
            return
        had_words, self._had_words = self._had_words, self._had_words or bool(self.pending())
        self._hear(problem)
        if self._had_words and not had_words:
            self.changed.emit()  # there is something to copy now
        if not self._timer.isActive():
            self._timer.start()

    @property
    def is_settled(self) -> bool:
        """Whether the disk takes what it is given."""
        return self.problem is None

    def pending(self) -> list[Autosave]:
        """The fields whose text is not written yet."""
        return [each for each in self._window.findChildren(Autosave) if each.is_dirty]

    def words(self) -> str:
        """All that would be lost, to be copied: texts not written, lines begun; never a code."""
        begun = [f"{line.accessibleName()} :\n{line.text()}" for line in self._lines()]
        return "\n\n".join([*(each.words for each in self.pending()), *begun])

    def copy_words(self) -> None:
        """Put them on the clipboard."""
        QGuiApplication.clipboard().setText(self.words())

    def retry(self) -> bool:
        """Take hold of the file again if it was away, and write all that waits; whether that worked."""
        started = monotonic()
        self._had_words = self._had_words or bool(self.pending())
        try:
            self._try()
        except UserError as problem:
            self._hear(problem)
        else:
            self._over()
        if self.is_settled:
            return True
        self._timer.start(max(RETRY_MS, round(1000 * _REST * (monotonic() - started))))
        return False

    def put_back(self) -> None:
        """Write what this window holds to the notebook's place, then what waits."""
        change = self._window.runner.do(partial(lost_file.put_back, self._book))
        if change is not None:
            self._window.settings.set("recent", str(self._book.path))
            self.retry()
            begun = f". {AGAIN}" if self._lines() else ""
            self._window.messages.confirm(f"{change.label}{begun}")

    @property
    def can_put_back(self) -> bool:
        """Whether what is open here has lost its place on the disk."""
        return isinstance(self.problem, LostFile)

    @property
    def beside(self) -> bool:
        """Whether that place is taken by another file."""
        return is_there(self._book.path)

    @property
    def holds_back(self) -> bool:
        """Whether words wait out of sight, in a sheet that was hidden before they could be written."""
        return any(page.held_back for page in self._window.stack.kept.values())

    def write_all(self) -> bool:
        """Write what is being typed now; whether nothing is left that is not written."""
        for each in self.pending():
            each.flush()
        return not self.pending()

    def save_what_can_be(self) -> Kept:
        """After a bug, wherever it was: write all that waits, and say truly what became of it."""
        waiting = bool(self.pending())
        try:
            written = self.write_all()
            answers = lost_file.answers(self._book)
        except Exception:  # noqa: BLE001 - the bug may well stand in the very way of the writing
            return Kept.REFUSED
        if not answers:
            return Kept.LOST_FILE
        if not written:
            return Kept.REFUSED
        return Kept.WRITTEN if waiting else Kept.NOTHING

    def may_leave(self, *, whole: bool = True) -> bool:
        """Before the page, or the `whole` window or look, goes: whether nothing is lost, or they say so."""
        self.write_all()
        if self._would_lose(whole=whole):
            self.retry()
        return self._ask(whole=whole)

    def may_close(self) -> bool:
        """As `may_leave`, for the window: lines begun are written too, unless the notebook was erased."""
        if self._book.erased:
            return True
        if not self.may_leave():
            return False
        for page in tuple(self._window.stack.kept.values()):
            page.close_down()
        return self.may_leave()

    def _ask(self, *, whole: bool) -> bool:
        from desk.ui.dialogs.unsaved import Answer, ask

        while self._would_lose(whole=whole):
            answer = ask(self._window, self)
            if answer is Answer.STAY:
                return False
            if answer is Answer.LEAVE:
                self._give_up()
                return True
            self.retry()
        return True

    def _would_lose(self, *, whole: bool) -> bool:
        held = whole and self.holds_back  # a page left with such words is kept
        return held or bool(self.pending()) or (self.problem is not None and bool(self._lines()))

    def _lines(self) -> list[QLineEdit]:
        """Lines begun and not sent; what is typed hidden, a code, is nobody's to copy."""
        normal = QLineEdit.EchoMode.Normal
        lines = self._window.stack.findChildren(QLineEdit)
        return [line for line in lines if line.isModified() and line.text() and line.echoMode() is normal]

    def _try(self) -> None:
        if lost_file.retake(self._book):
            self._window.runner.undo_stack.clear()
            self._window.runner.changed.emit(frozenset(Topic))
        lost_file.try_writing(self._book)

    def _hear(self, problem: UserError) -> None:
        new = self.problem is None or self.problem.message != problem.message
        self.problem = problem
        self.since = self.since or self._book.now
        if new:
            self.changed.emit()

    def _over(self) -> None:
        """The disk takes what it is given again: so the words too, unless it changes its mind meanwhile."""
        said, since = self.problem, self.since
        self.problem = self.since = None
        self.write_all()
        if said is None:
            return
        if self.is_settled:
            self._timer.stop()
            self.changed.emit()
            had_words, self._had_words = self._had_words, False
            now = clock_time(self._book.now)
            self._window.messages.confirm(f"Enregistré à {now}" if had_words else BACK)
        else:
            self.since = since

    def _give_up(self) -> None:
        for each in self.pending():
            each.give_up()
        for line in self._lines():
            line.clear()
        for page in self._window.stack.kept.values():
            page.held_back.clear()


def sentence(problem: UserError, since: datetime) -> str:
    """« Non enregistré depuis 14:32 : le disque est plein. »."""
    cause = problem.cause if isinstance(problem, Unwritten) else problem.sentence.rstrip(".")
    return f"Non enregistré depuis {clock_time(since)} : {cause[:1].lower()}{cause[1:]}."
