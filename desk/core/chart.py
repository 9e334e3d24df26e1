"""Geometry of the two-marks chart, as pure data: painted on screen and drawn in documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.core.comparison import PracticeView, summary

TOP_HALF_LEVEL = 6
WIDE_GAP = 3


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One practice's line; x positions are in the caller's length unit, None without a mark.

    `wide` asks for a thicker joining line: the two marks stand 1.5 level or more apart.
    """

    label: str
    caption: str
    elu_x: float | None
    sgm_x: float | None
    wide: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows from top to bottom and the x of the four guide lines (levels 0 to 3)."""

    rows: tuple[ChartRow, ...]
    guides: tuple[float, ...]


def layout(views: Sequence[PracticeView], width: float, mark_size: float) -> Chart:
    """Place every practice's marks on a line `width` long; coinciding marks stand side by side."""
    guides = tuple(width * level / 3 for level in range(4))
    return Chart(tuple(_row(view, width, mark_size) for view in views), guides)


def _row(view: PracticeView, width: float, mark_size: float) -> ChartRow:
    elu, sgm = _place(view.elu_mark, width), _place(view.sgm_mark, width)
    wide = False
    if elu is not None and sgm is not None:
        wide = abs((view.elu_mark or 0) - (view.sgm_mark or 0)) >= WIDE_GAP
        if abs(elu - sgm) < mark_size:
            middle = (elu + sgm) / 2
            half = mark_size * 0.6
            left_is_elu = elu <= sgm
            elu, sgm = (middle - half, middle + half) if left_is_elu else (middle + half, middle - half)
    return ChartRow(view.title, summary(view.counts), elu, sgm, wide)


def _place(mark: int | None, width: float) -> float | None:
    return None if mark is None else width * mark / TOP_HALF_LEVEL
