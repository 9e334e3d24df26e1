"""Parts of the comparison: statements side by side, the subjects, the chart in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.comparison import GAP_LABELS, Gap, PracticeView, StatementView, summary
from desk.core.people import Pair, Seat
from desk.core.scale import LABELS, Answer
from desk.core.wording import noun, worded
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.chart import TwoMarksChart
from desk.ui.widgets.chart_words import in_words, scale_words
from desk.ui.widgets.layout import Card, FlowRow, column
from desk.ui.widgets.marks import MarkLegend, Named
from desk.ui.widgets.text import Divider, Heading, Tag, Text

COMMON = (Gap.STRENGTH, Gap.WORKSITE)
DIFFERENCES = (Gap.DIFFERENT, Gap.CLARIFY, Gap.CONSOLIDATE)
REST = (Gap.UNANSWERED, Gap.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Section:
    """Statements of some classes, practice by practice, under one title."""

    title: str
    sentence: str
    gaps: tuple[Gap, ...]


SECTIONS = (
    Section(
        "Ce que vous avez en commun", "Vous y voyez la même chose, en place ou à mettre en place.", COMMON
    ),
    Section(
        "Vos différences", "Chacun peut dire ce qu’il voit de sa place ; personne n’a tort.", DIFFERENCES
    ),
    Section("Sans réponse ou laissé de côté", "Rien ne s’en déduit.", REST),
)


def chart_card(views: Sequence[PracticeView], pair: Pair) -> QWidget:
    """Legend, chart, and the same in words for who prefers to read or to listen."""
    card = Card()
    card.column.addWidget(MarkLegend(pair))
    card.column.addWidget(TwoMarksChart(views, pair))
    if any(None in (view.elu_mark, view.sgm_mark) for view in views):
        card.column.addWidget(Text("Sous trois réponses chiffrées, il n’y a pas de repère.", "caption"))
    words = QWidget()
    inside = column(words, 6)
    inside.addWidget(Text(f"Où se place chacun : {scale_words().lower()}", "soft"))
    for view in views:
        inside.addWidget(Text(in_words(view, pair)))
    words.hide()
    button = LinkButton("Lire le graphique en mots")
    button.setObjectName("chart-words")

    def toggle() -> None:
        words.setVisible(words.isHidden())
        button.set_text("Lire le graphique en mots" if words.isHidden() else "Fermer la lecture en mots")

    button.clicked.connect(toggle)
    card.column.addWidget(FlowRow(button))
    card.column.addWidget(words)
    return card


def has_any(views: Iterable[PracticeView], section: Section) -> bool:
    """Whether a section has something to show."""
    return any(shown_in(view, section.gaps) for view in views)


def shown_in(view: PracticeView, gaps: Sequence[Gap]) -> list[StatementView]:
    """A practice's statements of these classes; an optional one that nobody asked for is never shown."""
    return [
        each
        for each in view.statements
        if each.gap in gaps and not (each.statement.optional and each.elu is None and each.sgm is None)
    ]


class PracticeStatements(Card):
    """One practice's statements of some classes; differences come with a question and a way to the agenda.

    `question` is worded; `send` and `is_sent` are None where nothing goes to the agenda, `read` where the
    guide no longer has the practice.
    """

    def __init__(
        self,
        view: PracticeView,
        gaps: Sequence[Gap],
        pair: Pair,
        question: str = "",
        send: Callable[[PracticeView, StatementView], object] | None = None,
        is_sent: Callable[[PracticeView, StatementView], bool] | None = None,
        read: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._pair = pair
        self.practice_id = view.practice_id
        self.column.addWidget(Heading(view.title, 2))
        self.column.addWidget(Text(f"{summary(view.counts)}.", "caption"))
        if question:
            self.column.addWidget(Text(f"Pour en parler : {question}", "soft"))
        if read is not None:
            link = LinkButton("Lire cette pratique", read)
            link.setAccessibleName(f"Lire cette pratique : {view.title}")
            link.setObjectName(f"read-{view.practice_id}")
            self.column.addWidget(FlowRow(link))
        for each in shown_in(view, gaps):
            self.column.addWidget(Divider())
            self._add(view, each, send, is_sent)

    def _add(
        self,
        view: PracticeView,
        each: StatementView,
        send: Callable[[PracticeView, StatementView], object] | None,
        is_sent: Callable[[PracticeView, StatementView], bool] | None,
    ) -> None:
        self.column.addWidget(Text(each.statement.text))
        row = FlowRow(*(self._answer(each, seat) for seat in Seat), Tag(GAP_LABELS[each.gap][0]), spacing=20)
        if send is not None:
            sent = is_sent is not None and is_sent(view, each)
            row.add(self._sender(view, each, send, sent=sent))
        self.column.addWidget(row)

    def _answer(self, each: StatementView, seat: Seat) -> QWidget:
        answer = each.elu if seat is Seat.ELU else each.sgm
        who = noun(self._pair.person(seat), short=True)
        shown = Named(seat, answer_words(each, answer))
        shown.setAccessibleName(f"{who} : {answer_words(each, answer)}")
        return shown

    def _sender(
        self,
        view: PracticeView,
        each: StatementView,
        send: Callable[[PracticeView, StatementView], object],
        *,
        sent: bool,
    ) -> QWidget:
        if sent:
            return Tag("à l’ordre du jour du prochain point")
        button = Button("Mettre à l’ordre du jour", partial(send, view, each))
        button.setAccessibleName(f"Mettre à l’ordre du jour : {each.statement.text}")
        button.setObjectName(f"send-{each.statement.id}")
        return button


def answer_words(each: StatementView, answer: Answer | None) -> str:
    """The label of an answer, or « sans réponse »."""
    return LABELS[each.statement.scale][answer] if answer is not None else "sans réponse"


def question_of(text: str, pair: Pair) -> str:
    """A practice's opening question in the wording of these two people."""
    return worded(text, pair.named)
