"""The subjects that come to each point of a kind, on the page of the rhythm."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.agenda_models import MODELS, RecurringItem
from desk.core.meetings import KIND_LABELS, MeetingKind
from desk.core.wording import capital
from desk.notebook import recurring
from desk.ui.context import Context
from desk.ui.dialogs.line import ask_line, checked_line
from desk.ui.pages.rhythm_parts import ListCard, link
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

KINDS = (MeetingKind.WEEKLY, MeetingKind.MONTHLY, MeetingKind.COUNCIL, MeetingKind.YEARLY)
LEAD = (
    "Ils viennent d’eux-mêmes à l’ordre du jour de chaque point de ce type, en plus de ce qui reste ouvert."
)
EMPTY = "Aucun pour l’instant. Le modèle proposé est un point de départ : changez-le comme vous voulez."
_TITLE = "L’intitulé du sujet"


class SubjectsCard(ListCard):
    """One kind of point at a time: its subjects, in order, and a line to add one."""

    def __init__(self, context: Context) -> None:
        super().__init__("Sujets qui reviennent", EMPTY)
        self._context = context
        self.kind = ChoiceGroup(
            "À quel point ?", [(kind.value, capital(KIND_LABELS[kind])) for kind in KINDS], KINDS[0].value
        )
        self.kind.label.hide()
        self.kind.chosen.connect(lambda _value: self.refresh())
        self.column.insertWidget(1, Text(LEAD, "soft"))
        self.column.insertWidget(2, self.kind)
        self.field = TextField("Ajouter un sujet qui revient", hint="Une ligne, puis Entrée")
        self.field.submitted.connect(self._add)
        self.model = Button("Reprendre le modèle proposé", self._take_model)
        self.model.setObjectName("model")
        self.column.addWidget(self.field)
        self._model_row = FlowRow(self.model)
        self.column.addWidget(self._model_row)

    def shown(self) -> MeetingKind:
        """The kind looked at."""
        return MeetingKind(self.kind.value() or KINDS[0])

    def refresh(self) -> None:
        """Show the subjects of that kind."""
        items = recurring.items(self._context.book, self.shown())
        self.fill([self._row(item, place, len(items)) for place, item in enumerate(items)])
        known = {item.title for item in items}
        self._model_row.setVisible(not known.issuperset(MODELS[self.shown()]))

    def _row(self, item: RecurringItem, place: int, number: int) -> QWidget:
        runner, book = self._context.runner, self._context.book
        row = FlowRow(Text(item.title), stretch_first=True)
        for words, offset, there in (("Monter", -1, place > 0), ("Descendre", 1, place < number - 1)):
            if there:
                move = partial(runner.do, partial(recurring.shift, book, item.id, offset), quietly=True)
                row.add(link(words, item.title, f"{words.lower()}-{item.id}", move))
        remove = partial(runner.do, partial(recurring.remove, book, item.id))
        row.add(
            link("Renommer", item.title, f"rename-{item.id}", partial(self._rename, item)),
            link("Retirer", item.title, f"remove-{item.id}", remove),
        )
        return row

    def _add(self) -> None:
        title = checked_line(self.field, _TITLE)
        if title is None:
            return
        add = partial(recurring.add, self._context.book, self.shown(), title)
        if self._context.runner.do(add) is not None:
            self.field.set_text("")

    def _rename(self, item: RecurringItem) -> None:
        line = ask_line(
            self, "Renommer le sujet", "Intitulé", _TITLE, "Enregistrer l’intitulé", value=item.title
        )
        if line is not None:
            self._context.runner.do(partial(recurring.rename, self._context.book, item.id, line))

    def _take_model(self) -> None:
        self._context.runner.do(partial(recurring.take_model, self._context.book, self.shown()))
