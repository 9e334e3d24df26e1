"""The bands above a page: this is the example, this is read only."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from desk.notebook import people
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Notebook

EXAMPLE = "EXEMPLE : une commune inventée"
READ_ONLY = "Lecture seule : rien ne sera enregistré"


def bands(book: "Notebook", begin: Callable[[], object], write: Callable[[], object]) -> list[QFrame]:
    """What this notebook's nature asks to say at all times.

    `begin` leads from the example to one's own; `write` opens again what is only read.
    """
    made = []
    if people.commune(book).example:
        made.append(_band(EXAMPLE, LinkButton("Commencer avec ma commune", begin)))
    if book.read_only:
        made.append(_band(READ_ONLY, LinkButton("Ouvrir pour écrire", write)))
    return made


def _band(sentence: str, button: Button | None = None) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "band")
    row = FlowRow(Text(sentence), stretch_first=True)
    if button is not None:
        row.add(button)
    column(frame, 0, (32, 4, 32, 4)).addWidget(row)
    return frame
