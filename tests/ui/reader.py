"""The PDF reader of this PC, as far as the program knows it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class Reader(QObject):
    """Keeps the files it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def reading() -> Iterator[Reader]:
    """A reader, until it is no longer needed."""
    one = Reader()
    # The stub wants bytes, the binding itself text.
    QDesktopServices.setUrlHandler("file", one, "open")  # type: ignore[arg-type]
    yield one
    QDesktopServices.unsetUrlHandler("file")
