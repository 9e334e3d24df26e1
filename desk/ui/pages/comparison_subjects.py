"""What to talk about after an opening: what is proposed, what the pair chose."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.comparison import PracticeView
from desk.core.meetings import ItemSource
from desk.core.people import Pair
from desk.core.proposals import propose
from desk.core.rounds import Subject, SubjectDraft
from desk.core.wording import long_date, named
from desk.notebook import agenda, people, practices, unsealing
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.subjects import SubjectsDialog
from desk.ui.widgets.buttons import Button, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, column
from desk.ui.widgets.text import Tag, Text


class SubjectsCard(Card):
    """The chosen subjects of a round, else up to three proposals; the button chooses."""

    def __init__(self, context: Context, round_id: str, views: Sequence[PracticeView]) -> None:
        self._context, self._round_id, self._views = context, round_id, views
        self._chosen = unsealing.subjects(context.book, round_id)
        super().__init__("Vos sujets" if self._chosen else "De quoi parler")
        if self._chosen:
            self._show_chosen()
        else:
            self._show_proposals()
        self.column.addWidget(FlowRow(self._choose_button()))

    def _show_chosen(self) -> None:
        followed = {entry.practice_id for entry in practices.chosen(self._context.book)}
        titles = self._titles()
        pair = people.pair(self._context.book)
        for subject in self._chosen:
            title = titles.get(subject.practice_id, subject.practice_id)
            follow = partial(self._follow, subject.practice_id)
            wanted = follow if subject.practice_id not in followed and self._in_guide(subject) else None
            self.column.addWidget(subject_row(subject, title, pair, wanted))

    def _show_proposals(self) -> None:
        proposals = propose(self._views)
        for proposal in proposals:
            self.column.addWidget(FlowRow(Tag(proposal.title)))
            self.column.addWidget(Text(proposal.reason))
        if not proposals:
            self.column.addWidget(Text("Rien n’appelle une discussion particulière cette fois."))

    def _choose_button(self) -> Button:
        made = (
            Button("Choisir d’autres sujets", self._choose)
            if self._chosen
            else PrimaryButton("Choisir nos sujets", self._choose)
        )
        made.setObjectName("choose-subjects")
        return made

    def _follow(self, practice_id: str) -> None:
        self._context.runner.do(partial(practices.choose, self._context.book, practice_id))

    def _titles(self) -> dict[str, str]:
        return {view.practice_id: view.title for view in self._views}

    def _in_guide(self, subject: Subject) -> bool:
        return practices.find(self._context.book, subject.practice_id) is not None

    def _choose(self) -> None:
        views, offered = self._views, propose(self._views)
        # the window outlives this card, which a change replaces
        dialog = SubjectsDialog(self._context.book, views, offered, self._chosen, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._keep(dialog.drafts())
        dialog.deleteLater()

    def _keep(self, drafts: Sequence[SubjectDraft]) -> None:
        book, runner = self._context.book, self._context.runner
        keep = partial(unsealing.choose_subjects, book, self._round_id, drafts)
        if runner.do(keep, quietly=bool(drafts)) is None or not drafts:
            return
        for draft in drafts:
            title = practices.title(book, draft.practice_id)
            send = partial(agenda.send_to_next, book, title, ItemSource.ROUND, draft.practice_id)
            runner.do(send, quietly=True)
        self._context.messages.confirm("Sujets retenus, à l’ordre du jour de votre prochain point")


def subject_row(subject: Subject, title: str, pair: Pair, follow: Callable[[], object] | None) -> QWidget:
    """A chosen subject: its first step, who and when; `follow` is None when it is followed already."""
    box = QWidget()
    inside = column(box, 4)
    inside.addWidget(Text(title, "strong"))
    if subject.first_step:
        inside.addWidget(Text(f"Premier pas : {subject.first_step}"))
    said = [named(person, short=True) for person in (pair.elu, pair.sgm) if person.id == subject.owner_id]
    if subject.due is not None:
        said.append(f"pour le {long_date(subject.due)}")
    if said:
        inside.addWidget(Text(" · ".join(said), "soft"))
    if follow is not None:
        button = Button("Suivre cette pratique", follow)
        button.setAccessibleName(f"Suivre cette pratique : {title}")
        button.setObjectName(f"follow-{subject.practice_id}")
        inside.addSpacing(theme.px(4))
        inside.addWidget(FlowRow(button))
    return box
