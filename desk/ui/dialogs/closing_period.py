"""Saying when the mairie is closed, so that no point is proposed then."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.core.rhythm import Closing
from desk.notebook import rhythm
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextField
from desk.ui.widgets.text import Text

LEAD = "Aucun point ne sera proposé ces jours-là. Ceux qui sont déjà prévus restent à leur date."
_ONE_DAY = "JJ/MM/AAAA ; vide : un seul jour"
_BEFORE = "Le dernier jour est avant le premier."
_LONG = "Cette fermeture dure plus d’un an. Vérifiez l’année."


class ClosingDialog(Dialog):
    """The first and the last closed day, and what it is; with `closing`, the one to correct."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, closing: Closing | None = None
    ) -> None:
        title = "Modifier une fermeture" if closing else "Ajouter une fermeture"
        super().__init__(title, parent, width=560)
        self._context, self._closing = context, closing
        today = context.book.today
        self.first = DateField("Premier jour fermé", closing.first if closing else None, today=today)
        self.last = DateField(
            "Dernier jour fermé", closing.last if closing else None, today=today, hint=_ONE_DAY
        )
        self.label = TextField(
            "Intitulé (facultatif)", closing.label if closing else "", placeholder="congés de fin d’année"
        )
        line = QHBoxLayout()
        line.setSpacing(theme.px(24))
        for field in (self.first, self.last):
            line.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.column.addWidget(self.label)
        self.column.addWidget(Text(LEAD, "soft"))
        self.set_actions("Enregistrer la fermeture" if closing else "Ajouter cette fermeture")
        self.first.setFocus()

    def accept(self) -> None:
        """Write it, when both days are right."""
        last_is_right = self.last.check()
        if not self.first.check(required=True) or not last_is_right:
            (self.last if not last_is_right else self.first).setFocus()
            return
        first = self.first.value()
        last = self.last.value() or first
        if first is None or last is None:
            return
        problem = _BEFORE if last < first else _LONG if (last - first).days > rhythm.LONGEST_CLOSING else ""
        self.last.set_error(problem)
        if problem:
            self.last.setFocus()
            return
        book, label = self._context.book, self.label.text()
        if self._closing is None:
            write = partial(rhythm.add_closing, book, first, last, label)
        else:
            write = partial(rhythm.change_closing, book, self._closing.id, first, last, label)
        if self._context.runner.do(write) is not None:
            super().accept()


def add_closing(context: Context, parent: QWidget) -> None:
    """Let a person say when the mairie is closed."""
    _run(ClosingDialog(context, parent.window()))


def change_closing(context: Context, closing: Closing, parent: QWidget) -> None:
    """Let a person correct it."""
    _run(ClosingDialog(context, parent.window(), closing=closing))


def _run(dialog: ClosingDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
