"""What the search looks in, gathered a little at a time while nobody types."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QObject, QTimer

from desk.ui.search import Index, Passage

_AT_ONCE = 20


class Gathering(QObject):
    """Passages on their way to an index; the first key waits only for those that are still to come."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._passages: list[Passage] = []
        self._rest: Iterator[Passage] = iter(())
        self._index: Index | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._gather)

    @property
    def is_ready(self) -> bool:
        """Whether all is gathered."""
        return self._index is not None

    def begin(self, passages: Iterator[Passage]) -> None:
        """Forget what there was: the texts are others."""
        self._passages, self._rest, self._index = [], passages, None

    def go_on(self) -> None:
        """Gather between two events, from now on."""
        if self._index is None:
            self._timer.start()

    def pause(self) -> None:
        """Leave the rest for later."""
        self._timer.stop()

    def index(self) -> Index:
        """All of it, now."""
        if self._index is None:
            self._passages += self._rest
            self._index = Index(self._passages)
            self._passages = []
        return self._index

    def _gather(self) -> None:
        some = list(islice(self._rest, _AT_ONCE))
        self._passages += some
        if not some or self._index is not None:
            self._timer.stop()
            self.index()
