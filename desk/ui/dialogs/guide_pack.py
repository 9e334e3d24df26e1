"""Before a centre de gestion's guide is used: who publishes it, what it changes. And its PDF, to be read."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desk.core.pack import PackSummary, about, brings
from desk.core.wording import counted
from desk.ui import theme
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.pdf_preview import PdfPreview
from desk.ui.widgets.text import Heading, Text

MOST_PAGES = 200
"""A page is made for each: beyond, the PDF is for a reader of its own."""
KEPT = (
    "Vos regards croisés passés gardent les mots avec lesquels ils ont été posés. "
    "Vous pourrez revenir au guide d’origine à tout moment."
)


class PackDialog(Dialog):
    """What one reads before « Utiliser ce guide »."""

    def __init__(self, summary: PackSummary, parent: QWidget | None = None) -> None:
        super().__init__("Utiliser ce guide ?", parent, width=640)
        self.column.addWidget(named_rows(about(summary.manifest)))
        self.column.addWidget(Heading("Ce qu’il change", 3))
        self.column.addWidget(named_rows(brings(summary)))
        self.column.addWidget(Text(KEPT, "soft"))
        self.set_actions("Utiliser ce guide")


def confirm_pack(summary: PackSummary, parent: QWidget) -> bool:
    """Whether the person uses it, having read what it is."""
    dialog = PackDialog(summary, parent)
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == QDialog.DialogCode.Accepted


def show_official(content: bytes, parent: QWidget) -> None:
    """Read the official guide, inside the program."""
    dialog = Dialog("Le guide PDF de votre CDG", parent, width=760)
    pages = _pages(content)
    if pages > MOST_PAGES:
        said = (
            f"Ce document a {counted(pages, 'page')} : enregistrez-le pour l’ouvrir dans un lecteur de PDF."
        )
        dialog.column.addWidget(Text(said))
    else:
        dialog.column.addWidget(PdfPreview(content))
    dialog.set_actions("Fermer", "")
    dialog.exec()
    dialog.deleteLater()


def named_rows(rows: Sequence[tuple[str, str]]) -> QWidget:
    """Names and values, side by side."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 5)
    for index, (name, value) in enumerate(rows):
        for place, text in enumerate((Text(name, "soft"), Text(value))):
            text.setAlignment(Qt.AlignmentFlag.AlignTop)  # a name stands at the first line of its value
            grid.addWidget(text, index, place)
    return box


def _pages(content: bytes) -> int:
    from PySide6.QtPdf import QPdfDocument

    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    count = document.pageCount()
    document.close()
    return count
