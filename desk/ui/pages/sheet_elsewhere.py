"""A sheet that its owner filled elsewhere: a PDF brought back, a paper typed in or kept for the opening."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

from desk.notebook import sheets
from desk.ui import dropping
from desk.ui.dialogs import confirm
from desk.ui.dialogs.owner import Owner
from desk.ui.dialogs.steps import ask_step
from desk.ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from desk.notebook.book import Changed
    from desk.ui.pages.sheet_filling import Desk, Filling

NOW, LATER = "now", "later"
TWO_WAYS = (
    "La saisir maintenant : une touche par réponse, c’est l’affaire d’une minute.",
    "La garder jusqu’à l’ouverture : elle compte comme remise. Le papier reste dans une enveloppe, un PDF "
    "dans vos fichiers ; vous la saisirez ensemble au moment d’ouvrir. Vous pourrez la reprendre jusque-là.",
)
End = Callable[[Callable[..., "Changed"]], object]


class Elsewhere(QObject):
    """The buttons `read` and `paper` of an open sheet, and a form dropped on it or waiting for it.

    `end` is called with the operation that hands the sheet in.
    """

    def __init__(self, desk: "Desk", filling: "Filling", end: End) -> None:
        super().__init__(filling)
        self._desk, self._filling, self._end = desk, filling, end
        self.read = LinkButton("Reprendre un formulaire PDF rempli", self.bring_in)
        self.paper = LinkButton("J’ai rempli ma feuille sur papier", self._on_paper)
        dropping.accept_forms(filling, self.bring_in)
        QTimer.singleShot(0, self, self._take_up)

    def bring_in(self, path: Path | None = None) -> None:
        """Bring in the PDF at `path`, or one that is asked for."""
        from desk.ui.dialogs.returned_form import bring_in

        self._change(partial(bring_in, path=path))

    def _on_paper(self) -> None:
        from desk.ui.dialogs.paper_entry import enter_paper

        steps = [(NOW, "La saisir maintenant"), (LATER, "La garder jusqu’à l’ouverture")]
        window = self._filling.window()
        chosen = ask_step(window, "Votre feuille est sur papier ?", TWO_WAYS, steps, "Annuler")
        if chosen == NOW:
            self._change(enter_paper)
        elif chosen == LATER:
            self._end(sheets.declare_outside)

    def _change(self, ask: Callable[..., bool]) -> None:
        """Have the sheet changed by dialogs over the window; it may be hidden when they are done."""
        desk = self._desk
        if not self._is_open() or not self._filling.write_note():
            return
        owner = Owner(desk.context, desk.person, desk.session, desk.round)
        changed = ask(owner, self._filling.window())
        owner.end()
        if changed and self._is_open():
            self._filling.go(self._filling.current)

    def _is_open(self) -> bool:
        return self._desk.session.is_open and shiboken6.isValid(self._filling)

    def _take_up(self) -> None:
        """The file left at « Regards croisés » for the owner of this sheet, who is asked again here."""
        desk = self._desk
        path = dropping.taken_up(desk.context.book, desk.person.seat)
        if path is None or not self._is_open():
            return
        text = f"« {path.name} » attendait que vous ouvriez votre feuille."
        window = self._filling.window()
        if confirm.ask(window, "Reprendre ce fichier ?", text, "Le reprendre", undoable=True):
            self.bring_in(path)
