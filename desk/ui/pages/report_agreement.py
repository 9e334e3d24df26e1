"""The agreement of the two people on one bilan."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.people import Person, Seat
from desk.core.report_options import HOW_LABELS
from desk.core.wording import capital, long_date, named
from desk.notebook import people, report
from desk.notebook.report import Agreement
from desk.ui.context import Context
from desk.ui.dialogs.code import ask_session
from desk.ui.dialogs.period import ELSEWHERE, ask_elsewhere
from desk.ui.pages.report_changes import shortened
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.marks import Named
from desk.ui.widgets.text import Divider, Tag, Text

PROJECT = (
    "Il reste un projet tant que les deux personnes n’ont pas donné leur accord ; il peut être enregistré."
)
FORMER = "Le binôme d’avant est convenu de ce bilan et l’a enregistré : il reste convenu tel quel."
AGREED = "Les deux personnes sont convenues de ce bilan. Si une donnée change, l’accord est à redonner."
CHANGED = "Depuis le dernier accord donné, ceci a changé ; l’accord est donc à redonner :"
READ_ONLY = "Ce carnet est ouvert en lecture seule : aucun accord ne peut y être noté."


class AgreementCard(Card):
    """« projet » or « convenu », and what each person said; `said` once somebody gave or took back a word."""

    said = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("L’accord de chacun")
        self._context = context
        self._data: Mapping[str, Any] = {}
        self.people = QVBoxLayout()
        self.column.addLayout(self.people)

    def show_agreements(self, data: Mapping[str, Any], changed: Sequence[str] = ()) -> None:
        """Show where the agreement on these sealed data stands, and what `changed` since the last one."""
        self._data = data
        fingerprint = data["empreinte"]
        book = self._context.book
        clear(self.people)
        agreed = report.is_agreed(book, fingerprint)
        self._put(FlowRow(Tag("Convenu" if agreed else "Projet")))
        given = {each.person_id: each for each in report.agreements(book, fingerprint)}
        pair = people.pair(book)
        theirs = all(pair.person(seat).id in given for seat in Seat)
        self._put(Text((AGREED if theirs else FORMER) if agreed else PROJECT, "soft"))
        if changed:
            self._put(Text(CHANGED, "strong"))
            self._put(Text("\n".join(f"– {each}" for each in shortened(list(changed)))))
        if book.read_only:
            self._put(Text(READ_ONLY))
        for seat in Seat:
            person = pair.person(seat)
            self._put(Divider())
            self._put(self._row(person, given.get(person.id)))

    def _put(self, part: QWidget) -> None:
        self.people.addWidget(part)
        part.show()  # at once: the focus is given back before the next event

    def _row(self, person: Person, agreement: Agreement | None) -> QWidget:
        box = QWidget()
        outer = column(box, 4)
        outer.addWidget(Named(person.seat, f"{capital(named(person, short=True))}, {person.addressed}"))
        if agreement is not None:
            outer.addWidget(Text(f"Accord {HOW_LABELS[agreement.how]} le {long_date(agreement.on)}", "soft"))
            doings: list[tuple[Button, str]] = [
                (LinkButton("Retirer l’accord", partial(self._withdraw, person)), "back")
            ]
        else:
            give = Button("Donner mon accord", partial(self._agree, person))
            other = LinkButton(ELSEWHERE, partial(self._elsewhere, person))
            doings = [(give, "agree"), (other, "elsewhere")]
        if not self._context.book.read_only:
            outer.addWidget(FlowRow(*(self._called(each, person, key) for each, key in doings)))
        return box

    def _called(self, button: Button, person: Person, key: str) -> Button:
        button.setObjectName(f"{key}-{person.seat.value}")
        button.setAccessibleName(f"{button.text()} : {named(person, short=True)}")
        return button

    def _agree(self, person: Person) -> None:
        session = ask_session(self._context, person, self.window())
        if session is None:
            return
        self._context.runner.do(partial(report.agree, self._context.book, self._data, session))
        session.close()
        self.said.emit()

    def _elsewhere(self, person: Person) -> None:
        book = self._context.book
        said = ask_elsewhere(person, book.today, self)
        if said is not None:
            note = partial(report.agree_elsewhere, book, self._data, person.id, *said)
            self._context.runner.do(note)
            self.said.emit()

    def _withdraw(self, person: Person) -> None:
        take = partial(report.withdraw, self._context.book, self._data["empreinte"], person.id)
        self._context.runner.do(take)
        self.said.emit()
