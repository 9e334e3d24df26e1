"""A dialog in the program's own look: a title, a body that scrolls if it must, explicit verbs below."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.buttons import Button, DangerButton, PrimaryButton
from desk.ui.widgets.focus import FocusPlace, reveal_focus
from desk.ui.widgets.layout import FlowRow, VerticalScroll, column
from desk.ui.widgets.scrolling import scrolls
from desk.ui.widgets.text import Heading

_SIDE = 28


class Dialog(QDialog):
    """Put things in `.column`, then call `set_actions`; `width` in px before scaling.

    Escape and « Annuler » refuse; Enter in a field accepts through the primary button. Keys that nothing
    inside wants scroll.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(typographic(title))
        self.setAccessibleName(typographic(title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._width = width
        outer = column(self, 0)
        self._scroller = VerticalScroll(12, (_SIDE, 24, _SIDE, 12))
        self.column = self._scroller.column
        self.heading = Heading(title, 2)
        self.column.addWidget(self.heading)
        self._footer = FlowRow(spacing=12)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(_SIDE), theme.px(12), theme.px(_SIDE), theme.px(20))
        foot.addWidget(self._footer)
        outer.addWidget(self._scroller, 1)
        outer.addLayout(foot)
        self.primary: Button | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._grow)
        self._scroller.inside.installEventFilter(self)

    def set_actions(
        self, accept: str, refuse: str = "Annuler", *, danger: bool = False, final: bool = False
    ) -> None:
        """Put the verbs: what is done, and how to leave without doing it ("" for none).

        `danger` takes something away, `final` cannot be taken back: Enter then refuses.
        """
        made = DangerButton(accept, self.accept) if danger else PrimaryButton(accept, self.accept)
        self.primary = made
        made.setDefault(not (danger or final))
        self._footer.add(made)
        if refuse:
            leave = Button(refuse, self.reject)
            self._footer.add(leave)
            if danger or final:
                leave.setDefault(True)
                leave.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's name and argument
        """Tab from the verbs into the body: Qt scrolls only to what follows something inside."""
        moved = super().focusNextPrevChild(forward)
        reveal_focus(self)
        return moved

    def show_top(self) -> None:
        """Scroll to the first lines once all has its place: what is said there must be seen."""
        QTimer.singleShot(0, self, lambda: self._scroller.verticalScrollBar().setValue(0))

    def sizeHint(self) -> QSize:
        """As wide as asked, as high as its content, within the screen."""
        room = self.screen().availableSize() * 0.95
        width = min(theme.px(self._width), room.width())
        return QSize(width, min(self._needed(width), room.height()))

    def _needed(self, width: int) -> int:
        """The height of all of it at that width."""
        inside = self._scroller.inside
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        footer = self._footer.flow.heightForWidth(width - theme.px(_SIDE) * 2)
        return height + footer + theme.px(12) + theme.px(20)

    def exec(self) -> int:
        """Ask; the keyboard then goes back to what opened it."""
        place = FocusPlace(self.parentWidget())
        answer = super().exec()
        place.give_back()
        return answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageDown or End on a button, PageDown in a line of text: all above the verbs can be read.

        F9 over something confidential leaves the dialog, and hides all that lies below.
        """
        if event.key() == Qt.Key.Key_F9 and self.confidential_below():
            below = self.confidential_below()
            self.reject()
            for each in below:
                each.cover()
        elif not scrolls(self._scroller, event):
            super().keyPressEvent(event)

    def confidential_below(self) -> list[Any]:
        """The dialogs below, then the window's page, that hold something to hide; each has `cover()`."""
        found: list[Any] = []
        window: QWidget = self
        while (below := window.parentWidget()) is not None:
            window = below.window()
            found.append(window)
        found.append(getattr(window, "page", None))
        return [each for each in found if getattr(each, "is_confidential", False)]

    def showEvent(self, event: QShowEvent) -> None:
        """Open at the height of the content: Qt's own guess stops at two thirds of the screen."""
        if not event.spontaneous():
            for part in self.findChildren(QWidget):
                part.ensurePolished()  # sizes are told right only once dressed
            self.resize(self.sizeHint())
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No scroll bar where all fits: one that came in passing would narrow the rows and so stay."""
        super().resizeEvent(event)
        self._settle_bar()

    def _settle_bar(self) -> None:
        fits = self._needed(self.width()) <= self.height()
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroller.setVerticalScrollBarPolicy(off if fits else needed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What appears later, an error for instance, makes the dialog higher."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._timer.start()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Never shorter, never past the bottom of the screen; beyond, the focus is scrolled to."""
        needed = self.sizeHint().height()
        if needed > self.height():
            self.resize(self.width(), needed)
            room = self.screen().availableGeometry()
            over = self.frameGeometry().bottom() - room.bottom()
            if over > 0:
                self.move(self.x(), max(room.top(), self.y() - over))
        self._settle_bar()
        reveal_focus(self)
