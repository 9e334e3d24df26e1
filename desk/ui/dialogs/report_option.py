"""Deciding on one addition to the bilan: a row per person, each for themselves."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.errors import UserError
from desk.core.people import Person, Seat
from desk.core.report_options import HOW_LABELS, Consent, Option
from desk.core.wording import capital, long_date, named
from desk.notebook import people, report_options
from desk.notebook.book import Changed
from desk.ui.context import Context
from desk.ui.dialogs.code import ask_session
from desk.ui.dialogs.period import ELSEWHERE, ask_elsewhere
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow, clear, column
from desk.ui.widgets.marks import Named
from desk.ui.widgets.text import Divider, Text

AGREE, BACK = "Je suis d’accord", "Retirer"
ON = "Vous êtes d’accord tous les deux : c’est dans le bilan. Le bilan entier reste à approuver ensuite."
OFF = "Ce n’est pas dans le bilan : il faut l’accord des deux."


class OptionDialog(Dialog):
    """Stays open while one agrees, then the other; what the carnet holds is what it shows."""

    def __init__(self, context: Context, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option.label, parent, width=600)
        self._context, self._option = context, option
        self.column.addWidget(Text(option.told, "soft"))
        self.standing = Text("", "strong")
        self.problem = Text("", "problem")
        self.rows = QVBoxLayout()
        self.column.addLayout(self.rows)
        self.column.addWidget(self.standing)
        self.column.addWidget(self.problem)
        self.set_actions("Fermer", "")
        self.show_state()

    def show_state(self) -> None:
        """A row per person, as the carnet has it now."""
        state = report_options.state(self._context.book, self._option)
        given = {each.seat: each for each in state.given}
        pair = people.pair(self._context.book)
        clear(self.rows)
        for seat in Seat:
            self.rows.addWidget(Divider())
            row = self._row(pair.person(seat), given.get(seat))
            self.rows.addWidget(row)
            row.show()
        self.standing.set_text(ON if state.is_on else OFF)
        self.problem.hide()

    def _row(self, person: Person, given: Consent | None) -> QWidget:
        box = QWidget()
        outer = column(box, 6)
        outer.addWidget(Named(person.seat, f"{capital(named(person, short=True))}, {person.addressed}"))
        if given is not None:
            outer.addWidget(Text(f"Accord {HOW_LABELS[given.how]} le {long_date(given.on)}", "soft"))
            take = partial(report_options.withdraw, self._context.book, self._option, person.id)
            back = LinkButton(BACK, partial(self._run, take))
            outer.addWidget(FlowRow(_called(back, "back", person)))
            return box
        doings = [_called(Button(AGREE, partial(self._agree, person)), "agree", person)]
        if self._option is not Option.MARKS:
            elsewhere = LinkButton(ELSEWHERE, partial(self._elsewhere, person))
            doings.append(_called(elsewhere, "elsewhere", person))
        outer.addWidget(FlowRow(*doings))
        return box

    def _agree(self, person: Person) -> None:
        session = ask_session(self._context, person, self)
        if session is None:
            return
        book = self._context.book
        try:
            self._run(partial(report_options.agree, book, self._option, session))
        finally:
            session.close()

    def _elsewhere(self, person: Person) -> None:
        book = self._context.book
        about = f"a lu ce qui s’ajoute au bilan, « {self._option.label} »,"
        said = ask_elsewhere(person, book.today, self, about)
        if said is not None:
            note = partial(report_options.agree_elsewhere, book, self._option, person.id, *said)
            self._run(note)

    def _run(self, operation: Callable[[], Changed]) -> None:
        """A known problem is said here: the window's own bar lies behind.

        The keyboard then is on « Fermer »: a second Enter takes nothing back, nor answers for the other.
        """
        problem = self._problem_of(operation)
        self.show_state()
        self.problem.set_text(problem)
        self.problem.setVisible(bool(problem))
        announce(self, problem or self.standing.text(), urgent=bool(problem))
        assert self.primary is not None
        self.primary.setFocus()

    def _problem_of(self, operation: Callable[[], Changed]) -> str:
        """Run it as any change; what stopped it, in French, or ""."""
        told: list[UserError] = []

        def keep(problem: UserError) -> None:
            told.append(problem)

        runner = self._context.runner
        runner.failed.connect(keep)
        try:
            runner.do(operation, quietly=True)
        finally:
            runner.failed.disconnect(keep)
        return told[0].message if told else ""


def decide_option(context: Context, option: Option, parent: QWidget) -> None:
    """Let each of the two say yes to an addition, or take it back."""
    dialog = OptionDialog(context, option, parent.window())
    dialog.exec()
    dialog.deleteLater()


def _called(button: Button, key: str, person: Person) -> Button:
    button.setObjectName(f"{key}-{person.seat.value}")
    button.setAccessibleName(f"{button.text()} : {named(person, short=True)}")
    return button
