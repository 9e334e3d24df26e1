"""What the pair chooses to talk about: up to three subjects, each with a first step."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desk.core.comparison import PracticeView, summary
from desk.core.people import Pair
from desk.core.proposals import MOST, Proposal
from desk.core.rounds import Subject, SubjectDraft
from desk.core.wording import named, worded
from desk.notebook import people, practices
from desk.notebook.book import Notebook
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import CheckBox, ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import DateField, TextArea
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.text import Heading, Text

NOBODY = "personne"


@dataclass(frozen=True, slots=True)
class Offered:
    """A practice that can be chosen, and why it is proposed, or its counts."""

    practice_id: str
    title: str
    reason: str


class SubjectsDialog(Dialog):
    """Ticks up to three practices and words their first step; `drafts()` after it is accepted.

    « Aucun sujet pour cette fois » accepts with none.
    """

    def __init__(
        self,
        book: Notebook,
        views: Sequence[PracticeView],
        proposals: Sequence[Proposal],
        chosen: Sequence[Subject],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Choisir vos sujets", parent, width=640)
        self.column.addWidget(
            Text("Trois sujets au plus, choisis à deux. Ils iront à l’ordre du jour de votre prochain point.")
        )
        self.problem = Text("", "problem")
        self.choices: list[SubjectChoice] = []
        proposed, others = _offered(views, proposals)
        kept = {subject.practice_id: subject for subject in chosen}
        for title, group in (("Proposés", proposed), ("Les autres pratiques", others)):
            if group:
                self.column.addWidget(Heading(title, 3))
            for offered in group:
                choice = SubjectChoice(book, offered, kept.get(offered.practice_id), self._check)
                self.choices.append(choice)
                self.column.addWidget(choice)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.column.addWidget(FlowRow(LinkButton("Aucun sujet pour cette fois", self._decline)))
        self.set_actions("Retenir ces sujets")
        self.choices[0].box.setFocus()

    def drafts(self) -> list[SubjectDraft]:
        """What was chosen, in the order shown."""
        return [choice.draft() for choice in self.choices if choice.box.isChecked()]

    def accept(self) -> None:
        """Between one and three, with dates that exist."""
        number = len(self.drafts())
        if not number:
            self._say("Cochez un sujet, ou choisissez « Aucun sujet pour cette fois ».")
        elif self._check() and all(choice.check() for choice in self.choices):
            super().accept()

    def _decline(self) -> None:
        for choice in self.choices:
            choice.box.setChecked(False)
        super().accept()

    def _check(self) -> bool:
        enough = len(self.drafts()) <= MOST
        self._say("" if enough else "Trois sujets au plus : décochez-en un, il attendra la prochaine fois.")
        return enough

    def _say(self, sentence: str) -> None:
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))


class SubjectChoice(QWidget):
    """One practice: a box, and when it is ticked its first step, who, and for when."""

    def __init__(self, book: Notebook, offered: Offered, kept: Subject | None, changed: object) -> None:
        super().__init__()
        both = people.pair(book)
        self._practice_id = offered.practice_id
        self._changed = changed
        inside = column(self, 6)
        self.box = CheckBox(offered.title, self._ticked, ticked=kept is not None)
        self.box.setAccessibleDescription(offered.reason)
        self.details = QWidget()
        practice = practices.find(book, offered.practice_id)
        first = practice.first_step if practice else ""
        step = kept.first_step if kept else worded(first, both.named)
        self.step = TextArea("Premier pas", step, lines=2)
        self.owner = ChoiceGroup(
            "Qui s’en charge ?", _owners(both), kept.owner_id or NOBODY if kept else NOBODY
        )
        self.due = DateField("Pour quand ? (facultatif)", kept.due if kept else None, today=book.today)
        details = column(self.details, 10, (28, 0, 0, 12))
        for field in (self.step, self.owner, self.due):
            details.addWidget(field)
        for part in (self.box, Text(offered.reason, "soft"), self.details):
            inside.addWidget(part)
        self.details.setVisible(self.box.isChecked())

    def draft(self) -> SubjectDraft:
        """What was filled in."""
        owner = self.owner.value()
        return SubjectDraft(
            self._practice_id,
            self.step.text().strip(),
            "" if owner in (None, NOBODY) else str(owner),
            self.due.value(),
        )

    def check(self) -> bool:
        """Whether its date exists, when it is chosen."""
        return not self.box.isChecked() or self.due.check()

    def _ticked(self, ticked: bool) -> None:  # noqa: FBT001 - a box's state
        self.details.setVisible(ticked)
        if callable(self._changed):
            self._changed()


def _owners(both: Pair) -> list[tuple[str, str]]:
    pair = [(person.id, named(person, short=True)) for person in (both.elu, both.sgm)]
    return [*pair, (NOBODY, "à voir ensemble")]


def _offered(
    views: Sequence[PracticeView], proposals: Sequence[Proposal]
) -> tuple[list[Offered], list[Offered]]:
    proposed = [Offered(each.practice_id, each.title, each.reason) for each in proposals]
    known = {each.practice_id for each in proposals}
    others = [
        Offered(view.practice_id, view.title, f"{summary(view.counts)}.")
        for view in views
        if view.practice_id not in known
    ]
    return proposed, others
