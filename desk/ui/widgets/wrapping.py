"""Buttons with words beside a mark: the words wrap, and the focus is a ring around the box."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.core.wording import typographic
from desk.ui import theme

QWIDGETSIZE_MAX = 16_777_215  # Qt's own constant, which PySide does not export

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # a class of PySide's may not inherit from two Qt classes


class Wrapping(_Button):
    """A button whose words go to the next line where the width is short; Qt's own would be cut."""

    _words = ""

    def set_words(self, text: str) -> None:
        """What it says, and its accessible name."""
        self._words = typographic(text).replace("&", "&&")
        self.setText(self._words)
        self.setAccessibleName(typographic(text))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All on one line."""
        return QSize(self._around() + self._width(self._words), self.heightForWidth(QWIDGETSIZE_MAX))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        longest = max((self._width(word) for word in self._words.split(" ")), default=0)
        return QSize(self._around() + longest, self.heightForWidth(QWIDGETSIZE_MAX))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        shown, wanted = self.text().count("\n"), self._wrapped(width).count("\n")
        return super().sizeHint().height() + (wanted - shown) * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for this width."""
        super().resizeEvent(event)
        wrapped = self._wrapped(self.width())
        if wrapped != self.text():
            self.setText(wrapped)

    def _around(self) -> int:
        """What stands beside the words: box, spaces, borders."""
        return super().sizeHint().width() - max(self._width(line) for line in self.text().split("\n"))

    def _width(self, text: str) -> int:
        """Semibold, as when it is chosen, so that choosing moves nothing."""
        return QFontMetrics(theme.font(strong=True)).horizontalAdvance(text) + 2

    def _wrapped(self, width: int) -> str:
        room, lines = width - self._around(), [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if self._width(longer) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(lines)


def paint_ring(widget: QWidget) -> None:
    """The focus, around the box that the stylesheet draws smaller then: no mark of a choice looks like it."""
    if not widget.hasFocus():
        return
    thick = theme.px(2)
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("elu"), thick))
    around = QRectF(widget.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.drawRoundedRect(around, theme.px(9), theme.px(9))
