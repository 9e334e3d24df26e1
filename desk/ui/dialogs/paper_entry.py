"""Entering a sheet that was filled on paper: one key per answer, no Enter, Backspace corrects."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk.core.errors import UserError
from desk.core.guide import Statement
from desk.core.people import Person
from desk.core.returned import arrival
from desk.core.rounds import Origin, Round
from desk.core.scale import Answer
from desk.core.wording import counted, named
from desk.ui.context import Context
from desk.ui.dialogs import confirm, decide_lines
from desk.ui.dialogs.covered import CoveredDialog
from desk.ui.dialogs.erase_file import offer_erasing
from desk.ui.dialogs.owner import Owner
from desk.ui.dialogs.paper_card import LEGEND, SKIP, PaperCard, tally
from desk.ui.dialogs.returned_form import ToType, read_returned
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Columns, FlowRow, column
from desk.ui.widgets.page_pictures import PagePictures
from desk.ui.widgets.statement import answer_typed
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session

CHECK = "Comparez avec la feuille, puis Entrée pour enregistrer."
ONE_LOST = "ligne saisie n’est pas encore enregistrée"
MANY_LOST = "lignes saisies ne sont pas encore enregistrées"
LEAVE = "Abandonner la saisie"
NARROW, WIDE, BESIDE = 640, 1180, 260


class PaperEntryDialog(CoveredDialog):
    """Enters a sheet under its owner's key, at the opening or else in their own; `pages` are shown beside.

    Accepted once it is written; `path` is the file the pages came from, which it then offers to erase.
    """

    def __init__(
        self,
        context: Context,
        person: Person,
        session: "Session",
        round_: Round,
        parent: QWidget | None,
        *,
        at_opening: bool = True,
        pages: Sequence[QImage] = (),
        path: Path | None = None,
    ) -> None:
        owner = Owner(context, person, session, round_, at_opening)
        title = f"Saisir la feuille {named(person, 'de', short=True)}"
        super().__init__(title, owner, parent, width=WIDE if pages else NARROW)
        self._origin, self._path = Origin.PAPER, path
        self.entered: list[Answer | None] = []
        self.pictures: PagePictures | None = None
        self._entry = self._build()
        self._columns = Columns(self._entry)
        self.body.addWidget(Text(LEGEND, "soft"))
        self.body.addWidget(self._columns)
        self._show_pages(pages)
        self.set_actions("Enregistrer cette feuille")
        self._show()

    def _build(self) -> QWidget:
        entry = QWidget()
        inside = column(entry, 12)
        self.card = PaperCard(self._enter)
        self.count, self.tally, self.problem = Text("", "strong"), Text("", "caption"), Text("", "problem")
        self.problem.hide()
        self.back = Button("Corriger la précédente", self._correct)
        self.read = LinkButton("Lire plutôt un formulaire PDF", self._read_form)
        self.read.setVisible(self.owner.at_opening)
        for line in (self.count, self.card, self.tally, self.problem, FlowRow(self.back, self.read)):
            inside.addWidget(line)
        return entry

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of the round's statements, the optional ones too, in the paper's order."""
        return self.owner.round.statements

    @property
    def answered(self) -> dict[str, Answer]:
        """What was entered so far, by statement."""
        pairs = zip(self.statements, self.entered, strict=False)
        return {statement.id: answer for statement, answer in pairs if answer is not None}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answers, dash, Backspace, F1 for the practice, arrows over the page; the rest as in any dialog."""
        answer = answer_typed(event)
        if self.is_covered:
            super().keyPressEvent(event)
        elif self.pictures is not None and self.pictures.takes(event):
            event.accept()
        elif event.key() == Qt.Key.Key_F1:
            self._read_guide()
        elif answer is not None or event.text() == SKIP:
            self._enter(answer)
        elif event.key() == Qt.Key.Key_Backspace:
            self._correct()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Write the whole sheet at once; nothing is written before its last line."""
        if len(self.entered) < len(self.statements) or self.is_covered:
            return
        try:
            written = self._write()
        except UserError as problem:
            self.problem.set_text(problem.message)
            self.problem.show()
            return
        if written:
            if self._path is not None:
                offer_erasing(self.owner.context, self._path, self)
            super().accept()

    def reject(self) -> None:
        """Escape asks first: a sheet half entered is some minutes of somebody's evening."""
        lost = counted(len(self.entered), ONE_LOST, MANY_LOST) + ". Le papier, lui, n’a pas bougé."
        if not self.entered or confirm.ask(self, "Laisser cette saisie ?", lost, LEAVE, danger=True):
            super().reject()

    def done(self, result: int) -> None:
        """However it ends, the key that came after a covering is forgotten."""
        self.owner.end()
        super().done(result)

    def put_away(self) -> None:
        """What was entered leaves the screen, and the labels too."""
        super().put_away()
        self.card.wipe()
        self.tally.set_text("")

    def bring_back(self) -> None:
        """At the very line where it was left."""
        super().bring_back()
        self._show()

    def _write(self) -> bool:
        """False when its owner, shown what differs, gives up. Raises UserError."""
        taken: dict[str, Answer | None] = dict(self.answered)
        if not self.owner.at_opening:
            found = self.owner.beside_paper(self.answered)
            decided = decide_lines.decide(self.owner, found, decide_lines.PAPER, self)
            if decided is None:
                return False
            taken = found.taken(decided)
        problem = self.owner.write(taken, self._origin) if taken or self.owner.at_opening else None
        if problem is not None:
            raise problem
        return True

    def _enter(self, answer: Answer | None) -> None:
        if len(self.entered) < len(self.statements):
            self.entered.append(answer)
            self._show()

    def _correct(self) -> None:
        if self.entered:
            self.entered.pop()
            self._show()

    def _read_form(self) -> None:
        came = read_returned(self.owner, self)
        if isinstance(came, ToType):
            self._path = came.path
            self._show_pages(came.pages)
        elif came is not None:
            given = came.given
            found = arrival(
                self.statements, self.answered, given.answers, given.doubtful, left_out=given.left_out
            )
            decided = decide_lines.decide(self.owner, found, decide_lines.TYPED, self)
            if decided is not None:
                self._origin, self._path = Origin.PDF, came.path
                answers = self.answered | found.taken(decided)
                self.entered = [answers.get(statement.id) for statement in self.statements]
        self._show()

    def _show_pages(self, pages: Sequence[QImage]) -> None:
        """The pages before the entry: beside it where there is room, else above."""
        if not pages:
            return
        self.pictures = PagePictures(pages)
        beside = Columns(self.pictures, self._entry, minimum=BESIDE)
        self.body.replaceWidget(self._columns, beside)
        self._columns.deleteLater()
        self._columns, self._width = beside, WIDE
        if self.isVisible():
            self.resize(self.sizeHint())

    def _read_guide(self) -> None:
        """The practice of the statement being entered, over it: what was entered stays."""
        from desk.ui.dialogs.reading import read_over

        place = min(len(self.entered), len(self.statements) - 1)
        asked = self.statements[place]
        practice = next(each for each in self.owner.round.practices if asked in each.statements)
        if read_over(self.owner.context, self, f"practice:{practice.practice_id}"):
            self.cover()
        else:
            self.setFocus()

    def _show(self) -> None:
        place = len(self.entered)
        ended = place == len(self.statements)
        if not ended:
            self.card.ask(self.owner.round, self.statements[place])
        self.card.setVisible(not ended)
        self.back.setEnabled(place > 0)
        self.count.set_text(f"Saisi : {place} sur {len(self.statements)}")
        told = f"{CHECK} {tally(self.entered)}" if ended else tally(self.entered)
        self.tally.set_text(told)
        if self.primary is not None:
            self.primary.setEnabled(ended)
            if ended:
                self.primary.setFocus()
                announce(self, f"Feuille saisie. {self.tally.text()}")
            else:
                self.setFocus()


def enter_paper(owner: Owner, parent: QWidget, came: ToType | None = None) -> bool:
    """Have a paper typed into its owner's open sheet, the pages of a file beside; whether it was written."""
    pages, path = (came.pages, came.path) if came is not None else ((), None)
    dialog = PaperEntryDialog(
        owner.context, owner.person, owner.session, owner.round, parent,
        at_opening=False, pages=pages, path=path,
    )  # fmt: skip
    entered = dialog.exec() == QDialog.DialogCode.Accepted
    if entered and owner.session.is_open:
        owner.context.messages.note("Votre papier est saisi. Vérifiez votre feuille, puis remettez-la.")
    dialog.deleteLater()
    return entered
