"""« Effacer pour de bon »: a person who has left, a round, a point, a passage, the carnet."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QVBoxLayout

from desk.core.erasure import ARCHIVES
from desk.core.people import Person
from desk.core.wording import long_date, noun
from desk.notebook import erasing_person, erasing_round, meetings, rounds
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.dialogs import confirm
from desk.ui.page import Page
from desk.ui.pages.meeting_words import meeting_title
from desk.ui.widgets.buttons import Button, DangerButton, LinkButton
from desk.ui.widgets.layout import Card, FlowRow, clear, narrowed
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

WHAT = (
    "Ce qui est effacé ici l’est vraiment : dans le carnet, dans son index et, si vous le voulez, dans ses "
    "copies. Chaque fois, ce qui part et ce qui reste est dit avant ; rien ne part sans votre réponse."
)
PRESENT = (
    "Pour effacer une personne du binôme d’aujourd’hui, accueillez d’abord celle qui prend sa place : "
    "« Quelqu’un d’autre prend cette place », dans « La commune et nous »."
)
NOBODY = "Personne n’a quitté sa place dans ce carnet."
NO_ROUND = "Aucuns regards croisés ouverts. Ceux qui sont en cours se terminent sur leur page, sans ouvrir."
NO_POINT = "Aucun point."
PASSAGE = (
    "Une phrase qui n’aurait jamais dû être écrite (santé, sanction, vie privée) s’enlève sans effacer le "
    "point : ouvrez-le, puis « Retirer un passage… »."
)
CARNET = (
    "Le fichier entier, ce qui a été gardé à côté de lui et, si vous le voulez, toutes ses copies. Le nom de "
    "la commune vous sera demandé."
)
READ_ONLY = "Ce carnet est ouvert en lecture seule : rien ne peut y être effacé d’ici."


class ErasingPage(Page):
    """A card for each thing that can be erased, the quietest first; the whole carnet comes last."""

    name, section = "erasing", "today"
    topics = frozenset({Topic.PEOPLE, Topic.ROUNDS, Topic.MEETINGS, Topic.COMMUNE})
    has_way_back = True

    def title(self) -> str:
        """Its name."""
        return "Effacer pour de bon"

    def build(self) -> None:
        """What it does, the archives, the periods; then the cards."""
        self._asked = ""
        periods = LinkButton("Durées de conservation", partial(self.context.navigate, "retention"))
        periods.setObjectName("retention")
        for words in (WHAT, ARCHIVES):
            self.column.addWidget(narrowed(Text(words, "soft"), theme.reading_width()))
        self.column.addWidget(FlowRow(periods))
        self.cards = QVBoxLayout()
        self.cards.setSpacing(theme.px(16))
        self.column.addLayout(self.cards)

    def enter(self, *, meeting_id: str = "", **arguments: str) -> None:
        """A point may be asked for, from its own page."""
        self._asked = meeting_id
        super().enter(**arguments)

    def refresh(self) -> None:
        """What there is to erase now."""
        clear(self.cards)
        book = self.context.book
        if book.erased or book.read_only:
            self.cards.addWidget(EmptyState("Rien à effacer ici", READ_ONLY))
            return
        for card in (self._people(), self._rounds(), self._point(), self._passage(), self._carnet()):
            self.cards.addWidget(card)
            card.show()  # at once: the focus is given back before the next event

    def help_target(self) -> str:
        """Rights, archives, data protection."""
        return "page:droit-et-donnees#Garder, effacer"

    def _people(self) -> Card:
        found = erasing_person.past(self.context.book)
        lines = [(person.id, _person(person), partial(self._erase_person, person.id)) for person in found]
        card = self._card("Une personne qui est partie", lines, NOBODY)
        card.column.addWidget(Text(PRESENT, "soft"))
        ours = LinkButton("La commune et nous", partial(self.context.navigate, "commune"))
        ours.setObjectName("commune")
        card.column.addWidget(FlowRow(ours))
        return card

    def _rounds(self) -> Card:
        book = self.context.book
        former = {each.id for each in erasing_round.former(book)}
        found = [*rounds.opened(book), *erasing_round.former(book)]
        lines = []
        for each in found:
            said = erasing_round.said(each) + (", du binôme d’avant" if each.id in former else "")
            lines.append((each.id, said, partial(self._erase_round, each.id, former=each.id in former)))
        return self._card("Des regards croisés", lines, NO_ROUND)

    def _point(self) -> Card:
        card = Card("Un point")
        today = self.context.book.today
        known = meetings.all_meetings(self.context.book)
        if not known:
            card.column.addWidget(Text(NO_POINT))
            return card
        options = [(each.id, meeting_title(each, today)) for each in known]
        which = Select("Quel point ?", options, self._asked)
        which.setObjectName("which-point")
        which.chosen.connect(self._choose_point)
        self._asked = which.value()
        button = DangerButton("Effacer ce point…", self._erase_point)
        button.setObjectName("erase-point")
        card.column.addWidget(which)
        card.column.addWidget(FlowRow(button))
        return card

    def _passage(self) -> Card:
        card = Card("Un passage")
        card.column.addWidget(Text(PASSAGE))
        go = Button("Aller à nos points", partial(self.context.navigate, "meetings"))
        go.setObjectName("meetings")
        card.column.addWidget(FlowRow(go))
        return card

    def _carnet(self) -> Card:
        card = Card("Tout le carnet")
        card.column.addWidget(Text(CARNET))
        button = DangerButton("Effacer tout le carnet…", self._erase_carnet)
        button.setObjectName("erase-carnet")
        card.column.addWidget(FlowRow(button))
        return card

    def _card(self, title: str, lines: Sequence[tuple[str, str, Callable[[], None]]], none: str) -> Card:
        card = Card(title)
        if not lines:
            card.column.addWidget(Text(none))
        for key, said, action in lines:
            button = DangerButton("Effacer…", action)
            button.setAccessibleName(f"Effacer : {said}")
            button.setObjectName(f"erase-{key}")
            card.column.addWidget(FlowRow(Text(said), button, stretch_first=True))
        return card

    def _choose_point(self, meeting_id: str) -> None:
        self._asked = meeting_id

    def _erase_person(self, person_id: str) -> None:
        from desk.ui.dialogs.erase_person import erase_person

        erase_person(self.context, person_id, self.window())

    def _erase_round(self, round_id: str, *, former: bool) -> None:
        from desk.ui.dialogs.erase_round import erase_round

        erase_round(self.context, round_id, self.window(), former=former)

    def _erase_point(self) -> None:
        from desk.ui.dialogs.erase_point import erase_point

        erase_point(self.context, self._asked, self.window())

    def _erase_carnet(self) -> None:
        from desk.ui.dialogs.erase_carnet import erase_carnet

        window = self.window()
        told = erase_carnet(self.context, window)
        if told is not None:
            window.new_requested.emit()  # type: ignore[attr-defined]  # the window goes, and this page with it
            shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
            confirm.tell(shown[0] if shown else None, *told)


def _person(person: Person) -> str:
    left = f", jusqu’au {long_date(person.until)}" if person.until else ""
    return f"{person.addressed}, {noun(person)}{left}"
