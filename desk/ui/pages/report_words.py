"""The bilan's data as a person reads it: every value of it, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.core.chart_words import mark_words
from desk.core.comparison import GAP_LABELS
from desk.core.meetings import ACTION_LABELS, ActionState
from desk.core.report import REPORT_GAPS
from desk.core.report_asks import LABELS
from desk.core.report_options import Option
from desk.core.wording import NBSP, capital, counted, long_date

Json = Mapping[str, Any]
Rows = list[tuple[str, str]]
UNKNOWN = "non renseigné"
YES, NO = "oui", "non"


@dataclass(frozen=True, slots=True)
class Part:
    """A titled group of (name, value)."""

    title: str
    rows: Rows


def parts(data: Json) -> list[Part]:
    """Every value of a sealed report, in the document's order; of the first schema too."""
    return [
        Part("La commune", _commune(data)),
        Part("La période", _period(data)),
        *_since(data),
        Part("Les pratiques choisies", _chosen(data)),
        *(Part(_round_title(each), _round(each, data)) for each in data["regards"]),
        *([] if data["regards"] else [Part("Regards croisés", [("Ouverts ensemble", "aucun à cette date")])]),
        *_added(data),
        Part("Le document", _document(data)),
    ]


def grouped(fingerprint: str) -> str:
    """Its first sixteen figures, four by four, as one reads them over the telephone."""
    return NBSP.join(fingerprint[index : index + 4] for index in range(0, 16, 4))


def _round_title(told: Json) -> str:
    """« Regards croisés, automne 2026 », whether or not the name says it all."""
    return f"Regards croisés, {str(told['nom']).removeprefix('Regards croisés, ')}"


def _commune(data: Json) -> Rows:
    commune, functions = data["commune"], data["fonctions"]
    population = commune["population"]
    return [
        ("Nom", commune["nom"]),
        ("Code INSEE", commune["insee"] or UNKNOWN),
        ("Habitants", UNKNOWN if population is None else f"{population:,}".replace(",", NBSP)),
        ("Centre de gestion", commune["cdg"] or UNKNOWN),
        ("Fonctions, sans les noms", f"{functions['elu']}, {functions['sgm']}"),
        (
            "Exemple",
            "oui, commune inventée : EXEMPLE est écrit sur chaque page" if data["exemple"] else NO,
        ),
    ]


def _period(data: Json) -> Rows:
    period, meetings, actions = data["periode"], data["points"], data["actions"]
    coming = meetings["prochain"]
    states = [
        counted(actions["faite"], "faite"),
        f"{actions['en_cours']} en cours",
        f"{actions['a_faire']} à faire",
        counted(actions["abandonnee"], "abandonnée"),
    ]
    return [
        ("Du premier au dernier jour", _days(period)),
        ("Points tenus", str(meetings["tenus"])),
        ("Prochain point", _day(coming) if coming else "aucune date fixée"),
        ("Éléments convenus, en nombre", str(data["convenu"])),
        ("Actions", f"{', '.join(states)} ; {actions['a_reprendre']} à reprendre, la date est passée"),
    ]


def _since(data: Json) -> list[Part]:
    """The loop and the period before, which the first schema did not tell."""
    if "sujets" not in data:
        return []
    subjects, before = data["sujets"], data["precedent"]
    loop = [
        ("Choisis aux ouvertures de la période", str(subjects["choisis"])),
        ("Vus à un point", str(subjects["vus"])),
        ("Qui ont avancé", str(subjects["avances"])),
    ]
    former = [("Points tenus", "aucun : rien n’est comparé")]
    if before:
        former = [
            ("Du premier au dernier jour", _days(before)),
            ("Points tenus", str(before["points"])),
            ("Éléments convenus", str(before["convenu"])),
            ("Actions faites", str(before["faites"])),
        ]
    return [Part("Les sujets choisis", loop), Part("La période d’avant", former)]


def _chosen(data: Json) -> Rows:
    told = [(entry["titre"], f"depuis le {_day(entry['depuis'])}") for entry in data["pratiques_choisies"]]
    return told or [("Pratiques", "aucune")]


def _round(told: Json, data: Json) -> Rows:
    opened = [("Ouverts ensemble le", _day(told["date"]))]
    practices = [(entry["titre"], _practice(entry, data["fonctions"])) for entry in told["pratiques"]]
    return [*opened, *practices]


def _practice(entry: Json, functions: Json) -> str:
    told = _classes(entry["classes"])
    if "reperes" not in entry:
        return told
    marks = [f"{functions[seat]} {mark_words(entry['reperes'][seat])}" for seat in ("elu", "sgm")]
    return f"{told}. Repères : {', '.join(marks)}"


def _classes(classes: Mapping[str, int]) -> str:
    said = [counted(classes[gap.value], *GAP_LABELS[gap]) for gap in REPORT_GAPS if classes[gap.value]]
    rest = " ; 0 dans les autres cas" if len(said) < len(REPORT_GAPS) else ""
    return (", ".join(said) or "0 partout") + (rest if said else "")


def _added(data: Json) -> list[Part]:
    """What is asked, which additions are on, and what they tell."""
    if "options" not in data:
        return []
    asked = [("Demande", capital(LABELS[key])) for key in data["demandes"]]
    chosen = [(option.label, YES if data["options"][option.value] else NO) for option in Option]
    return [
        Part("Ce que vous demandez à votre CDG", asked or [("Demandes", "aucune")]),
        Part("Ce que vous ajoutez", chosen),
        *_agreed(data),
        *_actions(data),
    ]


def _agreed(data: Json) -> list[Part]:
    if not data["options"][Option.AGREED.value]:
        return []
    told = [(_day(each["date"]), each["texte"]) for each in data["titres_convenu"]]
    return [Part("Ce qui est convenu, mot pour mot", told or [("Textes", "aucun sur la période")])]


def _actions(data: Json) -> list[Part]:
    if not data["options"][Option.ACTIONS.value]:
        return []
    told = [(each["texte"], _state(each)) for each in data["titres_actions"]]
    return [Part("Les intitulés des actions", told or [("Intitulés", "aucun sur la période")])]


def _state(action: Json) -> str:
    due = f"pour le {_day(action['echeance'])}" if action["echeance"] else "sans date"
    return f"{ACTION_LABELS[ActionState(action['etat'])]}, {due}"


def _document(data: Json) -> Rows:
    return [
        ("Date du bilan", _day(data["date"])),
        ("État", capital(data["statut"])),
        ("Empreinte des données", grouped(data["empreinte"])),
        ("Format", f"{data['type']}, version {data['schema']}"),
        ("Pratiques, par leur identifiant", ", ".join(_ids(data)) or "aucune"),
        ("Programme et guide", f"Binôme {data['programme']}, guide {data['guide']}"),
    ]


def _ids(data: Json) -> list[str]:
    """The practices' ids, which say what their titles say, once each."""
    named = [*data["pratiques_choisies"], *(entry for each in data["regards"] for entry in each["pratiques"])]
    return list(dict.fromkeys(entry["id"] for entry in named))


def _days(period: Json) -> str:
    return f"du {_day(period['du'])} au {_day(period['au'])}"


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))
