"""What is told before something is erased for good: what goes, what stays out of reach."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
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
    """« Effacer aussi les 9 copies faites avant », ticked; hidden when there is none. `dates` says which."""

    def __init__(self, context: Context) -> None:
        from desk.notebook import cleaning

        known = [copy.made_at for copy in cleaning.older_copies(context.book)]
        each = (
            "la copie faite avant" if len(known) == 1 else f"les {counted(len(known), 'copie')} faites avant"
        )
        super().__init__(f"Effacer aussi {each}", ticked=bool(known))
        self.setVisible(bool(known))
        self.dates = Text(_dates(known), "soft")
        self.dates.setVisible(bool(known))


def erase(context: Context, operation: "partial[Changed]") -> bool:
    """Erase for good, forget what could be undone, then clean the file; whether the rows were written.

    A cleaning that fails is told, and ends at the next opening.
    """
    from desk.notebook import cleaning

    if context.runner.do(operation, final=True) is None:
        return False
    context.runner.do(partial(cleaning.finish, context.book), quietly=True)
    return True


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
