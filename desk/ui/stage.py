"""Where the window shows its pages: one at a time, the others thrown away."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication, QStackedWidget

from desk.ui.context import Context
from desk.ui.page import Page

Registry = Mapping[str, Callable[[Context], Page]]


class Stage(QStackedWidget):
    """Shows one page; of the pages left it keeps only those in which words were being typed."""

    def __init__(self, pages: Registry, go_back: Callable[[], object]) -> None:
        super().__init__()
        self._pages, self._go_back = pages, go_back
        self.kept: dict[str, Page] = {}

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def leave(self) -> Page | None:
        """Have the page shown write what is pending, and take the focus from it; None when there is none."""
        if not self.count():
            return None
        self.page.leave()
        focused = QApplication.focusWidget()
        if focused is not None and self.page.isAncestorOf(focused):
            self.setFocus()  # before it is hidden, lest Qt hand the focus to whatever comes next
        return self.page

    def show_page(self, target: str, context: Context, left: Page | None) -> Page:
        """Show the page of that name, built for this visit unless it was kept; `left` is thrown away."""
        page = self.kept.get(target) or self._built(target, context)
        self.setCurrentWidget(page)
        if left is not None and left is not page and not left.has_words():
            self._throw_away(left)
        return page

    def _built(self, target: str, context: Context) -> Page:
        page = self.kept[target] = self._pages[target](context)
        page.way_back.clicked.connect(self._go_back)
        self.addWidget(page)
        return page

    def _throw_away(self, page: Page) -> None:
        """A page not shown would keep some 3 MB for nothing."""
        self.kept = {name: kept for name, kept in self.kept.items() if kept is not page}
        self.removeWidget(page)
        page.hide()
        page.deleteLater()
