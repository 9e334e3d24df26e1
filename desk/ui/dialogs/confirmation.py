"""Putting an instruction or a reserve in writing: a page for the affair's file, and no trace here."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core import written
from desk.core.errors import UserError
from desk.core.people import Person
from desk.core.text import limited
from desk.core.wording import capital, named
from desk.core.written import Confirmation
from desk.notebook import people, point_papers
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.dialogs.line import checked_line
from desk.ui.dialogs.paper import PaperDialog
from desk.ui.printing import print_document
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import DateField, Field, TextArea, TextField
from desk.ui.widgets.text import Text

TITLE = "Confirmation écrite"
ORDER, RESERVE = "consigne", "reserve"
KINDS = [(ORDER, "Une consigne"), (RESERVE, "Une réserve")]
LEAD = (
    "Une consigne sensible (argent, personnel, urbanisme) ou une réserve gagne à être écrite. La page signée "
    "se garde dans le dossier de l’affaire."
)
NOTHING_KEPT = "Binôme n’en garde rien : ni texte, ni trace, ni compte."
NO_TRACE = (
    "Binôme imprime cette page sans écrire de fichier sur ce poste. L’imprimante, elle, peut en garder la "
    "mémoire quelque temps : allez chercher la page aussitôt."
)
BLANK = "Imprimer le modèle vierge…"
_READ = "N’écrivez que ce qui peut être lu dans le dossier de l’affaire."
_LOST = "Binôme n’en garde rien : ce que vous avez écrit ici sera perdu."


class ConfirmationDialog(PaperDialog):
    """Who writes what to whom, about which affair; nothing of it outlives the dialog but the PDF."""

    keeps_folder = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, TITLE, parent, width=690)
        self.pair = people.pair(context.book)
        who = [(each.id, capital(named(each))) for each in (self.pair.elu, self.pair.sgm)]
        self.author = ChoiceGroup("Qui écrit ?", who)
        self.kind = ChoiceGroup("Pour confirmer quoi ?", KINDS)
        self.affair = TextField("L’affaire", hint="Par exemple : vente du terrain communal, parcelle B 214")
        self.text = TextArea("Le texte", hint=_READ, lines=6)
        self.day = DateField("Date", context.book.today, today=context.book.today)
        self.answer = TextField("La réponse attendue (facultatif)")
        self._written = self._typed()
        self.column.addWidget(Text(LEAD))
        self.column.addWidget(Text(NOTHING_KEPT, "strong"))
        for part in (self.author, self.kind, self.affair, self.text, self.answer, self.day):
            self.column.addWidget(part)
        self.blank_button = Button(BLANK, self.print_blank)
        self.set_verbs(self.blank_button)
        self.author.setFocus()

    def drawn(self) -> bytes | None:
        """The page, when nothing is missing; otherwise the first field that is."""
        paper = self._paper()
        return self._draw(paper, self.day.value()) if paper is not None else None

    def file_name(self) -> str:
        """`confirmation_Valmont_2026-11-23`: nothing of the affair."""
        day = self.day.value() or self.context.book.today
        return point_papers.file_name(self.context.book, "confirmation", day)

    def accept(self) -> None:
        """See the page, and print it: nothing of it stays on this PC."""
        content = self.drawn()
        if content is not None:
            name = self.file_name()
            self._note(print_document(self.context, self, content, TITLE, name, private=NO_TRACE))

    def save(self) -> bool:
        """As a paper; what was written is not asked about on leaving."""
        is_kept = super().save()
        self._note(is_kept)
        return is_kept

    def _note(self, is_given: bool) -> None:  # noqa: FBT001 - what was done with it
        if is_given:
            self._written = self._typed()

    def print_blank(self) -> None:
        """The model with lines to write on, from whoever is chosen, else the mayor, to the other."""
        author = self._author() or self.pair.elu
        is_order = self.kind.value() != RESERVE
        paper = written.confirmation(author, self.pair.other(author.id), is_order=is_order)
        content = self._draw(paper, None)
        if content is not None:
            day = self.context.book.today
            name = point_papers.file_name(self.context.book, "confirmation-vierge", day)
            print_document(self.context, self, content, "Modèle vierge", name)

    def reject(self) -> None:
        """Leave; what was typed and not printed is asked about, for nothing else holds it."""
        if self._typed() != self._written and not confirm.ask(
            self, "Abandonner ce texte ?", _LOST, "Abandonner le texte", danger=True
        ):
            return
        super().reject()

    def _typed(self) -> tuple[str, ...]:
        return tuple(field.text().strip() for field in (self.affair, self.text, self.answer))

    def _author(self) -> Person | None:
        both = (self.pair.elu, self.pair.sgm)
        return next((each for each in both if each.id == self.author.value()), None)

    def _draw(self, paper: Confirmation, day: date | None) -> bytes | None:
        imprint = point_papers.letterhead(self.context.book, day)
        return self.attempt(partial(self.context.child.draw_handout, paper, imprint))

    def _paper(self) -> Confirmation | None:
        """What is to be drawn; None when something is missing, said where it is."""
        author = self._author()
        chosen = self._chosen()
        affair = checked_line(self.affair, "Le nom de l’affaire")
        text, answer = self._limited(self.text, required=True), self._limited(self.answer)
        if not self.day.check(required=True) or not chosen or author is None:
            self._first_wrong().setFocus()
            return None
        if affair is None or text is None or answer is None:
            self._first_wrong().setFocus()
            return None
        other, is_order = self.pair.other(author.id), self.kind.value() == ORDER
        return written.confirmation(
            author, other, is_order=is_order, affair=affair, text=text, day=self.day.value(), answer=answer
        )

    def _chosen(self) -> bool:
        self.author.set_error("" if self.author.value() else "Choisissez qui écrit.")
        self.kind.set_error("" if self.kind.value() else "Choisissez une consigne ou une réserve.")
        return bool(self.author.value() and self.kind.value())

    def _first_wrong(self) -> QWidget:
        parts: tuple[ChoiceGroup | Field, ...] = (
            self.author, self.kind, self.affair, self.text, self.answer, self.day,
        )  # fmt: skip
        return next(part for part in parts if part.problem.text())

    def _limited(self, field: TextField | TextArea, *, required: bool = False) -> str | None:
        try:
            kept = limited(field.text(), "Ce texte")
        except UserError as problem:
            field.set_error(problem.message)
            return None
        field.set_error("Écrivez le texte, ou imprimez le modèle vierge." if required and not kept else "")
        return None if required and not kept else kept


def write_confirmation(context: Context, parent: QWidget) -> None:
    """Let either person put an instruction or a reserve in writing."""
    dialog = ConfirmationDialog(context, parent.window())
    dialog.exec()
    dialog.deleteLater()
