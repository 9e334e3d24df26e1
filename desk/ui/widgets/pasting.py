"""Inputs that take only the plain text of what is pasted, or say why they take nothing."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QTextDocumentFragment
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desk.core.text import LONGEST, clean

NOT_TEXT = "Ce qui est copié n’est pas du texte\u00a0: rien n’a été collé."
TOO_LONG = (
    f"Ce qui est copié dépasse {LONGEST // 1000} 000 caractères avec ce qui est écrit\u00a0: "
    "rien n’a été collé. Collez-le en plusieurs fois."
)
JOINED = "Les lignes collées ont été réunies en une seule."
_PICTURE = "\ufffc"


def plain_text(copied: QMimeData) -> str:
    """The text of what is copied, without control characters; the words of HTML alone; "" when none."""
    text = copied.text() if copied.hasText() else ""
    if not text and copied.hasHtml():
        text = QTextDocumentFragment.fromHtml(copied.html()).toPlainText()
    # `clean` takes outer blanks away, which a pasted piece may need
    return clean(f"|{text.replace(_PICTURE, '')}|")[1:-1]


class Line(QLineEdit):
    """One line. Signals: `refused(str)` why nothing was pasted; `told(str)` what was done to what was."""

    refused = Signal(str)
    told = Signal(str)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setMaxLength(2 * LONGEST)  # beyond Qt's 32 767, it would be cut without a word
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V, Shift+Insert."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, whose « Coller » does as Ctrl+V."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(lambda: self.take(QGuiApplication.clipboard().mimeData()))
        menu.popup(event.globalPos())

    def take(self, copied: QMimeData) -> None:
        """Paste on one line: several lines are joined by a space."""
        text = plain_text(copied)
        lines = [" ".join(part.split("\t")) for part in text.split("\n") if part.strip()]
        joined = " ".join(part if len(lines) == 1 else part.strip() for part in lines)
        if len(self.text()) - len(self.selectedText()) + len(joined) > LONGEST:
            self.refused.emit(TOO_LONG)
        elif joined:
            self.insert(joined)
            if len(lines) > 1:
                self.told.emit(JOINED)
        elif copied.formats() and not text:
            self.refused.emit(NOT_TEXT)


class Area(QPlainTextEdit):
    """Several lines. Signal `refused(str)`: why nothing was pasted."""

    refused = Signal(str)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Anything may be tried: what is no text is said."""
        return bool(source.formats())

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste, or drop, the plain text."""
        text, cursor = plain_text(source), self.textCursor()
        kept = self.document().characterCount() - 1 - len(cursor.selectedText())
        if kept + len(text) > LONGEST:
            self.refused.emit(TOO_LONG)
        elif text:
            cursor.insertText(text)
            self.ensureCursorVisible()
        else:
            self.refused.emit(NOT_TEXT)
