"""What a table is made of, told while the library draws it."""

from contextlib import ExitStack
from typing import Any

from reportlab.platypus import Table

from desk.pdf.structure import Element
from desk.pdf.tags import TaggedCanvas


class TableTags:
    """Tags one table while it is drawn, over as many pages as it takes.

    Its first `headers` rows head the columns; with `named` the first column heads the rows. A `grid` only
    places things side by side: it is the tag of each cell, « P » for words, « Div » for more.
    """

    def __init__(self, headers: int = 0, *, named: bool = False, grid: str = "") -> None:
        self.headers, self.named, self.grid = headers, named, grid
        self.element = Element("Table")
        self.drawn = False
        self.repeats = False
        self.decoration = ExitStack()

    def __call__(self, table: Table, command: str, *args: Any) -> None:
        """A step of the drawing, as the library names it; nothing on an untagged canvas."""
        if not isinstance(table.canv, TaggedCanvas):
            return
        match command:
            case "startTable" if not self.grid:
                table.canv.enter(self.element)
            case "startRow":
                self._begin_row(table, args[0])
            case "startCell" if not self.repeats:
                table.canv.enter(self._cell(table, args[0], args[1]))
            case "startBG" | "startLines":
                self.decoration.enter_context(table.canv.artifact())
            case "endBG" | "endLines":
                self.decoration.close()
            case _:
                self._end(table.canv, command)

    def _begin_row(self, table: Table, row: int) -> None:
        """The head repeated on the next page is decoration."""
        self.repeats = self.drawn and row < table.repeatRows
        if self.repeats:
            self.decoration.enter_context(table.canv.artifact("/Type /Pagination"))
        elif not self.grid:
            table.canv.enter(Element("TR"))

    def _end(self, canvas: TaggedCanvas, command: str) -> None:
        if command == "endTable":
            self.drawn = True
        if command == "endRow" and self.repeats:
            self.decoration.close()
        elif (command == "endCell" and not self.repeats) or (
            command in ("endRow", "endTable") and not self.grid
        ):
            canvas.leave()

    def _cell(self, table: Table, row: int, column: int) -> Element:
        if self.grid:
            return Element(self.grid)
        span = table._spanRanges[column, row] if table._spanCmds else None
        wide = f"/ColSpan {span[2] - span[0] + 1}" if span and span[2] > span[0] else ""
        if not self.drawn and row < self.headers:
            return Element("TH", attributes=f"/O /Table /Scope /Column {wide}")
        if self.named and column == 0 and _heads(table._cellvalues[row][column]):
            return Element("TH", attributes=f"/O /Table /Scope /Row {wide}")
        return Element("TD", attributes=f"/O /Table {wide}" if wide else "")


def _heads(cell: Any) -> bool:
    """Whether a first cell names its row; a note under it does not, its style says so."""
    (first, *_) = cell if isinstance(cell, list | tuple) and cell else (cell,)
    return getattr(getattr(first, "style", None), "heads", True)
