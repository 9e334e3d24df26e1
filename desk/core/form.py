"""The sheet as a document: what it asks, and what came back from one that was filled in."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from desk.core.errors import UserError
from desk.core.guide import Scale, Statement
from desk.core.people import Person, Seat
from desk.core.rounds import Round
from desk.core.scale import LABELS, Answer
from desk.core.wording import worded

FORM_SCHEMA = 2
# What each seat is called on its sheet, where no name stands.
MARKS = {Seat.ELU: "rond", Seat.SGM: "carré"}


class Verdict(StrEnum):
    """What a returned file turned out to be."""

    READ = "lue"
    EMPTY = "vide"
    NOT_A_FORM = "pas_une_feuille"
    FLATTENED = "aplatie"
    DRAWN = "dessinee"
    SCANNED = "numerisee"
    ENCRYPTED = "protegee"
    DAMAGED = "abimee"
    HOSTILE = "refusee"


class Belonging(StrEnum):
    """Whose sheet a returned form is, seen from one person's sheet of one round."""

    OURS = "la_notre"
    OTHER_PERSON = "autre_personne"
    OTHER_ROUND = "autres_regards"
    OTHER_COMMUNE = "autre_commune"
    UNKNOWN = "perdue"


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
    Verdict.DRAWN: (
        "Cette feuille a été remplie au stylo ou au doigt, par-dessus les cases : elles sont restées vides.",
        "Affichez-la et saisissez-la au clavier : ce qui est dessiné se voit, mais ne se lit pas.",
    ),
    Verdict.SCANNED: (
        "Ce fichier est une photo ou un scan, ou une impression faite d’images : ses cases ne se lisent pas.",
        "Affichez-le et saisissez la feuille au clavier.",
    ),
    Verdict.ENCRYPTED: (
        "Ce PDF est protégé par un mot de passe.",
        "Enregistrez-le sans protection, puis recommencez.",
    ),
    Verdict.DAMAGED: (
        "Ce PDF est abîmé et ne peut pas être lu.",
        "Demandez-le à nouveau, ou saisissez la feuille au clavier.",
    ),
    Verdict.HOSTILE: (
        "Ce fichier n’a pas pu être lu en sécurité : sa lecture a été arrêtée.",
        "Ne l’ouvrez pas ailleurs si vous ne savez pas d’où il vient. Demandez un nouvel exemplaire à la "
        "personne qui l’a rempli, ou saisissez la feuille au clavier.",
    ),
}
_MISPLACED = {
    Belonging.OTHER_PERSON: (
        "Ce formulaire est celui de l’autre personne.",
        "Chacun reprend son propre formulaire.",
    ),
    Belonging.OTHER_ROUND: (
        "Ce formulaire vient d’autres regards croisés.",
        "Cherchez le formulaire de ceux qui sont en cours.",
    ),
    Belonging.OTHER_COMMUNE: (
        "Ce formulaire vient d’un autre carnet{commune}.",
        "C’est celui d’une autre commune, ou un ancien. Cherchez le formulaire préparé par le carnet ouvert.",
    ),
    Belonging.UNKNOWN: (
        "Ce formulaire ne dit plus à qui il est : le programme qui l’a enregistré l’a effacé.",
        "S’il est bien le vôtre, reprenez-le depuis votre feuille, et vérifiez chaque réponse.",
    ),
}


def refusal(verdict: Verdict) -> UserError:
    """Why a returned file cannot be taken, and what to do; KeyError for one that was read."""
    sentence, advice = _REFUSALS[verdict]
    return UserError(sentence, f"{_UNTOUCHED} {advice}")


@dataclass(frozen=True, slots=True)
class FormReading:
    """A returned form: who it is for, its answers, and the lines with two ticks.

    `doubtful` names those lines, `ticked` holds their answers; `drawn`: its pages bear ink or notes too.
    `code` is the one printed at the foot, `carnet` as from `carnet_mark`, `guide` the content's version,
    `revisions` those of the statements it asked. What the file does not say, or no longer, is empty.
    """

    verdict: Verdict
    round_id: str = ""
    seat: str = ""
    answers: Mapping[str, Answer] | None = None
    doubtful: tuple[str, ...] = ()
    ticked: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    carnet: str = ""
    commune: str = ""
    guide: str = ""
    revisions: Mapping[str, int] = field(default_factory=dict)
    code: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a form gives to a round: answers, lines with two ticks, and the ids that it cannot take."""

    answers: Mapping[str, Answer]
    doubtful: Mapping[str, tuple[Answer, ...]]
    left_out: tuple[str, ...]


def carnet_mark(uuid: str) -> str:
    """Eight hexadecimal digits that tell one carnet from another and say nothing else of it."""
    return hashlib.sha256(uuid.encode()).hexdigest()[:8]


def sheet_code(round_id: str, seat: Seat) -> str:
    """« 3F2A-ROND », at the foot of each page: a page that was dropped finds its sheet again."""
    return f"{round_id[:4]}-{MARKS[seat]}".upper()


def belongs(reading: FormReading, round_: Round, seat: Seat, carnet: str) -> Belonging:
    """Whether the form is this person's, of this round; `carnet` as from `carnet_mark`."""
    if reading.round_id == round_.id:
        return Belonging.OURS if reading.seat == seat else Belonging.OTHER_PERSON
    if reading.round_id:
        ours = reading.carnet in ("", carnet)
        return Belonging.OTHER_ROUND if ours else Belonging.OTHER_COMMUNE
    return _printed(reading.code, round_.id, seat)


def _printed(code: str, round_id: str, seat: Seat) -> Belonging:
    """What the foot of the pages says, where the file has lost the rest."""
    if not code:
        return Belonging.UNKNOWN
    theirs = {sheet_code(round_id, each): each for each in Seat}
    if code not in theirs:
        return Belonging.OTHER_ROUND
    return Belonging.OURS if theirs[code] is seat else Belonging.OTHER_PERSON


def misplaced(belonging: Belonging, reading: FormReading) -> UserError:
    """Why a form is not for this sheet, and what to do; KeyError for one that is."""
    sentence, advice = _MISPLACED[belonging]
    named = f" : « {reading.commune} »" if reading.commune else ""
    return UserError(sentence.format(commune=named), f"{_UNTOUCHED} {advice}")


def mapped(reading: FormReading, round_: Round) -> Mapped:
    """The answers to statements that this round asks in the same revision; the rest is told by id."""
    asked = {statement.id: statement.revision for statement in round_.statements}

    def same(statement_id: str) -> bool:
        return asked.get(statement_id) == reading.revisions.get(statement_id, asked.get(statement_id, 0))

    answers = reading.answers or {}
    # A reading made by hand may name doubtful lines without their ticks.
    doubtful = {key: tuple(reading.ticked.get(key, ())) for key in reading.doubtful}
    return Mapped(
        {key: value for key, value in answers.items() if same(key)},
        {key: value for key, value in doubtful.items() if same(key)},
        tuple(sorted(key for key in (*answers, *doubtful) if not same(key))),
    )


def form_data(
    commune: str,
    round_: Round,
    seat: Seat,
    people: Mapping[str, Person],
    period: Mapping[Scale, str],
    *,
    example: bool = False,
    carnet: str = "",
    guide: str = "",
) -> dict[str, Any]:
    """The sheet as JSON for the drawing process; the wording is already that of the two people.

    `people` as in `worded`; `period` gives, per scale, the sentence that says the period asked about;
    `carnet` as from `carnet_mark`, `guide` the version of the content.
    """
    return {
        "schema": FORM_SCHEMA,
        "commune": commune,
        "exemple": example,
        "carnet": carnet,
        "guide": guide,
        "code": sheet_code(round_.id, seat),
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
        "revision": statement.revision,
        "text": worded(statement.text, people),
        "scale": statement.scale.value,
        "optional": statement.optional,
    }
