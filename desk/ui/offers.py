"""The copies to choose from: when each was made, what it holds, where it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.wording import counted
from desk.ui import theme
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.layout import FlowRow, clear
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.safety import Offer

SHOWN = 4


def worded(offer: "Offer") -> str:
    """« 3 novembre 2026 à 17:10 · Valmont · 12 points, le dernier le 3 novembre 2026 · sur ce poste »."""
    return f"{offer.told} · {offer.place}" if offer.place else offer.told


class OffersChoice(QWidget):
    """One copy among those offered, the newest first and chosen; the older ones come at a click."""

    def __init__(self, offers: "Sequence[Offer]") -> None:
        super().__init__()
        self._offers, self._shown = list(offers), SHOWN
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.px(8))
        self.group: ChoiceGroup | None = None
        self.note = Text("", "problem")
        self._fill("0")

    def offer(self) -> "Offer | None":
        """The copy chosen; None when there is none to choose."""
        place = self.group.value() if self.group is not None else None
        return self._offers[int(place)] if place is not None else None

    def _fill(self, chosen: str) -> None:
        clear(self._body)
        options = [(str(place), worded(each)) for place, each in enumerate(self._offers[: self._shown])]
        self.group = ChoiceGroup("Copies vérifiées", options, chosen, vertical=True) if options else None
        self.note = Text("", "problem")
        if self.group is not None:
            self.group.label.hide()  # the card around says it
            self.group.chosen.connect(lambda _value: self._show_note())
            self._body.addWidget(self.group)
            self.setFocusProxy(self.group)
        self._body.addWidget(self.note)
        left = len(self._offers) - self._shown
        if left > 0:
            words = f"Voir {counted(left, 'copie plus ancienne', 'copies plus anciennes')}"
            more = LinkButton(words, self._more)
            more.setObjectName("older-copies")
            self._body.addWidget(FlowRow(more))
        self._show_note()

    def _more(self) -> None:
        chosen = (self.group.value() if self.group is not None else None) or "0"
        self._shown = len(self._offers)
        self._fill(chosen)
        assert self.group is not None  # there were more than a few
        self.group.buttons[chosen].setFocus()

    def _show_note(self) -> None:
        offer = self.offer()
        said = offer.after_erasing_note if offer is not None else ""
        self.note.set_text(said)
        self.note.setVisible(bool(said))
