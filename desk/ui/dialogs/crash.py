"""An unexpected error: the data is safe, the text stays on screen, details can be copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.ui.widgets.buttons import Button
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea
from desk.ui.widgets.text import Text


def show(parent: QWidget | None, details: str) -> None:
    """Tell it; `details` hold places in the program, no word of the notebook."""
    dialog = Dialog("Une erreur imprévue est survenue", parent, width=560)
    dialog.column.addWidget(
        Text(
            "Ce que vous aviez enregistré est en sûreté dans le carnet, et ce que vous écriviez est encore à "
            "l’écran. Vous pouvez continuer ; si l’écran ne répond plus, fermez le programme et rouvrez-le."
        )
    )
    dialog.column.addWidget(
        Text("Rien n’a été envoyé. Ces détails techniques ne contiennent ni réponse, ni nom.", "soft")
    )
    area = TextArea("Détails techniques", details, lines=6)
    area.edit.setReadOnly(True)
    dialog.column.addWidget(area)
    dialog.column.addWidget(
        Button("Copier les détails", lambda: QGuiApplication.clipboard().setText(details))
    )
    dialog.set_actions("Continuer", "")
    dialog.exec()
    dialog.deleteLater()
