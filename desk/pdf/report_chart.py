"""The charts of the bilan: how many statements are in each class, in bars now and in columns over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desk.core.comparison import GAP_LABELS, Gap
from desk.core.report import REPORT_GAPS
from desk.core.wording import capital
from desk.pdf import fonts
from desk.pdf.canvas import INK
from desk.pdf.flowables import Picture
from desk.pdf.report_patterns import Box, paint, paint_number

WORDS, LINE = 11.0, 13.0
LABEL, ROW, BAR, SMALL_BAR = 176.0, 28.0, 18.0, 12.0
KEY_LINE, KEY_BOX = 17.0, 22.0
KEYS_A_LINE = 3
FEET, COLUMNS_HIGH = 6.0, 84.0
WIDEST_UNIT, HIGHEST_UNIT = 60.0, 17.0
WIDEST_COLUMN, WIDEST_ROOM = 44.0, 96.0
NAMED_ROUNDS = 6
"""Up to so many columns bear the name of their round; beyond, only their years fit."""


@dataclass(frozen=True, slots=True)
class Stack:
    """What a bar or a column tells: its name in words, and how many statements are in each class.

    `counts` is in the order of REPORT_GAPS, None where the practice was not looked at that time.
    """

    name: str
    counts: tuple[int, ...] | None
    year: int = 0


class Bars(Picture):
    """A bar per practice, one unit long for each statement, under the key of the patterns."""

    def __init__(self, stacks: Sequence[Stack], width: float, alt: str, longest: int) -> None:
        lines = -(-len(REPORT_GAPS) // KEYS_A_LINE)
        self.key = lines * KEY_LINE + 8
        super().__init__(width, self.key + ROW * len(stacks), alt)
        self.stacks = tuple(stacks)
        self.unit = min(WIDEST_UNIT, (width - LABEL) / max(longest, 1))

    def paint(self) -> None:
        """The key, then the rows from the top."""
        for place, gap in enumerate(REPORT_GAPS):
            self._paint_key(gap, place % KEYS_A_LINE, place // KEYS_A_LINE)
        for place, stack in enumerate(self.stacks):
            self._paint_row(stack, self.height - self.key - ROW * (place + 0.5))

    def _paint_key(self, gap: Gap, column: int, line: int) -> None:
        x, y = self.width / KEYS_A_LINE * column, self.height - KEY_LINE * (line + 1)
        paint(self.canv, gap, (x, y + 2, KEY_BOX, 10))
        self._words(x + KEY_BOX + 5, y + 3.5, capital(GAP_LABELS[gap][1]))

    def _paint_row(self, stack: Stack, middle: float) -> None:
        lines = fonts.two_lines(stack.name, fonts.REGULAR, WORDS, LABEL - 10)
        top = middle + LINE * len(lines) / 2
        for place, line in enumerate(lines):
            self._words(0, top - LINE * (place + 1) + 3, line)
        paint_bar(self.canv, stack, (LABEL, middle - BAR / 2), self.unit, BAR)

    def _words(self, x: float, y: float, text: str) -> None:
        self.canv.setFont(fonts.REGULAR, WORDS)
        self.canv.setFillColor(INK)
        self.canv.drawString(x, y, text)


class Columns(Picture):
    """A column per round, the oldest on the left, one unit high for each statement."""

    def __init__(self, stacks: Sequence[Stack], width: float, alt: str) -> None:
        highest = max((sum(stack.counts or ()) for stack in stacks), default=0)
        self.unit = min(HIGHEST_UNIT, COLUMNS_HIGH / max(highest, 1))
        self.stacks = tuple(stacks)
        self.room = min(width / max(len(stacks), 1), WIDEST_ROOM)
        self.names = self._names() if len(stacks) <= NAMED_ROUNDS else []
        self.feet = FEET + LINE * max(map(len, self.names), default=1)
        super().__init__(width, self.feet + self.unit * max(highest, 1) + 2, alt)

    def paint(self) -> None:
        """The ground, the columns, what stands under them."""
        end = self.room * len(self.stacks)
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.8)
        self.canv.line(0, self.feet, end, self.feet)
        for place, stack in enumerate(self.stacks):
            self._paint_column(stack, self.room * (place + 0.5))
        if self.names:
            self._paint_names()
        else:
            self._paint_years()

    def _paint_column(self, stack: Stack, middle: float) -> None:
        wide = min(self.room * 0.8, WIDEST_COLUMN)
        y = self.feet
        for gap, number in zip(REPORT_GAPS, stack.counts or (), strict=False):
            if number:
                box: Box = (middle - wide / 2, y, wide, self.unit * number)
                paint(self.canv, gap, box)
                paint_number(self.canv, gap, box, number)
                y += box[3]

    def _names(self) -> list[list[str]]:
        return [fonts.two_lines(each.name, fonts.REGULAR, WORDS, self.room - 6) for each in self.stacks]

    def _paint_names(self) -> None:
        for place, lines in enumerate(self.names):
            for line, words in enumerate(lines):
                self._centred(self.room * (place + 0.5), self.feet - LINE * (line + 1), words)

    def _paint_years(self) -> None:
        """Each year under the first of its columns, where there is room."""
        free, last = 0.0, 0
        for place, stack in enumerate(self.stacks):
            x = self.room * place
            if stack.year != last and x >= free:
                self.canv.line(x, self.feet, x, self.feet - 4)
                text = str(stack.year)
                self.canv.setFont(fonts.REGULAR, WORDS)
                self.canv.setFillColor(INK)
                self.canv.drawString(x + 2, self.feet - LINE, text)
                free = x + fonts.width(text, fonts.REGULAR, WORDS) + 6
                last = stack.year

    def _centred(self, x: float, y: float, text: str) -> None:
        self.canv.setFont(fonts.REGULAR, WORDS)
        self.canv.setFillColor(INK)
        self.canv.drawCentredString(x, y, text)


class Beside(Picture):
    """A bar per line of the table that stands beside it, at the height of that line.

    `heights` are those of the table's rows from the top, its head first.
    """

    def __init__(self, stacks: Sequence[Stack], width: float, alt: str, heights: Sequence[float]) -> None:
        super().__init__(width, sum(heights), alt)
        self.stacks, self.heights = tuple(stacks), tuple(heights)
        highest = max((sum(stack.counts or ()) for stack in stacks), default=0)
        self.unit = min(WIDEST_UNIT, (width - 2) / max(highest, 1))

    def paint(self) -> None:
        """The bars from the top, under the height of the head."""
        top = self.height - self.heights[0]
        for stack, high in zip(self.stacks, self.heights[1:], strict=True):
            corner = (1, top - high / 2 - SMALL_BAR / 2)
            # The numbers are on the same line; so small, they would hide the patterns.
            paint_bar(self.canv, stack, corner, self.unit, SMALL_BAR, told=False)
            top -= high


def paint_bar(
    canvas: Any, stack: Stack, corner: tuple[float, float], unit: float, high: float, *, told: bool = True
) -> None:
    """The parts of a bar from left to right, one `unit` long for each statement, with their numbers."""
    x, y = corner
    for gap, number in zip(REPORT_GAPS, stack.counts or (), strict=False):
        if number:
            box: Box = (x, y, unit * number, high)
            paint(canvas, gap, box)
            if told:
                paint_number(canvas, gap, box, number)
            x += box[2]
