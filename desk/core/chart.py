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
    elu, sgm = placed(view.elu_mark, view.sgm_mark, width, mark_size)
    return ChartRow(view.title, summary(view.counts), elu, sgm, stand_apart(view.elu_mark, view.sgm_mark))


def stand_apart(elu_mark: int | None, sgm_mark: int | None) -> bool:
    """Whether two marks are far enough from each other for a thicker line."""
    return elu_mark is not None and sgm_mark is not None and abs(elu_mark - sgm_mark) >= WIDE_GAP


def placed(
    elu_mark: int | None, sgm_mark: int | None, width: float, mark_size: float
) -> tuple[float | None, float | None]:
    """Where two marks stand on a line; those that would cover each other stand side by side."""
    elu, sgm = _place(elu_mark, width), _place(sgm_mark, width)
    if elu is None or sgm is None or abs(elu - sgm) >= mark_size:
        return elu, sgm
    middle, half = (elu + sgm) / 2, mark_size * 0.6
    return (middle - half, middle + half) if elu <= sgm else (middle + half, middle - half)


def _place(mark: int | None, width: float) -> float | None:
    return None if mark is None else width * mark / TOP_HALF_LEVEL
