"""The bilan's data and its register laid out."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from desk.core.wording import clock_time, long_date
from desk.notebook.register import Line
from desk.ui import theme
from desk.ui.pages.report_words import Part, Rows, grouped
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Divider, Heading, Text

MOST_IN_COLUMNS = 80
"""Rows: two labels for each of the hundreds of lines of ten years would keep the window waiting."""


class _Kept(Text):
    """Remembers its heights: a page of values asks for each of them some fifty times."""

    def __init__(self, text: str, kind: str = "") -> None:
        self._heights: dict[int, int] = {}
        super().__init__(text, kind)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def heightForWidth(self, width: int) -> int:
        """As its parent's, asked once."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Another font, another look: other heights."""
        self._heights.clear()
        super().changeEvent(event)


def shown_parts(parts: Iterable[Part]) -> Iterator[QWidget]:
    """Each titled group of names and values, side by side; the last of very many, line by line."""
    room = MOST_IN_COLUMNS
    for part in parts:
        room -= len(part.rows)
        box = QWidget()
        outer = column(box, 8)
        outer.addWidget(Heading(part.title, 3))
        if room < 0:
            outer.addWidget(_Kept("\n".join(f"{name} : {value}" for name, value in part.rows)))
        else:
            outer.addLayout(_columns(part.rows))
        outer.addWidget(Divider())
        yield box


def _columns(rows: Rows) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for index, (name, value) in enumerate(rows):
        grid.addWidget(_Kept(name, "soft"), index, 0)
        grid.addWidget(_Kept(value), index, 1)
    return grid


def shown_line(line: Line) -> QWidget:
    """A line of the register: file, day, standing, fingerprint, where it was said to be sent."""
    box = QWidget()
    outer = column(box, 0)
    outer.addWidget(Text(line.file_name))
    standing = "convenu" if line.agreed else "projet"
    at = f"{long_date(line.at.date())} à {clock_time(line.at)}"
    outer.addWidget(Text(f"{at} · {standing} · empreinte {grouped(line.fingerprint)}", "caption"))
    if line.sent_on is not None:
        sent = f"marqué comme envoyé le {long_date(line.sent_on)} · {line.recipient}"
        outer.addWidget(Text(sent, "caption"))
    return box


def put_in_order(page: QWidget, *parts: QWidget) -> None:
    """Have Tab go along the parts as one reads them: what a refresh makes anew would come after all else."""
    stops = [
        each
        for part in parts
        for each in part.findChildren(QWidget)
        if isinstance(each, QAbstractButton | Heading)
        and each.isVisibleTo(page)
        and each.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
