"""« Durées de conservation »: how long each kind of thing is kept, what is past it, erased when asked."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.retention import RULES, Kind, said_months
from desk.core.wording import NBSP, capital, counted
from desk.notebook import retention
from desk.notebook.retention import Period
from desk.ui import theme
from desk.ui.page import Page
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, Columns, FlowRow, narrowed
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

WHAT = (
    "Ces durées sont proposées : aucune n’est la loi. Votre délégué à la protection des données (DPO) les "
    "fixe avec vous et, pour les comptes rendus, les archives départementales."
)
NEVER = "Rien de ceci ne s’efface tout seul : cette page compte, vous décidez."
CHOICES = (1, 3, 6, 12, 18, 24, 36, 48, 60, 72, 96, 120, 180, 240)
_ONE_BY_ONE = (Kind.PEOPLE, Kind.ROUNDS)


class RetentionPage(Page):
    """One card a kind: the period, counted from when, how many are past it."""

    name, section = "retention", "today"
    topics = frozenset(retention.TOPICS)
    has_way_back = True

    def title(self) -> str:
        """Its name."""
        return "Durées de conservation"

    def build(self) -> None:
        """What they are, then a place for each."""
        erasing = LinkButton("Effacer pour de bon", partial(self.context.navigate, "erasing"))
        erasing.setObjectName("erasing")
        for part in (Text(WHAT, "soft"), Text(NEVER, "strong")):
            self.column.addWidget(narrowed(part, theme.reading_width()))
        self.column.addWidget(FlowRow(erasing))
        self.cards = Columns()
        self.column.addWidget(self.cards)

    def refresh(self) -> None:
        """Count again."""
        self.cards.clear()
        found = [] if self.context.book.erased else retention.periods(self.context.book)
        cards = [self._card(each) for each in found]
        self.cards.add(*cards)
        for card in cards:
            card.show()  # at once: the focus is given back before the next event

    def help_target(self) -> str:
        """Rights, archives, data protection."""
        return "page:droit-et-donnees#Garder, effacer"

    def _card(self, period: Period) -> Card:
        rule = RULES[period.kind]
        card = Card(rule.label)
        choice = Select(f"Garder, {rule.since}", self._options(period), self._value(period))
        choice.setObjectName(f"keep-{period.kind.value}")
        choice.box.setAccessibleName(f"{rule.label}{NBSP}: garder, {rule.since}")
        choice.chosen.connect(partial(self._choose, period.kind))
        choice.setEnabled(not self.context.book.read_only)
        card.column.addWidget(choice)
        card.column.addWidget(Text(rule.why, "soft"))
        card.column.addWidget(self._state(period))
        return card

    def _state(self, period: Period) -> QWidget:
        said = Text(_counted(period))
        if not period.past or self.context.book.read_only:
            return said
        words = "Voir et effacer…" if period.kind not in _ONE_BY_ONE else "Voir, pour effacer un à un"
        button = Button(words, partial(self._see, period.kind))
        button.setObjectName(f"see-{period.kind.value}")
        button.setAccessibleName(f"{words} : {RULES[period.kind].label}")
        return FlowRow(said, button, stretch_first=True)

    def _options(self, period: Period) -> list[tuple[str, str]]:
        proposed = RULES[period.kind].months
        months = sorted({*CHOICES, proposed, period.months})
        mine = [(str(each), capital(said_months(each))) for each in months]
        return [("", f"{capital(said_months(proposed))} (proposé)"), *mine]

    def _value(self, period: Period) -> str:
        return str(period.months) if period.is_chosen else ""

    def _choose(self, kind: Kind, value: str) -> None:
        months = int(value) if value else None
        self.context.runner.do(partial(retention.choose, self.context.book, kind, months))

    def _see(self, kind: Kind) -> None:
        if kind in _ONE_BY_ONE:
            self.context.navigate("erasing")
            return
        from desk.ui.dialogs.erase_old import erase_old

        erase_old(self.context, kind, self.window())


def _counted(period: Period) -> str:
    """« 14 éléments, dont 3 au-delà de cette durée. »; nothing is worded as late."""
    if not period.total:
        return "Rien de tel dans ce carnet."
    total = counted(period.total, "élément")
    past = len(period.past)
    if not past:
        return f"{total}, {'aucun n’a passé' if period.total > 1 else 'qui n’a pas passé'} cette durée."
    if past == period.total:
        return f"{total}, au-delà de cette durée."
    return f"{total}, dont {past} au-delà de cette durée."
