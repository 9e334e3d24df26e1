"""The very pages of a PDF, painted one under the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF
from PySide6.QtGui import QAccessible, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui import theme
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument


class PdfPreview(QWidget):
    """Pages of a document; what a page says is its accessible description. `pages` is empty if unreadable."""

    def __init__(self, content: bytes, parent: QWidget | None = None) -> None:
        from PySide6.QtPdf import QPdfDocument

        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        outer = column(self, 16)
        count = self.document.pageCount()
        self.pages = [PdfPage(self.document, number, count) for number in range(count)]
        for page in self.pages:
            outer.addWidget(page)
        if not self.pages:
            outer.addWidget(
                Text("Ce document n’a pas pu être affiché ; il peut tout de même être enregistré.")
            )

    def set_grey(self, grey: bool) -> None:  # noqa: FBT001 - a setter, as Qt's
        """Show the pages as a printer in black and white gives them, or in colour again."""
        for page in self.pages:
            page.set_grey(grey)


class PdfPage(QWidget):
    """One page at the width there is, on white with a thin border; `number` counts from 0."""

    def __init__(self, document: "QPdfDocument", number: int, count: int) -> None:
        super().__init__()
        set_role(self, QAccessible.Role.Graphic)
        self._document, self._number = document, number
        self._size: QSizeF = document.pagePointSize(number)
        self._image = QImage()
        self._grey = False
        self.setAccessibleName(f"Page {number + 1} sur {count}")
        self.setAccessibleDescription(document.getAllText(number).text())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_grey(self, grey: bool) -> None:  # noqa: FBT001 - a setter, as Qt's
        """Paint in shades of grey, or in colour."""
        self._grey = grey
        self._image = QImage()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A page keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the page's shape asks."""
        return round(width * self._size.height() / max(1.0, self._size.width()))

    def sizeHint(self) -> QSize:
        """About as wide as on paper."""
        width = theme.px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Still legible as a shape."""
        return QSize(theme.px(200), self.heightForWidth(theme.px(200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture is drawn for the size there is."""
        super().resizeEvent(event)
        self._image = QImage()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, then its border."""
        if self._image.isNull():
            ratio = self.devicePixelRatioF()
            size = (QSizeF(self.size()) * ratio).toSize()
            self._image = rendered(self._document, self._number, size, grey=self._grey)
            self._image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(self.rect(), "white")
        painter.drawImage(0, 0, self._image)
        painter.setPen(theme.colour("soft"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def rendered(document: "QPdfDocument", number: int, size: QSize, *, grey: bool) -> QImage:
    """A page as a picture on white of `size` pixels; `grey`: one grey byte for each, without any colour."""
    picture = document.render(number, size)
    opaque = QImage(picture.size(), QImage.Format.Format_RGB32)
    opaque.fill("white")
    painter = QPainter(opaque)
    painter.drawImage(0, 0, picture)
    painter.end()
    return opaque.convertToFormat(QImage.Format.Format_Grayscale8) if grey else opaque
