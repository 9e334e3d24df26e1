"""The chart of the comparison, and the same as a table."""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desk.core.chart_words import SCALE
from desk.core.comparison import PracticeView
from desk.core.people import Pair
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.chart import TwoMarksChart
from desk.ui.widgets.chart_table import ChartTable
from desk.ui.widgets.layout import Card, FlowRow, column
from desk.ui.widgets.marks import MarkLegend
from desk.ui.widgets.text import Text

SHOW, CLOSE = "Lire le graphique en tableau", "Fermer le tableau"


def chart_card(views: Sequence[PracticeView], pair: Pair) -> QWidget:
    """Legend, chart, and a table, which is there at once where a screen reader listens."""
    card = Card()
    card.column.addWidget(MarkLegend(pair))
    card.column.addWidget(TwoMarksChart(views, pair))
    if any(None in (view.elu_mark, view.sgm_mark) for view in views):
        card.column.addWidget(Text("Sous trois réponses chiffrées, il n’y a pas de repère.", "caption"))
    box = QWidget()
    inside = column(box, 6)
    inside.addWidget(Text(f"La place de chacun va {SCALE}.", "soft"))
    inside.addWidget(ChartTable(views, pair))
    box.setVisible(QAccessible.isActive())
    button = LinkButton(CLOSE if QAccessible.isActive() else SHOW)
    button.setObjectName("chart-table")

    def toggle() -> None:
        box.setVisible(box.isHidden())
        button.set_text(SHOW if box.isHidden() else CLOSE)

    button.clicked.connect(toggle)
    card.column.addWidget(FlowRow(button))
    card.column.addWidget(box)
    return card
