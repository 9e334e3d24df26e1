"""The bilan written where the pair wants it, then written down in the register."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.report import AGREED
from desk.notebook import register, report
from desk.ui.context import Context
from desk.ui.drawing import BILAN_SOON
from desk.ui.folder import show_in_folder
from desk.ui.printing import print_document, print_soon
from desk.ui.saving import ask_in, written
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

NOTHING_SENT = "Rien n’est envoyé : le fichier reste sur ce poste, et c’est vous qui le transmettez."
"""Said under the title and after each writing."""
MARKED = "Le mot PROJET est en tête de chaque page : l’accord des deux n’est pas encore donné."
FOLDER = "report_folder"


@dataclass(frozen=True, slots=True)
class Saved:
    """Where it is, its line in the register ("" in a carnet that is only read), and what it holds."""

    path: Path
    export_id: str
    data: Mapping[str, Any]


def save_bilan(
    context: Context, parent: QWidget, data: Mapping[str, Any], content: Callable[[], bytes]
) -> Saved | None:
    """Ask where, write, register; None when it was given up or could not be written, which is said.

    `data` is sealed, `content` gives its document, waited for if it must be.
    """
    name = report.file_name(context.book, date.fromisoformat(data["date"]))
    chosen = ask_in(FOLDER, context, parent, "Enregistrer le bilan", name)
    drawn = context.runner.attempt(content) if chosen else None
    if chosen is None or drawn is None:
        return None
    if context.runner.attempt(partial(written, chosen, drawn)) is None:
        return None
    context.settings.set(FOLDER, str(chosen.parent))
    return Saved(chosen, put_in_register(context, data, chosen), data)


def put_in_register(context: Context, data: Mapping[str, Any], path: Path) -> str:
    """Write down what was just saved there; its line, "" when it could not be, which is said."""
    if context.book.read_only:
        return ""
    change = context.runner.do(partial(register.add, context.book, path.name, data))
    return change.id if change else ""


def print_bilan(
    context: Context, parent: QWidget, data: Mapping[str, Any], content: bytes | None = None
) -> None:
    """Show how to print it, drawn meanwhile unless `content` is its document.

    What is kept as a file from there goes in the register too.
    """
    name = report.file_name(context.book, date.fromisoformat(data["date"])).removesuffix(".pdf")
    kept, title = partial(put_in_register, context, data), "Imprimer le bilan"
    if content is not None:
        print_document(context, parent, content, title, name, kept=kept)
    else:
        draw = partial(context.child.draw_report, data)
        print_soon(context, parent, draw, title, name, soon=BILAN_SOON, kept=kept)


def saved_card(saved: Saved) -> Card:
    """Says where the file is, that nothing left, and opens its folder."""
    agreed = saved.data["statut"] == AGREED
    card = Card("Le bilan est enregistré" if agreed else "Le projet de bilan est enregistré")
    card.column.addWidget(Text(str(saved.path)))
    if not agreed:
        card.column.addWidget(Text(MARKED))
    card.column.addWidget(Text(NOTHING_SENT, "soft"))
    opens = Button("Ouvrir le dossier", partial(show_in_folder, saved.path))
    opens.setObjectName("open-folder")
    card.column.addWidget(FlowRow(opens))
    return card
