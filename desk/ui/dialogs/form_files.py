"""Sheets as files: a blank one or a form to save. What comes back is in returned_form.py."""

from PySide6.QtWidgets import QWidget

from desk import paths
from desk.core.commune import slug
from desk.core.people import Seat
from desk.core.wording import named
from desk.files import write_atomic
from desk.notebook import people, rounds, sheets
from desk.ui.context import Context
from desk.ui.saving import ask_path


def form_name(context: Context, round_id: str, seat: Seat, *, fillable: bool) -> str:
    """« feuille-du-maire_automne-2026.pdf »."""
    whose = slug(f"feuille {named(people.pair(context.book).person(seat), 'de', short=True)}").lower()
    kind = "" if fillable else "_a-imprimer"
    return f"{whose}_{slug(rounds.get(context.book, round_id).name)}{kind}.pdf"


def save_form(context: Context, round_id: str, seat: Seat, *, fillable: bool, parent: QWidget) -> None:
    """Ask where, then write one person's sheet as PDF, blank to print or to fill on screen."""
    name = form_name(context, round_id, seat, fillable=fillable)
    # the folder is not kept: where one keeps their sheet is not for the next person to see
    path = ask_path(parent, "Enregistrer la feuille", paths.documents_folder() / name)
    if path is None:
        return
    request = sheets.form_request(context.book, round_id, seat)

    def write() -> bool:
        write_atomic(path, context.child.draw_form(request, fillable=fillable))
        return True

    if context.runner.attempt(write):
        use = "le remplir" if fillable else "l’imprimer"
        context.messages.confirm(f"« {path.name} » est dans « {path.parent} ». Ouvrez ce fichier pour {use}.")
