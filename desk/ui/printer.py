"""The printers of this PC: which one and which pages, then one page after another at 300 dots per inch."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from desk.core.errors import UserError
from desk.ui.print_service import by_its_socket
from desk.ui.widgets.pdf_preview import rendered

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
_SAME_PT = 9.0
"""Paper that differs by less than 3 mm is the paper of the page."""


def is_any() -> bool:
    """Whether this PC knows a printer; asked of the system each time, one may be added meanwhile."""
    from PySide6.QtPrintSupport import QPrinterInfo

    with by_its_socket():
        return bool(QPrinterInfo.availablePrinterNames())


def made() -> "QPrinter":
    """One to set up: the system's usual printer, to begin with."""
    from PySide6.QtPrintSupport import QPrinter

    with by_its_socket():
        return QPrinter(QPrinter.PrinterMode.HighResolution)


def ask(parent: QWidget, document: "QPdfDocument", title: str, *, grey: bool) -> "QPrinter | None":
    """The system's own question: printer, copies, pages; None when given up. `title` is seen in its queue."""
    from PySide6.QtPrintSupport import QPrintDialog

    printer = made()
    prepare(printer, document, title, grey=grey)
    with by_its_socket():
        dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Imprimer")
    option = QPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintToFile, False)  # the PDF kept is the tagged one, by its own button
    dialog.setOption(option.PrintPageRange, True)
    dialog.setMinMax(1, document.pageCount())
    for more in dialog.findChildren(QPushButton, "collapseButton"):
        more.click()  # Qt's own dialog, under Linux, puts copies and pages behind « Options »
    with by_its_socket():
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def prepare(printer: "QPrinter", document: "QPdfDocument", title: str, *, grey: bool) -> None:
    """The document's own paper, 300 dots per inch, and a name; what a person then chooses comes on top."""
    colours = type(printer).ColorMode
    printer.setCreator("Binôme")
    printer.setDocName(title)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageSize(_paper(document.pagePointSize(0)))
    printer.setColorMode(colours.GrayScale if grey else colours.Color)


def numbers(printer: "QPrinter", count: int) -> list[int]:
    """The pages asked for, from 0, in the order in which they go to the printer."""
    kind = type(printer)
    wanted = list(range(count))
    if printer.printRange() == kind.PrintRange.PageRange:
        ranges = printer.pageRanges()
        wanted = [number for number in wanted if ranges.isEmpty() or ranges.contains(number + 1)]
    if printer.pageOrder() == kind.PageOrder.LastPageFirst:
        wanted.reverse()
    return wanted


def sent(printer: "QPrinter", document: "QPdfDocument", pages: list[int], *, grey: bool) -> Iterator[int]:
    """Send these pages; after each, how many went. Left before its end, the printer drops what it got.

    Raises UserError when the printer refuses.
    """
    painter, done = QPainter(), False
    grey = grey or printer.colorMode() == type(printer).ColorMode.GrayScale
    try:
        for place, number in enumerate(pages):
            _turn(printer, document.pagePointSize(number))
            if not (printer.newPage() if place else painter.begin(printer)):
                raise _refused(printer.printerName())
            _paint(painter, printer, document, number, grey=grey)
            yield place + 1
        done = True
    finally:
        if not done:
            printer.abort()
        painter.end()


def place(page: QSizeF, layout: QPageLayout) -> QRect:
    """Where a page of that size, in points, goes on the paper, in dots from the paper's corner.

    `layout` counts in points. On its own paper at its own size; on another (Letter for A4) made smaller to
    stay within what the printer can reach, in the middle; never made larger.
    """
    paper = layout.fullRect(QPageLayout.Unit.Point)
    dots = DPI / 72
    same = abs(page.width() - paper.width()) < _SAME_PT and abs(page.height() - paper.height()) < _SAME_PT
    if same:
        return QRect(0, 0, round(page.width() * dots), round(page.height() * dots))
    room = paper.marginsRemoved(layout.minimumMargins())
    scale = min(1.0, room.width() / page.width(), room.height() / page.height())
    size = page * scale
    left = room.left() + (room.width() - size.width()) / 2
    top = room.top() + (room.height() - size.height()) / 2
    return QRectF(QPointF(left, top) * dots, size * dots).toRect()


def _paint(
    painter: QPainter, printer: "QPrinter", document: "QPdfDocument", number: int, *, grey: bool
) -> None:
    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Point)
    where = place(document.pagePointSize(number), layout)
    # letters stay sharp: without it a picture may be squeezed as a photograph
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(where, rendered(document, number, where.size(), grey=grey))


def _turn(printer: "QPrinter", page: QSizeF) -> None:
    """The paper upright or lying, as the page is."""
    lying = page.width() > page.height()
    kind = QPageLayout.Orientation
    printer.setPageOrientation(kind.Landscape if lying else kind.Portrait)


def _paper(page: QSizeF) -> QPageSize:
    upright = page.transposed() if page.width() > page.height() else page
    return QPageSize(upright, QPageSize.Unit.Point)


def _refused(name: str) -> UserError:
    return UserError(
        f"L’imprimante « {name} » n’a pas pris le document."
        if name
        else "L’imprimante n’a pas pris le document.",
        "Vérifiez qu’elle est allumée et reliée, ou enregistrez le PDF ; rien n’est perdu.",
    )
