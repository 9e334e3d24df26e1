"""The sheet as a document: what it asks, and what came back from one that was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desk.core.errors import UserError
from desk.core.guide import Scale, Statement
from desk.core.people import Person, Seat
from desk.core.rounds import Round
from desk.core.scale import LABELS, Answer
from desk.core.wording import worded

FORM_SCHEMA = 1


class Verdict(StrEnum):
    """What a returned file turned out to be."""

    READ = "lue"
    EMPTY = "vide"
    NOT_A_FORM = "pas_une_feuille"
    FLATTENED = "aplatie"
    ENCRYPTED = "protegee"
    DAMAGED = "abimee"


_UNTOUCHED = "La feuille n’a pas été changée."
_REFUSALS = {
    Verdict.EMPTY: (
        "Ce formulaire ne contient aucune réponse.",
        "Vérifiez qu’il a été enregistré après avoir été rempli. Certains lecteurs n’enregistrent pas : "
        "imprimez-le alors, et saisissez la feuille au clavier.",
    ),
    Verdict.NOT_A_FORM: (
        "Ce document n’est pas une feuille de Binôme.",
        "Choisissez le formulaire PDF préparé par le carnet. Une photo ou un scan se saisit au clavier.",
    ),
    Verdict.FLATTENED: (
        "Cette feuille a été imprimée en PDF : ses cases ne se lisent plus.",
        "Affichez-la et saisissez-la au clavier, ou demandez le fichier rempli lui-même.",
    ),
    Verdict.ENCRYPTED: (
        "Ce PDF est protégé par un mot de passe.",
        "Enregistrez-le sans protection, puis recommencez.",
    ),
    Verdict.DAMAGED: (
        "Ce PDF est abîmé et ne peut pas être lu.",
        "Demandez-le à nouveau, ou saisissez la feuille au clavier.",
    ),
}


def refusal(verdict: Verdict) -> UserError:
    """Why a returned file cannot be taken, and what to do; KeyError for one that was read."""
    sentence, advice = _REFUSALS[verdict]
    return UserError(sentence, f"{_UNTOUCHED} {advice}")


@dataclass(frozen=True, slots=True)
class FormReading:
    """A returned form: who it is for, its answers, and the lines with two ticks."""

    verdict: Verdict
    round_id: str = ""
    seat: str = ""
    answers: Mapping[str, Answer] | None = None
    doubtful: tuple[str, ...] = ()


def form_data(
    commune: str,
    round_: Round,
    seat: Seat,
    people: Mapping[str, Person],
    period: Mapping[Scale, str],
    *,
    example: bool = False,
) -> dict[str, Any]:
    """The sheet as JSON for the drawing process; the wording is already that of the two people.

    `people` as in `worded`; `period` gives, per scale, the sentence that says the period asked about.
    """
    return {
        "schema": FORM_SCHEMA,
        "commune": commune,
        "exemple": example,
        "round_id": round_.id,
        "title": round_.title,
        "seat": seat.value,
        "periods": {scale.value: text for scale, text in period.items()},
        "labels": {
            scale.value: {answer.value: label for answer, label in labels.items()}
            for scale, labels in LABELS.items()
        },
        "practices": [
            {
                "title": practice.title,
                "statements": [_statement(statement, people) for statement in practice.statements],
            }
            for practice in round_.practices
        ],
    }


def _statement(statement: Statement, people: Mapping[str, Person]) -> dict[str, Any]:
    return {
        "id": statement.id,
        "text": worded(statement.text, people),
        "scale": statement.scale.value,
        "optional": statement.optional,
    }
