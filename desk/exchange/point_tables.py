"""The tables of « Nos points » as files: CSV, one each, or one spreadsheet with a sheet for each."""

from collections.abc import Sequence

from desk.core.point_tables import Table
from desk.exchange.csv_table import comma_separated
from desk.exchange.ods import workbook


def as_csv(table: Table) -> bytes:
    """One table; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return comma_separated(table.rows)


def as_ods(tables: Sequence[Table]) -> bytes:
    """All of them; a text cell is text there, so none is changed."""
    return workbook([(table.title, table.rows) for table in tables])
