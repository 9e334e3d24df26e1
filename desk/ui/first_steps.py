"""The questions of the first run, one widget per step; each checks itself with the rules of the domain."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.core.commune import Commune, checked_insee, checked_name, checked_population, slug
from desk.core.errors import UserError
from desk.core.guide import Moot
from desk.core.wording import capital, long_date, quoted
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.fields import DateField, TextField
from desk.ui.widgets.layout import Card, FlowRow, column
from desk.ui.widgets.text import Text

SUFFIX = ".binome"
UNKNOWN = "?"
YES_NO = (("oui", "Oui"), ("non", "Non"), (UNKNOWN, "Je ne sais pas"))
UNKNOWN_KEEPS = (
    "« Je ne sais pas » garde toutes les questions, comme « Oui ». "
    "Cela se corrige à tout moment dans « La commune et nous »."
)


def passes(field: TextField, check: Callable[[str], object]) -> bool:
    """Whether the field's text is accepted; what is wrong is said under it."""
    try:
        check(field.text())
    except UserError as problem:
        field.set_error(problem.message)
        return False
    field.set_error("")
    return True


class Step(QWidget):
    """One screen of questions; `check` shows what is wrong and puts the focus there."""

    title = ""
    lead = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = column(self, 16)

    def check(self) -> bool:
        """Whether one may go on."""
        return True


class CommuneStep(Step):
    """Name, INSEE code, population, and what makes some statements moot."""

    title = "La commune"
    lead = "Seul le nom est nécessaire. Tout se corrige plus tard."

    def __init__(self) -> None:
        super().__init__()
        self.name = TextField("Nom de la commune")
        self.insee = TextField(
            "Code INSEE (facultatif)",
            hint="Cinq caractères, par exemple 36202. Il figure sur les avis de l’INSEE et dans vos "
            "logiciels ; ce n’est pas le code postal.",
            width=150,
        )
        self.population = TextField(
            "Nombre d’habitants (facultatif)",
            hint="Pour ne montrer que les échéances qui vous concernent.",
            width=150,
        )
        self.deputies = ChoiceGroup("Des élus ont-ils reçu une délégation ?", YES_NO, UNKNOWN)
        self.agents = ChoiceGroup("La commune emploie-t-elle d’autres agents ?", YES_NO, UNKNOWN)
        self.employers = ChoiceGroup(
            "Plusieurs communes se partagent-elles le poste de secrétaire général de mairie ?",
            YES_NO,
            UNKNOWN,
        )
        for part in (self.name, self.insee, self.population, self.deputies, self.agents, self.employers):
            self.column.addWidget(part)
        self.column.addWidget(Text(UNKNOWN_KEEPS, "caption"))

    def check(self) -> bool:
        """The name is there, the code and the number are possible."""
        checks = (
            (self.name, checked_name),
            (self.insee, checked_insee),
            (self.population, checked_population),
        )
        wrong = [field for field, rule in checks if not passes(field, rule)]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def profile(self) -> frozenset[Moot]:
        """What a « non » makes moot; « je ne sais pas » makes nothing moot."""
        answers = (
            (self.deputies, Moot.NO_DEPUTIES),
            (self.agents, Moot.NO_OTHER_AGENTS),
            (self.employers, Moot.SINGLE_EMPLOYER),
        )
        return frozenset(moot for choice, moot in answers if choice.value() == "non")


class TogetherStep(Step):
    """Since when they work together."""

    title = "Depuis quand travaillez-vous ensemble ?"
    lead = (
        "Les questions portent sur les trois ou douze derniers mois : si vous travaillez ensemble depuis "
        "moins longtemps, elles ne remonteront pas avant cette date. Au début d’un mandat, des regards "
        "différents sont plus fréquents, et c’est normal."
    )

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.since = DateField("Date", today=today, hint="JJ/MM/AAAA ; un jour proche suffit.")
        self.column.addWidget(self.since)

    def check(self) -> bool:
        """A date that is not to come."""
        well = self.since.check(required=True)
        day = self.since.value()
        if well and day is not None and day > self._today:
            self.since.set_error(f"Le {long_date(day)} est à venir. Écrivez le jour où vous avez commencé.")
            well = False
        if not well:
            self.since.setFocus()
        return well


class CdgStep(Step):
    """The centre de gestion, which may receive the bilan one day."""

    title = "Votre centre de gestion"
    lead = (
        "Facultatif. Si vous décidez un jour de lui remettre un bilan, convenu à deux, son adresse sera là. "
        "Le programme n’envoie rien de lui-même."
    )

    def __init__(self) -> None:
        super().__init__()
        self.name = TextField("Nom (facultatif)", placeholder="CDG 36")
        self.email = TextField("Adresse électronique (facultatif)")
        self.column.addWidget(self.name)
        self.column.addWidget(self.email)

    def check(self) -> bool:
        """The address looks like one, if there is one."""
        text = self.email.text().strip()
        local, at, host = text.partition("@")
        well = not text or bool(local and at and "." in host and len(text.split()) == 1)
        self.email.set_error(
            "" if well else f"{quoted(text)} n’est pas une adresse. Corrigez-la ou laissez vide."
        )
        if not well:
            self.email.setFocus()
        return well


class PlaceStep(Step):
    """Where the file will be. Signal `changed()`: another place was chosen."""

    title = "Où sera le carnet"
    lead = (
        "C’est un seul fichier, à votre commune. Le programme en garde des copies datées et vérifiées "
        "sur cet ordinateur."
    )
    changed = Signal()

    def __init__(self, folder: Path, is_cloud: Callable[[Path], bool]) -> None:
        super().__init__()
        self._folder, self._is_cloud = folder, is_cloud
        self._chosen: Path | None = None
        self._name = "commune"
        card = Card("Le fichier")
        self.shown, self.warning = Text("", "strong"), Text("", "problem")
        for part in (self.shown, self.warning, FlowRow(Button("Choisir un autre endroit…", self._choose))):
            card.column.addWidget(part)
        self.column.addWidget(card)

    @property
    def path(self) -> Path:
        """Where it will be."""
        return self._chosen or self._folder / f"{slug(self._name)}{SUFFIX}"

    def show_for(self, commune: str) -> None:
        """Propose a file name for that commune."""
        self._name = commune
        self._show()

    def set_path(self, path: Path) -> None:
        """Put it elsewhere."""
        self._chosen = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self._show()

    def _choose(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, "Où sera le carnet", str(self.path), f"Carnets (*{SUFFIX})"
        )
        if name:
            self.set_path(Path(name))
            self.changed.emit()

    def _show(self) -> None:
        self.shown.set_text(re.sub(r"([/\\])", "\\1\u200b", str(self.path)))  # may break after each folder
        self.shown.setAccessibleName(str(self.path))
        cloud = self._is_cloud(self.path.parent)
        self.warning.set_text(
            "Ce dossier est synchronisé avec un service en ligne : le carnet y partirait aussi. "
            "Un dossier de l’ordinateur ou du réseau de la mairie est plus sûr."
            if cloud
            else ""
        )
        self.warning.setVisible(cloud)


def made_commune(commune: CommuneStep, cdg: CdgStep) -> Commune:
    """The commune as entered; both steps were checked."""
    return Commune(
        checked_name(commune.name.text()),
        checked_insee(commune.insee.text()),
        checked_population(commune.population.text()),
        capital(" ".join(cdg.name.text().split())),
        cdg.email.text().strip(),
        commune.profile(),
    )
