"""Fields: label above, hint and error under, named for screen readers by their label."""

from collections.abc import Callable
from datetime import date, time
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from desk.core.dates import parse_day, parse_time
from desk.core.errors import UserError
from desk.core.wording import short_date, typographic
from desk.ui import theme
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import IconButton
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Text

Value = TypeVar("Value")


class Field(QWidget):
    """A label above an input, a hint and an error under it; subclasses make the input.

    Signal `changed(str)`: the text, at each key.
    """

    changed = Signal(str)

    def __init__(self, label: str, field: QLineEdit | QPlainTextEdit, hint: str = "") -> None:
        super().__init__()
        self.label, self.field = Text(label, "label"), field
        self.hint, self.problem = Text(hint, "caption"), Text("", "problem")
        self.column = column(self, 4)
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.px(8))
        self.line.addWidget(field)
        self.column.addWidget(self.label)
        self.column.addLayout(self.line)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.problem)
        self.hint.setVisible(bool(hint))
        self.problem.hide()
        field.setAccessibleName(typographic(label))
        field.setAccessibleDescription(typographic(hint))
        self.label.setBuddy(field)
        self.setFocusProxy(field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        field.installEventFilter(self)

    def set_error(self, sentence: str) -> None:
        """Show a sentence under the field and say it; "" takes it away."""
        new = sentence != "" and typographic(sentence) != self.problem.text()
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))
        self.field.setProperty("problem", bool(sentence))
        self.field.setAccessibleDescription(typographic(sentence or self.hint.text()))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        if new:
            announce(self.field, sentence, urgent=True)

    def hide_label(self) -> None:
        """Keep the label for screen readers only."""
        self.label.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An input that nothing was typed in leaves Ctrl+Z and Ctrl+Y to the window, which Qt's keeps."""
        if event.type() is QEvent.Type.ShortcutOverride and watched is self.field:
            undoing = isinstance(event, QKeyEvent) and (
                event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            )
            if undoing and self._is_untouched():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _is_untouched(self) -> bool:
        """Empty, with nothing of its own to take back or put again."""
        if isinstance(self.field, QLineEdit):
            typed = self.field.text() or self.field.isUndoAvailable() or self.field.isRedoAvailable()
        else:
            history = self.field.document()
            typed = not history.isEmpty() or history.isUndoAvailable() or history.isRedoAvailable()
        return not typed


class TextField(Field):
    """One line of text. Signal `submitted()`: Enter. `width` in px before scaling, 0 = all there is."""

    submitted = Signal()

    def __init__(
        self, label: str, value: str = "", *, hint: str = "", placeholder: str = "", width: int = 0
    ) -> None:
        line = QLineEdit(value)
        line.setPlaceholderText(typographic(placeholder))
        super().__init__(label, line, hint)
        self.edit = line
        if width:
            line.setMaximumWidth(theme.px(width))
            self.line.addStretch(1)
        line.textChanged.connect(self.changed)
        line.textEdited.connect(lambda _text: self.set_error(""))
        line.returnPressed.connect(self.submitted)

    def text(self) -> str:
        """What is typed, as typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Replace what is typed; nothing moves when it is the same."""
        if text != self.edit.text():
            self.edit.setText(text)


class TextArea(Field):
    """Several lines of text, `lines` high at least; Tab goes on to the next field."""

    def __init__(self, label: str, value: str = "", *, hint: str = "", placeholder: str = "", lines: int = 4):
        area = QPlainTextEdit(value)
        area.setPlaceholderText(typographic(placeholder))
        super().__init__(label, area, hint)
        self.edit = area
        area.setTabChangesFocus(True)
        area.setFixedHeight(area.fontMetrics().lineSpacing() * lines + theme.px(24))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.textChanged.connect(lambda: self.changed.emit(area.toPlainText()))

    def text(self) -> str:
        """What is typed, as typed."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what is typed; nothing moves when it is the same."""
        if text != self.edit.toPlainText():
            self.edit.setPlainText(text)


class ParsedField(TextField, Generic[Value]):
    """One line read as a value when it is left; a known problem is shown under it.

    `parse` raises UserError, `written` gives the text of a value. Signal `edited(object)`: the new value or
    None when emptied, on leaving or Enter, only when it is valid and differs from the last one given.
    """

    edited = Signal(object)

    def __init__(
        self,
        label: str,
        parse: Callable[[str], Value],
        written: Callable[[Value], str],
        *,
        hint: str,
        width: int,
    ) -> None:
        super().__init__(label, hint=hint, width=width)
        self._parse, self._written = parse, written
        self._given: Value | None = None
        self.edit.editingFinished.connect(self._finished)

    def value(self) -> Value | None:
        """What is typed as a value; None when empty or wrong (`check` says which)."""
        try:
            return self._parse(self.text()) if self.text().strip() else None
        except UserError:
            return None

    def set_value(self, value: Value | None) -> None:
        """Show a value, without `edited`."""
        self._given = value
        self.set_text("" if value is None else self._written(value))
        self.set_error("")

    def check(self, *, required: bool = False) -> bool:
        """Show what is wrong under the field; True when nothing is."""
        sentence = f"{self.label.text()} : à remplir." if required and not self.text().strip() else ""
        if self.text().strip():
            try:
                self._parse(self.text())
            except UserError as problem:
                sentence = problem.message
        self.set_error(sentence)
        return not sentence

    def _finished(self) -> None:
        if not self.check() or self.value() == self._given:
            return
        self.set_value(self.value())
        self.edited.emit(self._given)


class TimeField(ParsedField[time]):
    """A time typed « 9 h 30 »; `value() -> time | None`."""

    def __init__(self, label: str = "Heure", value: time | None = None) -> None:
        super().__init__(label, parse_time, _written_time, hint="Par exemple 9 h 30", width=130)
        self.set_value(value)


class DateField(ParsedField[date]):
    """A date typed JJ/MM/AAAA, or taken from a small calendar; `value() -> date | None`.

    `today` is where the calendar opens when the field is empty.
    """

    def __init__(
        self, label: str, value: date | None = None, *, today: date, hint: str = "JJ/MM/AAAA"
    ) -> None:
        super().__init__(label, parse_day, short_date, hint=hint, width=150)
        self._today = today
        self.button = IconButton("calendar", f"Ouvrir le calendrier : {label}", self._open)
        self.line.insertWidget(1, self.button)
        self.set_value(value)

    def _open(self) -> None:
        from desk.ui.widgets.calendar import Calendar

        shown = self.value() or self._today
        popup = Calendar(self, shown)
        popup.picked.connect(self._picked)
        popup.open_at(self.edit)

    def _picked(self, day: date) -> None:
        self.set_text(short_date(day))
        self.edit.setFocus()
        self._finished()


def _written_time(value: time) -> str:
    return f"{value.hour} h {value.minute:02}"
