"""Erasing the whole carnet: told at length, and asked by the name of the commune."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.erasure import ARCHIVES
from desk.core.wording import counted
from desk.notebook import erasing_carnet, people
from desk.ui.context import Context
from desk.ui.dialogs.erase_for_good import KEEP
from desk.ui.dialogs.erasing_words import OUT_OF_REACH
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.text import Heading, Text

if TYPE_CHECKING:
    from desk.notebook.erasing_carnet import Scope

FINAL = "C’est définitif : ni Ctrl+Z, ni la corbeille ne le rendront."
KEPT = "Sans copie, rien ne permettra de le retrouver. D’une copie, quelqu’un peut encore le rouvrir."
_SHOWN = 4


class EraseCarnetDialog(Dialog):
    """Enter refuses; the verb asks for the commune’s name, and anything else is told under it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Effacer tout le carnet", parent, width=640)
        self._name = people.commune(context.book).name
        scope = erasing_carnet.scope(context.book)
        self.column.addWidget(Text(f"Le carnet de {self._name} : « {scope.file} »", "strong"))
        self.column.addWidget(Heading("Ce qui est effacé", 3))
        for line in _goes(scope):
            self.column.addWidget(Text(f"– {line}"))
        self.copies = CheckBox(f"Effacer aussi {_copies(scope.copies)}", ticked=scope.copies > 0)
        self.copies.setVisible(scope.copies > 0)
        about = Text(KEPT, "soft")
        about.setVisible(scope.copies > 0)
        for part in (self.copies, about, Text(ARCHIVES), Text(FINAL, "strong")):
            self.column.addWidget(part)
        for line in _stays(scope):
            self.column.addWidget(Text(line, "soft"))
        self.name = TextField("Pour l’effacer, écrivez le nom de la commune")
        self.column.addWidget(self.name)
        self.set_actions("Effacer tout le carnet", KEEP, danger=True)

    def accept(self) -> None:
        """Only with the name."""
        if _plain(self.name.text()) != _plain(self._name):
            self.name.set_error(f"Écrivez « {self._name} », ou choisissez « {KEEP} » ; rien n’est effacé.")
            self.name.setFocus()
            return
        super().accept()


def erase_carnet(context: Context, parent: QWidget) -> tuple[str, str] | None:
    """Ask, erase, forget where it was; a title and a text to be said elsewhere, None when nothing was done.

    The window is then of no use: nothing may wait in it.
    """
    dialog = EraseCarnetDialog(context, parent)
    asked = dialog.exec() == Dialog.DialogCode.Accepted
    copies = dialog.copies.isChecked()
    dialog.deleteLater()
    if not asked:
        return None
    name = people.commune(context.book).name
    left = context.runner.attempt(lambda: erasing_carnet.erase(context.book, copies=copies))
    if left is None:
        return None
    context.runner.attempt(lambda: context.settings.set("recent", ""))
    if not left:
        return f"Le carnet de {name} est effacé", OUT_OF_REACH
    problem = erasing_carnet.told(left)
    return problem.sentence, problem.advice


def _goes(scope: "Scope") -> list[str]:
    said = ["Le fichier du carnet : points, actions, feuilles, regards croisés, bilans, codes."]
    if scope.aside:
        names = ", ".join(f"« {path.name} »" for path in scope.aside[:_SHOWN])
        said.append(f"Les anciens fichiers gardés à côté : {names}.")
    return said


def _copies(number: int) -> str:
    return "sa copie de sûreté" if number == 1 else f"ses {counted(number, 'copie')} de sûreté"


def _stays(scope: "Scope") -> list[str]:
    said = [OUT_OF_REACH]
    if scope.absent is not None:
        said.insert(0, f"Le deuxième endroit des copies, « {scope.absent} », n’est pas là : branchez-le "
                       "avant, ou effacez-y vous-mêmes le dossier « Binôme – copies ».")  # fmt: skip
    if scope.exports:
        names = ", ".join(f"« {name} »" for name in scope.exports[:_SHOWN])
        more = len(scope.exports) - _SHOWN
        rest = f" et {counted(more, 'autre')}" if more > 0 else ""
        said.insert(0, f"Bilans enregistrés ailleurs, à effacer vous-mêmes : {names}{rest}.")
    return said


def _plain(text: str) -> str:
    """The name as it is meant, whatever its case, its spaces and its apostrophes."""
    return " ".join(text.replace("’", "'").split()).casefold()
