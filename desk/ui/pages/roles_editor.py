"""A subject opened in the matrix: its five choices, what the law fixes, what the guide proposes."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desk.core.people import Pair
from desk.core.roles import VERB_LABELS, Holder, Row, Verb, holders_for
from desk.core.wording import capital, typographic, worded
from desk.notebook import roles
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.pages.roles_words import given_words
from desk.ui.widgets.accessible import set_role
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import Card, Columns, FlowRow, column
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text


class SubjectEditor(Card):
    """The choices of one subject, each kept as soon as made. Signal `closed()`: Escape or the button."""

    closed = Signal()

    def __init__(self, context: Context, row: Row, pair: Pair) -> None:
        super().__init__()
        self._context, self._pair, self.subject = context, pair, row.subject
        title = worded(row.subject.title, pair.named)
        self.setAccessibleName(typographic(title))
        set_role(self, QAccessible.Role.Grouping)
        if row.subject.note:
            self.column.addWidget(Text(worded(row.subject.note, pair.named), "soft"))
        self.choices: dict[Verb, RoleChoice] = {}
        fields = Columns(minimum=250, most=3)
        fields.add(*(self._field(verb, title) for verb in Verb))
        self.column.addWidget(fields)
        if row.subject.basis and not row.subject.fixed:
            self.column.addWidget(Text(f"Référence : {row.subject.basis.said}", "caption"))
        close = Button("Fermer", self.closed.emit)
        close.setAccessibleName(typographic(f"Fermer : {title}"))
        close.setObjectName("close-subject")
        self.column.addWidget(FlowRow(close))
        self.show_row(row)

    def show_row(self, row: Row) -> None:
        """Show who does what now."""
        for verb, choice in self.choices.items():
            choice.show_holder(row.line.holder(verb), changed=verb in row.changed)

    def start(self) -> None:
        """Put the keyboard on the first choice."""
        next(iter(self.choices.values())).select.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _field(self, verb: Verb, title: str) -> QWidget:
        if verb is Verb.DECIDE and self.subject.fixed:
            return self._fixed(verb)
        words = {
            holder: given_words(self.subject, verb, holder, self._pair)
            for holder in holders_for(self.subject, verb)
        }
        made = RoleChoice(verb, title, words, words[self.subject.line.holder(verb)])
        made.select.box.setObjectName(f"role-{self.subject.id}-{verb.value}")
        made.select.chosen.connect(partial(self._give, verb))
        self.choices[verb] = made
        return made

    def _fixed(self, verb: Verb) -> QWidget:
        """What the law decides is read, not chosen."""
        box = QWidget()
        outer = column(box, 4)
        outer.addWidget(Text(VERB_LABELS[verb], "label"))
        holder = self.subject.line.holder(verb)
        outer.addWidget(Text(capital(given_words(self.subject, verb, holder, self._pair))))
        said = self.subject.basis.said if self.subject.basis else ""
        outer.addWidget(Text(f"La loi : {said}. Ce choix-là ne se déplace pas.", "caption"))
        outer.addStretch(1)
        return box

    def _give(self, verb: Verb, value: str) -> None:
        operation = partial(roles.give, self._context.book, self.subject.id, verb, Holder(value))
        if self._context.runner.do(operation, quietly=True) is None:
            rows = roles.rows(self._context.book)
            self.show_row(next(row for row in rows if row.subject.id == self.subject.id))


class RoleChoice(QWidget):
    """One of the five to choose, and what was proposed where it is not that."""

    def __init__(self, verb: Verb, title: str, words: dict[Holder, str], proposed: str) -> None:
        super().__init__()
        self._proposed = proposed
        options = [(holder.value, capital(said)) for holder, said in words.items()]
        self.select = Select(VERB_LABELS[verb], options)
        _fit(self.select.box)
        self.select.box.setAccessibleName(typographic(f"{VERB_LABELS[verb]} : {title}"))
        self.note = Text("", "caption")
        outer = column(self, 4)
        outer.addWidget(self.select)
        outer.addWidget(self.note)
        outer.addStretch(1)

    def show_holder(self, holder: Holder, *, changed: bool) -> None:
        """Show who holds it."""
        self.select.set_value(holder.value)
        said = f"Ajusté. Proposé : {self._proposed}." if changed else "Comme proposé."
        self.note.set_text(said)
        self.select.box.setAccessibleDescription(typographic(said))


def _fit(box: QComboBox) -> None:
    """As wide as its column, however long a name in the list is; the list that drops down shows it whole."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + theme.px(40))
