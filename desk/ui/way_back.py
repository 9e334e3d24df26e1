"""The way back: the screens one came through, where the keyboard was there, and where one was reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

if TYPE_CHECKING:
    from desk.ui.page import Page
    from desk.ui.window import Window

MOST, _LONGEST = 30, 28
_TRIES, _TURN_MS = 20, 10
_PASSING = frozenset({"anchor", "words", "session"})
"""Arguments that say where on a screen, or open it once: the screen is the same without them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A screen that was left: what it was given, its title, what had the keyboard, how far it scrolled."""

    target: str
    arguments: Mapping[str, str]
    title: str
    focus: str
    scroll: int

    @property
    def short_title(self) -> str:
        """A title that fits in a button."""
        if len(self.title) <= _LONGEST:
            return self.title
        return self.title[: self.title.rfind(" ", 0, _LONGEST)] + " …"


class WayBack:
    """Keeps the places left, newest last. A section begins anew; going where one came from goes back."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._left: list[Place] = []

    def begin(self, section: str) -> None:
        """Go to a section, from which there is no way back."""
        self._left.clear()
        self._window.go(section)
        self._left.clear()
        self._window.page.show_way_back("")

    def leaving(
        self, shown: tuple[str, Mapping[str, str]], target: str, arguments: dict[str, str]
    ) -> dict[str, str]:
        """Remember the screen shown, about to be left, unless it is the same one or leads where one was.

        What to enter `target` with: where one was, without more being said, it is what it was left with.
        """
        name, given = shown
        last = self._left[-1] if self._left else None
        if last is not None and last.target == target and not _lasting(arguments):
            self._left.pop()
            return {**last.arguments, **arguments}
        if last is not None and _same(last.target, last.arguments, target, arguments):
            self._left.pop()
        elif not _same(name, given, target, arguments):
            page = self._window.page
            scroll = page.scroller.verticalScrollBar().value()
            again = {key: value for key, value in page.place_arguments().items() if key not in _PASSING}
            left = Place(name, {**given, **again}, page.heading.text(), _focus_name(page), scroll)
            self._left = [*self._left, left][-MOST:]
        return arguments

    def show(self, page: "Page") -> None:
        """Say on a page where one came from."""
        page.show_way_back(self._left[-1].short_title if self._left else "")

    def go_back(self) -> None:
        """To the last screen left, at the same place; nothing when there is none."""
        if not self._left:
            return
        place = self._left.pop()
        kept = list(self._left)
        self._window.go(place.target, **place.arguments)
        self._left = kept
        page = self._window.page
        self.show(page)
        focus(page, place.focus)
        _scroll_to(page.scroller.verticalScrollBar(), place.scroll)


def focus(page: "Page", name: str) -> None:
    """Give the keyboard to what bears that name on a page, if it is still there."""
    found = [each for each in page.findChildren(QWidget, name) if each.isVisible()] if name else []
    if found:
        found[-1].setFocus()


def _scroll_to(bar: QScrollBar, place: int, tries: int = _TRIES) -> None:
    """A page made anew has its height only once its text is laid out, some turns of the loop later."""
    bar.setValue(place)
    if tries:
        QTimer.singleShot(
            _TURN_MS, bar, partial(_scroll_to, bar, place, tries - 1 if bar.value() != place else 0)
        )


def _focus_name(page: "Page") -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None and page.isAncestorOf(focused) else ""


def _same(one: str, its: Mapping[str, str], other: str, others: Mapping[str, str]) -> bool:
    return (one, _lasting(its)) == (other, _lasting(others))


def _lasting(arguments: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in arguments.items() if key not in _PASSING}
