"""What the program says: the message bar, « Enregistré à … », empty screens."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desk.core.errors import UserError
from desk.core.wording import clock_time, typographic
from desk.ui import theme
from desk.ui.widgets.accessible import announce, set_role
from desk.ui.widgets.buttons import Button, IconButton, LinkButton
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.layout import Card
from desk.ui.widgets.marks import Sign
from desk.ui.widgets.text import Text

CONFIRMATION_MS = 8000
_SAME_GESTURE_MS = 400
_WORDS = {"error": "À revoir", "fine": "C’est fait", "note": "À savoir"}


class MessageBar(QFrame):
    """The window's one message at a time: a drawn sign, a word, a sentence.

    An error stays until it is dismissed (Escape or the cross) or replaced; a confirmation leaves by itself.
    In a window it lies over the page (`lie_over`), which does not move.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "message")
        set_role(self, QAccessible.Role.AlertMessage)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(theme.px(16), theme.px(6), theme.px(8), theme.px(6))
        self._line.setSpacing(theme.px(10))
        self.sign, self.word, self.text = Sign("note"), Text("", "word"), Text()
        self.word.setWordWrap(False)
        self.word.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.action = LinkButton("Détails", self._act)
        self._doing: Callable[[], object] | None = None
        self.dismiss = IconButton("close", "Fermer ce message", self.clear)
        for part in (self.sign, self.word, self.text, self.action, self.dismiss):
            self._line.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._host: QWidget | None = None
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.clear)
        self._escape.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.clear()

    def lie_over(self, host: QWidget) -> None:
        """Lie at the bottom of a widget, over what it shows; at its top when the keyboard is down there."""
        self._host = host
        self.setParent(host)
        host.installEventFilter(self)

    def page_changed(self) -> None:
        """Another page is entered: what the last one said goes, unless the same gesture just said it."""
        if not self._fresh.isActive():
            self.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what it lies over."""
        if event.type() is QEvent.Type.Resize and watched is self._host and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self._host
        if host is None:
            return
        height = self.heightForWidth(host.width())
        self.setGeometry(0, host.height() - height, host.width(), height)
        focused = keyboard_in(host.window())
        if focused is not None and host.isAncestorOf(focused) and focused.objectName() != "page":
            taken = QRect(focused.mapTo(host, QPoint(0, 0)), focused.size())
            if taken.intersects(self.geometry()):
                self.move(0, 0)
        self.raise_()

    def error(self, problem: UserError) -> None:
        """Say a known problem: what happened, what is safe, what to do."""
        self._show("error", problem.message)

    def confirm(self, text: str) -> None:
        """Say that something is done; leaves after eight seconds."""
        self._show("fine", text if text.endswith((".", "!", "?")) else f"{text}.")
        self._timer.start(CONFIRMATION_MS)

    def note(self, text: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say something to know; stays. `action`: the words of a button, and what it does."""
        self._show("note", text, action)

    def _act(self) -> None:
        if self._doing is not None:
            self._doing()

    def take_back(self, text: str) -> None:
        """Take away what was said in these words; another message stays."""
        if self.text.text() == typographic(text):
            self.clear()

    def clear(self) -> None:
        """Take the message away, its words too: a file's name is not for who comes next."""
        self._timer.stop()
        self._escape.setEnabled(False)
        self.hide()
        self.text.set_text("")
        self._doing = None
        self.setAccessibleName("")

    def _show(self, tone: str, text: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        self._timer.stop()
        self.action.setVisible(action is not None)
        if action is not None:
            self.action.set_text(action[0])
            self._doing = action[1]
        self.setProperty("tone", tone)
        for part in (self, self.word):
            part.style().unpolish(part)
            part.style().polish(part)
        self.sign.tone = tone
        self.sign.update()
        self.word.set_text(_WORDS[tone])
        self.text.set_text(text)
        self.setAccessibleName(f"{_WORDS[tone]} : {self.text.text()}")
        self._escape.setEnabled(True)
        self._fresh.start(_SAME_GESTURE_MS)
        self.show()
        self._place()
        announce(self, self.accessibleName(), urgent=tone == "error")


class SavedNote(Text):
    """« Enregistré à 14:32 », always in the same corner."""

    def __init__(self) -> None:
        super().__init__("", "caption")
        self._moment: datetime | None = None
        self._short = False
        self.hide()

    def saved(self, moment: datetime) -> None:
        """Something was written at that civil time."""
        self._moment = moment
        self._show()

    def set_short(self, *, short: bool) -> None:
        """Show the time alone; a screen reader still gets the sentence."""
        self._short = short
        self._show()

    def _show(self) -> None:
        if self._moment is None:
            return
        sentence = f"Enregistré à {clock_time(self._moment)}"
        self.set_text(clock_time(self._moment) if self._short else sentence)
        self.setAccessibleName(sentence)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter if self._short else Qt.AlignmentFlag.AlignLeft)
        self.show()


class EmptyState(Card):
    """What will be here, and the first step: a sentence and a button."""

    def __init__(
        self, title: str, text: str, button: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.text = Text(text, "soft")
        self.column.addWidget(self.text)
        if button is not None:
            self.column.addWidget(button)
