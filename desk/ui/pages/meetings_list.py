"""The points as a list: those planned, what waits for the next one, those held."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.meetings import KIND_LABELS, AgendaItem, ItemSource, Meeting, MeetingState
from desk.core.rhythm import Proposal
from desk.core.wording import capital, counted
from desk.notebook import agenda, meetings, rhythm
from desk.notebook.point_counts import Counts, counts
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.line import checked_line
from desk.ui.pages.meeting_words import counts as counts_said
from desk.ui.pages.meeting_words import origin, said_day, said_time, when
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.found_row import FoundRow
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Heading, Text

PAST_SHOWN, MORE_SHOWN = 12, 48
EMPTY = (
    "Chaque point tient sur une page : l’ordre du jour, ce qui est convenu, qui fait quoi pour quand. "
    "Ce qui reste ouvert revient de lui-même au point suivant. Pour commencer, choisissez un jour."
)


class PointsList(QWidget):
    """The planned points, what waits for the next one, the points held."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._shown = context, PAST_SHOWN
        self._offer: Proposal | None = None
        outer = column(self, 16)
        self._planned, self._past = QVBoxLayout(), QVBoxLayout()
        for layout in (self._planned, self._past):
            layout.setSpacing(theme.px(8))
        self.waiting = Waiting(context)
        outer.addLayout(self._planned)
        outer.addWidget(self.waiting)
        outer.addLayout(self._past)

    @property
    def offers(self) -> bool:
        """Whether the first thing to do is here: to plan the point that the rhythm gives."""
        return self._offer is not None

    def refresh(self) -> None:
        """Read them again."""
        book = self._context.book
        planned, past = meetings.planned(book), meetings.held(book, self._shown + MORE_SHOWN)
        held = past[
            : self._shown
        ]  # those that a click would add are read too: counting all would take longer
        told = counts(book, [each.id for each in (*planned, *held)])
        clear(self._planned)
        clear(self._past)
        if not planned and not held:
            self._planned.addWidget(EmptyState("Aucun point pour l’instant", EMPTY))
        self._offer = None if planned else rhythm.next_proposed(book)
        if self._offer is not None:
            self._planned.addWidget(self._proposed(self._offer))
        self._list(
            self._planned, "Prochain point" if len(planned) == 1 else "Prochains points", planned, told
        )
        self.waiting.refresh(is_planned=bool(planned))
        self._list(self._past, "Points tenus", held, told, _lately(*rhythm.held_lately(book)))
        self._offer_more(len(past) - len(held))

    def _list(
        self,
        into: QVBoxLayout,
        title: str,
        shown: Sequence[Meeting],
        told: dict[str, Counts],
        more: str = "",
    ) -> None:
        if shown:
            into.addWidget(Heading(title, 2))
        if shown and more:
            into.addWidget(Text(more, "soft"))
        for meeting in shown:
            into.addWidget(self._row(meeting, told[meeting.id]))

    def _proposed(self, one: Proposal) -> Card:
        """The point that the rhythm gives, planned in one click."""
        card = Card()
        day = said_day(one.day, self._context.book.today, weekday=True)
        plan = PrimaryButton(f"Prévoir le point du {day}", partial(self._plan, one))
        plan.setObjectName("plan-proposed")
        hour = f" à {said_time(one.at)}" if one.at else ""
        said = f"{capital(KIND_LABELS[one.kind])}{hour}, selon votre rythme."
        card.column.addWidget(FlowRow(plan))
        card.column.addWidget(Text(f"{said} {capital(one.why)}." if one.why else said, "soft"))
        return card

    def _plan(self, one: Proposal) -> None:
        plan = partial(meetings.plan, self._context.book, one.kind, one.day, one.at, slot_id=one.slot_id)
        made = self._context.runner.do(plan)
        if made is not None:
            self._context.navigate("meeting", meeting_id=made.id)

    def _row(self, meeting: Meeting, told: Counts) -> FoundRow:
        """Painted at once, as what a search finds: a dozen rows of labels would be felt at each visit."""
        today = self._context.book.today
        said = counts_said(told.items, told.decisions, told.actions)
        late = meeting.state is MeetingState.PLANNED and meeting.day < today
        caption = f"à clore, ou à déplacer · {said}" if late else said
        row = FoundRow(partial(self._context.navigate, "meeting", meeting_id=meeting.id))
        row.show_passage(f"{when(meeting, today)} · {KIND_LABELS[meeting.kind]}", ((caption, False),))
        row.setObjectName(f"meeting-{meeting.id}")
        return row

    def _offer_more(self, older: int) -> None:
        if older:
            said = counted(older, "point plus ancien", "points plus anciens")
            more = Button(f"Voir {said}", self._more)
            more.setObjectName("older")
            self._past.addWidget(FlowRow(more))

    def _more(self) -> None:
        self._shown += MORE_SHOWN
        self.refresh()


def _lately(three: int, twelve: int) -> str:
    """« 11 points tenus en 3 mois, 41 en 12 mois »: how many, and nothing about it."""
    if not three:
        return f"{counted(twelve, 'point tenu', 'points tenus')} en 12 mois" if twelve else ""
    return f"{counted(three, 'point tenu', 'points tenus')} en 3 mois, {twelve} en 12 mois"


class Waiting(Card):
    """The subjects kept for a point that is not planned yet, and a line to add one."""

    def __init__(self, context: Context) -> None:
        super().__init__("En attente du prochain point")
        self._context = context
        self._list = QVBoxLayout()
        self.column.addLayout(self._list)
        self.field = TextField("Ajouter un sujet", hint="Une ligne, puis Entrée")
        self.field.submitted.connect(self._add)
        self.column.addWidget(self.field)

    def refresh(self, *, is_planned: bool) -> None:
        """Show what waits; once a point is planned, everything goes to its agenda instead."""
        items = agenda.waiting(self._context.book)
        self.setVisible(bool(items) or not is_planned)
        clear(self._list)
        if not items:
            self._list.addWidget(
                Text("Rien n’attend. Un sujet noté ici viendra au point que vous prévoirez.", "soft")
            )
        for item in items:
            self._list.addWidget(self._row(item))

    def _row(self, item: AgendaItem) -> FlowRow:
        said = item.title
        if item.source is not ItemSource.TYPED:  # one noted here is on no agenda yet
            said += f" · {origin(item, None, self._context.book.today)}"
        runner, book = self._context.runner, self._context.book
        take = LinkButton("Retirer", partial(runner.do, partial(agenda.remove, book, item.id)))
        take.setAccessibleName(f"Retirer : {item.title}")
        take.setObjectName(f"unwait-{item.id}")
        return FlowRow(Text(said), take, stretch_first=True)

    def keep_begun(self) -> None:
        """The program is left: a line begun waits for the next point rather than being lost."""
        if self.field.edit.isModified() and self.field.text().strip():
            self._add()

    def _add(self) -> None:
        title = checked_line(self.field, "L’intitulé du sujet")
        if title is None:
            return
        send = partial(agenda.send_to_next, self._context.book, title, ItemSource.TYPED, "")
        if self._context.runner.do(send) is not None:
            self.field.set_text("")
