"""The hidden process that turns the pages of a returned scan into pictures, away from the window."""

from typing import TYPE_CHECKING, Any

from desk.exchange import worker
from desk.exchange.photo import page_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPdf import QPdfDocument

WIDTH, TALLEST, MOST = 1200, 3000, 8
"""In pixels: a page's width, its greatest height; and how many pages are looked at: ours have four."""

Json = dict[str, Any]
Answer = tuple[Json, bytes]


class Pages:
    """The file that is open; requests `prepare`, `open` (the file) and `page` (a number from 0)."""

    def __init__(self) -> None:
        self._document: QPdfDocument | None = None
        self._picture: QImage | None = None
        self._held: list[object] = []

    def prepare(self, _request: Json, _body: bytes) -> Answer:
        """Load what draws, so that its time is not counted against a file."""
        from PySide6 import QtGui, QtPdf

        return {"ready": [QtGui.__name__, QtPdf.__name__]}, b""

    def open(self, _request: Json, body: bytes) -> Answer:
        """How many pages there are, 0 where the file opens not; a photo is one page."""
        from PySide6.QtCore import QBuffer, QByteArray, QIODevice
        from PySide6.QtGui import QImage
        from PySide6.QtPdf import QPdfDocument

        # a photo as a page: Qt reads no JPEG without a plugin, which does not ship
        content = page_of(body) or body
        if b"%PDF-" not in content[:1024]:
            self._picture = QImage.fromData(QByteArray(content))
            return {"pages": 0 if self._picture.isNull() else 1}, b""
        self._document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._held.append(buffer)
        self._document.load(buffer)
        return {"pages": min(self._document.pageCount(), MOST)}, b""

    def page(self, request: Json, _body: bytes) -> Answer:
        """One page: `width` and `height` in pixels, then three bytes a pixel, rows without padding."""
        from PySide6.QtGui import QImage

        image = self._drawn(request["page"]).convertToFormat(QImage.Format.Format_RGB888)
        rows, length = bytes(image.constBits()), image.width() * 3
        step = image.bytesPerLine()
        packed = b"".join(rows[line * step : line * step + length] for line in range(image.height()))
        return {"width": image.width(), "height": image.height()}, packed

    def _drawn(self, number: int) -> "QImage":
        """On white: what is transparent in a page is its paper."""
        from PySide6.QtCore import QSize, Qt
        from PySide6.QtGui import QImage, QPainter

        if self._picture is not None:
            size = self._picture.size().scaled(WIDTH, TALLEST, Qt.AspectRatioMode.KeepAspectRatio)
            return self._picture.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        assert self._document is not None
        shape = self._document.pagePointSize(number)
        fitted = shape.scaled(WIDTH, TALLEST, Qt.AspectRatioMode.KeepAspectRatio).toSize()
        size = fitted.expandedTo(QSize(1, 1))
        sheet = QImage(size, QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.white)
        painter = QPainter(sheet)
        painter.drawImage(0, 0, self._document.render(number, size))
        painter.end()
        return sheet


def main() -> int:
    """Serve pages until the input ends; 0."""
    pages = Pages()
    verbs = {"prepare": pages.prepare, "open": pages.open, "page": pages.page}
    # PDFium reserves far more room than it uses: what it may write to is what is bounded
    return worker.main(verbs=verbs, bound="RLIMIT_DATA")
