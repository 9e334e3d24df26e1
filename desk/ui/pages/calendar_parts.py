"""The lines of the communal calendar: what is due, and the dates that the commune gave itself."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QWidget

from desk.core.calendar import Occurrence
from desk.core.deadline import OWN_LABELS
from desk.core.own_dates import Coming, OwnDeadline, OwnOccurrence
from desk.core.wording import MONTHS, capital, long_date
from desk.notebook import own_dates
from desk.ui.context import Context
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Text


def by_month(found: Iterable[Coming]) -> Iterator[tuple[str, list[Coming]]]:
    """« Décembre 2026 » and what falls in it, in order."""
    for (year, month), its in groupby(found, key=lambda one: (one.day.year, one.day.month)):
        yield f"{capital(MONTHS[month - 1])} {year}", list(its)


class ComingRow(QWidget):
    """A deadline: when, what, what to know, where it comes from; and a way to the agenda."""

    def __init__(self, context: Context, one: Coming, own: OwnDeadline | None = None) -> None:
        super().__init__()
        self.rule_id = one.rule_id if isinstance(one, Occurrence) else ""
        self.send = agenda_button(context, one)
        words = QWidget()
        inside = column(words, 2)
        inside.addWidget(Text(capital(one.wording), "strong"))
        inside.addWidget(Text(capital(one.title)))
        if one.note:
            inside.addWidget(Text(one.note, "soft"))
        inside.addWidget(Text(one.source, "caption"))
        row = FlowRow(words, self.send, stretch_first=True)
        if own is not None:
            row.add(*own_buttons(context, own, str(one.day)))
        column(self).addWidget(row)


class OwnRow(QWidget):
    """A date that was entered and is not among the coming ones: past, further away, or a census year."""

    def __init__(self, context: Context, own: OwnDeadline) -> None:
        super().__init__()
        words = QWidget()
        inside = column(words, 2)
        inside.addWidget(Text(capital(own.title)))
        each = ", puis chaque année" if own.yearly else ""
        kind = "" if own.title == OWN_LABELS[own.kind] else f" · {OWN_LABELS[own.kind]}"
        inside.addWidget(Text(f"Le {long_date(own.on, weekday=True)}{each}{kind}", "caption"))
        row = FlowRow(words, *own_buttons(context, own, ""), stretch_first=True)
        column(self).addWidget(row)


def agenda_button(context: Context, one: Coming) -> LinkButton:
    """« À l’ordre du jour », for one deadline."""
    send = partial(context.runner.do, partial(own_dates.to_agenda, context.book, one))
    return _button("À l’ordre du jour", f"{capital(one.title)}, {one.wording}", f"send-{one.id}", send)


def own_buttons(context: Context, own: OwnDeadline, mark: str) -> list[LinkButton]:
    """Correcting and removing a date; `mark` tells the lines of a date that comes back."""
    said = f"{own.title}, {long_date(own.on)}"
    remove = partial(context.runner.do, partial(own_dates.remove, context.book, own.id))
    edit = _button("Modifier", said, f"edit-{own.id}{mark}", lambda: _edit(context, own, edit))
    return [edit, _button("Retirer", said, f"remove-{own.id}{mark}", remove)]


def own_of(one: Coming, known: dict[str, OwnDeadline]) -> OwnDeadline | None:
    """The date entered that a deadline is, None for one of the law."""
    return known.get(one.own_id) if isinstance(one, OwnOccurrence) else None


def _edit(context: Context, own: OwnDeadline, near: QWidget) -> None:
    from desk.ui.dialogs.own_date import edit_own_date

    edit_own_date(context, own, near)


def _button(words: str, about: str, name: str, action: Callable[[], object]) -> LinkButton:
    button = LinkButton(words, action)
    button.setAccessibleName(f"{words} : {about}")
    button.setObjectName(name)
    return button
