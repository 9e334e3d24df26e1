"""A damaged notebook: what happened, what is safe, and the sound copies to choose from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text


def choose_copy(parent: QWidget | None, sentence: str, copies: Sequence[str]) -> int | None:
    """Ask which copy to put back: its place in `copies`, told newest first, or None to change nothing."""
    dialog = Dialog("Ce carnet est abîmé", parent, width=560)
    dialog.column.addWidget(Text(sentence))
    if not copies:
        dialog.column.addWidget(
            Text(
                "Aucune copie de ce carnet n’est connue sur ce poste. Cherchez-en une sur une clé USB "
                "ou sur l’ancien poste, puis ouvrez-la."
            )
        )
        dialog.set_actions("J’ai compris", "")
        dialog.exec()
        dialog.deleteLater()
        return None
    dialog.column.addWidget(
        Text("Le fichier abîmé sera gardé à côté, sous un nom daté. Choisissez la copie à remettre en place.")
    )
    options = [(str(place), told) for place, told in enumerate(copies)]
    choice = ChoiceGroup("Copies vérifiées", options, "0", vertical=True)
    dialog.column.addWidget(choice)
    dialog.set_actions("Remettre cette copie en place", "Ne rien changer")
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return int(choice.value() or 0) if accepted else None
