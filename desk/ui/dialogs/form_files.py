"""Sheets as files: a form to save, a blank one to print. What comes back is in returned_form.py."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desk import paths
from desk.core.commune import slug
from desk.core.people import Seat
from desk.core.wording import named
from desk.files import write_atomic
from desk.notebook import people, rounds, sheets
from desk.ui.context import Context
from desk.ui.dialogs.print_document import PagesDialog
from desk.ui.saving import ask_path
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.text import Text

BLANK = "Feuille vierge à imprimer"
BY_HAND = "Elle se remplit au stylo ; remise ensuite, elle se saisit ou se photographie dans Binôme."


def form_name(context: Context, round_id: str, seat: Seat, *, fillable: bool) -> str:
    """« feuille-du-maire_automne-2026.pdf »."""
    whose = slug(f"feuille {named(people.pair(context.book).person(seat), 'de', short=True)}").lower()
    kind = "" if fillable else "_a-imprimer"
    return f"{whose}_{slug(rounds.get(context.book, round_id).name)}{kind}.pdf"


def save_form(context: Context, round_id: str, seat: Seat, *, parent: QWidget) -> None:
    """Ask where, then write one person's sheet as PDF, to fill on screen."""
    name = form_name(context, round_id, seat, fillable=True)
    # the folder is not kept: where one keeps their sheet is not for the next person to see
    path = ask_path(parent, "Enregistrer la feuille", paths.documents_folder() / name)
    if path is None:
        return
    request = sheets.form_request(context.book, round_id, seat)

    def write() -> bool:
        write_atomic(path, context.child.draw_form(request, fillable=True))
        return True

    if context.runner.attempt(write):
        where = f"« {path.name} » est dans « {path.parent} »."
        context.messages.confirm(f"{where} Ouvrez ce fichier pour le remplir.")


class BlankSheetDialog(PagesDialog):
    """Either person's blank sheet; where one keeps theirs is not for the next person to see."""

    def __init__(self, context: Context, round_id: str, seat: Seat, parent: QWidget | None = None) -> None:
        self._round_id, self._seat = round_id, seat
        super().__init__(context, BLANK, parent)
        self.keeps_folder = False
        self._draw()

    def build(self) -> None:
        """Whose sheet."""
        pair = people.pair(self.context.book)
        whose = [(seat.value, f"Feuille {named(pair.person(seat), 'de', short=True)}") for seat in Seat]
        self.who = ChoiceGroup("Quelle feuille ?", whose, self._seat.value)
        self.who.chosen.connect(self._choose)
        self.column.addWidget(self.who)
        self.column.addWidget(Text(BY_HAND, "soft"))

    def file_name(self) -> str:
        """« feuille-du-maire_automne-2026_a-imprimer »."""
        name = form_name(self.context, self._round_id, self._seat, fillable=False)
        return name.removesuffix(".pdf")

    def _choose(self, value: str) -> None:
        self._seat = Seat(value)
        self._draw()

    def _draw(self) -> None:
        request = sheets.form_request(self.context.book, self._round_id, self._seat)
        self.show_pages(self.attempt(partial(self.context.child.draw_form, request, fillable=False)))


def print_blank(context: Context, round_id: str, seat: Seat, parent: QWidget) -> None:
    """Show a blank sheet, to be printed and filled by hand."""
    dialog = BlankSheetDialog(context, round_id, seat, parent.window())
    dialog.exec()
    dialog.deleteLater()
