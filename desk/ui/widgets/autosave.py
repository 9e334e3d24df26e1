"""Text that saves itself: within a second of the first key not yet written, and on leaving the field."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from desk.ui.widgets.fields import TextArea, TextField

# Half a second: with the writing itself, on a loaded machine, a kill still loses a second of typing at most.
DELAY_MS = 500
# What a disk refused is not asked again at each key: a share that is away can make each answer wait.
RETRY_MS = 3000
Save = Callable[[str], object]


class Autosave(QObject):
    """Writes a field's text through `save(text)`; None from `save` means that it failed.

    A throttle, not a wait for a pause: someone who never stops typing loses a second at most.
    What failed is tried again some seconds after the next key, and at `flush`, which the window calls until
    it works (`desk.ui.unsaved`).
    """

    def __init__(self, field: TextField | TextArea, save: Save) -> None:
        super().__init__(field)
        self._field, self._save = field, save
        self._written = field.text()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)
        field.changed.connect(self._typed)
        field.edit.installEventFilter(self)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not written yet."""
        return self._field.text() != self._written

    def load(self, text: str) -> None:
        """Show a stored text; what is typed and not yet written is never replaced."""
        if not self.is_dirty:
            self._written = text
            self._field.set_text(text)

    def flush(self) -> None:
        """Write now what is not written yet."""
        self._timer.stop()
        text = self._field.text()
        if text == self._written:
            return
        if self._save(text) is not None:
            self._written = text
            self._timer.setInterval(DELAY_MS)
        else:
            self._timer.setInterval(RETRY_MS)

    @property
    def words(self) -> str:
        """What is typed, under its label."""
        return f"{self._field.label.text()} :\n{self._field.text()}"

    def give_up(self) -> None:
        """What is typed and could not be written is let go: the person said so."""
        self._timer.stop()
        self._written = self._field.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field writes."""
        if event.type() is QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if self.is_dirty and not self._timer.isActive():
            self._timer.start()


class AutosaveText(TextArea):
    """Several lines that save themselves; see `Autosave`."""

    def __init__(self, label: str, save: Save, value: str = "", *, hint: str = "", lines: int = 4) -> None:
        super().__init__(label, value, hint=hint, lines=lines)
        self._autosave = Autosave(self, save)

    def load(self, text: str) -> None:
        """Show a stored text unless something unwritten is typed."""
        self._autosave.load(text)

    def flush(self) -> None:
        """Write now; call it from the page's `leave`."""
        self._autosave.flush()

    def give_up(self) -> None:
        """Let what is not written go: it is kept elsewhere."""
        self._autosave.give_up()
