"""Entering a date that no national rule gives, or correcting one."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.deadline import OWN_LABELS, OwnKind
from desk.core.own_dates import OwnDeadline
from desk.core.wording import capital
from desk.notebook import own_dates, people
from desk.ui.context import Context
from desk.ui.dialogs.line import checked_line
from desk.ui.dialogs.own_date_words import PAST, YEARLY, brings, notice_basis, notice_words
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextField
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

_KINDS = [(kind.value, capital(label)) for kind, label in OWN_LABELS.items()]
_TITLE = "L’intitulé de la date"
_OPTIONAL = "Facultatif : sans intitulé, ce qui est choisi ci-dessus en tient lieu"
_FURTHEST = timedelta(days=7 * 366)


class OwnDateDialog(Dialog):
    """What the date is, its day, and what it brings, said as it is typed; with `own`, the one to correct."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, own: OwnDeadline | None = None
    ) -> None:
        super().__init__("Modifier une date" if own else "Ajouter une date", parent, width=620)
        self._context, self._own = context, own
        self.kind = Select("De quoi s’agit-il ?", _KINDS, own.kind.value if own else OwnKind.COUNCIL.value)
        self.title = TextField("Intitulé", _typed(own), hint=_OPTIONAL)
        self.day = DateField("Date", own.on if own else None, today=context.book.today)
        self.yearly = CheckBox("Chaque année, à la même date", ticked=bool(own and own.yearly))
        self.brought = QWidget()
        self._brought = column(self.brought, 2)
        self.lines: list[Text] = []
        self._yearly = FlowRow(self.yearly)
        self.notice, self.basis = Text("", "strong"), Text("", "caption")
        for part in (
            self.kind, self.title, self.day, self._yearly, self.notice, self.basis, self.brought,
        ):  # fmt: skip
            self.column.addWidget(part)
        self.set_actions("Enregistrer la date" if own else "Ajouter cette date")
        self.kind.chosen.connect(lambda _value: self._tell())
        self.day.changed.connect(lambda _text: self._tell())
        self._tell()
        self.kind.setFocus()

    def accept(self) -> None:
        """Write it, when the date is one and has a name."""
        named = not self._needs_title() or checked_line(self.title, _TITLE) is not None
        if not self.day.check(required=True):
            self.day.setFocus()
            return
        day = self.day.value()
        if named and day is not None and self._is_likely(day) and self._write(day):
            super().accept()

    def chosen(self) -> OwnKind:
        """The kind in force."""
        return OwnKind(self.kind.value())

    def _needs_title(self) -> bool:
        return self.chosen() is OwnKind.OTHER or bool(self.title.text().strip())

    def _is_likely(self, day: date) -> bool:
        """A year typed wrongly is met here, not in the calendar."""
        if abs(day - self._context.book.today) <= _FURTHEST:
            return True
        self.day.set_error("Cette date est à plus de sept ans d’aujourd’hui. Vérifiez l’année.")
        self.day.setFocus()
        return False

    def _write(self, day: date) -> bool:
        runner, book, kind = self._context.runner, self._context.book, self.chosen()
        yearly = self.yearly.isChecked() and kind in YEARLY
        values = (self.title.text(), day, kind)
        if self._own is None:
            return runner.do(partial(own_dates.add, book, *values, yearly=yearly)) is not None
        return runner.do(partial(own_dates.edit, book, self._own.id, *values, yearly=yearly)) is not None

    def _tell(self) -> None:
        """Say what comes with the date, and whether its notice can still be sent."""
        book, kind, day = self._context.book, self.chosen(), self.day.value()
        rules = own_dates.brought(book, kind)
        self._yearly.setVisible(kind in YEARLY)
        self._list(brings(kind, rules))
        said = basis = ""
        if day is not None and kind is OwnKind.COUNCIL:
            population = people.commune(book).population
            said = notice_words(day, population, book.today)
            basis = notice_basis(day, population, rules) if said else ""
        elif day is not None and day < book.today and not rules and not self.yearly.isChecked():
            said = PAST
        for label, words in ((self.notice, said), (self.basis, basis)):
            label.set_text(words)
            label.setVisible(bool(words))

    def _list(self, sentences: list[str]) -> None:
        """The sentence, then what is brought; a label is kept from one time to the next."""
        while len(self.lines) < len(sentences):
            self.lines.append(Text("", "soft"))
            self._brought.addWidget(self.lines[-1])
        for number, label in enumerate(self.lines):
            shown = sentences[number] if number < len(sentences) else ""
            label.set_text(f"– {shown}" if number and shown else shown)
            label.setVisible(bool(shown))


def _typed(own: OwnDeadline | None) -> str:
    """The title, unless it is only the kind's name."""
    return own.title if own is not None and own.title != OWN_LABELS[own.kind] else ""


def add_own_date(context: Context, parent: QWidget) -> None:
    """Let a person enter a date."""
    _run(OwnDateDialog(context, parent.window()))


def edit_own_date(context: Context, own: OwnDeadline, parent: QWidget) -> None:
    """Let a person correct one."""
    _run(OwnDateDialog(context, parent.window(), own=own))


def _run(dialog: OwnDateDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
