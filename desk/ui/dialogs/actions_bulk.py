"""What is asked once for several actions: a day, or a person."""

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.errors import UserError
from desk.core.text import required
from desk.core.wording import capital, counted, noun
from desk.ui.context import Context
from desk.ui.dialogs.line import ask_line
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextField
from desk.ui.widgets.text import Text

OTHER = "autre"
ENDED = "Celles qui sont faites ou abandonnées restent comme elles sont."
DROPPED = "Une action abandonnée reste lisible avec sa raison ; elle ne revient plus à l’ordre du jour."


class DayDialog(Dialog):
    """Another day for so many actions."""

    def __init__(self, context: Context, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"Reporter {counted(number, 'action')}", parent)
        self._book = context.book
        self.day = DateField("Pour quand ?", today=context.book.today)
        self.column.addWidget(self.day)
        self.column.addWidget(Text(ENDED, "soft"))
        self.set_actions("Reporter")
        self.day.setFocus()

    def accept(self) -> None:
        """Take the day when it is one to come."""
        from desk.notebook import log

        if not self.day.check(required=True):
            self.day.setFocus()
            return
        try:
            log.check_to_come(self._book, self.day.value())
        except UserError as problem:
            self.day.set_error(problem.message)
            self.day.setFocus()
            return
        super().accept()


class OwnerDialog(Dialog):
    """One person for so many actions."""

    def __init__(self, context: Context, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"Confier {counted(number, 'action')}", parent, width=560)
        from desk.notebook import people

        pair = people.pair(context.book)
        options = [(each.id, capital(noun(each, short=True))) for each in (pair.elu, pair.sgm)]
        self.owner = ChoiceGroup("Qui s’en charge ?", [*options, (OTHER, "Une autre personne")])
        self.name = TextField("Nom de la personne", width=260)
        self.name.hide()
        self.owner.chosen.connect(lambda value: self.name.setVisible(value == OTHER))
        for part in (self.owner, self.name, Text(ENDED, "soft")):
            self.column.addWidget(part)
        self.set_actions("Confier")
        self.owner.setFocus()

    def accept(self) -> None:
        """Take the person when there is one."""
        if self.owner.value() is None:
            self.owner.set_error("Choisissez qui s’en charge : une seule personne.")
            self.owner.setFocus()
        elif self.owner.value() != OTHER or self._is_named():
            super().accept()

    def chosen(self) -> tuple[str, str]:
        """The id of a person of the pair, or else a name."""
        value = self.owner.value() or ""
        return ("", self.name.text()) if value == OTHER else (value, "")

    def _is_named(self) -> bool:
        try:
            required(self.name.text(), "Le nom de la personne")
        except UserError as problem:
            self.name.set_error(problem.message)
            self.name.setFocus()
            return False
        return True


def ask_reason(number: int, parent: QWidget) -> str | None:
    """Why they are dropped, one reason for all; None when they give up."""
    said = counted(number, "action")
    label = "Pour quelle raison ?"
    what = "La raison de l’abandon"
    return ask_line(parent, f"Abandonner {said}", label, what, "Abandonner", note=DROPPED)


def ask_day(context: Context, number: int, parent: QWidget) -> DayDialog | None:
    """The dialog answered, or None when they give up."""
    dialog = DayDialog(context, number, parent.window())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog if accepted else None


def ask_owner(context: Context, number: int, parent: QWidget) -> OwnerDialog | None:
    """The dialog answered, or None when they give up."""
    dialog = OwnerDialog(context, number, parent.window())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog if accepted else None
