"""What the pair asks of its CDG in the bilan: boxes to tick, never a text."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from desk.core.report_asks import LABELS
from desk.core.wording import capital
from desk.notebook import report_asks
from desk.ui.context import Context
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

WHAT = "Ce que vous cochez part dans le bilan, tel quel, et y reste jusqu’à ce que vous le décochiez."
MEDIATION = (
    "La médiation n’est pas dans cette liste : chacun peut la demander seul, sans l’accord de l’autre et "
    "sans passer par ce bilan."
)


class AsksCard(Card):
    """One box a request, in the order of the document."""

    def __init__(self, context: Context) -> None:
        super().__init__("Ce que vous demandez à votre CDG")
        self._context = context
        self.column.addWidget(Text(WHAT, "soft"))
        stack = QVBoxLayout()
        self.boxes = {key: self._box(key) for key in LABELS}
        for box in self.boxes.values():
            stack.addWidget(box)
        self.column.addLayout(stack)
        self.column.addWidget(Text(MEDIATION, "caption"))
        contact = LinkButton("Voir « Mon CDG »", partial(context.navigate, "cdg"))
        contact.setObjectName("see-cdg")
        self.column.addWidget(FlowRow(contact))

    def refresh(self) -> None:
        """Tick what is asked."""
        book = self._context.book
        asked = report_asks.asked(book)
        for key, box in self.boxes.items():
            box.setChecked(key in asked)
            box.setEnabled(not book.read_only)

    def _box(self, key: str) -> CheckBox:
        box = CheckBox(capital(LABELS[key]), partial(self._set, key))
        box.setObjectName(f"ask-{key}")
        return box

    def _set(self, key: str, wanted: bool) -> None:  # noqa: FBT001 - what a box tells
        book = self._context.book
        if self._context.runner.do(partial(report_asks.set_asked, book, key, wanted), quietly=True) is None:
            self.refresh()  # it was not written: the box says what the carnet says
