"""The table of bilans received, as `.csv` or `.ods`: what a spreadsheet opens."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desk.core.comparison import GAP_LABELS
from desk.core.errors import UserError
from desk.core.received import HELD, Received
from desk.core.received_words import asked, reply, status, verdict, why
from desk.core.report import REPORT_GAPS
from desk.core.told import Told
from desk.core.wording import capital
from desk.exchange.csv_table import Cell, comma_separated
from desk.exchange.ods import workbook
from desk.files import write_atomic

WHO = ("INSEE", "Commune", "Date")
HELD_SHEET, REST_SHEET = "Bilans", "Non lus"
_SUBJECTS = ("Sujets choisis", "Sujets vus", "Sujets avancés")
_ACTIONS = (
    "Actions à faire",
    "Actions en cours",
    "Actions faites",
    "Actions abandonnées",
    "Dont à reprendre",
)
FIGURES = (
    "Compte",
    "Statut",
    "Du",
    "Au",
    "Regards croisés",
    "Ouverts le",
    *(capital(GAP_LABELS[gap][1]) for gap in REPORT_GAPS),
    "Points tenus",
    "Éléments convenus",
    *_ACTIONS,
    *_SUBJECTS,
    "Demandes au CDG",
    "Habitants",
    "Contenu",
    "Programme",
    "Format",
    "Empreinte",
)
LAST = ("Fichier", "Verdict", "Pourquoi", "Réponse prête")
HEADERS = (*WHO, *FIGURES, *LAST)

Row = list[Cell]


def check_ending(path: Path) -> None:
    """Raise UserError when the table's name ends neither by `.ods` nor by `.csv`."""
    if path.suffix.lower() not in (".ods", ".csv"):
        raise UserError(
            f"« {path.name} » n’est ni un .ods ni un .csv.",
            "Donnez au tableau un nom qui finit par .ods ou .csv.",
        )


def write_table(rows: Sequence[Received], path: Path) -> None:
    """Write the rows to `path`, whose ending says the format: `.csv`, one table, or `.ods`, two sheets.

    Raises UserError.
    """
    check_ending(path)
    write_atomic(path, _csv(rows) if path.suffix.lower() == ".csv" else _ods(rows))


def _csv(rows: Sequence[Received]) -> bytes:
    table: list[Sequence[Cell]] = [HEADERS, *(_whole(row) for row in rows)]
    return comma_separated(table)


def _ods(rows: Sequence[Received]) -> bytes:
    held: list[Sequence[Cell]] = [HEADERS]
    rest: list[Sequence[Cell]] = [(*WHO, *LAST)]
    for row in rows:
        if row.verdict in HELD:
            held.append(_whole(row))
        else:
            rest.append([*_who(row.told), *_last(row)])
    return workbook([(HELD_SHEET, held), (REST_SHEET, rest)])


def _whole(row: Received) -> Row:
    """Figures only of what was read and kept; the rest still says whose it claims to be."""
    nothing: Row = [None] * len(FIGURES)
    figures = _figures(row, row.told) if row.told is not None and row.verdict in HELD else nothing
    return [*_who(row.told), *figures, *_last(row)]


def _who(told: Told | None) -> Row:
    return [None, None, None] if told is None else [told.insee, told.commune, _day(told.day)]


def _last(row: Received) -> Row:
    return [row.file, verdict(row), why(row), reply(row)]


def _figures(row: Received, told: Told) -> Row:
    return [
        "oui" if row.counts else "non",
        status(told),
        _day(told.start),
        _day(told.end),
        told.round_name or None,
        _day(told.round_day),
        *_or_empty(told.classes, len(REPORT_GAPS)),
        told.meetings,
        told.agreed,
        *told.actions,
        *_or_empty(told.subjects, len(_SUBJECTS)),
        asked(told),
        told.population,
        told.guide,
        told.program,
        told.schema,
        told.fingerprint,
    ]


def _or_empty(figures: Sequence[int], wanted: int) -> Row:
    return list(figures) if figures else [None] * wanted


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
