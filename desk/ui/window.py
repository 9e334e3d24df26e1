"""The window: navigation at the left, the message of the moment, one page at a time."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget

from desk import paths
from desk.notebook import people
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.bands import bands
from desk.ui.context import Context, Documents, Settings
from desk.ui.menu import build_menu
from desk.ui.navigation import SECTIONS, Navigation
from desk.ui.page import Page
from desk.ui.pages import PAGES
from desk.ui.redress import undress
from desk.ui.runner import Runner
from desk.ui.stage import Registry, Stage
from desk.ui.unsaved import Unsaved
from desk.ui.unsaved_band import UnsavedBand
from desk.ui.way_back import WayBack, focus
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.focus import keyboard_in, reveal_focus
from desk.ui.widgets.layout import column
from desk.ui.widgets.messages import MessageBar

if TYPE_CHECKING:
    from desk.notebook.book import Notebook

FOLD_WIDTH, FOLD_HEIGHT = 1000, 410


class Window(QMainWindow):
    """Shows one notebook. `settings` keeps « theme » and « scale ».

    Signals: `open_requested`, `new_requested`, `export_requested`, `received_requested` from the menu;
    `restore_requested(object)` a copy to go back to; `write_requested` where the notebook is only read;
    `closed` after the last writing.
    """

    open_requested = Signal()
    new_requested = Signal()
    export_requested = Signal()
    received_requested = Signal()
    restore_requested = Signal(object)
    write_requested = Signal()
    closed = Signal()

    def __init__(
        self, book: "Notebook", child: Documents, settings: Settings, pages: Registry = PAGES
    ) -> None:
        super().__init__()
        self.book, self.child, self.settings, self.pages = book, child, settings, pages
        self.runner = Runner(book, self)
        self.runner.changed.connect(self._refresh)
        self.runner.saved.connect(self._saved)
        self.unsaved = Unsaved(self)
        self.runner.failed.connect(self.unsaved.failed)
        self.runner.confirmed.connect(self._confirmed)
        self._saved_at: datetime | None = None
        self._place: tuple[str, dict[str, str]] = (next(iter(pages)), {})
        self.way = WayBack(self)
        self.may_leave = self.unsaved.may_leave
        self.setWindowIcon(QIcon(str(paths.resources() / "icons" / "binome.svg")))
        self.setMinimumSize(QSize(480, 360))
        self.resize(1180, 720)
        self.menu = build_menu(self)
        self._dress()
        for index, (name, _label) in enumerate(SECTIONS, start=1):
            QShortcut(QKeySequence(f"Ctrl+{index}"), self, partial(self.way.begin, name))
        QShortcut(QKeySequence("Alt+Left"), self, self.way.go_back)

    def _dress(self) -> None:
        """Make everything that has a size or a colour: at the start, and when the look changes."""
        self.navigation, self.messages = Navigation(), MessageBar()
        self.stack = Stage(self.pages, self.way.go_back)
        self.context = Context(
            self.book, self.runner, self.messages, self.go, self.child, self.settings, self.step_scale,
            self.restore_requested.emit,
        )  # fmt: skip
        self.navigation.chosen.connect(self.way.begin)
        self.navigation.set_menu(self.menu)
        content = QWidget()
        content.setObjectName("content")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = column(content, 0)
        natural = bands(self.book, self.new_requested.emit, self.write_requested.emit)
        for band in (*natural, UnsavedBand(self.unsaved)):
            inside.addWidget(band)
        inside.addWidget(self.stack, 1)
        self.messages.lie_over(content)
        body = QWidget()
        sides = QHBoxLayout(body)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(self.navigation)
        sides.addWidget(content, 1)
        self.setCentralWidget(body)
        body.show()  # at once: shortcuts of a menu need its button visible
        self._show_commune()
        if self._saved_at is not None:
            self.navigation.saved.saved(self._saved_at)
        self._fold()

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.stack.page

    def go(self, target: str, /, **arguments: str) -> None:
        """Leave the page shown and enter another, built for this visit unless it kept words being typed."""
        if self.stack.count():
            if not self.may_leave(whole=False):
                self.navigation.set_current(self.page.section)
                return
            self.messages.page_changed()
            arguments = self.way.leaving(self._place, target, arguments)
        left = self.stack.leave()
        self._place = (target, arguments)
        page = self.stack.show_page(target, self.context, left)
        page.scroller.verticalScrollBar().setValue(0)
        page.enter(**arguments)
        self.way.show(page)
        self._show_place(page)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's name and argument
        """From the navigation into a page that is scrolled: Qt brings into view only from inside."""
        moved = super().focusNextPrevChild(forward)
        focused = keyboard_in(self)
        if self.stack.count() and focused is not None and self.page.isAncestorOf(focused):
            reveal_focus(self.page)
        return moved

    def _show_place(self, page: Page) -> None:
        title = page.title()
        page.setAccessibleName(title)
        self.navigation.set_current(page.section)
        self._show_title()
        if QApplication.focusWidget() in (None, self, self.stack):
            page.setFocus()
        announce(page, title)

    def _refresh(self, topics: frozenset[Topic]) -> None:
        if Topic.COMMUNE in topics or Topic.COPIES in topics:
            self._show_commune()
        if self.stack.count() and topics & self.page.topics:
            self.page.update_shown()
            self._show_title()

    def _saved(self, moment: datetime) -> None:
        self._saved_at = moment
        self.navigation.saved.saved(moment)

    def _confirmed(self, text: str) -> None:
        self.messages.confirm(text)

    def _show_commune(self) -> None:
        self.navigation.set_commune(people.commune(self.book).name)
        self.navigation.set_copy(self.book.verified_copy, self.book.today)
        self._show_title()

    def _show_title(self) -> None:
        names = [people.commune(self.book).name, "Binôme"]
        if self.stack.count():
            names.insert(0, self.page.title())
        self.setWindowTitle(" — ".join(names))

    def set_mode(self, mode: str) -> None:
        """Another look, one of theme.MODES."""
        self.set_look(mode, theme.scale())

    def set_scale(self, scale: float) -> None:
        """Another text size, 1.0 to 2.0."""
        self.set_look(theme.mode(), scale)

    def step_scale(self, step: int) -> None:
        """One size larger (1) or smaller (-1)."""
        place = min(range(len(theme.SCALES)), key=lambda index: abs(theme.SCALES[index] - theme.scale()))
        self.set_scale(theme.SCALES[min(max(place + step, 0), len(theme.SCALES) - 1)])

    def set_look(self, mode: str, scale: float) -> None:
        """Put on a look and a text size, and show the same place again, the keyboard where it was."""
        if not self.may_leave():
            return
        target, arguments = self._place
        focused = keyboard_in(self)
        name = focused.objectName() if focused is not None else ""
        if self.stack.count():
            arguments = arguments | self.page.place_arguments()
            self.page.leave()
        undress(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, mode, scale)
        self.settings.set("theme", mode)
        self.settings.set("scale", str(theme.scale()))
        self._dress()
        self.go(target, **arguments)
        focus(self.page, name)

    def help(self) -> None:
        """F1: the guide about the subject of this screen, over it: Escape comes back to the very field."""
        from desk.ui.dialogs.reading import help_on

        help_on(self)

    def print_page(self) -> None:
        """Ctrl+P, where the page can."""
        if self.page.can_print:
            self.page.print_page()
        else:
            self.messages.note(
                "Cet écran ne s’imprime pas. S’impriment : la journée (Aujourd’hui) ; dans Guide, le livret, "
                "les pages, « Qui fait quoi », le calendrier, les parcours et « Mon CDG » ; dans Regards "
                "croisés, les feuilles, et vos deux regards une fois ouverts ; dans Nos points, l’ordre du "
                "jour, le relevé, ce qui est convenu et les actions ; dans Bilan, le bilan."
            )

    def about(self) -> None:
        """What this program is."""
        from desk.ui.dialogs.about import show

        show(self, self.book.guide)

    def _fold(self) -> None:
        narrow = self.width() < theme.px(FOLD_WIDTH) or self.height() < theme.px(FOLD_HEIGHT)
        self.navigation.set_narrow(narrow=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the navigation."""
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nobody took scroll the page."""
        if self.stack.count():
            self.page.keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is pending, then tell; stay when it could not be written and the person stays."""
        if not self.unsaved.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()
