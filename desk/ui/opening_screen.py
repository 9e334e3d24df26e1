"""The program when no carnet is open because the one asked for did not simply open: a screen of its own."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desk import paths
from desk.notebook.trouble import Trouble
from desk.ui import theme
from desk.ui.context import Settings
from desk.ui.menu import build_opening_menu
from desk.ui.navigation import Navigation
from desk.ui.offers import worded
from desk.ui.opening_view import TroubleView
from desk.ui.opening_words import Choice
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow, VerticalScroll, clear, column, narrowed
from desk.ui.widgets.messages import MessageBar
from desk.ui.widgets.text import Heading

if TYPE_CHECKING:
    from desk.notebook.safety import Offer

WIDTH = 760
FOLD_WIDTH, FOLD_HEIGHT = 1000, 410


class OpeningScreen(QWidget):
    """One of the steps of an opening, told with its ways out. Escape does nothing here: nothing is asked.

    Signals: `chosen(object)` a Choice; `open_requested`, `new_requested`, `received_requested` from the menu.
    `offer()` is the copy chosen; `settings` keeps « theme » and « scale ».
    """

    chosen = Signal(object)
    open_requested = Signal()
    new_requested = Signal()
    received_requested = Signal()

    def __init__(self, trouble: Trouble, offers: "Sequence[Offer]", today: date, settings: Settings) -> None:
        super().__init__()
        self.trouble, self.settings = trouble, settings
        self._offers, self._today = list(offers), today
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowIcon(QIcon(str(paths.resources() / "icons" / "binome.svg")))
        self.setMinimumSize(QSize(480, 360))
        self.resize(1180, 720)
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self.menu = build_opening_menu(self)
        QShortcut(QKeySequence("F5"), self, self._retry)
        self._dress()

    def _dress(self) -> None:
        """Make everything that has a size or a colour: at the start, and when the look changes."""
        self.navigation, self.messages = Navigation(()), MessageBar()
        self.navigation.set_commune(self.trouble.path.stem)
        self.navigation.set_menu(self.menu)
        body = QWidget()
        self._body = column(body, 0)
        self._body.addWidget(self.messages)  # above: lying over the screen, it would hide its title
        scroll = VerticalScroll(16, (32, 24, 32, 16))
        self.view = TroubleView(self.trouble, self._offers, self._today)
        self.heading = Heading(self.view.told.title, 1)
        shown = QWidget()
        stack = column(shown, 16)
        stack.addWidget(self.heading)
        stack.addWidget(self.view)
        self._scrolled = scroll.column
        self._scrolled.addWidget(narrowed(shown, theme.px(WIDTH)))
        self._body.addWidget(scroll, 1)
        self.buttons = self.view.buttons(self.chosen.emit)
        self._verbs = FlowRow(*self.buttons)
        self._foot = QWidget()
        self._footer = column(self._foot, 0, (32, 8, 32, 20))
        self._sides.addWidget(self.navigation)
        self._sides.addWidget(body, 1)
        self.setWindowTitle(f"{self.heading.text()} — Binôme")
        self._fold()
        self.view.offers.setFocus() if self.view.is_restoring else self.buttons[0].setFocus()

    def offer(self) -> "Offer | None":
        """The copy chosen in the list."""
        return self.view.offers.offer()

    def show_offers(self, offers: "Sequence[Offer]") -> None:
        """Show the copies there are now: one was found elsewhere, and is chosen."""
        more = len(offers) > len(self._offers)
        self._offers = list(offers)
        self._undress()
        self._dress()
        if more:
            self.messages.note(f"Copie trouvée : {worded(offers[0])}")

    def say_tried(self, said: str) -> None:
        """The same screen again: say so; the keyboard stays on « Réessayer », for the next time."""
        self.messages.note(said)
        for button in self.buttons:
            if button.objectName() == Choice.RETRY:
                button.setFocus()

    def step_scale(self, step: int) -> None:
        """One size larger (1) or smaller (-1)."""
        place = min(range(len(theme.SCALES)), key=lambda index: abs(theme.SCALES[index] - theme.scale()))
        self.set_scale(theme.SCALES[min(max(place + step, 0), len(theme.SCALES) - 1)])

    def set_scale(self, scale: float) -> None:
        """Another text size, 1.0 to 2.0."""
        self.set_look(theme.mode(), scale)

    def set_mode(self, mode: str) -> None:
        """Another look, one of theme.MODES."""
        self.set_look(mode, theme.scale())

    def set_look(self, mode: str, scale: float) -> None:
        """Put on a look and a text size; the same screen again."""
        self._undress()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, mode, scale)
        self.settings.set("theme", mode)
        self.settings.set("scale", str(theme.scale()))
        self._dress()

    def _undress(self) -> None:
        clear(self._sides)

    def _retry(self) -> None:
        if Choice.RETRY in self.view.told.choices:
            self.chosen.emit(Choice.RETRY)

    def _fold(self) -> None:
        narrow = self.width() < theme.px(FOLD_WIDTH) or self.height() < theme.px(FOLD_HEIGHT)
        self.navigation.set_narrow(narrow=narrow)
        self._place_verbs()

    def _place_verbs(self) -> None:
        """At the foot, always in sight; at a very large text, after what is to be read before them."""
        room = self.width() - self.navigation.width() - theme.px(64)
        low = self._verbs.flow.heightForWidth(room) + theme.px(28) <= self.height() // 4
        if low:
            self._footer.addWidget(self._verbs)
            self._body.addWidget(self._foot)
        elif self.view.is_restoring:
            self._scrolled.addWidget(self._verbs)
        else:
            self.view.stack.insertWidget(1, self._verbs)  # the copies are for later: the verbs come before
        self._foot.setVisible(low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the left side."""
        super().resizeEvent(event)
        self._fold()


class TroubleDialog(Dialog):
    """The same over a carnet that is open, and stays open: another one was asked for and does not open.

    `choice` is what was chosen, None to stay where one is; `here` names the carnet that is open.
    """

    def __init__(
        self, trouble: Trouble, offers: "Sequence[Offer]", today: date, here: str, parent: QWidget
    ) -> None:
        self.view = TroubleView(trouble, offers, today)
        super().__init__(self.view.told.title, parent, width=WIDTH)
        self.choice: Choice | None = None
        self.column.addWidget(self.view)
        stay = PrimaryButton(f"Rester dans « {here} »" if here else "Rester ici", self.reject)
        stay.setObjectName("stay")
        first, *others = self.view.buttons(self._choose, over=True)
        self.column.addWidget(FlowRow(*others))
        for button in (stay, first):
            self._footer.add(button)
        stay.setDefault(True)
        stay.setFocus()

    def offer(self) -> "Offer | None":
        """The copy chosen in the list."""
        return self.view.offers.offer()

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
