"""« Notre rythme »: when the pair meets, the dates that follow, the closings, what comes each time."""

from desk.notebook import rhythm
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.dialogs.slot import add_slot
from desk.ui.page import Page
from desk.ui.pages.rhythm_parts import ClosingsCard, DatesCard, SlotsCard
from desk.ui.pages.rhythm_subjects import SubjectsCard
from desk.ui.widgets.buttons import Button, PrimaryButton
from desk.ui.widgets.layout import narrowed
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Text

LEAD = "Binôme propose les dates, vous gardez la main : un point se déplace ou s’annule quand il le faut."
EMPTY = (
    "Choisissez un jour de la semaine : Binôme proposera les dates, en évitant les jours fériés et les "
    "fermetures de la mairie. Rien n’est prévu sans vous."
)


class RhythmPage(Page):
    """The slots first; the dates they give; then closings, holidays and the subjects that come back."""

    name, section = "rhythm", "meetings"
    has_way_back = True
    topics = frozenset({Topic.MEETINGS, Topic.CALENDAR, Topic.COMMUNE})

    def title(self) -> str:
        """The page's name."""
        return "Notre rythme"

    def build(self) -> None:
        """What is there, and one thing to do first while there is nothing."""
        self.add = Button("Ajouter un rendez-vous", self._add)
        self.add.setObjectName("add")
        self.add_button(self.add)
        self.lead = narrowed(Text(LEAD, "soft"), theme.reading_width() + theme.px(120))
        first = PrimaryButton("Choisir notre jour", self._add)
        first.setObjectName("first")
        self.empty = EmptyState("Pas encore de rythme", EMPTY, first)
        self.slots = SlotsCard(self.context)
        self.dates = DatesCard(self.context)
        self.closings = ClosingsCard(self.context)
        self.subjects = SubjectsCard(self.context)
        for part in (self.lead, self.empty, self.slots, self.dates, self.subjects, self.closings):
            self.column.addWidget(part)

    def enter(self, *, kind: str = "", **arguments: str) -> None:
        """`kind` is the kind of point whose subjects are shown."""
        if kind in self.subjects.kind.buttons:
            self.subjects.kind.set_value(kind)
        super().enter(**arguments)

    def place_arguments(self) -> dict[str, str]:
        """The kind of point looked at."""
        return {"kind": self.subjects.shown().value}

    def refresh(self) -> None:
        """Show them as they are now."""
        slots = rhythm.slots(self.context.book)
        for part in (self.lead, self.slots, self.dates, self.add):
            part.setVisible(bool(slots))
        self.empty.setVisible(not slots)
        self.slots.refresh(slots)
        self.dates.refresh(slots)
        self.closings.refresh()
        self.subjects.refresh()

    def help_target(self) -> str:
        """How a point is held, step by step."""
        return "page:tenir-un-point"

    def _add(self) -> None:
        is_first = not rhythm.slots(self.context.book)
        add_slot(self.context, self)
        if is_first:
            self.dates.start()  # the button that opened the dialog has gone: the next step has the keyboard
