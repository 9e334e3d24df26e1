"""« Nouveau mandat » and « Nouvelle personne »: what it is, then its steps as this pair walks them."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.people import Pair
from desk.core.steps import Newcomer, Path, by_phase, steps_for
from desk.core.wording import capital, counted, long_date, named, the_mayor, worded
from desk.notebook import handouts, journeys, people
from desk.notebook.book import Topic
from desk.notebook.journeys import Journey
from desk.ui import theme
from desk.ui.dialogs import confirm
from desk.ui.page import Page
from desk.ui.pages.journey_start import StartCard
from desk.ui.pages.journey_steps import PhaseCard, PhasePreview, StepRow
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.layout import FlowRow, clear, narrowed
from desk.ui.widgets.text import Text

AWAY = (
    "La date de départ et les coches sont retirées. Les sujets déjà mis à l’ordre du jour et les actions "
    "déjà créées restent. Vous pourrez reprendre le parcours depuis le début."
)
PRINT = "Imprimer ce parcours"
NOT_BEGUN = "Commencez ce parcours pour l’imprimer : ses dates se comptent à partir du jour de départ."


class JourneyPage(Page):
    """A path. Arguments of `enter`: `path_id`; `anchor`, the step to begin at."""

    name, section = "journey", "guide"
    topics = frozenset({Topic.JOURNEYS, Topic.PEOPLE, Topic.COMMUNE, Topic.MEETINGS, Topic.ACTIONS})
    can_print = True
    has_way_back = True

    def title(self) -> str:
        """The path's name."""
        return self._path().title

    def build(self) -> None:
        """What it is, how far it is, and the place of the rest, which is made when the path is known."""
        self._path_id = next(iter(self.context.book.env.content.tools.paths))
        self._correcting = False
        self._made_for: object = None
        self.rows: dict[str, StepRow] = {}
        self.lead = Text("", "soft")
        self.column.addWidget(narrowed(self.lead, theme.reading_width() + theme.px(120)))
        self.progress = Text()
        printing = LinkButton(f"{PRINT}…", self.print_page)
        printing.setObjectName("print")
        correct = LinkButton("Corriger le départ", self._correct)
        correct.setObjectName("correct")
        away = LinkButton("Ranger ce parcours", self._put_away)
        away.setObjectName("put-away")
        self.standing = FlowRow(self.progress, printing, correct, away, stretch_first=True)
        self.column.addWidget(self.standing)
        self.start = QVBoxLayout()
        self.phases = QVBoxLayout()
        self.phases.setSpacing(theme.px(16))
        self.column.addLayout(self.start)
        self.column.addLayout(self.phases)

    def enter(self, **arguments: str) -> None:
        """Show that path."""
        self._path_id = arguments["path_id"]
        self._correcting = False
        super().enter()
        anchor = arguments.get("anchor", "")
        if anchor:
            QTimer.singleShot(0, self, partial(self._go_to, anchor))

    def refresh(self) -> None:
        """Show how far it is; the steps are made anew only when they are others."""
        walked = journeys.journey(self.context.book, self._path_id)
        wanted = self._needed(walked)
        if wanted != self._made_for:
            self._made_for = wanted
            self._make(walked)
        self.standing.setVisible(walked is not None)
        if walked is None:
            return
        self.progress.set_text(standing(walked, people.pair(self.context.book)))
        for _, states in walked.phases:
            for state in states:
                self.rows[state.step.id].show_state(state)

    def leave(self) -> None:
        """A correction not saved is given up."""
        self._correcting = False

    def print_page(self) -> None:
        """The path with its ticks, once it has begun."""
        walked = journeys.journey(self.context.book, self._path_id)
        if walked is None:
            self.context.messages.note(NOT_BEGUN)
            return
        self.print_handout(partial(handouts.journey, self.context.book, walked), PRINT)

    def help_target(self) -> str:
        """The practice of the step that has the keyboard, else of the first one."""
        known = self.context.book.guide.practice_ids
        focused = keyboard_in(self.window())
        here = [row.practice for row in self.rows.values() if focused and row.isAncestorOf(focused)]
        every = (*here, *(step.practice for step in self._path().steps))
        return next((f"practice:{each}" for each in every if each in known), "")

    def _path(self) -> Path:
        return journeys.path(self.context.book, self._path_id)

    def _needed(self, walked: Journey | None) -> object:
        """All that the widgets are made from, the ticks left out."""
        begun = (walked.start, walked.change) if walked else None
        book = self.context.book
        return self._path(), people.pair(book), people.commune(book).population, begun, self._correcting

    def _make(self, walked: Journey | None) -> None:
        clear(self.start)
        clear(self.phases)
        self.rows = {}
        self.lead.set_text(worded(self._path().lead, people.pair(self.context.book).named))
        if walked is None or self._correcting:
            card = StartCard(self.context, self._path(), walked, self._corrected)
            self.start.addWidget(card)
            card.show()  # at once: the focus is given back before the next event
        if walked is None:
            self._preview()
            return
        for phase, states in walked.phases:
            made = PhaseCard(self.context, self._path_id, phase, states)
            self.rows |= {row.tick.objectName().removeprefix("tick-"): row for row in made.rows}
            self.phases.addWidget(made)
            made.show()

    def _preview(self) -> None:
        """What the path holds, to be read before it begins."""
        path = self._path()
        for phase, steps in by_phase(path, steps_for(path, people.commune(self.context.book).population)):
            self.phases.addWidget(PhasePreview(phase, steps, people.pair(self.context.book)))

    def _go_to(self, step_id: str) -> None:
        """The step in sight, near the top; its tick has the keyboard where there is one."""
        found = self.findChild(QWidget, f"step-{step_id}")
        if found is None:
            return
        self.scroller.ensureWidgetVisible(found, 0, theme.px(12))
        if step_id in self.rows:
            self.rows[step_id].tick.setFocus()

    def _correct(self) -> None:
        self._correcting = True
        self.update_shown()
        self.scroller.verticalScrollBar().setValue(0)

    def _corrected(self) -> None:
        self._correcting = False
        self.update_shown()

    def _put_away(self) -> None:
        if confirm.ask(self.window(), "Ranger ce parcours ?", AWAY, "Ranger ce parcours", undoable=True):
            self.context.runner.do(partial(journeys.forget, self.context.book, self._path_id))


def standing(walked: Journey, pair: Pair) -> str:
    """« 5 étapes cochées sur 17 · depuis le 28 mars 2026 · arrivée du maire »."""
    done, every = walked.counts
    parts = [f"{counted(done, 'étape')} sur {every}", f"à partir du {long_date(walked.start)}"]
    if walked.change is Newcomer.MAYOR:
        parts.append(f"{the_mayor(pair)} vient d’arriver")
    elif walked.change is Newcomer.SGM:
        parts.append(f"{named(pair.sgm)} vient d’arriver")
    return capital(" · ".join(parts))
