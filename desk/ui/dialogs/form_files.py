"""Sheets as files: a blank one or a form to save, a returned form to read."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desk import paths
from desk.core.commune import slug
from desk.core.form import FormReading, Verdict, refusal
from desk.core.people import Seat
from desk.core.wording import counted, named
from desk.files import write_atomic
from desk.notebook import people, rounds, sheets
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.saving import ask_path

if TYPE_CHECKING:
    from desk.notebook.book import Session


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


def choose_form(context: Context, parent: QWidget) -> FormReading | None:
    """Ask for a returned form and read it; None when given up or unreadable, which is then said."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "Reprendre un formulaire rempli", "", "PDF (*.pdf)")
    if not chosen:
        return None
    reading = context.runner.attempt(partial(context.child.read_form, Path(chosen)))
    if reading is not None and reading.verdict is not Verdict.READ:
        context.messages.error(refusal(reading.verdict))
        return None
    return reading


def import_form(context: Context, session: "Session", round_id: str, parent: QWidget) -> FormReading | None:
    """Put a returned form into its owner's sheet, asking before anything is replaced; None when not done."""
    reading = choose_form(context, parent)
    if reading is None:
        return None
    replaced = _replaced(context, session, round_id, reading)
    if replaced and not _agree(parent, replaced):
        return None
    operation = partial(
        sheets.import_reading, context.book, session, round_id, reading, replace_all=bool(replaced)
    )
    if context.runner.do(operation) is None:
        return None
    context.messages.note(_told(reading))
    return reading


def _replaced(context: Context, session: "Session", round_id: str, reading: FormReading) -> int:
    incoming = reading.answers or {}
    kept = sheets.read(context.book, session, round_id).answers
    return sum(incoming.get(key) != value for key, value in kept.items())


def _agree(parent: QWidget, number: int) -> bool:
    said = counted(number, "réponse déjà donnée à l’écran serait", "réponses déjà données à l’écran seraient")
    text = f"{said} remplacées par le formulaire, ou vidées s’il ne les contient pas."
    if number < 2:
        text = f"{said} remplacée par le formulaire, ou vidée s’il ne la contient pas."
    return confirm.ask(parent, "Remplacer vos réponses ?", text, "Remplacer par le formulaire", danger=True)


def _told(reading: FormReading) -> str:
    said = counted(len(reading.answers or {}), "réponse reprise", "réponses reprises")
    if not reading.doubtful:
        return f"{said} du formulaire. Vérifiez-les, puis remettez votre feuille."
    lines = counted(len(reading.doubtful), "énoncé avait", "énoncés avaient")
    return f"{said} du formulaire. {lines} deux cases cochées : choisissez vous-même la réponse."
