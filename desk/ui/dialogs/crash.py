"""An unexpected error: what was done with the words being typed, and details that can be copied."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.ui.unsaved import Kept
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

SAFE = "Ce que vous aviez enregistré est en sûreté dans le carnet"
_GO_ON = "Vous pouvez continuer ; si l’écran ne répond plus, fermez le programme et rouvrez-le."
_SAID = {
    None: "Aucun carnet n’a été changé par cette erreur.",
    Kept.NOTHING: f"{SAFE}. Une ligne pas encore validée est toujours à l’écran.",
    Kept.WRITTEN: f"{SAFE}, et ce que vous étiez en train d’écrire vient d’y être enregistré aussi.",
    Kept.REFUSED: f"{SAFE}. Ce que vous étiez en train d’écrire n’a pas pu l’être : c’est encore à l’écran. "
    "Copiez-le avant de fermer.",
    Kept.LOST_FILE: "Le fichier du carnet ne répond plus. Ne fermez pas cette fenêtre : copiez d’abord ce "
    "que vous étiez en train d’écrire.",
}


def show(
    parent: QWidget | None, details: str, kept: Kept | None, copy_words: Callable[[], object] | None = None
) -> None:
    """Tell it; `details` hold places in the program, no word of the notebook."""
    dialog = Dialog("Une erreur imprévue est survenue", parent, width=560)
    dialog.column.addWidget(Text(f"{_SAID[kept]} {_GO_ON}"))
    if kept in (Kept.REFUSED, Kept.LOST_FILE) and copy_words is not None:
        dialog.column.addWidget(FlowRow(Button("Copier le texte", copy_words)))
    dialog.column.addWidget(
        Text("Rien n’a été envoyé. Ces détails techniques ne contiennent ni réponse, ni nom.", "soft")
    )
    area = TextArea("Détails techniques", details, lines=6)
    area.edit.setReadOnly(True)
    dialog.column.addWidget(area)
    copy = Button("Copier les détails", lambda: QGuiApplication.clipboard().setText(details))
    dialog.column.addWidget(FlowRow(copy))
    dialog.set_actions("Continuer", "")
    dialog.exec()
    dialog.deleteLater()
