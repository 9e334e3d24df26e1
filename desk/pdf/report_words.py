"""Sentences of the bilan that more than one of its parts needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.core.report import AGREED, REPORT_GAPS
from desk.core.report_options import Option
from desk.core.wording import NBSP, long_date

Json = dict[str, Any]

_ADDED = {
    Option.MARKS: "le repère de chacun par pratique",
    Option.AGREED: "le texte de ce qui est convenu",
    Option.ACTIONS: "les intitulés des actions",
}
LAW = f"article{NBSP}L135-6 du code général de la fonction publique, décret n°{NBSP}2020-256"
NOT_AN_ALERT = (
    "Ce bilan n’est pas un signalement et n’en tient pas lieu. Pour signaler des violences, un harcèlement "
    "ou un agissement sexiste : le dispositif de signalement. Toute commune en a un, qu’elle peut confier au "
    f"centre de gestion ({LAW} ; à jour au 28{NBSP}février 2026). Son contact se note dans « Mon CDG », "
    "au menu Guide de Binôme."
)
MEDIATION = (
    "Une médiation ne se demande pas par un bilan : chacun peut la demander seul, sans l’accord de l’autre."
)


def day(text: str) -> date:
    """A day of the data."""
    return date.fromisoformat(text)


def told_day(text: str) -> str:
    """« 27 novembre 2026 », in one piece."""
    return long_date(day(text)).replace(" ", NBSP)


def season(told: Json) -> str:
    """« automne 2026 », whether or not the name comes with the section's own title."""
    return str(told["nom"]).removeprefix("Regards croisés, ")


def counts(practice: Json) -> tuple[int, ...]:
    """How many statements are in each class, in the order of REPORT_GAPS."""
    return tuple(practice["classes"][gap.value] for gap in REPORT_GAPS)


def by_id(told: Json) -> dict[str, Json]:
    """The practices of a round."""
    return {entry["id"]: entry for entry in told["pratiques"]}


def joined(words: Sequence[str]) -> str:
    """« a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} et {words[-1]}"


def standing(data: Json) -> str:
    """Whether both agreed."""
    if data["statut"] == AGREED:
        return "Convenu : les deux personnes sont convenues de ce bilan."
    return "Projet : les deux personnes ne sont pas encore convenues de ce bilan."


def contents_told(data: Json) -> str:
    """What is in it, what is not, and what the two people added to it."""
    added = [words for option, words in _ADDED.items() if data["options"][option.value]]
    texts = data["options"][Option.AGREED.value] or data["options"][Option.ACTIONS.value]
    never = "ni réponse individuelle, ni note privée" + ("" if texts else ", ni texte libre")
    told = (
        "Ce bilan dit où en est la coordination et ne juge personne. Il donne des nombres ; "
        f"il ne contient {never}."
    )
    if not added:
        return told
    return f"{told} À la demande des deux personnes, il ajoute {joined(added)}."
