"""Erasing a whole point."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.notebook import erasing_point
from desk.ui.context import Context
from desk.ui.dialogs.erase_for_good import EraseForGood, ask
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed

ECHOES = (
    "Un sujet qui n’était que repris s’en va ; un sujet déjà abordé garde ses notes, sous la mention "
    "« sujet effacé » avec sa date."
)


class ErasePointDialog(EraseForGood):
    """Says how many subjects of other points repeat its words; they go too, unless that is unticked."""

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, "Effacer un point", erasing_point.erasure(context.book, meeting_id), parent)
        self._meeting_id = meeting_id
        number = erasing_point.counted_echoes(context.book, [meeting_id])
        which = (
            "le sujet d’un autre point qui reprend"
            if number == 1
            else (f"les {number} sujets d’autres points qui reprennent")
        )
        self.echoes = CheckBox(f"Effacer aussi les mots de ce point dans {which} un des siens", ticked=True)
        told = Text(ECHOES, "soft")
        for part in (self.echoes, told):
            part.setVisible(number > 0)
            self.choices.addWidget(part)

    def operation(self) -> "partial[Changed]":
        """With the subjects that repeat it or without them."""
        return partial(
            erasing_point.erase, self._context.book, [self._meeting_id],
            echoes=self.echoes.isChecked(), copies=self.copies.isChecked(),
        )  # fmt: skip


def erase_point(context: Context, meeting_id: str, parent: QWidget) -> bool:
    """Ask, then erase; whether it was done."""
    return ask(ErasePointDialog(context, meeting_id, parent))
