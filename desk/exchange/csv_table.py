"""A table as CSV, as a French spreadsheet opens it: semicolons, UTF-8 with its mark, no formula."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO

Cell = str | int | date | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def comma_separated(table: Sequence[Sequence[Cell]]) -> bytes:
    """The rows, the first being the header; lines inside a cell stay as they are."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int:
    """The cell as text; one that a spreadsheet would take for a formula gets an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    text = cell.isoformat() if isinstance(cell, date) else cell
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
