"""Printing: a document is drawn, seen page by page, then printed from here or kept as PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desk.notebook import handouts
from desk.ui.context import Context
from desk.ui.drawing import SOON, Drawing
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.handout import Handout
    from desk.ui.dialogs.print_document import PrintDialog

_AT_ONCE = 0.2
"""Seconds a window may stand still: most documents are there by then, and open with their pages."""
FOLDER = "document_folder"
"""The setting that keeps where the last document was written."""


def print_document(
    context: Context,
    parent: QWidget,
    content: bytes,
    title: str,
    name: str,
    *,
    private: str = "",
    allowed: Callable[[], object] | None = None,
    kept: Callable[[Path], object] | None = None,
) -> bool:
    """Show a document's pages, to be printed, kept or opened; whether it was.

    `name` is the file's name without its kind. `private`: a sentence shown above the pages of what must leave
    no trace. `allowed` raises UserError once the document may no longer be given out. `kept` is told where
    « Enregistrer le PDF… » wrote each file.
    """
    from desk.ui.dialogs.print_document import PrintDialog

    window = parent.window()
    dialog = PrintDialog(context, title, window, name=name, private=private, allowed=allowed, kept=kept)
    dialog.show_pages(content)
    dialog.exec()
    dialog.deleteLater()
    return dialog.was_given


def print_handout(
    context: Context, parent: QWidget, make: "Callable[[], Handout]", title: str, name: str
) -> bool:
    """The same for what is printed of the guide and its tools; `make` gathers it and may raise UserError."""
    made = context.runner.attempt(lambda: (make(), handouts.imprint(context.book)))
    if made is None:
        return False
    return print_soon(context, parent, partial(context.child.draw_handout, *made), title, name)


def print_soon(
    context: Context,
    parent: QWidget,
    draw: Callable[[], bytes],
    title: str,
    name: str,
    *,
    soon: str = SOON,
    kept: Callable[[Path], object] | None = None,
) -> bool:
    """The same for what `draw` gives, from a thread; if it takes long, the dialog says `soon`."""
    from desk.ui.dialogs.print_document import PrintDialog

    dialog = PrintDialog(context, title, parent.window(), name=name, kept=kept)
    drawing = Drawing(draw, dialog)
    if drawing.is_ready(_AT_ONCE):
        dialog.show_pages(drawing.content())
    else:
        dialog.show_pages(None)
        dialog.count.set_text(soon)
        drawing.ended.connect(partial(_show_drawn, dialog, drawing))
    dialog.exec()
    dialog.deleteLater()
    return dialog.was_given


def _show_drawn(dialog: "PrintDialog", drawing: Drawing) -> None:
    dialog.count.set_text("")
    dialog.show_pages(dialog.attempt(drawing.content))
    if dialog.primary is not None:
        dialog.primary.setFocus()


def written_card(path: Path, close: Callable[[], object]) -> Card:
    """Says where the document is, and opens it in the reader of this PC."""
    card = Card("Le document est enregistré")
    card.column.addWidget(Text(str(path)))
    opens = Button("Ouvrir le fichier", partial(_open, path))
    opens.setObjectName("open-document")
    folder = Button("Ouvrir le dossier", partial(_open, path.parent))
    card.column.addWidget(FlowRow(opens, folder, LinkButton("Fermer cet avis", close)))
    return card


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
