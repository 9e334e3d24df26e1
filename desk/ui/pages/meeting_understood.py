"""What the quick line has understood, before Enter: in words, with the person's mark; how to change it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.core.people import Function, Pair, Seat
from desk.core.quick_line import LineKind, Understood
from desk.core.wording import NBSP, capital, long_date, noun
from desk.ui import theme
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.marks import PersonMark
from desk.ui.widgets.text import Text

KIND_WORDS = {
    LineKind.ACTION: "Action",
    LineKind.AGREED: "Ce qui est convenu",
    LineKind.ITEM: "Sujet",
    LineKind.NOTE: "Note",
}
_LETTERS = {LineKind.ACTION: "A", LineKind.AGREED: "C", LineKind.ITEM: "S", LineKind.NOTE: "N"}
_SHORT = KIND_WORDS | {LineKind.AGREED: "Convenu"}
EXAMPLES = (
    f"Par exemple : « le maire appelle l’inspection vendredi », « convenu :{NBSP}… », « sujet :{NBSP}… »."
)
FIRST = "Cette ligne fait le premier sujet de l’ordre du jour."
_SHOWN = 160
Choice = LineKind | Seat


def letters(pair: Pair) -> Mapping[str, Choice]:
    """The letter that Alt goes with, and what it chooses."""
    elu = "M" if pair.elu.function is Function.MAYOR else "E"
    return {letter: kind for kind, letter in _LETTERS.items()} | {elu: Seat.ELU, "G": Seat.SGM}


def owner_words(said: Understood, pair: Pair) -> str:
    """« Maire », « Secrétaire générale », the name, or that nobody is chosen."""
    if said.seat is not None:
        return capital(noun(pair.person(said.seat), short=True))
    return said.name or "à qui ?"


def details(said: Understood, pair: Pair, today: date) -> str:
    """« Maire · pour le vendredi 27 novembre · Appelle l’inspection »."""
    text = said.text if len(said.text) <= _SHOWN else f"{said.text[:_SHOWN].rstrip()}…"
    if said.kind is not LineKind.ACTION:
        return text or "…"
    due = said.due
    when = f"pour le {long_date(due, weekday=True, year=due.year != today.year)}" if due else "sans date"
    return " · ".join((owner_words(said, pair), when, text or "…"))


def advice(said: Understood, pair: Pair) -> str:
    """What is doubtful, or still to be chosen."""
    keys = {choice: letter for letter, choice in letters(pair).items()}
    chosen = " ou ".join(
        f"Alt{NBSP}+{NBSP}{keys[seat]} ({noun(pair.person(seat), short=True)})" for seat in Seat
    )
    if said.kind is LineKind.ACTION and not said.has_owner:
        needed = f"Qui s’en charge ? {chosen}, ou commencez par le nom suivi de « : »."
        return f"{said.doubt} {needed}".strip()
    if said.kind is LineKind.NOTE and said.due is not None:
        return f"{said.doubt} Pour en faire une action : {chosen}.".strip()
    return said.doubt


class UnderstoodLine(QWidget):
    """Shows what was understood; `choose(kind or seat)` is called when someone clicks another meaning."""

    def __init__(self, pair: Pair, today: date, choose: Callable[[Choice], object]) -> None:
        super().__init__()
        self._pair, self._today = pair, today
        self.kind, self.details, self.advice = Text("", "strong"), Text(), Text()
        self.kind.setWordWrap(False)
        self.kind.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.marks = {seat: PersonMark(seat, "") for seat in Seat}
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        for mark in self.marks.values():
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.details, 1)
        outer = column(self, 4)
        outer.addLayout(line)
        outer.addWidget(self.advice)
        self.choices = self._choices(choose)
        outer.addWidget(self.choices)

    def show_line(self, said: Understood | None, *, first: bool = False) -> None:
        """Show a meaning, or what can be written when there is none yet."""
        self.kind.setVisible(said is not None)
        self.choices.setVisible(said is not None and not first)
        for seat, mark in self.marks.items():
            mark.setVisible(said is not None and said.seat is seat)
        self.advice.setVisible(False)
        if said is None:
            self.details.set_text(FIRST if first else EXAMPLES)
            return
        self.kind.set_text(KIND_WORDS[said.kind])
        self.details.set_text(details(said, self._pair, self._today))
        self.advice.set_text(advice(said, self._pair))
        self.advice.setVisible(bool(self.advice.text()))

    def spoken(self, said: Understood) -> str:
        """The same, as a screen reader says it."""
        parts = (KIND_WORDS[said.kind], details(said, self._pair, self._today), advice(said, self._pair))
        return ". ".join(part.rstrip(".") for part in parts if part).replace(" · ", ", ")

    def _choices(self, choose: Callable[[Choice], object]) -> FlowRow:
        row = FlowRow(spacing=0)
        for letter, choice in letters(self._pair).items():
            words = (
                _SHORT[choice]
                if isinstance(choice, LineKind)
                else capital(noun(self._pair.person(choice), short=True))
            )
            button = LinkButton(f"{words} ({letter})", partial(choose, choice))
            button.setAccessibleName(f"Alt + {letter} : {words}")
            button.setToolTip(f"Alt{NBSP}+{NBSP}{letter}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Alt, without leaving the line
            button.setObjectName(f"line-{letter}")
            row.add(button)
        return row
