"""A dialog that ends in a PDF: written where the person wants it, opened at once to be printed, or not."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.errors import UserError
from desk.ui.context import Context
from desk.ui.printing import FOLDER, written_card
from desk.ui.saving import ask_in, written
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import clear
from desk.ui.widgets.text import Text

Result = TypeVar("Result")
PRINT, SAVE, CLOSE = "Imprimer…", "Enregistrer le PDF…", "Fermer"


class PaperDialog(Dialog):
    """Subclasses put their things in `.column`, then call `set_verbs`; `drawn` and `file_name` say what.

    « Imprimer… » writes the file and opens it in the reader of this PC, from which it is printed.
    """

    keeps_folder = True
    """Whether the next document is proposed where this one was written."""

    def __init__(self, context: Context, title: str, parent: QWidget | None, *, width: int) -> None:
        super().__init__(title, parent, width=width)
        self.context = context
        self._notice = QVBoxLayout()
        self.problem = Text("", "problem")
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.column.addLayout(self._notice)

    def set_verbs(self, *others: Button) -> None:
        """The verbs, the primary one first; `others` stand before « Fermer »."""
        self.set_actions(PRINT, "")
        self.save_button = Button(SAVE, partial(self.make, opens=False))
        self.close_button = Button(CLOSE, self.reject)
        for button in (self.save_button, *others, self.close_button):
            self._footer.add(button)

    def drawn(self) -> bytes | None:
        """The document; None when something is missing or wrong, and has been said."""
        raise NotImplementedError

    def file_name(self) -> str:
        """The file's name without its kind."""
        raise NotImplementedError

    def accept(self) -> None:
        """Print; the dialog stays, and says where the file is."""
        self.make(opens=True)

    def make(self, *, opens: bool) -> bool:
        """Draw, ask where, write; whether it was written."""
        content = self.drawn()
        return content is not None and self.write(content, self.file_name(), opens=opens)

    def write(self, content: bytes, name: str, *, opens: bool) -> bool:
        """Ask where and write; the file is then open for printing, or only told."""
        title = "Enregistrer le document pour l’imprimer" if opens else "Enregistrer le document"
        chosen = ask_in(FOLDER, self.context, self, title, f"{name}.pdf")
        if chosen is None or self.attempt(partial(written, chosen, content)) is None:
            return False
        if self.keeps_folder:
            self.context.settings.set(FOLDER, str(chosen.parent))
        self._tell(chosen)
        if opens:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(chosen)))
        return True

    def attempt(self, operation: Callable[[], Result]) -> Result | None:
        """Run what may meet a known problem: it is said here, for the window's own bar lies behind."""
        said, result = "", None
        try:
            result = operation()
        except UserError as problem:
            said = f"{problem.message} {problem.advice}".strip()
            announce(self, said, urgent=True)
        self.problem.set_text(said)
        self.problem.setVisible(bool(said))
        if said:
            self._scroller.verticalScrollBar().setValue(0)
        return result

    def _tell(self, path: Path) -> None:
        clear(self._notice)
        card = written_card(path, self._forget)
        self._notice.addWidget(card)
        self._scroller.verticalScrollBar().setValue(0)
        found = card.findChild(QWidget, "open-document")
        if found is not None:
            found.setFocus()

    def _forget(self) -> None:
        clear(self._notice)
        if self.primary is not None:
            self.primary.setFocus()
