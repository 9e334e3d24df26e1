"""What to talk about after an opening: what is proposed, what the pair chose, what became of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.people import Pair
from desk.core.proposals import propose
from desk.core.rounds import Subject, SubjectDraft
from desk.core.wording import long_date, named
from desk.notebook import follow_up, practices, unsealing
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.subjects import SubjectsDialog
from desk.ui.pages.comparison_opened import Opened
from desk.ui.pages.comparison_time import outcome_words
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, column
from desk.ui.widgets.text import Tag, Text

DECLINED = "Vous n’avez retenu aucun sujet cette fois : c’est une réponse comme une autre."


class SubjectsCard(Card):
    """The chosen subjects of a round, else up to three proposals, else that the pair declined."""

    def __init__(self, context: Context, opened: Opened) -> None:
        self._context, self._opened, self._round_id = context, opened, opened.round_id
        self._chosen = unsealing.subjects(context.book, self._round_id)
        self._declined = unsealing.declined(context.book, self._round_id)
        super().__init__("Vos sujets" if self._chosen else "De quoi parler")
        if self._chosen:
            self._show_chosen()
        elif self._declined:
            self.column.addWidget(Text(DECLINED))
        else:
            self._show_proposals()
        self.column.addWidget(FlowRow(*self._buttons()))

    def _show_chosen(self) -> None:
        followed = {entry.practice_id for entry in practices.chosen(self._context.book)}
        became = {outcome.practice_id: outcome for outcome in self._opened.outcomes(self._round_id)}
        for subject in self._chosen:
            follow = partial(self._follow, subject.practice_id)
            wanted = follow if subject.practice_id not in followed and self._in_guide(subject) else None
            title = self._opened.title(subject.practice_id)
            line = outcome_words(self._opened, became[subject.practice_id])
            self.column.addWidget(subject_row(subject, title, self._opened.pair, line, wanted))

    def _show_proposals(self) -> None:
        proposals = propose(self._opened.views)
        for proposal in proposals:
            self.column.addWidget(FlowRow(Tag(proposal.title)))
            self.column.addWidget(Text(proposal.reason))
        if not proposals:
            self.column.addWidget(Text("Rien n’appelle une discussion particulière cette fois."))

    def _buttons(self) -> list[Button]:
        """To choose, and to decline as long as nothing was answered."""
        if self._chosen or self._declined:
            return [self._choose_button()]
        decline = LinkButton("Aucun sujet pour cette fois", partial(self._keep, ()))
        decline.setObjectName("decline")
        return [self._choose_button(), decline]

    def _choose_button(self) -> Button:
        if self._chosen:
            made = Button("Choisir d’autres sujets", self._choose)
        elif self._declined:
            made = Button("Choisir tout de même des sujets", self._choose)
        else:
            made = PrimaryButton("Choisir nos sujets", self._choose)
        made.setObjectName("choose-subjects")
        return made

    def _follow(self, practice_id: str) -> None:
        self._context.runner.do(partial(practices.choose, self._context.book, practice_id))

    def _in_guide(self, subject: Subject) -> bool:
        return practices.find(self._context.book, subject.practice_id) is not None

    def _choose(self) -> None:
        views = self._opened.views
        # the window outlives this card, which a change replaces
        dialog = SubjectsDialog(self._context.book, views, propose(views), self._chosen, self.window())
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
            runner.do(partial(follow_up.send, book, self._round_id, draft.practice_id, title), quietly=True)
        self._context.messages.confirm("Sujets retenus, à l’ordre du jour de votre prochain point")


def subject_row(
    subject: Subject, title: str, pair: Pair, became: str, follow: Callable[[], object] | None
) -> QWidget:
    """A chosen subject: first step, who and when, what became of it; `follow` is None when it is followed."""
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
    inside.addWidget(Text(became, "soft"))
    if follow is not None:
        button = Button("Suivre cette pratique", follow)
        button.setAccessibleName(f"Suivre cette pratique : {title}")
        button.setObjectName(f"follow-{subject.practice_id}")
        inside.addSpacing(theme.px(4))
        inside.addWidget(FlowRow(button))
    return box
