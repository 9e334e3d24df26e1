"""The two-marks chart as a table: for who listens to it, walks it cell by cell, or prefers to read."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from desk.core.chart_words import SCALE, counts_in_words, mark_words
from desk.core.comparison import PracticeView
from desk.core.people import Pair
from desk.core.wording import capital, noun, typographic
from desk.ui import theme

SHARES = (0.28, 0.20, 0.22, 0.30)
PAD, EDGE = 6, 2
Cell = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap
_LOOK = """
QTableWidget {{ background: transparent; border: none; }}
QTableWidget::item {{ color: {ink}; padding: {pad}px; border: {edge}px solid transparent;
  border-bottom: 1px solid {line}; }}
QTableWidget::item:focus {{ border: {edge}px solid {focus}; background: transparent; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ background: transparent; color: {soft}; border: none; border-bottom: 1px solid {soft};
  padding: {pad}px {side}px; }}
"""


class ChartTable(QTableWidget):
    """A row per practice: each person's place on the line, and the counts; as high as its rows.

    Tab enters it once, the arrows go from cell to cell.
    """

    def __init__(self, views: Sequence[PracticeView], pair: Pair) -> None:
        super().__init__(len(views), len(SHARES))
        people = [capital(noun(person, short=True)) for person in (pair.elu, pair.sgm)]
        self.setHorizontalHeaderLabels(["Pratique", *people, "Les deux ensemble"])
        self.setAccessibleName(f"Le graphique en tableau. La place de chacun va {SCALE}.")
        for place, view in enumerate(views):
            words = (view.title, mark_words(view.elu_mark), mark_words(view.sgm_mark), counts_in_words(view))
            for column, text in enumerate(words):
                self.setItem(place, column, _cell(text))
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width; rows take what their words need."""
        super().resizeEvent(event)
        self._share()

    def currentChanged(self, current: Cell, previous: Cell) -> None:  # noqa: N802 - Qt's name
        """The cell that has the keyboard comes in sight: the page scrolls, not the table."""
        super().currentChanged(current, previous)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if around is not None else None
        if around is not None and inside is not None and self.hasFocus():
            spot = self.viewport().mapTo(inside, self.visualRect(current).center())
            around.ensureVisible(spot.x(), spot.y(), 0, theme.px(48))

    def _settle(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | _WRAP)
        head.setHighlightSections(False)
        look = {token: theme.colour(token).name() for token in ("line", "ink", "soft")}
        focus = theme.colour("elu").name()
        self.setStyleSheet(
            _LOOK.format(
                **look, focus=focus, pad=theme.px(PAD), side=theme.px(PAD + EDGE), edge=theme.px(EDGE)
            )
        )

    def _share(self) -> None:
        """By hand: the view leaves the sheet's padding out of what it thinks a row needs."""
        width = self.viewport().width()
        for column, share in enumerate(SHARES):
            self.setColumnWidth(column, int(width * share))
        columns = range(self.columnCount())
        head = max(self._high(self.horizontalHeaderItem(column), column) for column in columns)
        self.horizontalHeader().setFixedHeight(head)
        total = head
        for place in range(self.rowCount()):
            high = max(self._high(self.item(place, column), column) for column in columns)
            self.setRowHeight(place, high)
            total += high
        self.setFixedHeight(total)

    def _high(self, item: QTableWidgetItem | None, column: int) -> int:
        around = 2 * (theme.px(PAD) + theme.px(EDGE)) + 4
        room = QRect(0, 0, max(1, self.columnWidth(column) - around), 10000)
        text = item.text() if item is not None else ""
        return QFontMetrics(theme.font()).boundingRect(room, int(_WRAP), text).height() + around


def _cell(text: str) -> QTableWidgetItem:
    made = QTableWidgetItem(typographic(text))
    made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return made
