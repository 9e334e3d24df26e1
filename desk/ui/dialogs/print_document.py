"""The very pages of a document, and the ways to have them: printed, kept as PDF, opened in a reader."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.errors import UserError
from desk.core.wording import counted
from desk.ui import printer, reader_copy
from desk.ui.context import Context
from desk.ui.dialogs.paper import PaperDialog
from desk.ui.sending_pages import Sending
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.layout import FlowRow, clear, column
from desk.ui.widgets.pdf_preview import PdfPreview
from desk.ui.widgets.text import Text

WIDTH = 760
READER = "Ouvrir dans le lecteur de ce poste"
GREY = "Noir et blanc"
STOP = "Arrêter l’impression"
NO_PRINTER = UserError(
    "Aucune imprimante n’est installée sur ce poste.",
    "Enregistrez le PDF, pour l’imprimer depuis un autre poste, ou ouvrez-le dans le lecteur.",
)
NO_PRINTER_PRIVATE = UserError(
    "Aucune imprimante n’est installée sur ce poste.",
    "Enregistrez le PDF où personne d’autre ne le trouve, pour l’imprimer depuis un autre poste.",
)
UNREADABLE = UserError(
    "Ce document ne peut pas être imprimé d’ici.", "Enregistrez le PDF, puis ouvrez-le dans votre lecteur."
)
NO_READER = UserError(
    "Aucun lecteur de PDF n’a répondu sur ce poste.", "Imprimez d’ici, ou enregistrez le PDF."
)
IN_READER = (
    "Une copie provisoire s’ouvre dans le lecteur de ce poste ; elle est effacée quand Binôme se ferme. "
    "Pour garder le document, enregistrez le PDF."
)
PRIVATE_NAME = "Document"
"""What the printer's queue, which others may see, says of a private page."""


class PagesDialog(PaperDialog):
    """A document seen before it is printed. Subclasses call `show_pages` with each new one.

    With `private`, a sentence that says why, nothing is left behind: no copy for a reader, no folder kept, no
    name in the printer's queue. `was_given` tells whether it was printed, kept or opened.
    """

    def __init__(
        self, context: Context, title: str, parent: QWidget | None, *, name: str = "", private: str = ""
    ) -> None:
        super().__init__(context, title, parent, width=WIDTH)
        self.content: bytes | None = None
        self.preview: PdfPreview | None = None
        self.was_given = False
        self.keeps_folder = not private
        self._name, self._private = name, bool(private)
        if private:
            self.column.addWidget(Text(private))
        self.build()
        self.grey = CheckBox(GREY)
        self.grey.toggled.connect(self._show_grey)
        self.count = Text("", "soft")
        self.count.setWordWrap(False)
        self.column.addWidget(FlowRow(self.grey, self.count, spacing=24))
        self._told, self.stop_button = Text("", "strong"), Button(STOP, self._stop)
        self._progress = QWidget()
        told = column(self._progress, 8)  # one below the other: a sentence takes the whole width
        told.addWidget(self._told)
        told.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._progress.hide()
        self.column.addWidget(self._progress)
        self._pages = QVBoxLayout()
        self.column.addLayout(self._pages)
        self.reader_button = Button(READER, self.open_in_reader)
        ways = [] if private else [self.reader_button]
        self.set_verbs(*self.other_verbs(), *ways)
        self.sending: Sending | None = None

    def build(self) -> None:
        """What is chosen above the pages."""

    def other_verbs(self) -> list[Button]:
        """What can be done beside printing and keeping."""
        return []

    def show_pages(self, content: bytes | None) -> None:
        """Show this document; None, and what went wrong is said: nothing can be had."""
        self.content = content
        clear(self._pages)
        self.preview = None
        if content is not None:
            self.preview = PdfPreview(content)
            self.preview.set_grey(self.grey.isChecked())
            self.count.set_text(counted(len(self.preview.pages), "page"))
            self._pages.addWidget(self.preview)
        self._allow(content is not None)

    def drawn(self) -> bytes | None:
        """What is on screen."""
        return self.content

    def file_name(self) -> str:
        """As it was given."""
        return self._name

    def save(self) -> bool:
        """Keep it; what is kept is in colour and tagged, whatever the proof shows."""
        is_kept = super().save()
        self.was_given |= is_kept
        return is_kept

    def accept(self) -> None:
        """Ask which printer and which pages, then send them, one at a time."""
        if self.preview is None:
            return
        if not self.preview.pages:
            self.say_problem(UNREADABLE)
        elif not printer.is_any():
            self.say_problem(NO_PRINTER_PRIVATE if self._private else NO_PRINTER)
        else:
            self.say_problem(None)
            self._print(self.preview)

    def open_in_reader(self) -> None:
        """A copy that lives as long as the program, shown by the reader of this PC."""
        path = None
        if self.content is not None:
            path = self.attempt(partial(reader_copy.made, self.content, f"{self.file_name()}.pdf"))
        if path is None:
            return
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.was_given = True
            self._say(IN_READER)
        else:
            self.say_problem(NO_READER)

    def reject(self) -> None:
        """Leave; what is being printed is stopped."""
        self._stop()
        super().reject()

    def _print(self, shown: PdfPreview) -> None:
        title = PRIVATE_NAME if self._private else self.windowTitle()
        # the system's question cannot be refused from here: nothing private is in sight behind it
        shown.setVisible(not self._private)
        asked = printer.ask(self, shown.document, title, grey=self.grey.isChecked())
        shown.show()
        if asked is None or not self.isVisible() or not self.is_allowed():
            return
        pages = printer.numbers(asked, len(shown.pages))
        steps = printer.sent(asked, shown.document, pages, grey=self.grey.isChecked())
        self.sending = Sending(steps, len(pages), self)
        self.sending.went.connect(self._tell_page)
        self.sending.ended.connect(partial(self._tell_end, asked.printerName(), len(pages)))
        self._allow(False)
        self._say("")
        self.stop_button.show()
        self._progress.show()
        self.stop_button.setFocus()
        self.sending.begin()

    def _stop(self) -> None:
        if self.sending is not None:
            self.sending.stop()

    def _tell_page(self, done: int, count: int) -> None:
        self._told.set_text(f"Page {done} sur {count}, envoyée à l’imprimante.")

    def _tell_end(self, name: str, count: int, problem: UserError | None, complete: bool) -> None:  # noqa: FBT001
        """`complete`: all went; else `problem`, or stopped by the person."""
        self.sending = None
        self._allow(True)
        if problem is not None:
            self._say("")
            self.say_problem(problem)
        elif complete:
            self.was_given = True
            where = f" « {name} »" if name else ""
            self._say(f"Envoyé à l’imprimante{where} : {counted(count, 'page')}.")
        else:
            self._say("Impression arrêtée. L’imprimante peut encore sortir une page commencée.")
        if self.primary is not None:
            self.primary.setFocus()

    def _say(self, words: str) -> None:
        self._told.set_text(words)
        self._progress.setVisible(bool(words))
        self.stop_button.hide()
        if words:
            announce(self, words)
            self._scroller.verticalScrollBar().setValue(0)

    def _show_grey(self, grey: bool) -> None:  # noqa: FBT001 - a signal's value
        if self.preview is not None:
            self.preview.set_grey(grey)

    def _allow(self, may: bool) -> None:  # noqa: FBT001 - a state
        """Whether the document can be had now."""
        for button in (self.primary, self.save_button, self.reader_button, self.grey):
            if button is not None:
                button.setEnabled(may)


class PrintDialog(PagesDialog):
    """A document that is ready; `allowed` raises UserError once it may no longer be given out.

    `kept` is told each file where it was written.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        parent: QWidget | None,
        *,
        name: str,
        private: str = "",
        allowed: Callable[[], object] | None = None,
        kept: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__(context, title, parent, name=name, private=private)
        self._allowed, self._kept = allowed, kept

    def is_allowed(self) -> bool:
        """When it no longer is, the dialog goes and the window says why."""
        if self._allowed is None or self.context.runner.attempt(self._allowed) is not None:
            return True
        self.reject()
        return False

    def _tell(self, path: Path) -> None:
        super()._tell(path)
        if self._kept is not None:
            self._kept(path)
