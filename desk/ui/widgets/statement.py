"""A statement to answer: its practice, the sentence in large type, six answers and their keys."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desk.core.guide import Scale
from desk.core.scale import KEYS, LABELS, Answer
from desk.core.wording import typographic
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.layout import Card, FlowRow, column
from desk.ui.widgets.text import Text

# The row of digits of a French keyboard gives these without Shift.
_UNSHIFTED = {"&": "1", "é": "2", '"': "3", "'": "4", "à": "0"}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
WIDEST = 860


def answer_typed(event: QKeyEvent) -> Answer | None:
    """The answer a key gives (1 to 4, 0, S), on a French keyboard too; None for any other key."""
    if event.modifiers() & _COMMANDS:
        return None
    key = event.text().casefold()
    return KEYS.get(_UNSHIFTED.get(key, key))


def key_of(answer: Answer) -> str:
    """The key that gives this answer, as shown: « 1 », « S »."""
    return next(key for key, value in KEYS.items() if value is answer).upper()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a card asks: practice, sentence, scale, period, the answer so far, a hint or nothing.

    `place` is « Énoncé 3 sur 12 ».
    """

    practice: str
    text: str
    scale: Scale
    period: str
    answer: Answer | None
    hint: str = ""
    place: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says after the sentence: place, practice, period, answer."""
        parts = (self.place, self.practice, self.period.removesuffix(" :"), self.state, self.hint)
        return typographic(". ".join(part for part in parts if part))

    @property
    def state(self) -> str:
        """« Réponse choisie : Parfois », or « Sans réponse »."""
        said = LABELS[self.scale][self.answer] if self.answer else ""
        return f"Réponse choisie : {said}" if said else "Sans réponse"


class AnswerChoices(QWidget):
    """The six answers of a scale as large buttons.

    Signals: `answered(object)` an Answer; `moved(int)` -1 or 1, for the left and right arrows;
    `entered(bool)` the keyboard came in, True when it was not by the mouse.
    The keyboard comes to the question itself, where only the answer keys answer: a space or an Enter too
    many says nothing. Up and down go to the answers and move among them without choosing; there Space and
    Enter choose.
    """

    answered = Signal(object)
    moved = Signal(int)
    entered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("kind", "question")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, QAccessible.Role.Grouping)
        stack = column(self, 0, (4, 4, 4, 4))
        self.groups: dict[Scale, ChoiceGroup] = {}
        for scale, labels in LABELS.items():
            options = [(answer.value, f"{key_of(answer)} · {labels[answer]}") for answer in KEYS.values()]
            group = ChoiceGroup("Votre réponse", options)
            group.label.hide()
            group.chosen.connect(lambda value: self.answered.emit(Answer(value)))
            for button in group.buttons.values():
                button.installEventFilter(self)
            self.groups[scale] = group
            stack.addWidget(group)
        self._shown = Scale.FREQUENCY

    @property
    def group(self) -> ChoiceGroup:
        """The choices on screen."""
        return self.groups[self._shown]

    def ask(self, asked: Asked) -> None:
        """Show the labels of this statement's scale and the answer so far."""
        self._shown = asked.scale
        for scale, group in self.groups.items():
            group.setVisible(scale is asked.scale)
        question = typographic(asked.text)
        self.setAccessibleName(question)
        self.setAccessibleDescription(asked.spoken)
        self.group.setAccessibleName(question)
        for button in self.group.buttons.values():
            button.setAccessibleDescription(question)
        self.group.set_value(asked.answer.value if asked.answer else None)

    def focus_answer(self) -> None:
        """Put the keyboard on the question, ready for an answer key."""
        self.setFocus()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the question or one of its answers."""
        return self.window().focusWidget() in (self, *self.findChildren(QWidget))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit(event.reason() != Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows from the question: sideways to another statement, up and down into the answers."""
        key = Qt.Key(event.key())
        if key in _SIDEWAYS:
            self.moved.emit(_SIDEWAYS[key])
        elif key in _UPRIGHT:
            self.group.buttons[self.group.value() or Answer.NEVER.value].setFocus()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter; Qt's own arrows would choose an answer in passing."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.entered.emit(event.reason() != Qt.FocusReason.MouseFocusReason)
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key in _SIDEWAYS:
            self.moved.emit(_SIDEWAYS[key])
        elif key in _UPRIGHT:
            self._shift(watched, _UPRIGHT[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QAbstractButton):
            watched.click()
        else:
            return False
        return True

    def _shift(self, button: QObject, offset: int) -> None:
        order = list(self.group.buttons.values())
        place = next(index for index, one in enumerate(order) if one is button)
        order[(place + offset) % len(order)].setFocus()


class StatementCard(Card):
    """One statement and its six answers; `small` among others on a page, where its practice is said above.

    Signals: `answered(object)`, `moved(int)` and `entered(bool)` of AnswerChoices; `cleared()`: the answer is
    to be taken away; `note_wanted()`, when `small`.
    """

    answered = Signal(object)
    moved = Signal(int)
    entered = Signal(bool)
    cleared = Signal()
    note_wanted = Signal()

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self.practice, self.statement = Text("", "caption"), Text("", "heading" if small else "title")
        self.period, self.hint = Text("", "soft"), Text("", "soft")
        self.choices = AnswerChoices()
        self.choices.answered.connect(self.answered)
        self.choices.moved.connect(self.moved)
        self.choices.entered.connect(self.entered)
        self.clear_button = LinkButton("Effacer cette réponse", self.cleared.emit)
        self.note_button = LinkButton("Note privée", self.note_wanted.emit)
        self._small = small
        for part in (self.practice, self.statement, self.period, self.choices, self.hint):
            self.column.addWidget(part)
        self.column.addWidget(FlowRow(self.clear_button, self.note_button, spacing=16))
        self.period.setVisible(not small)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        answers = [button for group in self.choices.groups.values() for button in group.buttons.values()]
        return [self.choices, *answers, self.clear_button, self.note_button]

    def ask(self, asked: Asked) -> None:
        """Show a statement; the focus is left to the caller."""
        self.statement.set_text(asked.text)
        self.practice.set_text(f"{asked.place} · {asked.period}" if self._small else asked.practice)
        self.period.set_text(asked.period)
        self.hint.set_text(asked.hint)
        self.hint.setVisible(bool(asked.hint))
        self.choices.ask(asked)
        self.clear_button.setVisible(asked.answer is not None)
        self._name(self.clear_button, asked.place)

    def show_note(self, place: str, *, offered: bool, written: bool) -> None:
        """Offer the way to the note of the statement at that place, and say whether there is one."""
        self.note_button.setVisible(offered)
        self.note_button.set_text("Note privée écrite" if written else "Note privée")
        self._name(self.note_button, place)

    def _name(self, button: LinkButton, place: str) -> None:
        """Told apart by ear from the same button of another statement."""
        if self._small:
            button.setAccessibleName(typographic(f"{button.text()} : {place[:1].lower()}{place[1:]}"))
