"""Scrolling: with the keyboard when nothing inside wants the key, and to what one came for."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QWidget

from desk.ui import theme

_KEYS = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


def scrolls(scroller: QScrollArea, event: QKeyEvent) -> bool:
    """Scroll, if the key is one that does."""
    action = _KEYS.get(Qt.Key(event.key()))
    if action is not None:
        scroller.verticalScrollBar().triggerAction(action)
    return action is not None


def bring_up(scroller: QScrollArea, widget: QWidget) -> None:
    """Once the page is laid out, show the beginning of a part that stands in its lower half, or lower."""
    QTimer.singleShot(0, widget, partial(_bring_up, scroller, widget))


def _bring_up(scroller: QScrollArea, widget: QWidget) -> None:
    inside = scroller.widget()
    assert inside is not None
    if not (inside.isAncestorOf(widget) and widget.isVisibleTo(inside)):
        return  # laid out anew meanwhile: its place is nobody's
    layout = inside.layout()
    if layout is not None:
        layout.activate()
    top = widget.mapTo(inside, QPoint(0, 0)).y()
    bar = scroller.verticalScrollBar()
    if top - bar.value() > scroller.viewport().height() // 2:
        bar.setValue(top - theme.px(16))
