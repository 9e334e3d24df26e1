"""The rounds one after the other: for each practice, a column and a line per round."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from desk.core.wording import capital, typographic
from desk.pdf.canvas import TEXT_WIDTH
from desk.pdf.report_chart import Beside, Columns, Stack
from desk.pdf.report_rounds import counted_words, counts_table
from desk.pdf.report_styles import PART_TITLE
from desk.pdf.report_words import by_id, counts, day, season, told_day
from desk.pdf.styles import Cell, literal, paragraph, table
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]

HEAD_AND_TWO_LINES = 100.0
TITLE_ROOM = 34.0
NAME = "Regards croisés"
FEW = 4
"""Up to so many rounds, bars stand beside their table; beyond, columns above it."""
BESIDE, GUTTER = 74.0, 8.0
HIGHEST = 400.0
"""What stands side by side cannot go on over the page: endless names are given the whole width."""


def history(told: Sequence[Json]) -> list[Cell]:
    """Nothing with fewer than two rounds; a practice that was looked at once is in the part before."""
    if len(told) < 2:
        return []
    found = [by_id(each) for each in told]
    keys = list(dict.fromkeys(key for each in found for key in each))
    often = [key for key in keys if sum(key in each for each in found) > 1]
    out: list[Cell] = [paragraph(_introduction(told, often))]
    for key in often:
        out += _practice(key, told, found)
    return out


def _introduction(told: Sequence[Json], often: Sequence[str]) -> str:
    between = f"{len(told)} regards croisés, du {told_day(told[-1]['date'])} au {told_day(told[0]['date'])}."
    if not often:
        return f"{between} Aucune pratique n’a encore été regardée deux fois."
    chart = (
        "Une barre par fois, à côté de ses nombres"
        if len(told) <= FEW
        else "Une colonne par fois, la plus ancienne à gauche"
    )
    return (
        f"{between} {chart} ; les motifs sont ceux de l’en-tête du tableau. Les énoncés peuvent avoir changé "
        "d’une fois à l’autre."
    )


def _practice(key: str, told: Sequence[Json], found: Sequence[dict[str, Json]]) -> list[Cell]:
    title = next(each[key]["titre"] for each in found if key in each)
    first = max(place for place, each in enumerate(found) if key in each)
    since = list(zip(told, found, strict=True))[: first + 1]
    lines = [(round_, counts(each[key]) if key in each else None) for round_, each in since]
    stacks = [Stack(season(one), numbers, day(one["date"]).year) for one, numbers in lines]
    show = _side_by_side if len(told) <= FEW else _one_above
    drawn = show(stacks, _alt(title, lines))
    room = TITLE_ROOM + drawn[0].wrap(TEXT_WIDTH, 0)[1]
    return [
        CondPageBreak(room + (0 if len(drawn) == 1 else HEAD_AND_TWO_LINES)),
        literal(title, PART_TITLE),
        *drawn,
    ]


def _lines(stacks: Sequence[Stack]) -> list[tuple[str, tuple[int, ...] | None]]:
    return [(stack.name, stack.counts) for stack in stacks]


def _side_by_side(stacks: Sequence[Stack], alt: str) -> list[Cell]:
    """A few rounds take no more room than their table."""
    width = TEXT_WIDTH - BESIDE - GUTTER
    numbers = counts_table(NAME, _lines(stacks), width)
    _, high = numbers.wrap(width, 0)
    if high > HIGHEST:
        return _one_above(stacks, alt)
    chart = Beside(stacks, BESIDE, alt, numbers._rowHeights)
    flush = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    close = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    widths = [BESIDE + GUTTER, width]
    return [table([[chart, numbers]], widths, [*flush, *close], tags=TableTags(grid="Div"))]


def _one_above(stacks: Sequence[Stack], alt: str) -> list[Cell]:
    chart = Columns(list(reversed(stacks)), TEXT_WIDTH, alt)
    return [chart, Spacer(1, 6), counts_table(NAME, _lines(stacks))]


def _alt(title: str, lines: Sequence[tuple[Json, Sequence[int] | None]]) -> str:
    (last, now), (earliest, then) = lines[0], lines[-1]
    told = f"Graphique : {title}, {len(lines)} regards croisés."
    said = f" {capital(season(earliest))} : {counted_words(then or [])}."
    if now:
        said += f" {capital(season(last))} : {counted_words(now)}."
    return typographic(f"{told}{said} Tous les nombres sont dans le tableau qui suit.")
