"""« La commune et nous »: what the carnet knows of the commune and of the two people."""

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

from desk.core.commune import Commune, checked_insee, checked_name, checked_population
from desk.core.errors import UserError
from desk.core.guide import Moot
from desk.core.people import Seat
from desk.notebook import people
from desk.notebook.book import Topic
from desk.ui.page import Page
from desk.ui.pages.commune_person import PersonCard
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.fields import DateField, ParsedField
from desk.ui.widgets.layout import Card, Columns, FlowRow
from desk.ui.widgets.text import Text

PROFILE = (
    (Moot.NO_DEPUTIES, "Des élus ont une délégation"),
    (Moot.NO_OTHER_AGENTS, "La commune a d’autres agents"),
    (Moot.SINGLE_EMPLOYER, "Plusieurs employeurs se partagent le poste"),
)
PROFILE_WHY = "Une case cochée garde les questions correspondantes. Décochez ce qui ne vous concerne pas."
TOGETHER_WHY = "Aucune question ne remonte avant ce jour."
UNSAVED = "Ce qui était écrit ne convenait pas ; la valeur d’avant est gardée."
DATA = (
    "Combien de temps garder chaque chose, et effacer une personne, des regards croisés, un point, le carnet."
)
SAVED_WHY = "Chaque champ s’enregistre quand vous le quittez."


class CommunePage(Page):
    """The fields of the first run, to correct at any time; each is written when it is left."""

    name, section = "commune", "today"
    topics = frozenset({Topic.COMMUNE, Topic.PEOPLE})

    def title(self) -> str:
        """The screen's name."""
        return "La commune et nous"

    def build(self) -> None:
        """The commune, its profile, then each person."""
        self.column.addWidget(Text(SAVED_WHY, "soft"))
        self.people: list[PersonCard] = []
        self.column.addWidget(Columns(self._commune_card(), self._profile_card()))
        self.pair = Columns()
        self.column.addWidget(self.pair)
        self.column.addWidget(self._data_card())
        self._shown: tuple[str, str] = ("", "")

    def refresh(self) -> None:
        """Show what is known now; a field being typed in is left alone."""
        commune, pair = people.commune(self.context.book), people.pair(self.context.book)
        for key, field in self.fields.items():
            if not field.edit.hasFocus():
                field.set_value(getattr(commune, key) or None)
        for moot, box in self.boxes.items():
            box.setChecked(moot not in commune.profile)
        if not self.together.edit.hasFocus():
            self.together.set_value(pair.together_since)
        if self._shown != (pair.elu.id, pair.sgm.id):
            self._shown = (pair.elu.id, pair.sgm.id)
            self.pair.clear()
            self.people = [PersonCard(self.context, pair.person(seat)) for seat in Seat]
            self.pair.add(*self.people)
            for before, after in pairwise([self.people[-1].newcomer, *self.data_ways]):
                self.setTabOrder(before, after)  # the people's cards are younger than what stands under them
        for card in self.people:
            card.refresh()

    def leave(self) -> None:
        """Write the field that was not left yet, and say which one could not be."""
        for field in (*self.fields.values(), self.together):
            field.edit.editingFinished.emit()
            if not field.check():
                self.context.messages.error(UserError(f"{field.label.text()} : non enregistré.", UNSAVED))
        for card in self.people:
            card.flush()

    def help_target(self) -> str:
        """What the law says of these data."""
        return "page:droit-et-donnees"

    def _commune_card(self) -> Card:
        card = Card("La commune")
        self.fields: dict[str, ParsedField[str] | ParsedField[int | None]] = {
            "name": ParsedField("Nom de la commune", checked_name, str, hint="", width=0),
            "insee": ParsedField(
                "Code INSEE",
                checked_insee,
                str,
                hint="Cinq caractères ; ce n’est pas le code postal",
                width=160,
            ),
            "population": ParsedField(
                "Nombre d’habitants",
                checked_population,
                str,
                hint="Pour les échéances qui en dépendent",
                width=160,
            ),
            "cdg_name": ParsedField("Centre de gestion", str.strip, str, hint="Par exemple CDG 36", width=0),
            "cdg_email": ParsedField("Adresse du réseau au CDG", str.strip, str, hint="Facultatif", width=0),
        }
        for key, field in self.fields.items():
            field.edited.connect(partial(self._edit, key))
            card.column.addWidget(field)
        return card

    def _profile_card(self) -> Card:
        card = Card("Votre situation")
        self.boxes: dict[Moot, CheckBox] = {}
        for moot, words in PROFILE:
            self.boxes[moot] = CheckBox(words, self._edit_profile)
            card.column.addWidget(FlowRow(self.boxes[moot]))
        card.column.addWidget(Text(PROFILE_WHY, "caption"))
        self.together = DateField("Vous travaillez ensemble depuis le", today=self.context.book.today)
        self.together.edited.connect(self._edit_together)
        card.column.addWidget(self.together)
        card.column.addWidget(Text(TOGETHER_WHY, "caption"))
        return card

    def _data_card(self) -> Card:
        card = Card("Vos données")
        card.column.addWidget(Text(DATA, "soft"))
        ways = (("retention", "Durées de conservation"), ("erasing", "Effacer pour de bon…"))
        row = FlowRow(spacing=16)
        self.data_ways: list[LinkButton] = []
        for target, words in ways:
            link = LinkButton(words, partial(self.context.navigate, target))
            link.setObjectName(target)
            self.data_ways.append(link)
            row.add(link)
        card.column.addWidget(row)
        return card

    def _edit(self, key: str, value: str | int | None) -> None:
        if key == "name" and value is None:
            self.fields["name"].check(required=True)
            return
        empty = None if key == "population" else ""
        self._write(replace(self._commune(), **{key: empty if value is None else value}))  # type: ignore[arg-type]

    def _edit_profile(self, _ticked: bool) -> None:  # noqa: FBT001 - a slot
        moot = frozenset(key for key, box in self.boxes.items() if not box.isChecked())
        self._write(replace(self._commune(), profile=moot))

    def _edit_together(self, day: date | None) -> None:
        if day is None:
            self.together.check(required=True)
        elif day > self.context.book.today:
            self.together.set_error(
                "Cette date est à venir. Indiquez le jour où vous avez commencé ensemble."
            )
        else:
            self.context.runner.do(partial(people.update_together, self.context.book, day))

    def _commune(self) -> Commune:
        return people.commune(self.context.book)

    def _write(self, value: Commune) -> None:
        self.context.runner.do(partial(people.update_commune, self.context.book, value))
