"""Two parts share the width where they fit."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.ui.widgets.side_by_side import SideBySide
from desk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("look")


@pytest.mark.parametrize(
    ("width", "narrow", "stacked"), [(780, 800, True), (780, 720, False), (810, 800, False)]
)
def test_the_width_where_one_goes_above_the_other(
    qtbot: QtBot, width: int, narrow: int, *, stacked: bool
) -> None:
    both = SideBySide(Text("L’ordre du jour"), Text("Le sujet"), narrow=narrow)
    qtbot.addWidget(both)
    both.resize(width, 300)
    both.show()
    QApplication.processEvents()
    assert both.is_stacked is stacked
