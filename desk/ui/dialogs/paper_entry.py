"""Entering a sheet that was filled on paper: one key per answer, no Enter, Backspace corrects."""

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.core.guide import Statement
from desk.core.people import Person
from desk.core.rounds import Origin, Round
from desk.core.scale import KEYS, LABELS, Answer
from desk.core.wording import counted, named
from desk.notebook import sheets
from desk.ui.context import Context
from desk.ui.dialogs.form_files import choose_form
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.statement import answer_typed, key_of
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session

SKIP = "-"


class PaperEntryDialog(Dialog):
    """Enters one outside sheet under its owner's key; accepted once it is written."""

    def __init__(
        self, context: Context, person: Person, session: "Session", round_: Round, parent: QWidget | None
    ) -> None:
        super().__init__(f"Saisir la feuille {named(person, 'de', short=True)}", parent, width=640)
        self._context, self._session, self._round = context, session, round_
        self._origin = Origin.PAPER
        self.entered: list[Answer | None] = []
        self.column.addWidget(
            Text(
                "Lisez la feuille à voix haute ou posez-la devant vous. Une touche par réponse, sans Entrée "
                "; le tiret passe un énoncé sans réponse, Retour arrière corrige, F1 ouvre le guide.",
                "soft",
            )
        )
        self.card = Card()
        self.practice, self.statement = Text("", "caption"), Text("", "heading")
        self.card.column.addWidget(self.practice)
        self.card.column.addWidget(self.statement)
        self.answers = FlowRow(spacing=8)
        self.buttons: dict[Answer | None, Button] = {}
        for answer in [*KEYS.values(), None]:
            self.buttons[answer] = Button("", partial(self._enter, answer))
            self.answers.add(self.buttons[answer])
        self.card.column.addWidget(self.answers)
        self.count, self.tally = Text("", "strong"), Text("", "caption")
        self.back = Button("Corriger la précédente (Retour arrière)", self._correct)
        self.read = LinkButton("Lire plutôt un formulaire PDF", self._read_form)
        for part in (self.card, self.count, self.tally, FlowRow(self.back, self.read)):
            self.column.addWidget(part)
        self.set_actions("Enregistrer cette feuille")
        self._show()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of the round's statements, the optional ones too, in the paper's order."""
        return self._round.statements

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answers, dash and Backspace, F1 for the practice; the rest as in any dialog."""
        answer = answer_typed(event)
        if event.key() == Qt.Key.Key_F1:
            self._read_guide()
        elif answer is not None or event.text() == SKIP:
            self._enter(answer)
        elif event.key() == Qt.Key.Key_Backspace:
            self._correct()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Write the whole sheet at once; nothing is written before its last line."""
        if len(self.entered) < len(self.statements):
            return
        pairs = zip(self.statements, self.entered, strict=True)
        answers = {statement.id: answer for statement, answer in pairs if answer is not None}
        write = partial(
            sheets.enter_outside, self._context.book, self._session, self._round.id, answers, self._origin
        )
        if self._context.runner.do(write, quietly=True) is not None:
            super().accept()

    def _enter(self, answer: Answer | None) -> None:
        if len(self.entered) < len(self.statements):
            self.entered.append(answer)
            self._show()

    def _correct(self) -> None:
        if self.entered:
            self.entered.pop()
            self._show()

    def _read_form(self) -> None:
        reading = choose_form(self._context, self)
        if reading is None:
            return
        if (reading.round_id, reading.seat) != (self._round.id, self._seat()):
            self.count.set_text("Ce formulaire n’est pas celui de cette feuille ; rien n’a été repris.")
            return
        self._origin = Origin.PDF
        found = reading.answers or {}
        self.entered = [found.get(statement.id) for statement in self.statements]
        self._show()

    def _read_guide(self) -> None:
        """The practice of the statement being entered, over it: what was entered stays."""
        from desk.ui.dialogs.reading import read_over

        place = min(len(self.entered), len(self.statements) - 1)
        asked = self.statements[place]
        practice = next(each for each in self._round.practices if asked in each.statements)
        read_over(self._context, self, f"practice:{practice.practice_id}")
        self.setFocus()

    def _seat(self) -> str:
        from desk.notebook import people

        return people.person(self._context.book, self._session.person_id).seat.value

    def _show(self) -> None:
        place = len(self.entered)
        ended = place == len(self.statements)
        if not ended:
            self._ask(self.statements[place])
        self.card.setVisible(not ended)
        self.back.setEnabled(place > 0)
        self.count.set_text(f"Saisi : {place} sur {len(self.statements)}")
        self.tally.set_text(tally(self.entered))
        if self.primary is not None:
            self.primary.setEnabled(ended)
            if ended:
                self.primary.setFocus()
                announce(self, f"Feuille saisie. {self.tally.text()}")
            else:
                self.setFocus()

    def _ask(self, statement: Statement) -> None:
        titles = {
            each.id: practice.title for practice in self._round.practices for each in practice.statements
        }
        optional = " · facultatif" if statement.optional else ""
        self.practice.set_text(titles[statement.id] + optional)
        self.statement.set_text(statement.text)
        for answer, button in self.buttons.items():
            key, label = ("-", "Sans réponse") if answer is None else (key_of(answer), "")
            button.set_text(f"{key} · {label or LABELS[statement.scale][answer or Answer.NEVER]}")
        announce(self, f"{titles[statement.id]}. {statement.text}")


def tally(entered: list[Answer | None]) -> str:
    """« Touche 1 : 2 · touche S : 1 · sans réponse : 1 », to check against the paper."""
    found = Counter(entered)
    parts = [f"touche {key_of(answer)} : {found[answer]}" for answer in KEYS.values() if found[answer]]
    if found[None]:
        parts.append(f"{counted(found[None], 'énoncé')} sans réponse")
    return " · ".join(parts)
