"""The first run's screen about the two people, and how the program will write their functions."""

import unicodedata
from datetime import date

from desk.core.commune import checked_name
from desk.core.people import Function, Gender, Person
from desk.core.wording import named
from desk.notebook.opening import PersonDraft
from desk.ui.first_steps import Step, passes
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import Card, Columns
from desk.ui.widgets.text import Text

_ABSENT = date(1, 1, 1)


def of_place(name: str) -> str:
    """« de Valmont », « d’Argenton », « du Blanc », « des Bordes »: a proposal, the person corrects it."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    elided = unicodedata.normalize("NFKD", name[:1]).casefold()[:1] in tuple("aeiouyœæ")
    return f"d’{name}" if elided else f"de {name}"


class PersonCard(Card):
    """One person: function, how they are named, and how the program will write it."""

    def __init__(self, title: str, functions: tuple[tuple[str, str], ...], *, employer: bool) -> None:
        super().__init__(title)
        self.function = ChoiceGroup("Fonction", functions, functions[0][0])
        self.gender = ChoiceGroup("Civilité", (("f", "Mme"), ("m", "M.")))
        self.name = TextField("Nom")
        self.employer = TextField("Employeur", hint="Commune, communauté de communes, centre de gestion…")
        self.preview = Text("", "soft")
        for part in (self.function, self.gender, self.name, self.employer, self.preview):
            self.column.addWidget(part)
        self.employer.setVisible(employer)
        for signal in (self.function.chosen, self.gender.chosen, self.name.changed):
            signal.connect(self._show)
        self._show()

    def check(self) -> bool:
        """A name and a civility."""
        named_well = passes(self.name, lambda text: checked_name(text, "Le nom de la personne"))
        chosen = self.gender.value() is not None
        self.gender.set_error("" if chosen else "Choisissez : le programme accorde ses phrases.")
        return named_well and chosen

    def draft(self) -> PersonDraft:
        """The person as entered."""
        gender = Gender(self.gender.value() or Gender.FEMININE)
        title = "Mme" if gender is Gender.FEMININE else "M."
        employer = " ".join(self.employer.text().split())
        return PersonDraft(Function(self.function.value() or ""), self._name(), title, gender, employer)

    def _name(self) -> str:
        return " ".join(self.name.text().split())

    def _show(self) -> None:
        if self.gender.value() is None:
            self.preview.set_text("Le programme écrira la fonction comme elle se dit.")
            return
        made = self.draft()
        person = Person("", made.function, made.name, made.title, made.gender, _ABSENT)
        said = f" ({person.addressed})" if made.name else ""
        self.preview.set_text(f"Le programme écrira : « {named(person)} »{said}.")


class PeopleStep(Step):
    """The two people side by side."""

    title = "Vous deux"
    lead = (
        "Le carnet appartient à deux personnes, à égalité. Chacune aura sa feuille, que l’autre ne voit pas."
    )

    def __init__(self) -> None:
        super().__init__()
        self.elu = PersonCard(
            "Côté élu", ((Function.MAYOR, "Maire"), (Function.DELEGATE, "Élu délégué")), employer=False
        )
        self.sgm = PersonCard(
            "Côté mairie",
            ((Function.SGM, "Secrétaire général de mairie"), (Function.DGS, "DGS")),
            employer=True,
        )
        self._proposed = ""
        self.column.addWidget(Columns(self.elu, self.sgm, minimum=340))

    def propose_employer(self, commune: str) -> None:
        """The commune, and again when its name was corrected, unless something else is typed."""
        if self.sgm.employer.text() in ("", self._proposed):
            self._proposed = f"Commune {of_place(commune)}"
            self.sgm.employer.set_text(self._proposed)

    def check(self) -> bool:
        """Both are named."""
        wrong = [card for card in (self.elu, self.sgm) if not card.check()]
        if wrong:
            (wrong[0].gender if wrong[0].gender.value() is None else wrong[0].name).setFocus()
        return not wrong
