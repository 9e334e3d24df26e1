"""The copies on « Aujourd’hui »: the last one in a line, and, once, a second place proposed."""

from functools import partial

from desk.core.wording import clock_time, long_date
from desk.notebook import meetings, people, safety
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

WHY = (
    "Les copies de sûreté sont sur ce poste. Une clé USB ou un dossier partagé les garderait aussi d’une "
    "panne ou d’un vol de l’ordinateur."
)


def copy_words(book: Notebook) -> str:
    """« Copie vérifiée le 3 novembre 2026 à 17:10 », or that the last one failed."""
    state = safety.state(book)
    if state.problem is not None:
        return "La dernière copie de sûreté n’a pas pu être faite : voir pourquoi"
    if state.last is None:
        return "Aucune copie vérifiée de ce carnet pour l’instant"
    return f"Copie vérifiée le {long_date(state.last.date())} à {clock_time(state.last)}"


class SecondPlaceCard(Card):
    """Shown from the first point that was held, until a place is chosen or declined."""

    def __init__(self, context: Context) -> None:
        super().__init__("Garder une copie ailleurs ?")
        self._context = context
        self.column.addWidget(Text(WHY, "soft"))
        choose, decline = Button("Choisir un endroit…", self._choose), LinkButton("Non merci", self._decline)
        choose.setObjectName("choose-second")
        decline.setObjectName("decline-second")
        self.column.addWidget(FlowRow(choose, decline))
        self.hide()

    def refresh(self) -> None:
        """Show it, or not."""
        self.setVisible(self._is_time())

    def _is_time(self) -> bool:
        book = self._context.book
        if book.read_only or people.commune(book).example or not meetings.held(book, 1):
            return False
        state = safety.state(book)
        return not state.proposed and state.second is None

    def _choose(self) -> None:
        from desk.ui.dialogs.second_place import choose_second

        choose_second(self._context, self)

    def _decline(self) -> None:
        self._context.runner.do(partial(safety.decline_second, self._context.book), quietly=True)
