"""What a layout held is deleted with it, or when it is emptied: Qt does so for its own layouts only."""

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.widgets.kept_line import KeptLine
from desk.ui.widgets.layout import FlowRow, clear


def _items(layout: QLayout | None) -> list[QLayoutItem]:
    assert layout is not None
    found = [layout.itemAt(index) for index in range(layout.count())]
    assert len(found) > 1
    return [item for item in found if item is not None]


def _left(items: list[QLayoutItem]) -> list[bool]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [shiboken6.isValid(item) for item in items]


def test_a_row_that_wraps_goes_with_its_items(qtbot: QtBot) -> None:
    for row in (FlowRow(QWidget(), QWidget()), KeptLine(QWidget(), QWidget())):
        row.show()
        items = _items(row.layout())
        row.deleteLater()
        assert _left(items) == [False, False]


def test_a_part_thrown_away_leaves_its_row_at_once(qtbot: QtBot) -> None:
    row = FlowRow(first := QWidget(), QWidget())
    qtbot.addWidget(row)
    first.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert row.flow.count() == 1


def test_an_emptied_layout_leaves_no_item(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    layout, inner = QVBoxLayout(around), QHBoxLayout()
    inner.addWidget(QWidget())
    inner.addStretch(1)
    layout.addWidget(first := QWidget())
    layout.addLayout(inner)
    layout.addWidget(last := QWidget())
    layout.addStretch(1)
    items = [*_items(layout), *_items(inner)]
    clear(layout, kept=1)
    assert _left(items) == [True, False, False, False, False, False]
    assert layout.count() == 1
    assert shiboken6.isValid(first)
    assert not shiboken6.isValid(last)


def test_an_emptied_row_leaves_no_item(qtbot: QtBot) -> None:
    row = FlowRow(QWidget(), QWidget())
    qtbot.addWidget(row)
    items = _items(row.flow)
    clear(row.flow)
    assert _left(items) == [False, False]
    assert row.flow.count() == 0
