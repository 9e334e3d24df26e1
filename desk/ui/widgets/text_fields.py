"""Fields of text: label above, hint and error under, named for screen readers by their label."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.layout import column
from desk.ui.widgets.pasting import Area, Line
from desk.ui.widgets.text import Text


class Field(QWidget):
    """A label above an input, a hint and an error under it; subclasses make the input.

    Signal `changed(str)`: the text, at each key.
    """

    changed = Signal(str)

    def __init__(self, label: str, field: Line | Area, hint: str = "") -> None:
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
        field.refused.connect(self.set_error)

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
        line = Line(value)
        line.setPlaceholderText(typographic(placeholder))
        super().__init__(label, line, hint)
        self.edit = line
        if width:
            line.setMaximumWidth(theme.px(width))
            self.line.addStretch(1)
        line.textChanged.connect(self.changed)
        self._hint, self._has_told = hint, False
        line.textEdited.connect(self._edited)
        line.told.connect(self.tell)
        line.returnPressed.connect(self.submitted)

    def tell(self, sentence: str) -> None:
        """Say something about what was just typed or pasted, until the next key."""
        self._has_told = True
        self.hint.set_text(sentence)
        self.hint.show()
        announce(self.edit, sentence)

    def _edited(self, _text: str) -> None:
        self.set_error("")
        if self._has_told:
            self._has_told = False
            self.hint.set_text(self._hint)
            self.hint.setVisible(bool(self._hint))

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
        area = Area(value)
        area.setPlaceholderText(typographic(placeholder))
        super().__init__(label, area, hint)
        self.edit = area
        area.setTabChangesFocus(True)
        area.setFixedHeight(area.fontMetrics().lineSpacing() * lines + theme.px(24))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.textChanged.connect(self._edited)

    def _edited(self) -> None:
        if self.problem.text():
            self.set_error("")
        self.changed.emit(self.edit.toPlainText())

    def text(self) -> str:
        """What is typed, as typed."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what is typed; nothing moves when it is the same."""
        if text != self.edit.toPlainText():
            self.edit.setPlainText(text)
