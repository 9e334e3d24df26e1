"""Printing: a document is drawn, written as PDF where the person wants it, and opened from there."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desk.notebook import handouts
from desk.ui.context import Context
from desk.ui.saving import ask_in, written
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.handout import Handout

FOLDER = "document_folder"
"""The setting that keeps where the last document was written."""


def save_handout(
    context: Context,
    parent: QWidget,
    make: "Callable[[], Handout]",
    name: str,
    title: str,
    *,
    keep_folder: bool = True,
) -> Path | None:
    """Ask where, draw, write; the file, or None when nothing was written.

    `make` gathers what is drawn and may raise UserError, `name` is the file's name without its kind, `title`
    that of the question. Without `keep_folder` the next person is not proposed where this was written.
    """
    chosen = ask_in(FOLDER, context, parent, title, f"{name}.pdf")
    if chosen is None:
        return None
    drawn = context.runner.attempt(partial(_drawn, context, make))
    if drawn is None or context.runner.attempt(partial(written, chosen, drawn)) is None:
        return None
    if keep_folder:
        context.settings.set(FOLDER, str(chosen.parent))
    return chosen


def _drawn(context: Context, make: "Callable[[], Handout]") -> bytes:
    return context.child.draw_handout(make(), handouts.imprint(context.book))


def written_card(path: Path, close: Callable[[], object]) -> Card:
    """Says where the document is, and opens it in the reader of this PC, from which it is printed."""
    card = Card("Le document est enregistré")
    card.column.addWidget(Text(str(path)))
    card.column.addWidget(Text("Pour l’imprimer, ouvrez-le puis choisissez « Imprimer ».", "soft"))
    opens = Button("Ouvrir le fichier", partial(_open, path))
    opens.setObjectName("open-document")
    folder = Button("Ouvrir le dossier", partial(_open, path.parent))
    card.column.addWidget(FlowRow(opens, folder, LinkButton("Fermer cet avis", close)))
    return card


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
