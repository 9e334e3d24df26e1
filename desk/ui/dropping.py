"""A returned form dropped with the mouse, and the one that waits for its owner to open their sheet."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desk.core.people import Seat

if TYPE_CHECKING:
    from desk.notebook.book import Notebook

KINDS = frozenset({".pdf", ".jpg", ".jpeg", ".png"})
_waiting: "dict[ref[Notebook], tuple[Seat, Path]]" = {}


class _Drop(QObject):
    def __init__(self, widget: QWidget, receive: Callable[[Path], object]) -> None:
        super().__init__(widget)
        self._widget, self._receive = widget, receive

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take one file of a known kind, as a copy: whoever lends it keeps it."""
        if not isinstance(event, QDropEvent):  # QDragMoveEvent and QDragEnterEvent are ones too
            return False
        path = dropped_path(event.mimeData())
        if path is None:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if not isinstance(event, QDragMoveEvent):
            # once the other program has its mouse back: a question may follow
            QTimer.singleShot(0, self._widget, partial(self._receive, path))
        return True


def accept_forms(widget: QWidget, receive: Callable[[Path], object]) -> None:
    """Have `receive` called with each form dropped on `widget`, after the drop."""
    widget.setAcceptDrops(True)
    widget.installEventFilter(_Drop(widget, receive))


def dropped_path(data: QMimeData) -> Path | None:
    """The one file of a drop, if it can be a returned sheet."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in KINDS else None


def leave_for(book: "Notebook", seat: Seat, path: Path) -> None:
    """Have a form wait for the owner of that seat's sheet; only one waits at a time."""
    _waiting.clear()
    _waiting[ref(book)] = (seat, path)


def taken_up(book: "Notebook", seat: Seat) -> Path | None:
    """The form that waited for that sheet; whoever opens one ends the wait."""
    owner, path = _waiting.get(ref(book), (None, None))
    _waiting.clear()
    return path if owner is seat else None
