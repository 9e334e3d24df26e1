"""Erasing « regards croisés »: both of the present pair with their keys, or those of a pair of before."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desk.notebook import erasing_round
from desk.ui.context import Context
from desk.ui.dialogs.erase_for_good import EraseForGood, ask
from desk.ui.dialogs.opening import OpeningDialog
from desk.ui.silence import Silence

if TYPE_CHECKING:
    from desk.notebook.book import Changed, Session

SILENT = "L’effacement se fermera dans une minute. Une touche ou un geste de la souris le garde à l’écran."


class BothAgreeDialog(OpeningDialog):
    """Both are there and agree, each with their code where there is one."""

    TITLE, VERB, LEAVE = "Effacer à deux", "Effacer pour de bon", "Ne rien effacer"
    LEAD = "Ces regards croisés sont à vous deux : ils s’effacent à deux, et c’est définitif."
    MORE = "Les codes ne servent ici qu’à dire votre accord. Rien n’est affiché des réponses."
    AWAITS, TAKES_AWAY = "L’effacement attend", True


class EraseRoundDialog(EraseForGood):
    """What goes; « Continuer » asks both."""

    VERB = "Continuer à deux…"

    def __init__(self, context: Context, round_id: str, parent: QWidget | None = None) -> None:
        told = erasing_round.erasure(context.book, round_id)
        super().__init__(context, "Effacer des regards croisés", told, parent)
        self._round_id = round_id
        self._sessions: list[Session] = []

    def accept(self) -> None:
        """Ask both, erase, forget the keys."""
        self._sessions = _both(self._context, self)
        if not self._sessions:
            return
        try:
            super().accept()
        finally:
            for session in self._sessions:
                session.close()

    def operation(self) -> "partial[Changed]":
        """With both keys."""
        elu, sgm = self._sessions
        return partial(
            erasing_round.erase, self._context.book, self._round_id, elu, sgm, copies=self.copies.isChecked()
        )


class EraseFormerRoundDialog(EraseRoundDialog):
    """Those of a pair of before, which nobody can read: no key is asked."""

    VERB = "Effacer pour de bon"

    def accept(self) -> None:
        """Erase."""
        EraseForGood.accept(self)

    def operation(self) -> "partial[Changed]":
        """Without a key."""
        erase = erasing_round.erase_former
        return partial(erase, self._context.book, [self._round_id], copies=self.copies.isChecked())


def erase_round(context: Context, round_id: str, parent: QWidget, *, former: bool = False) -> bool:
    """Ask, then erase; whether it was done. After minutes of silence the dialogs are refused."""
    if former:
        return ask(EraseFormerRoundDialog(context, round_id, parent))
    silence = Silence(parent, context.messages, lambda: context.book.now, SILENT)
    silence.watch()
    done = ask(EraseRoundDialog(context, round_id, parent))
    silence.rest()
    silence.deleteLater()
    return done


def _both(context: Context, parent: QWidget) -> "list[Session]":
    dialog = BothAgreeDialog(context, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.sessions if accepted else []
