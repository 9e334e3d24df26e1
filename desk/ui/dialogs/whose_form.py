"""A returned file given to « Regards croisés »: whose sheet it is, and nothing of its answers."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.core.errors import UserError
from desk.core.people import Seat
from desk.core.rounds import Round, SheetState
from desk.core.wording import noun
from desk.notebook import people, returned, rounds
from desk.ui import dropping
from desk.ui.context import Context
from desk.ui.dialogs.returned_form import BY_EYES, OTHER, choose_file, read_file
from desk.ui.dialogs.steps import ask_step

WAIT, CLOSE = "Attendre l’ouverture", "Fermer"
NOT_SHOWN = "Ce qu’elle contient ne s’affiche pas ici : chacun reprend sa propre feuille."
KEEP_IT = "Rien n’a été repris. Gardez ce fichier : il se lit à l’ouverture, tous les deux présents."
WAITED = f"{KEEP_IT} Pour que la feuille compte comme remise, son auteur le dit depuis sa feuille."


def receive(context: Context, parent: QWidget, path: Path | None = None) -> None:
    """Ask whose a returned file is and lead its owner to their sheet, where it waits for them."""
    round_ = rounds.current(context.book)
    if round_ is None:
        context.messages.note("Il n’y a pas de regards croisés en cours : ce fichier n’a pas été ouvert.")
        return
    chosen = path or choose_file(parent)
    while chosen is not None:
        refused = _led(context, round_, chosen, parent)
        if refused is None:
            return
        told, steps = (refused.sentence, refused.advice), [(OTHER, "Choisir un autre fichier")]
        again = ask_step(parent, "Ce fichier n’est pas repris", told, steps)
        chosen = choose_file(parent) if again else None


def _led(context: Context, round_: Round, path: Path, parent: QWidget) -> UserError | None:
    """Lead the owner to their sheet, or wait; why not, when the file is nobody's sheet of this round."""
    try:
        reading = read_file(context, path)
        if reading.verdict not in BY_EYES:
            returned.check_readable(reading)
        seat = returned.owner(context.book, round_.id, reading)
    except UserError as problem:
        return problem
    chosen = _asked(context, round_, seat, parent)
    if chosen:
        dropping.leave_for(context.book, Seat(chosen), path)
        context.navigate("sheet", seat=chosen)
    elif told := _waits(context, round_, seat):
        context.messages.note(told)
    return None


def _waits(context: Context, round_: Round, seat: Seat | None) -> str:
    """What becomes of a file that nobody takes up now; "" where its sheet is handed in on screen."""
    if seat is None or not _is_handed_in(context, round_, seat):
        return WAITED
    return KEEP_IT if rounds.sheet_is_outside(context.book, round_.id, seat) else ""


def _is_handed_in(context: Context, round_: Round, seat: Seat) -> bool:
    return rounds.sheet_states(context.book, round_.id)[seat] is SheetState.HANDED_IN


def _asked(context: Context, round_: Round, seat: Seat | None, parent: QWidget) -> str:
    """The seat whose owner opens their sheet now, "" for later."""
    both = people.pair(context.book)
    if seat is None:
        told = ("Ce fichier ne dit pas à qui est cette feuille.", NOT_SHOWN)
        steps = [(each.value, f"C’est celle de {both.person(each).addressed}") for each in Seat]
        return ask_step(parent, "À qui est cette feuille ?", told, steps, WAIT)
    person = both.person(seat)
    whose = f"C’est la feuille de {person.addressed}, {noun(person, short=True)}."
    everything = (whose, NOT_SHOWN, *_handed_in(context, round_, seat))
    steps = [(seat.value, f"Je suis {person.addressed} : ouvrir ma feuille")]
    wait = WAIT if _waits(context, round_, seat) else CLOSE
    return ask_step(parent, "Une feuille remplie", everything, steps, wait)


def _handed_in(context: Context, round_: Round, seat: Seat) -> list[str]:
    if not _is_handed_in(context, round_, seat):
        return []
    if rounds.sheet_is_outside(context.book, round_.id, seat):
        return [
            "Cette feuille est déjà comptée comme remise : ce fichier se lit au moment d’ouvrir ensemble."
        ]
    return ["Cette feuille est déjà remise. Pour la changer, son auteur la reprend d’abord."]
