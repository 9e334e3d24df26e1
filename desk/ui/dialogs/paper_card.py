"""The statement of a paper that is being typed in, with its keys; and the count to check it by."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from desk.core.guide import Statement
from desk.core.rounds import Round
from desk.core.scale import KEYS, LABELS, Answer
from desk.core.wording import counted
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.statement import key_of
from desk.ui.widgets.text import Text

SKIP = "-"
LEGEND = (
    "Une touche par réponse, sans Entrée : 1 à 4, 0 ou S. Tiret : pas de réponse. Retour arrière : corriger. "
    "F1 : le guide. F9 : masquer. Rien n’est écrit avant la fin."
)


class PaperCard(Card):
    """One statement and what each key says of it; `enter` is called with the answer clicked or None."""

    def __init__(self, enter: Callable[[Answer | None], object]) -> None:
        super().__init__()
        self.practice, self.statement = Text("", "caption"), Text("", "heading")
        self.answers = FlowRow(spacing=8)
        self.buttons: dict[Answer | None, Button] = {}
        for answer in [*KEYS.values(), None]:
            self.buttons[answer] = Button("", partial(enter, answer))
            self.answers.add(self.buttons[answer])
        for part in (self.practice, self.statement, self.answers):
            self.column.addWidget(part)

    def ask(self, round_: Round, statement: Statement) -> None:
        """Show a statement of the round, and have it read aloud."""
        title = next(each.title for each in round_.practices if statement in each.statements)
        self.practice.set_text(title + (" · facultatif" if statement.optional else ""))
        self.statement.set_text(statement.text)
        for answer, button in self.buttons.items():
            button.set_text(_words(statement, answer))
        announce(self, f"{title}. {statement.text}")

    def wipe(self) -> None:
        """Show nothing."""
        self.practice.set_text("")
        self.statement.set_text("")


def _words(statement: Statement, answer: Answer | None) -> str:
    """« 1 · Parfois », in the short words at the head of the paper's columns."""
    if answer is None:
        return "Tiret · Sans réponse"
    return f"{key_of(answer)} · {LABELS[statement.scale][answer].split(' / ')[0]}"


def tally(entered: Sequence[Answer | None]) -> str:
    """« Touche 1 : 2 · touche S : 1 · sans réponse : 1 », to check against the paper."""
    found = Counter(entered)
    parts = [f"touche {key_of(answer)} : {found[answer]}" for answer in KEYS.values() if found[answer]]
    if found[None]:
        parts.append(f"{counted(found[None], 'énoncé')} sans réponse")
    return " · ".join(parts)
