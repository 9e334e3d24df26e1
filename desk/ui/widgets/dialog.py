"""A dialog in the program's own look: a title, a body that scrolls if it must, explicit verbs below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.buttons import Button, DangerButton, PrimaryButton
from desk.ui.widgets.layout import FlowRow, VerticalScroll, column
from desk.ui.widgets.text import Heading


class Dialog(QDialog):
    """Put things in `.column`, then call `set_actions`; `width` in px before scaling.

    Escape and « Annuler » refuse; Enter in a field accepts through the primary button.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(typographic(title))
        self.setAccessibleName(typographic(title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._width = width
        outer = column(self, 0)
        self._scroller = VerticalScroll(12, (28, 24, 28, 12))
        self.column = self._scroller.column
        self.heading = Heading(title, 2)
        self.column.addWidget(self.heading)
        self._footer = FlowRow(spacing=12)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(28), theme.px(12), theme.px(28), theme.px(20))
        foot.addWidget(self._footer)
        outer.addWidget(self._scroller, 1)
        outer.addLayout(foot)
        self.primary: Button | None = None

    def set_actions(self, accept: str, refuse: str = "Annuler", *, danger: bool = False) -> None:
        """Put the verbs: what is done, and how to leave without doing it ("" for none)."""
        made = DangerButton(accept, self.accept) if danger else PrimaryButton(accept, self.accept)
        self.primary = made
        made.setDefault(not danger)
        self._footer.add(made)
        if refuse:
            leave = Button(refuse, self.reject)
            self._footer.add(leave)
            if danger:
                leave.setFocus()

    def sizeHint(self) -> QSize:
        """As wide as asked, as high as its content, within the screen."""
        wanted = theme.px(self._width)
        room = self.screen().availableSize() * 0.95
        width = min(wanted, room.width())
        inside = self._scroller.inside
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        height += self._footer.flow.heightForWidth(width - theme.px(56)) + theme.px(34)
        return QSize(width, min(height, room.height()))
