"""The last « regards croisés » in the bilan: how many statements are in each class, practice by practice."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Spacer

from desk.core.comparison import GAP_LABELS, Gap
from desk.core.report import REPORT_GAPS
from desk.core.wording import capital, counted, typographic
from desk.pdf.canvas import TEXT_WIDTH
from desk.pdf.report_chart import Bars, Stack
from desk.pdf.report_patterns import Swatch
from desk.pdf.report_styles import COLUMN, COUNT, FIRST_COLUMN, LINE, NO_COUNT, rules
from desk.pdf.report_words import counts, season, told_day
from desk.pdf.styles import Cell, literal, paragraph, table
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]

# As wide as the longest word of each head, so that each takes two lines.
COUNT_WIDTHS = (61.0, 50.0, 53.0, 46.0, 56.0, 48.0)
BARS_A_PICTURE = 15
"""More practices than that have a second picture: one has to fit on a page."""


def rounds(told: Sequence[Json]) -> tuple[str, list[Cell]]:
    """The heading, and under it a sentence, the chart, the table; one plain sentence without any round."""
    if not told:
        return "Regards croisés", [paragraph("Aucun regard croisé n’a été ouvert à cette date.")]
    present = told[0]
    return f"Regards croisés, {season(present)}", [
        paragraph(
            f"Ouverts ensemble le {told_day(present['date'])}. Pour chaque pratique, combien d’énoncés sont "
            "dans chaque cas. Ce n’est ni une note ni un classement."
        ),
        Spacer(1, 4),
        *_pictures(present["pratiques"]),
        Spacer(1, 6),
        counts_table("Pratique", [(entry["titre"], counts(entry)) for entry in present["pratiques"]]),
    ]


def _pictures(practices: Sequence[Json]) -> list[Cell]:
    longest = max((sum(counts(entry)) for entry in practices), default=0)
    out: list[Cell] = []
    for first in range(0, len(practices), BARS_A_PICTURE):
        shown = practices[first : first + BARS_A_PICTURE]
        stacks = [Stack(entry["titre"], counts(entry)) for entry in shown]
        out.append(Bars(stacks, TEXT_WIDTH, _alt(shown), longest))
    return out


def _alt(practices: Sequence[Json]) -> str:
    said = "".join(f" {entry['titre']} : {counted_words(counts(entry))}." for entry in practices)
    return typographic(
        f"Graphique : une barre par pratique, partagée selon le nombre d’énoncés dans chaque cas.{said} "
        "Les mêmes nombres sont dans le tableau qui suit."
    )


def counted_words(numbers: Sequence[int]) -> str:
    """« 2 points forts communs, 1 à éclaircir »."""
    shown = zip(REPORT_GAPS, numbers, strict=True)
    return ", ".join(counted(number, *GAP_LABELS[gap]) for gap, number in shown if number) or "rien à compter"


def counts_table(
    first: str, lines: Sequence[tuple[str, Sequence[int] | None]], width: float = TEXT_WIDTH
) -> Cell:
    """A line per name, a column per class; the head repeats on each page. None: not looked at."""
    rows: list[list[Cell]] = [[paragraph(first, FIRST_COLUMN), *(_head(gap) for gap in REPORT_GAPS)]]
    extra = []
    for name, numbers in lines:
        if numbers is None:
            extra.append(("SPAN", (1, len(rows)), (-1, len(rows))))
            cells: list[Cell] = [paragraph("pratique non retenue", NO_COUNT), *[""] * (len(REPORT_GAPS) - 1)]
        else:
            cells = [paragraph(str(number), COUNT if number else NO_COUNT) for number in numbers]
        rows.append([literal(name, LINE), *cells])
    shape = [
        ("RIGHTPADDING", (1, 0), (-1, -1), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 1), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 2.5),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        *extra,
        *rules(rows),
    ]
    widths = [width - sum(COUNT_WIDTHS), *COUNT_WIDTHS]
    return table(rows, widths, shape, tags=TableTags(1, named=True), repeatRows=1)


def _head(gap: Gap) -> list[Cell]:
    return [Swatch(gap), paragraph(capital(GAP_LABELS[gap][1]), COLUMN)]
