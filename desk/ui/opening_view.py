"""What is read on the screen of a carnet that does not open; its verbs stand below, in whoever shows it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.core.wording import NBSP
from desk.notebook.trouble import Stop, Trouble
from desk.ui import theme
from desk.ui.offers import OffersChoice
from desk.ui.opening_words import LABELS, SEARCH, Choice, told
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, column
from desk.ui.widgets.marks import Sign
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.safety import Offer

Chosen = Callable[[Choice], object]
_WRONG = frozenset({Stop.DAMAGED, Stop.OTHER})


class TroubleView(QWidget):
    """Where one is, what happened, what is safe, the copies to choose from when there are some."""

    def __init__(self, trouble: Trouble, offers: "Sequence[Offer]", today: date) -> None:
        super().__init__()
        self.trouble = trouble
        self.told = told(trouble, len(offers), today)
        self.stack = column(self, 16)
        self.stack.addWidget(self._happened())
        self.offers = OffersChoice(offers)
        if offers:
            copies = Card("Les copies de sûreté")
            copies.column.addWidget(Text(self.told.restoring))
            copies.column.addWidget(self.offers)
            self.stack.addWidget(copies)
        self.stack.addStretch(1)

    @property
    def is_restoring(self) -> bool:
        """Whether choosing a copy is the first thing to do."""
        return self.told.choices[0] is Choice.RESTORE

    def buttons(self, chosen: Chosen, *, over: bool = False) -> list[Button]:
        """The verbs, the one to use first in front; `over` an open carnet that one is what to stay in."""
        choices = [each for each in self.told.choices if not (over and each is Choice.HOME)]
        made = []
        for place, choice in enumerate(choices):
            kind = PrimaryButton if place == 0 and not over else Button if place < 3 else LinkButton
            button = kind(self._label(choice), partial(chosen, choice))
            button.setObjectName(choice.value)
            made.append(button)
        return made

    def _label(self, choice: Choice) -> str:
        return SEARCH if (self.trouble.stop, choice) == (Stop.GONE, Choice.OTHER) else LABELS[choice]

    def _happened(self) -> Card:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        sign = Sign("error" if self.trouble.stop in _WRONG else "note")
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(self.told.happened, "strong"), 1)
        card.column.addLayout(line)
        for words in self.told.advice:
            card.column.addWidget(Text(words))
        card.column.addWidget(Text(f"Le fichier{NBSP}: {self.trouble.path}", "caption"))
        return card
