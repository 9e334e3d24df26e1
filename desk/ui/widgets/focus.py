"""Where the keyboard is: kept in view, and given back when what took it has gone."""

import shiboken6
from PySide6.QtWidgets import QScrollArea, QWidget

from desk.ui import theme

_FIELD_HEIGHT = 160


def reveal_focus(root: QWidget) -> None:
    """Scroll to what has the keyboard under `root`; what was just shown must have its place already.

    A field comes into view whole, with its label and what is wrong with it.
    """
    focused = keyboard_in(root)
    parent = focused.parentWidget() if focused is not None else None
    fits = parent is not None and parent.height() < theme.px(_FIELD_HEIGHT)
    around = parent if fits else focused
    while parent is not None and around is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(around, 0, theme.px(12))
        parent = parent.parentWidget()


def keyboard_in(window: QWidget) -> QWidget | None:
    """What has the keyboard in a window, or will have it when that window is the active one again."""
    return window.focusWidget()


class FocusPlace:
    """Remembers what had the keyboard in a widget's window; `give_back` after a dialog over it."""

    def __init__(self, widget: QWidget | None) -> None:
        self._window = widget.window() if widget is not None else None
        self._opener = keyboard_in(self._window) if self._window is not None else None
        self._page = _page_of(self._opener)

    def give_back(self) -> None:
        """To the control that had it; else to what its page chose; else to that page, never elsewhere."""
        if self._window is None or self._opener is None or self._page is None:
            return
        if not shiboken6.isValid(self._window) or not _stands(self._page):
            return
        now = keyboard_in(self._window)
        if _stands(self._opener):
            self._opener.setFocus()
        elif now is None or not now.isVisible() or not self._page.isAncestorOf(now):
            self._page.setFocus()


def _stands(widget: QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.isVisible()


def _page_of(widget: QWidget | None) -> QWidget | None:
    """The page around a widget; its window when there is none."""
    parent = widget
    while parent is not None and parent.objectName() != "page" and not parent.isWindow():
        parent = parent.parentWidget()
    return parent
