"""« Historique »: what became of an action, day by day, and the ways back to where it comes from."""

from PySide6.QtWidgets import QGridLayout, QWidget

from desk.core.action_history import HistoryLine
from desk.core.meetings import Action
from desk.core.wording import capital, long_date
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text

KEPT = "Une ligne par jour de changement : l’état du soir."


class HistoryDialog(Dialog):
    """Dated sentences, oldest first; nothing in it is counted."""

    def __init__(self, context: Context, action: Action, parent: QWidget | None = None) -> None:
        super().__init__("Historique de l’action", parent, width=600)
        from desk.notebook import action_history

        self.lines = action_history.of(context.book, action.id)
        self.column.addWidget(Text(action.text, "strong"))
        self.column.addWidget(_table(self.lines))
        self.column.addWidget(Text(KEPT, "caption"))
        self.set_actions("Fermer", "")
        if self.primary is not None:
            self.primary.setFocus()


def show_history(context: Context, action: Action, parent: QWidget) -> None:
    """Show what became of it."""
    dialog = HistoryDialog(context, action, parent.window())
    dialog.exec()
    dialog.deleteLater()


def _table(lines: list[HistoryLine]) -> QWidget:
    """The days under one another, each with its sentence; read aloud as « 3 novembre 2026 : créée… »."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(8))
    grid.setColumnStretch(1, 1)
    for place, line in enumerate(lines):
        day, text = Text(long_date(line.day), "soft"), Text(capital(line.text))
        day.setWordWrap(False)
        text.setAccessibleName(f"{long_date(line.day)} : {line.text}")
        grid.addWidget(day, place, 0)
        grid.addWidget(text, place, 1)
    return box
