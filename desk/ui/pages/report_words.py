"""The bilan's data as a person reads it: every value of it, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.core.comparison import GAP_LABELS
from desk.core.report import REPORT_GAPS
from desk.core.wording import NBSP, capital, counted, long_date

Json = Mapping[str, Any]
Rows = list[tuple[str, str]]
UNKNOWN = "non renseigné"


@dataclass(frozen=True, slots=True)
class Part:
    """A titled group of (name, value)."""

    title: str
    rows: Rows


def parts(data: Json) -> list[Part]:
    """Every value of a sealed report, in the document's order."""
    found = [
        Part("La commune", _commune(data)),
        Part("La période", _period(data)),
        Part("Les pratiques choisies", _chosen(data)),
        *(Part(f"Regards croisés, {each['nom']}", _round(each)) for each in data["regards"]),
        Part("Le document", _document(data)),
    ]
    if not data["regards"]:
        found.insert(3, Part("Regards croisés", [("Ouverts ensemble", "aucun à cette date")]))
    return found


def grouped(fingerprint: str) -> str:
    """Its first sixteen figures, four by four, as one reads them over the telephone."""
    return NBSP.join(fingerprint[index : index + 4] for index in range(0, 16, 4))


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
            "oui, commune inventée : EXEMPLE est écrit sur chaque page" if data["exemple"] else "non",
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
        ("Du premier au dernier jour", f"du {_day(period['du'])} au {_day(period['au'])}"),
        ("Points tenus", str(meetings["tenus"])),
        ("Prochain point", _day(coming) if coming else "aucune date fixée"),
        ("Éléments convenus", f"{data['convenu']}, en nombre seulement"),
        ("Actions", f"{', '.join(states)} ; {actions['a_reprendre']} à reprendre, la date est passée"),
    ]


def _chosen(data: Json) -> Rows:
    told = [(entry["titre"], f"depuis le {_day(entry['depuis'])}") for entry in data["pratiques_choisies"]]
    return told or [("Pratiques", "aucune")]


def _round(told: Json) -> Rows:
    opened = [("Ouverts ensemble le", _day(told["date"]))]
    return [*opened, *((entry["titre"], _classes(entry["classes"])) for entry in told["pratiques"])]


def _classes(classes: Mapping[str, int]) -> str:
    said = [counted(classes[gap.value], *GAP_LABELS[gap]) for gap in REPORT_GAPS if classes[gap.value]]
    rest = " ; 0 dans les autres cas" if len(said) < len(REPORT_GAPS) else ""
    return (", ".join(said) or "0 partout") + (rest if said else "")


def _document(data: Json) -> Rows:
    return [
        ("Date du bilan", _day(data["date"])),
        ("État", capital(data["statut"])),
        ("Empreinte des données", grouped(data["empreinte"])),
        ("Format", f"{data['type']}, version {data['schema']}"),
        ("Programme et guide", f"Binôme {data['programme']}, guide {data['guide']}"),
    ]


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))
