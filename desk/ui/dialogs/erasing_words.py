"""What is told before something is erased for good: what goes, what stays out of reach."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk.core.wording import counted, long_date
from desk.ui.context import Context
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed

FINAL = (
    "C’est définitif : Ctrl+Z ne le rétablira pas, et n’annulera plus non plus ce qui a été fait avant "
    "dans le carnet."
)
OUT_OF_REACH = (
    "Restent hors de portée du programme : ce qui a été imprimé, enregistré, envoyé ou copié ailleurs "
    "(message, clé USB, autre dossier), les sauvegardes de ce poste, et l’espace libre du disque."
)
_SHOWN = 6


class CopiesChoice(CheckBox):
    """« Effacer aussi les 9 copies faites avant », ticked; hidden when there is none. `dates` says which.

    The former files kept beside the carnet count, and a second place that is not there now.
    """

    def __init__(self, context: Context) -> None:
        from desk.notebook import cleaning, safety

        known = [copy.made_at for copy in cleaning.older_copies(context.book)]
        aside = cleaning.set_aside(context.book)
        absent = safety.second_absent(context.book)
        is_any = bool(known or aside or absent)
        super().__init__(f"Effacer aussi {_what(len(known), len(aside))}", ticked=True)
        self.setVisible(is_any)
        there = safety.second_folder(context.book)
        told = [_dates(known) if known else "", _second(there), _aside(aside), _absent(absent)]
        self.dates = Text(" ".join(each for each in told if each), "soft")
        self.dates.setVisible(is_any)


def erase(context: Context, operation: "partial[Changed]") -> bool:
    """Erase for good, forget what could be undone, then clean the file; whether the rows were written.

    A cleaning that fails is told, and ends at the next opening.
    """
    from desk.notebook import cleaning

    if context.runner.do(operation, final=True) is None:
        return False
    context.runner.do(partial(cleaning.finish, context.book), quietly=True)
    return True


def _what(copies: int, aside: int) -> str:
    """« les 9 copies faites avant et l’ancien fichier mis de côté »."""
    made = "la copie faite avant" if copies == 1 else f"les {counted(copies, 'copie')} faites avant"
    kept = "l’ancien fichier mis de côté" if aside == 1 else f"les {aside} anciens fichiers mis de côté"
    return " et ".join([made] * (copies > 0 or not aside) + [kept] * (aside > 0))


def _dates(known: Sequence[datetime]) -> str:
    """« Copies du 22 novembre 2026, du 15 novembre 2026 et de 3 jours plus anciens : elles contiennent… »."""
    days = list(dict.fromkeys(long_date(moment.date()) for moment in known))
    said = ", ".join(f"du {day}" for day in days[:_SHOWN])
    older = len(days) - _SHOWN
    more = f" et de {counted(older, 'jour plus ancien', 'jours plus anciens')}" if older > 0 else ""
    words, still = ("Copie", "elle contient") if len(known) == 1 else ("Copies", "elles contiennent")
    return (
        f"{words} {said}{more} : {still} encore ce qui est effacé. "
        "Une copie nouvelle, vérifiée, est faite d’abord."
    )


def _aside(paths: Sequence[Path]) -> str:
    if not paths:
        return ""
    names = ", ".join(f"« {path.name} »" for path in paths[:_SHOWN])
    return f"À côté du carnet : {names}."


def _second(folder: Path | None) -> str:
    return f"Le deuxième endroit compte : « {folder.parent.parent} »." if folder and folder.is_dir() else ""


def _absent(place: Path | None) -> str:
    if place is None:
        return ""
    return (
        f"Le deuxième endroit des copies, « {place} », n’est pas là : les siennes seront effacées à la "
        "première ouverture du carnet où il y sera."
    )
