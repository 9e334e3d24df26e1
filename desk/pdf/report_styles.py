"""The looks of the bilan: nothing under eleven points, nothing that colour alone tells."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle

from desk.pdf.canvas import INK, LEADING, SOFT
from desk.pdf.fonts import BODY, REGULAR, SEMIBOLD
from desk.pdf.styles import Cell, rule_below

Command = tuple[Any, ...]

HEAD_RULE = 0.8
PAD = 3.0


def _style(name: str, **more: Any) -> ParagraphStyle:
    given = {"fontName": REGULAR, "bulletFontName": REGULAR, "textColor": INK, "fontSize": BODY}
    return ParagraphStyle(name, **(given | {"leading": LEADING} | more))


SMALL = _style("small", leading=14, textColor=SOFT)
COUNT = _style("count", fontName=SEMIBOLD, alignment=2)
NO_COUNT = _style("no-count", alignment=2, textColor=SOFT)
COLUMN = _style("column", leading=12.5, alignment=2)
FIRST_COLUMN = _style("first-column", leading=12.5)
LINE = _style("line")
LISTED = _style("listed", leftIndent=14, labelIndent=0, spaceAfter=2)
STATUS = _style("status", fontName=SEMIBOLD, spaceBefore=4, spaceAfter=4)
# What a heading needs under it is asked for before it: kept with a long table, it would wait for a new page.
PART = _style(
    "part",
    fontName=SEMIBOLD,
    fontSize=15,
    leading=19,
    spaceBefore=18,
    spaceAfter=6,
    tag="H2",
    landmark=1,
)
PART_TITLE = _style(
    "part-title",
    fontName=SEMIBOLD,
    fontSize=12.5,
    leading=16,
    spaceBefore=12,
    spaceAfter=3,
    tag="H3",
    landmark=2,
)
CONTENTS_TITLE = _style(
    "contents-title", fontName=SEMIBOLD, fontSize=13, leading=17, spaceBefore=20, spaceAfter=4, tag="H2"
)
CONTENTS_LINE = _style("contents-line", fontSize=12, leading=16)


def rules(rows: Sequence[Sequence[Cell]]) -> list[Command]:
    """The lines of a table with a head: a stronger one under it, a light one under each row."""
    return [rule_below(0, HEAD_RULE), *(rule_below(place) for place in range(1, len(rows)))]


def light_rules(rows: Sequence[Sequence[Cell]]) -> list[Command]:
    """The lines between the rows of a table without a head."""
    return [rule_below(place) for place in range(len(rows) - 1)]
