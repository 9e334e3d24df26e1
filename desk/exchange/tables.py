"""The table of reports received, as `.csv` or `.ods`: what a spreadsheet opens."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desk.core.comparison import GAP_LABELS
from desk.core.errors import UserError
from desk.core.report import REPORT_GAPS
from desk.core.wording import capital
from desk.exchange.csv_table import Cell, comma_separated
from desk.exchange.ods import workbook
from desk.exchange.reports import FORGED, READ, Row
from desk.files import write_atomic

Json = dict[str, Any]

ACTIONS = {
    "a_faire": "Actions à faire",
    "en_cours": "Actions en cours",
    "faite": "Actions faites",
    "abandonnee": "Actions abandonnées",
    "a_reprendre": "Dont à reprendre",
}
WHO = ("INSEE", "Commune", "Date")
HEADERS = (
    *WHO,
    "Du",
    "Au",
    "Points tenus",
    "Convenu",
    *ACTIONS.values(),
    "Regards croisés",
    *(capital(GAP_LABELS[gap][1]) for gap in REPORT_GAPS),
    "Statut",
    "Empreinte",
)
LAST = ("Fichier", "Verdict", "Pourquoi")
VERDICTS = {
    "lu": "lu",
    "pas_un_bilan": "pas un bilan",
    "donnees_absentes": "données absentes",
    "abime": "abîmé",
    "protege": "protégé",
    "version_plus_recente": "version plus récente",
    "empreinte_fausse": "empreinte fausse",
    "arrete": "arrêté",
    "illisible": "illisible",
    "vide": "sans PDF",
}


def write_table(rows: Sequence[Row], path: Path) -> None:
    """Write the rows to `path`, whose ending says the format: `.csv` or `.ods`. Raises UserError."""
    table: list[Sequence[Cell]] = [[*HEADERS, *LAST], *(_cells(row) for row in rows)]
    kind = path.suffix.lower()
    if kind == ".csv":
        write_atomic(path, comma_separated(table))
    elif kind == ".ods":
        write_atomic(path, workbook([("Bilans reçus", table)]))
    else:
        raise UserError(
            f"« {path.name} » n’est ni un .ods ni un .csv.",
            "Donnez au tableau un nom qui finit par .ods ou .csv.",
        )


def _cells(row: Row) -> list[Cell]:
    """Figures only where the fingerprint holds; a changed bilan still says whose it claims to be."""
    told: list[Cell] = [None] * len(HEADERS)
    if row.data is not None and row.verdict == READ:
        told = [*_who(row.data), *_figures(row.data)]
    elif row.data is not None and row.verdict == FORGED:
        told[: len(WHO)] = _who(row.data)
    return [*told, row.file, VERDICTS[row.verdict], row.why]


def _who(data: Json) -> list[Cell]:
    return [data["commune"]["insee"], data["commune"]["nom"], date.fromisoformat(data["date"])]


def _figures(data: Json) -> list[Cell]:
    return [
        date.fromisoformat(data["periode"]["du"]),
        date.fromisoformat(data["periode"]["au"]),
        data["points"]["tenus"],
        data["convenu"],
        *(data["actions"][key] for key in ACTIONS),
        *_classes(data["regards"]),
        f"exemple, {data['statut']}" if data["exemple"] else data["statut"],
        data["empreinte"],
    ]


def _classes(rounds: Sequence[Json]) -> list[Cell]:
    """The latest round's name and, over all its practices, how many statements are in each class."""
    if not rounds:
        return [None] * (1 + len(REPORT_GAPS))
    totals = (sum(p["classes"][gap.value] for p in rounds[0]["pratiques"]) for gap in REPORT_GAPS)
    return [rounds[0]["nom"], *totals]
