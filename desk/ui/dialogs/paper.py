"""A dialog that ends in a document: printed from here, or kept as PDF where the person wants it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

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
    """Subclasses put their things in `.column`, then call `set_verbs`.

    `drawn` and `file_name` say what is printed or kept, `accept` prints it.
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
        self.save_button = Button(SAVE, self.save)
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
        """Print; the dialog stays."""
        raise NotImplementedError

    def save(self) -> bool:
        """Draw, ask where, write, say where it is; whether it was written."""
        content = self.drawn()
        if content is None:
            return False
        chosen = ask_in(FOLDER, self.context, self, "Enregistrer le document", f"{self.file_name()}.pdf")
        if chosen is None or not self.is_allowed():
            return False
        if self.attempt(partial(written, chosen, content)) is None:
            return False
        if self.keeps_folder:
            self.context.settings.set(FOLDER, str(chosen.parent))
        self._tell(chosen)
        return True

    def is_allowed(self) -> bool:
        """Whether it may still be given out: the system's questions last as long as one lets them."""
        return True

    def attempt(self, operation: Callable[[], Result]) -> Result | None:
        """Run what may meet a known problem: it is said here, for the window's own bar lies behind."""
        result, problem = None, None
        try:
            result = operation()
        except UserError as known:
            problem = known
        self.say_problem(problem)
        return result

    def say_problem(self, problem: UserError | None) -> None:
        """Say it at the top, or take away what was said."""
        said = problem.message if problem else ""
        self.problem.set_text(said)
        self.problem.setVisible(bool(said))
        if said:
            announce(self, said, urgent=True)
            self._scroller.verticalScrollBar().setValue(0)

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
