"""Opening both sheets together: both present, both codes in one dialog, and it is final."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.errors import UserError
from desk.core.people import Person, Seat
from desk.core.rounds import Round
from desk.core.wording import long_date, noun
from desk.notebook import people, rounds, unsealing
from desk.ui.context import Context
from desk.ui.dialogs.code import NOTHING_TYPED, CodeField
from desk.ui.dialogs.paper_entry import PaperEntryDialog
from desk.ui.silence import Silence
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.marks import Named
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Session

FINAL = (
    "L’ouverture se fait à deux, et elle est définitive : les feuilles ne changent plus, "
    "et chacun lit les réponses de l’autre. Vos notes privées restent à vous."
)
READING = (
    "Prenez vingt minutes au calme. Des regards différents sont normaux : ils disent de quoi parler. L’un ou "
    "l’autre peut encore dire « pas maintenant » : tout reste alors comme avant, et rien n’en est gardé."
)
SILENT = "L’ouverture se fermera dans une minute. Une touche ou un geste de la souris la garde à l’écran."
KEPT = "Rien n’est ouvert. La feuille qui vient d’être saisie est gardée, fermée ; reste à ouvrir ensemble."


class OpeningDialog(Dialog):
    """Asks for both keys; `.sessions` holds them after « Ouvrir ensemble », mayor's seat first.

    What else takes both keys has its own words.
    """

    TITLE, LEAD, MORE = "Ouvrir ensemble", FINAL, READING
    VERB, LEAVE, AWAITS = "Ouvrir ensemble", "Pas maintenant", "L’ouverture attend"
    TAKES_AWAY = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(self.TITLE, parent, width=560)
        self._context = context
        self.sessions: list[Session] = []
        self.fields: dict[Seat, CodeField | CheckBox] = {}
        self.column.addWidget(Text(self.LEAD, "strong"))
        self.column.addWidget(Text(self.MORE, "soft"))
        both = people.pair(context.book)
        for seat in Seat:
            self._add_person(both.person(seat))
        self.problem = Text("", "problem")
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.set_actions(self.VERB, self.LEAVE, danger=self.TAKES_AWAY)
        assert self.primary is not None  # just made
        self.primary.setDefault(True)  # Enter, where a code was typed, goes on to the other
        self.fields[Seat.ELU].setFocus()

    def accept(self) -> None:
        """Take both keys, or neither; what is wrong is said where it is."""
        if self._goes_on():
            return
        both = people.pair(self._context.book)
        found = [self._session(both.person(seat)) for seat in Seat]
        opened = [session for session in found if session is not None]
        if len(opened) < len(found):
            for session in opened:
                session.close()
            self.fields[Seat.ELU if found[0] is None else Seat.SGM].setFocus()
            return
        self.sessions = opened
        super().accept()

    def _add_person(self, person: Person) -> None:
        field: CodeField | CheckBox
        whose = f"{person.addressed}, {noun(person, short=True)}"
        if person.has_code:
            field = CodeField(f"Code de {person.addressed}")
        else:
            field = CheckBox(f"{person.addressed} est là et d’accord")
        self.fields[person.seat] = field
        self.column.addWidget(Named(person.seat, whose, "strong"))
        replaced = people.replaced_on(self._context.book, person.id)
        if replaced is not None:
            told = (
                f"Le code de {person.addressed} a été remplacé le {long_date(replaced)}, comme un code perdu."
            )
            self.column.addWidget(Text(told))
        self.column.addWidget(field)

    def _goes_on(self) -> bool:
        """Enter in a code that is typed goes on to what the other has not given yet; nothing is tried."""
        fields = self.fields.values()
        codes = [field for field in fields if isinstance(field, CodeField)]
        typed = any(self.focusWidget() is field.edit and field.text().strip() for field in codes)
        awaited = next((field for field in fields if not _is_given(field)), None)
        if not typed or awaited is None:
            return False
        awaited.setFocus()
        return True

    def _session(self, person: Person) -> "Session | None":
        field = self.fields[person.seat]
        if isinstance(field, CheckBox):
            return self._present(field, person)
        if not field.text().strip():
            field.refuse(UserError(NOTHING_TYPED, ""))
            return None
        try:
            return people.unlock(self._context.book, person.id, field.text())
        except UserError as problem:
            field.refuse(problem)
            return None

    def _present(self, box: CheckBox, person: Person) -> "Session | None":
        if box.isChecked():
            return people.unlock(self._context.book, person.id)
        self.problem.set_text(f"{self.AWAITS} {person.addressed} : cochez sa présence, ou revenez à deux.")
        self.problem.show()
        box.setFocus()
        return None


def _is_given(field: CodeField | CheckBox) -> bool:
    return field.isChecked() if isinstance(field, CheckBox) else bool(field.text().strip())


def open_round(context: Context, round_: Round, parent: QWidget) -> "Session | None":
    """Open a round with both people; the session that may read it, or None when it was not opened.

    A sheet filled outside is entered first. After minutes of silence the dialogs are refused. The caller
    closes the session.
    """
    silence = Silence(parent, context.messages, lambda: context.book.now, SILENT)
    silence.watch()
    opened = _opened(context, round_, parent)
    silence.rest()
    silence.deleteLater()
    return opened


def _opened(context: Context, round_: Round, parent: QWidget) -> "Session | None":
    dialog = OpeningDialog(context, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return None
    elu, sgm = dialog.sessions
    opened = _entered(context, round_, dialog.sessions, parent) and context.runner.do(
        partial(unsealing.open_together, context.book, round_.id, elu, sgm)
    )
    sgm.close()
    if not opened:
        elu.close()
        return None
    context.runner.undo_stack.clear()
    return elu


def _entered(context: Context, round_: Round, sessions: "list[Session]", parent: QWidget) -> bool:
    """Enter what is outside; False when someone stops, and then nothing is opened."""
    both, entered = people.pair(context.book), False
    for seat, session in zip(Seat, sessions, strict=True):
        if not rounds.sheet_is_outside(context.book, round_.id, seat):
            continue
        entry = PaperEntryDialog(context, both.person(seat), session, round_, parent)
        done = entry.exec() == QDialog.DialogCode.Accepted
        entry.deleteLater()
        if not done:
            if entered:
                context.messages.note(KEPT)
            return False
        entered = True
    return True
