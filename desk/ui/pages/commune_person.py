"""One of the two people: how they are named, and the code that protects what is theirs."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout

from desk.core.commune import checked_name
from desk.core.people import SEAT_OF, Function, Gender, Person
from desk.core.wording import capital, named, noun
from desk.notebook import people
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.dialogs.code import LOST, ask_session
from desk.ui.dialogs.own_code import choose_code
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import ParsedField
from desk.ui.widgets.layout import Card, FlowRow, clear
from desk.ui.widgets.marks import Named
from desk.ui.widgets.text import Heading, Text

_TITLES = [("Mme", "Mme"), ("M.", "M."), ("", "Aucune")]
_GENDERS = [(Gender.FEMININE.value, "Au féminin"), (Gender.MASCULINE.value, "Au masculin")]
WITHOUT = (
    "Sans code : quiconque ouvre ce carnet peut ouvrir cette feuille avant l’ouverture commune. "
    "Un code la réserve à son auteur, et permet d’y écrire des notes privées."
)
WITH = "Un code protège la feuille et les notes privées : elles ne s’ouvrent qu’avec lui."


class PersonCard(Card):
    """A person's fields, each written when it is left, and their code."""

    def __init__(self, context: Context, person: Person) -> None:
        super().__init__()
        self._context, self._person_id = context, person.id
        self.who = QVBoxLayout()
        self.function = ChoiceGroup("Fonction", _functions(person))
        self.name = ParsedField("Prénom et nom", partial(checked_name, what="Le nom"), str, hint="", width=0)
        self.civility = ChoiceGroup("Civilité", _TITLES)
        self.gender = ChoiceGroup("La fonction s’écrit", _GENDERS)
        self.employer = ParsedField("Employeur", str.strip, str, hint="Par exemple la commune", width=0)
        self.employer.setVisible(person.function in (Function.SGM, Function.DGS))
        self.code = QVBoxLayout()
        self.column.addLayout(self.who)
        for part in (self.name, self.civility, self.function, self.gender, self.employer):
            self.column.addWidget(part)
        self.column.addWidget(Heading("Code personnel", 3))
        self.column.addLayout(self.code)
        self.newcomer = LinkButton("Quelqu’un d’autre prend cette place", self._welcome)
        self.newcomer.setObjectName(f"newcomer-{person.seat.value}")
        self.newcomer.setAccessibleName(f"{self.newcomer.text()} : {named(person, short=True)}")
        self.column.addWidget(FlowRow(self.newcomer))
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the person as they are now."""
        person = self._person()
        clear(self.who)
        self.who.addWidget(Named(person.seat, capital(named(person, short=True)), "strong"))
        for key, words in _functions(person):
            self.function.buttons[key].setText(words)
            self.function.buttons[key].setAccessibleName(words)
        self.function.set_value(person.function.value)
        self.civility.set_value(person.title)
        self.gender.set_value(person.gender.value)
        for field, value in ((self.name, person.name), (self.employer, person.employer or None)):
            if not field.edit.hasFocus():
                field.set_value(value)
        self._show_code(person)

    def flush(self) -> None:
        """Write what is typed and not left yet."""
        for field in (self.name, self.employer):
            field.edit.editingFinished.emit()

    def _connect(self) -> None:
        self.name.edited.connect(self._rename)
        self.employer.edited.connect(lambda value: self._write(employer=value or ""))
        self.civility.chosen.connect(self._write_civility)
        self.function.chosen.connect(lambda value: self._write(function=Function(value)))
        self.gender.chosen.connect(lambda value: self._write(gender=Gender(value)))

    def _person(self) -> Person:
        return people.person(self._context.book, self._person_id)

    def _rename(self, value: str | None) -> None:
        if value is None:
            self.name.check(required=True)
        else:
            self._write(name=value)

    def _write_civility(self, title: str) -> None:
        """The function is written as the civility says; it can still be changed just below."""
        genders = {"Mme": Gender.FEMININE, "M.": Gender.MASCULINE}
        self._write(title=title, **({"gender": genders[title]} if title in genders else {}))

    def _write(self, **values: str | Function | Gender) -> None:
        person = replace(self._person(), **values)  # type: ignore[arg-type]  # one field at a time
        self._context.runner.do(partial(people.update_person, self._context.book, person))

    def _show_code(self, person: Person) -> None:
        clear(self.code)
        self.code.addWidget(Text(WITH if person.has_code else WITHOUT, "soft"))
        if person.has_code:
            doings = [
                Button("Changer le code", self._choose_code),
                LinkButton("Retirer le code", self._remove_code),
                LinkButton("Code perdu", self._replace_lost),
            ]
        else:
            doings = [Button("Mettre un code", self._choose_code)]
        for index, button in enumerate(doings):
            button.setObjectName(f"code-{index}-{person.seat.value}")
            button.setAccessibleName(f"{button.text()} : {named(person, short=True)}")
        self.code.addWidget(FlowRow(*doings))
        # made anew at each refresh, Qt would put them after all that is on the page
        for before, after in pairwise([self.employer.edit, *doings, self.newcomer]):
            self.setTabOrder(before, after)

    def _welcome(self) -> None:
        """The window outlives this card, which another person's replaces."""
        from desk.ui.dialogs.newcomer import welcome

        welcome(self._context, self._person_id, self.window())

    def _choose_code(self) -> None:
        person = self._person()
        session = ask_session(self._context, person, self.window())
        if session is not None:
            choose_code(self._context, person, session, self)
            session.close()

    def _remove_code(self) -> None:
        session = ask_session(self._context, self._person(), self.window())
        if session is not None:
            self._context.runner.do(partial(people.set_code, self._context.book, session, ""))
            session.close()

    def _replace_lost(self) -> None:
        person = self._person()
        title = f"Remplacer le code {named(person, 'de', short=True)}"
        text = f"{LOST} Cela ne se défait pas."
        if confirm.ask(self.window(), title, text, "Effacer les feuilles et le code", danger=True):
            self._context.runner.do(partial(people.replace_lost_code, self._context.book, person.id))


def _functions(person: Person) -> list[tuple[str, str]]:
    """What a person of that seat may be, in their gender."""
    held = [key for key, seat in SEAT_OF.items() if seat is person.seat]
    return [(key.value, capital(noun(replace(person, function=key)))) for key in held]
