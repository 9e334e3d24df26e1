"""The agreement of the two people on one bilan."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.people import Person, Seat
from desk.core.wording import capital, long_date, named
from desk.notebook import people, report
from desk.notebook.report import HOW_LABELS, Agreement
from desk.ui.context import Context
from desk.ui.dialogs.code import ask_session
from desk.ui.dialogs.period import ask_elsewhere
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.marks import Named
from desk.ui.widgets.text import Divider, Tag, Text

PROJECT = (
    "Il reste un projet tant que les deux personnes n’ont pas donné leur accord ; il peut être enregistré."
)
AGREED = "Les deux personnes sont convenues de ce bilan. Si une donnée change, l’accord est à redonner."


class AgreementCard(Card):
    """« projet » or « convenu », and what each person said."""

    def __init__(self, context: Context) -> None:
        super().__init__("L’accord de chacun")
        self._context = context
        self._data: Mapping[str, Any] = {}
        self.people = QVBoxLayout()
        self.column.addLayout(self.people)

    def show_agreements(self, data: Mapping[str, Any]) -> None:
        """Show where the agreement on these data stands; `data` is sealed."""
        self._data = data
        fingerprint = data["empreinte"]
        book = self._context.book
        clear(self.people)
        agreed = report.is_agreed(book, fingerprint)
        self.people.addWidget(FlowRow(Tag("Convenu" if agreed else "Projet")))
        self.people.addWidget(Text(AGREED if agreed else PROJECT, "soft"))
        given = {each.person_id: each for each in report.agreements(book, fingerprint)}
        pair = people.pair(book)
        for seat in Seat:
            person = pair.person(seat)
            self.people.addWidget(Divider())
            row = self._row(person, given.get(person.id))
            self.people.addWidget(row)
            row.show()  # at once: the focus is given back before the next event

    def _row(self, person: Person, agreement: Agreement | None) -> QWidget:
        box = QWidget()
        outer = column(box, 4)
        outer.addWidget(Named(person.seat, f"{capital(named(person, short=True))}, {person.addressed}"))
        if agreement is not None:
            outer.addWidget(Text(f"Accord {HOW_LABELS[agreement.how]} le {long_date(agreement.on)}", "soft"))
            back = LinkButton("Retirer l’accord", partial(self._withdraw, person))
            outer.addWidget(FlowRow(self._button(back, person, "back")))
            return box
        give = self._button(Button("Donner mon accord", partial(self._agree, person)), person, "agree")
        other = LinkButton("Noter un accord donné ailleurs", partial(self._elsewhere, person))
        outer.addWidget(FlowRow(give, self._button(other, person, "elsewhere")))
        return box

    def _button(self, button: Button, person: Person, key: str) -> Button:
        button.setObjectName(f"{key}-{person.seat.value}")
        button.setAccessibleName(f"{button.text()} : {named(person, short=True)}")
        return button

    def _agree(self, person: Person) -> None:
        session = ask_session(self._context, person, self.window())
        if session is None:
            return
        self._context.runner.do(partial(report.agree, self._context.book, self._data, session))
        session.close()

    def _elsewhere(self, person: Person) -> None:
        book = self._context.book
        said = ask_elsewhere(person, book.today, self)
        if said is not None:
            note = partial(report.agree_elsewhere, book, self._data, person.id, *said)
            self._context.runner.do(note)

    def _withdraw(self, person: Person) -> None:
        take = partial(report.withdraw, self._context.book, self._data["empreinte"], person.id)
        self._context.runner.do(take)
