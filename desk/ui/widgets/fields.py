"""Fields: of text, and those that read what is typed as a time or a date."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal

from desk.core.dates import parse_day, parse_time
from desk.core.errors import UserError
from desk.core.wording import short_date
from desk.ui.widgets.buttons import IconButton
from desk.ui.widgets.text_fields import Field, TextArea, TextField

__all__ = ["DateField", "Field", "ParsedField", "TextArea", "TextField", "TimeField"]
Value = TypeVar("Value")


class ParsedField(TextField, Generic[Value]):
    """One line read as a value when it is left; a known problem is shown under it.

    `parse` raises UserError, `written` gives the text of a value. Signal `edited(object)`: the new value or
    None when emptied, on leaving or Enter, only when it is valid and differs from the last one given.
    """

    edited = Signal(object)

    def __init__(
        self,
        label: str,
        parse: Callable[[str], Value],
        written: Callable[[Value], str],
        *,
        hint: str,
        width: int,
    ) -> None:
        super().__init__(label, hint=hint, width=width)
        self._parse, self._written = parse, written
        self._given: Value | None = None
        self.edit.editingFinished.connect(self._finished)

    def value(self) -> Value | None:
        """What is typed as a value; None when empty or wrong (`check` says which)."""
        try:
            return self._parse(self.text()) if self.text().strip() else None
        except UserError:
            return None

    def set_value(self, value: Value | None) -> None:
        """Show a value, without `edited`."""
        self._given = value
        self.set_text("" if value is None else self._written(value))
        self.set_error("")

    def check(self, *, required: bool = False) -> bool:
        """Show what is wrong under the field; True when nothing is."""
        sentence = f"{self.label.text()} : à remplir." if required and not self.text().strip() else ""
        if self.text().strip():
            try:
                self._parse(self.text())
            except UserError as problem:
                sentence = problem.message
        self.set_error(sentence)
        return not sentence

    def _finished(self) -> None:
        value, before = self.value(), self._given
        if not self.check():
            return
        self.set_value(value)
        if value != before:
            self.edited.emit(value)


class TimeField(ParsedField[time]):
    """A time typed « 9 h 30 »; `value() -> time | None`."""

    def __init__(self, label: str = "Heure", value: time | None = None) -> None:
        super().__init__(label, parse_time, _written_time, hint="Par exemple 9 h 30", width=130)
        self.set_value(value)


class DateField(ParsedField[date]):
    """A date typed JJ/MM/AAAA, said in French, or taken from a small calendar; `value() -> date | None`.

    « vendredi » or « fin du mois » is written as JJ/MM/AAAA on leaving or Enter. `today` is where the
    calendar opens when the field is empty.
    """

    def __init__(
        self, label: str, value: date | None = None, *, today: date, hint: str = "JJ/MM/AAAA"
    ) -> None:
        super().__init__(label, partial(_said_day, today), short_date, hint=hint, width=150)
        self._today = today
        self.button = IconButton("calendar", f"Ouvrir le calendrier : {label}", self._open)
        self.line.insertWidget(1, self.button)
        self.set_value(value)

    def _open(self) -> None:
        from desk.ui.widgets.calendar import Calendar

        shown = self.value() or self._today
        popup = Calendar(self, shown)
        popup.picked.connect(self._picked)
        popup.open_at(self.edit)

    def _finished(self) -> None:
        typed = self.text().strip()
        super()._finished()
        if typed and not self.problem.text() and typed != self.text():
            from desk.core.french_dates import parse_said_day

            doubt = parse_said_day(typed, self._today)[1]
            if doubt:
                self.tell(doubt)

    def _picked(self, day: date) -> None:
        self.set_text(short_date(day))
        self.edit.setFocus()
        self._finished()


def _said_day(today: date, text: str) -> date:
    try:
        return parse_day(text)
    except UserError:
        from desk.core.french_dates import parse_said_day

        return parse_said_day(text, today)[0]


def _written_time(value: time) -> str:
    return f"{value.hour} h {value.minute:02}"
