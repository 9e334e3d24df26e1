"""Around a sheet: who is at the keyboard, the notice, the mask."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.people import Person
from desk.core.rounds import Round
from desk.core.wording import noun
from desk.ui import theme
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, Columns, FlowRow, column
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.text import Text

Action = Callable[[], object]
RIGHTS_PAGE, WHEN_NOT_PAGE = "page:droit-et-donnees", "page:quand-ne-pas"

PURPOSE = (
    "Vous dites comment les choses se passent, vues de votre place. Il n’y a pas de bonne réponse, et rien "
    "n’oblige à répondre : c’est facultatif, pour l’un comme pour l’autre.",
    "Cet outil n’est ni une évaluation ni un diagnostic. Votre feuille n’alimente ni l’entretien "
    "professionnel ni le dossier de l’agent.",
)
SECRECY = (
    "Votre feuille est confidentielle jusqu’à l’ouverture commune. D’ici là, l’autre personne lit "
    "seulement « pas commencée », « en cours » ou « remise ».",
    "À l’ouverture, vous lisez tous les deux les deux feuilles. Le bilan ne garde que des nombres par "
    "pratique. Une note privée reste à vous, même après.",
)
RIGHTS = (
    "Jusqu’à l’ouverture, vous pouvez reprendre ou effacer votre feuille sans dire pourquoi. Ensuite vos "
    "réponses restent dans le carnet, fermées à toute autre personne, le temps que fixe la commune.",
    "Ce sont des données personnelles, traitées en principe pour une mission d’intérêt public (RGPD, "
    "article 6, 1, e ; à jour au 28 février 2026). Vous pouvez demander à les voir, à les corriger et, dans "
    "les cas prévus, à les faire effacer. La commune, représentée par son maire, en répond ; son délégué à "
    "la protection des données confirme la base légale et la durée, et vous renseigne.",
)
WITHOUT_CODE = (
    "Sans code, toute personne qui utilise ce poste pourrait ouvrir votre feuille. Avec un code, personne "
    "d’autre que vous ne peut la lire, et vous pouvez écrire des notes privées."
)


def door(person: Person, round_: Round, open_sheet: Action, go_back: Action) -> QWidget:
    """« Vous êtes M. Martin, maire ? », before anything of a sheet is shown."""
    card = Card(f"Vous êtes {person.addressed}, {noun(person)} ?")
    card.column.addWidget(Text(f"{round_.title}. Chacun ouvre sa propre feuille."))
    if person.has_code:
        card.column.addWidget(Text("Votre code vous sera demandé.", "soft"))
    yes, no = PrimaryButton("Oui, ouvrir ma feuille", open_sheet), Button("Non, revenir", go_back)
    yes.setObjectName("open-sheet")
    card.column.addWidget(FlowRow(yes, no))
    return limited(card)


def nothing(go_back: Action) -> QWidget:
    """No round is under way."""
    back = PrimaryButton("Revenir aux regards croisés", go_back)
    return EmptyState("Aucune feuille à remplir", "Il n’y a pas de regards croisés en cours.", back)


def notice(person: Person, choose_code: Action, go_on: Action, read: Callable[[str], object]) -> QWidget:
    """What a person knows before the first answer, and the proposal of a code; `read` a page over it."""
    box = QWidget()
    inside = column(box, 16)
    purpose = _notice_card("À quoi elle sert", PURPOSE)
    when_not = LinkButton("Quand ne pas l’utiliser", partial(read, WHEN_NOT_PAGE))
    purpose.column.addWidget(FlowRow(when_not))
    cards = Columns(purpose, _notice_card("Qui voit quoi", SECRECY))
    rights = _notice_card("Vos droits", RIGHTS)
    rights.column.addWidget(FlowRow(LinkButton("Le droit et vos données", partial(read, RIGHTS_PAGE))))
    cards.add(rights, _code_card(person, choose_code, go_on))
    inside.addWidget(cards)
    return box


def hidden(person: Person, resume: Action, go_back: Action) -> QWidget:
    """Nothing of the sheet, until its owner is back."""
    card = Card("Votre feuille est masquée")
    without = "Sans code, quiconque se sert de ce poste peut la reprendre."
    told = "Votre code sera demandé de nouveau." if person.has_code else without
    card.column.addWidget(Text(f"Rien n’est perdu : tout est enregistré. {told}"))
    again = PrimaryButton("Reprendre", resume)
    again.setObjectName("resume")
    card.column.addWidget(FlowRow(again, Button("Revenir aux regards croisés", go_back)))
    return limited(card)


def _code_card(person: Person, choose_code: Action, go_on: Action) -> Card:
    if person.has_code:
        card = _notice_card("Votre code", ("Votre feuille est protégée par le code que vous avez choisi.",))
        first = PrimaryButton("Commencer", go_on)
        card.column.addWidget(FlowRow(first))
    else:
        card = _notice_card("Un code, si vous voulez", (WITHOUT_CODE,))
        first = PrimaryButton("Choisir un code", choose_code)
        card.column.addWidget(FlowRow(first, Button("Continuer sans code", go_on)))
    first.setObjectName("begin")
    return card


def _notice_card(title: str, paragraphs: tuple[str, ...]) -> Card:
    card = Card(title)
    for paragraph in paragraphs:
        card.column.addWidget(Text(paragraph))
    return card


def limited(card: Card) -> Card:
    """Keep a card to a comfortable width."""
    card.setMaximumWidth(theme.px(720))
    return card
