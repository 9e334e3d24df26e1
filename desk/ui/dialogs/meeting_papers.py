"""The papers of a point, seen before they are printed: its agenda, its notes."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.meetings import Meeting
from desk.core.wording import long_date, named
from desk.notebook import agenda, people, point_papers
from desk.ui.context import Context
from desk.ui.dialogs.print_document import PagesDialog
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.handout import Handout

NAMES, FUNCTIONS = "noms", "fonctions"
WITH = [(NAMES, "Avec les noms"), (FUNCTIONS, "Avec les fonctions")]
NOTES = "Voir les notes en cours"
BETWEEN = "Ce relevé porte vos noms. Pour le donner à quelqu’un d’autre, choisissez « Avec les fonctions »."
OTHERS = (
    "{elu} et {sgm} y sont dits par leur fonction, partout où leurs noms étaient écrits. Les autres noms, "
    "dans les textes, restent : relisez le relevé avant de le donner."
)


class PointPaperDialog(PagesDialog):
    """A paper of a point, shown as it will be printed; subclasses say which."""

    kind = ""
    """What the file's name begins with."""

    def __init__(self, context: Context, meeting: Meeting, title: str, parent: QWidget | None = None) -> None:
        self.meeting = meeting
        super().__init__(context, title, parent)
        self.redraw()

    def handout(self) -> "Handout":
        """What is drawn."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw the paper as it is chosen now, and show its pages."""
        self.show_pages(self.attempt(self._draw))

    def _draw(self) -> bytes:
        imprint = point_papers.imprint(self.context.book, self.meeting.day)
        return self.context.child.draw_handout(self.handout(), imprint)

    def file_name(self) -> str:
        """`releve_Valmont_2026-11-27`."""
        return point_papers.file_name(self.context.book, self.kind, self.meeting.day)


class AgendaDialog(PointPaperDialog):
    """The agenda with its columns to write in."""

    kind = "ordre-du-jour"
    wants_notes = False
    """Whether they left it for the notes begun."""

    def other_verbs(self) -> list[Button]:
        """The notes, when some are written already."""
        items = agenda.items(self.context.book, self.meeting.id)
        return [Button(NOTES, self._leave_for_notes)] if any(item.discussed for item in items) else []

    def _leave_for_notes(self) -> None:
        self.wants_notes = True
        self.reject()

    def handout(self) -> "Handout":
        """The agenda as it is now."""
        return point_papers.agenda_paper(self.context.book, self.meeting)


class MinutesDialog(PointPaperDialog):
    """The notes, with names or with functions; the choice is not remembered."""

    kind = "releve"

    def build(self) -> None:
        """Names for the two, functions for the others."""
        self.who = ChoiceGroup("Qui y est nommé, et comment ?", WITH, NAMES)
        self.said = Text(BETWEEN, "soft")
        self.column.addWidget(self.who)
        self.column.addWidget(self.said)
        self.who.chosen.connect(self._choose)

    def handout(self) -> "Handout":
        """The notes as they are chosen."""
        by_function = self.who.value() == FUNCTIONS
        return point_papers.minutes_paper(self.context.book, self.meeting, by_function=by_function)

    def _choose(self, value: str) -> None:
        pair = people.pair(self.context.book)
        elu, sgm = named(pair.elu), named(pair.sgm)
        said = OTHERS.format(elu=elu[:1].upper() + elu[1:], sgm=sgm)
        self.said.set_text(said if value == FUNCTIONS else BETWEEN)
        self.redraw()

    def file_name(self) -> str:
        """The two files of a same point do not bear the same name."""
        kind = f"{self.kind}-fonctions" if self.who.value() == FUNCTIONS else self.kind
        return point_papers.file_name(self.context.book, kind, self.meeting.day)


def print_agenda(context: Context, meeting: Meeting, parent: QWidget) -> None:
    """Show the agenda, and let a person print it or keep its PDF, or go on to the notes begun."""
    title = f"Ordre du jour du {long_date(meeting.day)}"
    dialog = AgendaDialog(context, meeting, title, parent.window())
    dialog.exec()
    dialog.deleteLater()
    if dialog.wants_notes:
        print_minutes(context, meeting, parent)


def print_minutes(context: Context, meeting: Meeting, parent: QWidget) -> None:
    """Show the notes of a point, and let a person print them or keep their PDF."""
    dialog = MinutesDialog(context, meeting, f"Relevé du {long_date(meeting.day)}", parent.window())
    dialog.exec()
    dialog.deleteLater()
