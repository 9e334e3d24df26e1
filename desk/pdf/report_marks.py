"""The two marks per practice, when both people want them told: chart and table."""

from typing import Any

from reportlab.platypus import Spacer

from desk.core.chart_words import SCALE, mark_words
from desk.core.compared import Place
from desk.core.report_options import Option
from desk.core.wording import capital, typographic
from desk.pdf.canvas import TEXT_WIDTH
from desk.pdf.comparison_chart import TwoMarks
from desk.pdf.report_rounds import BARS_A_PICTURE, counted_words
from desk.pdf.report_styles import FIRST_COLUMN, LINE, rules
from desk.pdf.report_words import counts, season
from desk.pdf.styles import Cell, Persons, literal, paragraph, table
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]

MARK_WIDTH = 132.0
MEANING = (
    f"Le repère va {SCALE} : c’est la moyenne des réponses de chacun, à un demi-degré près. Sous trois "
    "réponses chiffrées, il n’y a pas de repère. Deux repères éloignés disent de quoi parler, "
    "pas qui a raison."
)


def marks(data: Json) -> list[Cell]:
    """Nothing unless the two agreed to tell them, and there is a round to tell them of."""
    if not data["options"][Option.MARKS.value] or not data["regards"]:
        return []
    present, functions = data["regards"][0], data["fonctions"]
    told = [entry for entry in present["pratiques"] if "reperes" in entry]
    names = [capital(functions["elu"]), capital(functions["sgm"])]
    places = [_place(entry) for entry in told]
    pictures = [
        TwoMarks(places[first : first + BARS_A_PICTURE], TEXT_WIDTH, _alt(places, functions))
        for first in range(0, len(places), BARS_A_PICTURE)
    ]
    return [
        paragraph(f"Regards croisés, {season(present)}. {MEANING}"),
        Persons(*names),
        Spacer(1, 4),
        *pictures,
        Spacer(1, 8),
        _table(places, names),
    ]


def _place(entry: Json) -> Place:
    elu, sgm = entry["reperes"]["elu"], entry["reperes"]["sgm"]
    return Place(entry["titre"], elu, sgm, mark_words(elu), mark_words(sgm), counted_words(counts(entry)))


def _table(places: list[Place], names: list[str]) -> Cell:
    heads = [paragraph("Pratique", FIRST_COLUMN), *(literal(name, FIRST_COLUMN) for name in names)]
    rows: list[list[Cell]] = [heads]
    rows += [[literal(text, LINE) for text in (each.title, each.elu, each.sgm)] for each in places]
    widths = [TEXT_WIDTH - 2 * MARK_WIDTH, MARK_WIDTH, MARK_WIDTH]
    return table(rows, widths, rules(rows), tags=TableTags(1, named=True), repeatRows=1)


def _alt(places: list[Place], functions: dict[str, str]) -> str:
    said = [
        f" {each.title} : {functions['elu']} {each.elu}, {functions['sgm']} {each.sgm}." for each in places
    ]
    return typographic(f"Graphique des deux repères par pratique, {SCALE}.{''.join(said)}")
