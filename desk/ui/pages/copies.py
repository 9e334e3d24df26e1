"""« Copies de sûreté »: the last one, the second place, and the way back to one of them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.core.wording import counted
from desk.notebook import safety
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.dialogs.restore_copy import confirm_restoring
from desk.ui.dialogs.second_place import SHARED, WHOLE, choose_second
from desk.ui.opening_words import day_words, moment
from desk.ui.page import Page
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column, narrowed
from desk.ui.widgets.marks import Sign
from desk.ui.widgets.text import Divider, Text

if TYPE_CHECKING:
    from desk.notebook.safety import CopiesState, Offer

SHOWN = 8
WHAT = (
    "Le carnet est copié de lui-même : à l’ouverture, à la fermeture et avant ce qui ne se défait pas. "
    "Chaque copie est relue et comparée avant de valoir."
)
KEPT = (
    "Sont gardées : les trois dernières, une par jour sur 7 jours, une par semaine sur 4 semaines, une par "
    "mois sur 12 mois ; celles d’avant un changement important, 7 jours."
)
READ_ONLY = "Le carnet est ouvert en lecture seule : ses copies se font là où il est ouvert pour écrire."
NO_SECOND = (
    "Les copies sont sur ce poste. Sur une clé USB ou un dossier partagé, elles protégeraient aussi d’une "
    "panne ou d’un vol de l’ordinateur."
)
PRESENT = "Cet endroit est là : chaque copie s’y fait aussi."
ABSENT = "Cet endroit n’est pas là en ce moment : la copie s’y fera à son retour."
TRIED = (
    "Dernier essai pour de bon {day} : une copie remise en place dans un dossier à part, puis comparée au "
    "carnet, ligne à ligne."
)
NOT_TRIED = (
    "Pas encore essayée pour de bon. De temps en temps, le programme remet une copie en place dans un "
    "dossier à part et la compare au carnet."
)


class CopiesPage(Page):
    """What protects the carnet, in plain words; each copy is two clicks from being put back."""

    name, section = "copies", "today"
    topics = frozenset({Topic.COPIES})
    has_way_back = True

    def title(self) -> str:
        """Its name."""
        return "Copies de sûreté"

    def build(self) -> None:
        """The one thing to do, then three cards."""
        self._most = SHOWN
        self.now = PrimaryButton("Faire une copie maintenant", self._copy)
        self.now.setObjectName("copy-now")
        self.now.setVisible(not self.context.book.read_only)
        self.add_button(self.now)
        said = READ_ONLY if self.context.book.read_only else WHAT
        self.column.addWidget(narrowed(Text(said, "soft"), theme.reading_width()))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(16))
        self.column.addLayout(self._cards)
        self._list = Card("Les copies gardées")
        self._list.column.addWidget(Text("Lecture des copies…", "caption"))
        self.column.addWidget(self._list)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_offers)

    def refresh(self) -> None:
        """Tell how things stand; the copies themselves are opened once the page is there."""
        clear(self._cards)
        state = safety.state(self.context.book)
        self._place = Text("")
        for card in (self._last(state), self._second(state)):
            self._cards.addWidget(card)
            card.show()  # at once: the focus is given back before the next event
        self._later.start(0)

    def leave(self) -> None:
        """What was to be read once the page is there is no longer to be: the carnet may be closed."""
        self._later.stop()

    def help_target(self) -> str:
        """What the file holds, and who may read it."""
        return "page:droit-et-donnees#Les copies de sûreté"

    def _last(self, state: "CopiesState") -> Card:
        card, today = Card("La dernière copie"), self.context.book.today
        if state.last is None:
            card.column.addWidget(_signed("note", "Aucune copie vérifiée de ce carnet pour l’instant."))
        else:
            card.column.addWidget(_signed("fine", f"Copie vérifiée {moment(state.last, today)}."))
        if state.problem is not None:
            card.column.addWidget(_signed("error", state.problem.message))
        if state.last is None or self.context.book.read_only:
            return card
        tried = TRIED.format(day=day_words(state.rehearsed, today)) if state.rehearsed else NOT_TRIED
        card.column.addWidget(Text(tried))
        attempt = LinkButton("L’essayer maintenant", self._rehearse)
        attempt.setObjectName("rehearse")
        card.column.addWidget(FlowRow(attempt))
        return card

    def _second(self, state: "CopiesState") -> Card:
        card = Card("Un deuxième endroit")
        if state.second is None:
            card.column.addWidget(Text(NO_SECOND))
        else:
            self._tell_second(card, state)
        if self.context.book.read_only:
            return card
        choose = Button("Choisir un endroit…" if state.second is None else "Changer d’endroit…", self._choose)
        choose.setObjectName("choose-second")
        row = FlowRow(choose)
        if state.second is not None:
            stop = LinkButton("Ne plus s’en servir", self._stop)
            stop.setObjectName("stop-second")
            row.add(stop)
        card.column.addWidget(row)
        return card

    def _tell_second(self, card: Card, state: "CopiesState") -> None:
        card.column.addWidget(Text(str(state.second), "strong"))
        card.column.addWidget(self._place)
        if state.second_last is not None:
            last = moment(state.second_last, self.context.book.today)
            card.column.addWidget(Text(f"La dernière copie y a été faite {last}."))
        card.column.addWidget(Text(f"{WHOLE} {SHARED}", "soft"))

    def _show_offers(self) -> None:
        """Open each copy, and look whether the second place is there, which a share may be slow to say."""
        inside = self._list.column
        clear(inside, kept=1)
        book = self.context.book
        self._place.set_text(PRESENT if safety.state(book).second_present else ABSENT)
        offers = safety.offers(book.path, book.env)
        first = KEPT if offers else "Il n’y en a pas encore : la première se fera à la fermeture du carnet."
        inside.addWidget(Text(first, "caption"))
        for offer in offers[: self._most]:
            inside.addWidget(Divider())
            inside.addWidget(self._row(offer))
        left = len(offers) - self._most
        if left > 0:
            words = f"Voir {counted(left, 'copie plus ancienne', 'copies plus anciennes')}"
            more = LinkButton(words, self._more)
            more.setObjectName("older-copies")
            inside.addWidget(FlowRow(more))
        self._list.show()

    def _row(self, offer: "Offer") -> QWidget:
        words = QWidget()
        said = column(words, 2)
        said.addWidget(Text(offer.told))
        said.addWidget(Text(" · ".join(filter(None, (offer.place, offer.after_erasing_note))), "caption"))
        if self.context.book.read_only:
            return words
        back = LinkButton("Revenir à cette copie…", partial(self._restore, offer))
        back.setAccessibleName(f"Revenir à cette copie : {offer.told}, {offer.place}")
        return FlowRow(words, back, stretch_first=True)

    def _copy(self) -> None:
        self.context.runner.do(partial(safety.copy_now, self.context.book))

    def _rehearse(self) -> None:
        self.context.runner.do(partial(safety.rehearse, self.context.book))

    def _choose(self) -> None:
        choose_second(self.context, self)

    def _stop(self) -> None:
        self.context.runner.do(partial(safety.set_second, self.context.book, None))

    def _more(self) -> None:
        self._most = 1000
        self._show_offers()

    def _restore(self, offer: "Offer") -> None:
        book = self.context.book
        if confirm_restoring(offer, book.path.stem, book.today, self.window()):
            self.context.restore(offer)


def _signed(tone: str, words: str) -> QWidget:
    """A sentence with its drawn sign."""
    line = QWidget()
    inside = QHBoxLayout(line)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(theme.px(12))
    inside.addWidget(Sign(tone), 0, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(Text(words, "" if tone == "error" else "strong"), 1)
    return line
