"""« Voir et effacer… »: what is past its period, ticked line by line or year by year."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.erasure import Erasure
from desk.core.retention import RULES, Kind
from desk.core.wording import counted
from desk.notebook import retention
from desk.notebook.retention import Kept
from desk.ui.context import Context
from desk.ui.dialogs.erase_for_good import EraseForGood, ask
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed

MOST_LINES = 12
NONE = "Cochez ce qui est à effacer, ou choisissez « Ne rien effacer »."
_STAYS = {
    Kind.POINTS: (
        "Les bilans gardés et ceux qui sont partis : ils comptent, sans rien citer.",
        "Les sujets repris à des points plus récents gardent leurs notes, sous la mention « sujet effacé ».",
    ),
    Kind.ACTIONS: ("Les points où elles étaient notées, sans elles.",),
    Kind.FORMER_ROUNDS: ("Ce qui en a été mis à l’ordre du jour, convenu ou confié dans « Nos points ».",),
    Kind.REPORTS: ("Les fichiers enregistrés et envoyés, que le programme ne connaît pas.",),
    Kind.CODES: ("Les codes d’aujourd’hui.",),
}


class EraseOldDialog(EraseForGood):
    """Nothing is ticked at first: each one is chosen."""

    def __init__(self, context: Context, kind: Kind, parent: QWidget | None = None) -> None:
        found = retention.period(context.book, kind)
        number = counted(len(found.past), "élément a passé", "éléments ont passé")
        told = Erasure(f"{RULES[kind].label}. {number} la durée choisie.", (), _STAYS[kind])
        super().__init__(context, "Voir et effacer", told, parent)
        self._kind = kind
        self.boxes: list[tuple[CheckBox, tuple[Kept, ...]]] = []
        for said, those in _lines(found.past):
            box = CheckBox(said, self._ticked)
            self.boxes.append((box, those))
            self.choices.addWidget(box)
        self.problem = Text("", "problem")
        self.problem.hide()
        self.choices.addWidget(self.problem)
        if self.boxes:
            self.boxes[0][0].setFocus()

    def accept(self) -> None:
        """Erase what is ticked."""
        if self._chosen():
            super().accept()
            return
        self.problem.set_text(NONE)
        self.problem.show()
        self.boxes[0][0].setFocus()

    def operation(self) -> "partial[Changed]":
        """What is ticked."""
        book, copies = self._context.book, self.copies.isChecked()
        return partial(retention.erase, book, self._kind, self._chosen(), copies=copies)

    def _chosen(self) -> list[str]:
        return [one.id for box, those in self.boxes if box.isChecked() for one in those]

    def _ticked(self, _now: bool) -> None:  # noqa: FBT001 - a slot
        self.problem.hide()


def erase_old(context: Context, kind: Kind, parent: QWidget) -> bool:
    """Ask, then erase; whether it was done."""
    return ask(EraseOldDialog(context, kind, parent))


def _lines(past: tuple[Kept, ...]) -> list[tuple[str, tuple[Kept, ...]]]:
    """One by one when they are few, else by year."""
    return [(one.title, (one,)) for one in past] if len(past) <= MOST_LINES else retention.grouped(past)
