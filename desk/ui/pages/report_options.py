"""What may be added to the bilan, and who agreed on it: nothing unless both say yes."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.people import Seat
from desk.core.report_options import HOW_LABELS, Consent, OptionState
from desk.core.wording import capital, long_date, named
from desk.notebook import people, report_options
from desk.ui.context import Context
from desk.ui.dialogs.report_option import decide_option
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.text import Divider, Heading, Tag, Text

WHAT = "Rien de ceci ne part, sauf si vous le voulez tous les deux. Chacun peut revenir sur son accord."
ON, OFF = "Ajouté", "Pas ajouté"


class OptionsCard(Card):
    """One part an addition: what leaves with it, who agreed, the way to decide."""

    def __init__(self, context: Context) -> None:
        super().__init__("Ce que vous ajoutez")
        self._context = context
        self.column.addWidget(Text(WHAT, "soft"))
        self.parts = QVBoxLayout()
        self.column.addLayout(self.parts)

    def refresh(self) -> None:
        """Show who agreed on what."""
        clear(self.parts)
        for state in report_options.states(self._context.book):
            self.parts.addWidget(Divider())
            part = self._part(state)
            self.parts.addWidget(part)
            part.show()  # at once: the focus is given back before the next event

    def _part(self, state: OptionState) -> QWidget:
        box = QWidget()
        outer = column(box, 6)
        tag = Tag(ON if state.is_on else OFF)
        outer.addWidget(FlowRow(Heading(state.option.label, 3), tag, stretch_first=True))
        outer.addWidget(Text(state.option.told, "soft"))
        said = state.problem or self._given(state)
        if said:
            outer.addWidget(Text(said))
        if not state.problem and not self._context.book.read_only:
            button = Button("Décider…", partial(decide_option, self._context, state.option, self))
            button.setObjectName(f"decide-{state.option.value}")
            button.setAccessibleName(f"Décider : {state.option.label}")
            outer.addWidget(FlowRow(button))
        return box

    def _given(self, state: OptionState) -> str:
        """Who agreed; whoever has not said yes is not named."""
        pair = people.pair(self._context.book)
        given = {each.seat: each for each in state.given}
        said = [
            f"{capital(named(pair.person(seat), short=True))} : {consent_words(given[seat])}."
            for seat in Seat
            if seat in given
        ]
        return " ".join(said)


def consent_words(consent: Consent) -> str:
    """« accord donné par téléphone le 21 novembre 2026 »."""
    return f"accord {HOW_LABELS[consent.how]} le {long_date(consent.on)}"
