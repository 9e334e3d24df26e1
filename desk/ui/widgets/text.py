"""Headings, text, tags, dividers."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desk.core.wording import typographic
from desk.ui.widgets.accessible import set_role

_HEADING_KINDS = {1: "title", 2: "heading", 3: "subheading"}
_ANYWHERE = "\u200b"  # a place to break that has no width
_KEPT = frozenset("@/\\" + _ANYWHERE)
_LONG = re.compile(r"\S{28,}")
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


def breakable(text: str) -> str:
    """The text, where a word too long for any line may go on below; addresses and paths stay whole."""
    return _LONG.sub(lambda word: word[0] if _KEPT & set(word[0]) else _ANYWHERE.join(word[0]), text)


class Text(QLabel):
    """A wrapping text, plain unless it has links; French spaces are put by itself.

    `kind` is "" (ink), "soft", "caption", "strong", "label" or "problem".
    """

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setProperty("kind", kind)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change what it says."""
        shown = typographic(text)
        self.setText(breakable(shown))
        self.setAccessibleName(shown)

    def set_rich(self, html: str, plain: str, follow: Callable[[str], object] | None = None) -> None:
        """Show our own small HTML (bold, italic, links); `follow` gets a link's target.

        `html` is made by the caller, who escapes what came from a person.
        """
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(html)
        self.setAccessibleName(plain)
        if follow is not None:
            self.setTextInteractionFlags(_LINKS | Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.linkActivated.connect(follow)


class Heading(Text):
    """A title with the heading role; `level` 1 is the page's, 2 a card's or section's, 3 below."""

    def __init__(self, text: str, level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(text, _HEADING_KINDS[level], parent)
        self.level = level
        set_role(self, QAccessible.Role.Heading)


class Tag(QLabel):
    """A short word on a tinted ground; never the only bearer of a meaning."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(typographic(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "tag")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Divider(QFrame):
    """A light horizontal line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "divider")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
