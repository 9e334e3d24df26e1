"""The pages of a scanned sheet, to be read while it is typed in: one at a time, larger at will."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Text

SIZES = (1.0, 1.5, 2.2, 3.2)
_LOWEST, _HIGHEST, _AROUND = 170, 460, 250


class Sheet(QWidget):
    """One page, as wide as asked."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName("Page")
        self._image = QImage()

    def show_page(self, image: QImage, width: int) -> None:
        """Paint this page at that width."""
        self._image = image
        self.setFixedSize(QSize(width, round(width * image.height() / image.width())))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, smoothly reduced."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)


class PagePictures(QWidget):
    """Pages to look at; keys reach it through `takes`, whatever has the keyboard."""

    def __init__(self, pages: Sequence[QImage]) -> None:
        super().__init__()
        self._pages, self._place, self._size = list(pages), 0, 0
        self.sheet = Sheet()
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.StyledPanel)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.sheet)
        room = self.screen().availableSize().height() - theme.px(_AROUND)
        self.area.setFixedHeight(max(_LOWEST, min(room, theme.px(_HIGHEST))))
        self.where = Text("", "caption")
        self.before = Button("Page précédente", lambda: self.turn(-1))
        self.after = Button("Page suivante", lambda: self.turn(1))
        self.smaller = Button("Réduire", lambda: self.zoom(-1))
        self.larger = Button("Agrandir", lambda: self.zoom(1))
        self.turned = Button("Tourner", self.turn_round)
        inside = column(self, 8)
        inside.addWidget(self.where)
        inside.addWidget(self.area)
        inside.addWidget(FlowRow(self.larger, self.smaller, self.turned, self.before, self.after, spacing=8))
        for each in (self.before, self.after, self.smaller, self.larger, self.turned):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where one types
        for each in (self.before, self.after):
            each.setVisible(len(self._pages) > 1)
        self._show()

    def turn(self, offset: int) -> None:
        """Go to a page before or after; nothing at the ends."""
        wanted = max(0, min(len(self._pages) - 1, self._place + offset))
        if wanted == self._place:
            return
        self._place = wanted
        self._show()
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.minimum() if offset > 0 else bar.maximum())

    def turn_round(self) -> None:
        """A quarter of a turn: a photo may come lying on its side."""
        self._pages[self._place] = self._pages[self._place].transformed(QTransform().rotate(90))
        self._show()

    def zoom(self, offset: int) -> None:
        """Larger or smaller, within bounds."""
        self._size = max(0, min(len(SIZES) - 1, self._size + offset))
        self._show()

    def takes(self, event: QKeyEvent) -> bool:
        """Arrows and Page keys move over the pages, Ctrl with + or - sizes them; False for any other key."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            offset = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(
                Qt.Key(event.key()), 0
            )
            self.zoom(offset)
            return offset != 0
        return self._moves(Qt.Key(event.key()))

    def _moves(self, key: Qt.Key) -> bool:
        upright, sideways = self.area.verticalScrollBar(), self.area.horizontalScrollBar()
        step = self.area.height() // 4
        moves = {
            Qt.Key.Key_Down: (upright, step),
            Qt.Key.Key_Up: (upright, -step),
            Qt.Key.Key_PageDown: (upright, step * 3),
            Qt.Key.Key_PageUp: (upright, -step * 3),
            Qt.Key.Key_Right: (sideways, step),
            Qt.Key.Key_Left: (sideways, -step),
        }
        if key not in moves:
            return False
        bar, offset = moves[key]
        ended = bar.value() == (bar.maximum() if offset > 0 else bar.minimum())
        bar.setValue(bar.value() + offset)
        if ended and bar is upright:
            self.turn(1 if offset > 0 else -1)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as there is room for, times the size chosen."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if not self._pages:
            return
        bar = self.area.verticalScrollBar().sizeHint().width()
        width = max(theme.px(200), self.area.width() - bar - 2 * self.area.frameWidth())
        self.sheet.show_page(self._pages[self._place], round(width * SIZES[self._size]))
        told = typographic(f"Page {self._place + 1} sur {len(self._pages)}")
        self.sheet.setAccessibleName(told)
        self.where.set_text(f"{told} · flèches : déplacer · Ctrl et + ou - : agrandir, réduire")
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(self._pages) - 1)
        self.smaller.setEnabled(self._size > 0)
        self.larger.setEnabled(self._size < len(SIZES) - 1)
