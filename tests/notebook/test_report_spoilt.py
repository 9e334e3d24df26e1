"""A carnet from elsewhere with a spoilt row of the bilan: refused, or read by all that shows it."""

from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.report_options import HOW_LABELS, Option
from desk.core.report_shape import is_report
from desk.notebook import (
    opening,
    people,
    register,
    register_sheet,
    report,
    report_asks,
    report_options,
    report_pending,
    transfer,
)
from desk.notebook.book import Notebook
from desk.ui.pages.report_words import parts
from tests.notebook.test_report_forgotten import DAY, told

__all__ = ["told"]

SPOILT = [
    ("report_option", "option", "'autre'"),
    ("report_option", "how", "'x'"),
    ("report_option", "given_on", "'x'"),
    ("report_option", "round_id", "'x'"),
    ("round_mark", "elu", "99"),
    ("round_mark", "sgm", "-1"),
    ("round_mark", "practice_id", "'zz'"),
    ("report_ask", "id", "'mediation'"),
    ("report_ask", "asked_on", "'x'"),
    ("export", "agreements", "'{'"),
    ("export", "agreements", "'{}'"),
    ("export", "agreements", "'[[1]]'"),
    ("export", "agreements", """'[["a", "b", "c"]]'"""),
    ("export", "agreements", """'[["a", "fax", "2026-01-01"]]'"""),
    ("export", "sent_on", "'x'"),
    ("export", "recipient", "hex(zeroblob(100000))"),
    ("export", "fingerprint", "'x'"),
    ("export", "file_name", "''"),
    ("export", "made_at", "'x'"),
    ("agreement", "how", "'x'"),
    ("report", "data", "'{'"),
    ("report", "data", "'{}'"),
    ("report", "data", "'[]'"),
    ("report", "data", """'{"schema": 2}'"""),
    ("report", "data", "json_set(data, '$.regards', 1)"),
    ("report", "data", "json_set(data, '$.regards[0].nom', json('null'))"),
    ("report", "data", "json_set(data, '$.titres_convenu', 'x')"),
    ("report", "data", "json_set(data, '$.demandes', json('[\"mediation\"]'))"),
    ("report", "data", "json_set(data, '$.schema', '2')"),
    ("report", "data", "json_set(data, '$.date', 'x')"),
    ("report", "data", "json_remove(data, '$.periode')"),
]


@pytest.mark.parametrize(("table", "column", "value"), SPOILT)
def test_a_spoilt_row_is_refused_or_read(
    told: Notebook, tmp_path: Path, table: str, column: str, value: str
) -> None:
    report_asks.set_asked(told, "rappel", wanted=True)
    with told.store.atomic():
        told.store.connection.execute(f"UPDATE {table} SET {column} = {value}")
    target = tmp_path / "repris.binome"
    try:
        transfer.restore(transfer.export_json(told), target)
    except UserError:
        assert not target.exists()
        return
    again = opening.open_notebook(target, told.env)
    try:
        shown(again)
    finally:
        opening.close(again)


def shown(book: Notebook) -> None:
    """All that the pages of the bilan and of the register do with it."""
    data = report.sealed(book, report.data(book, DAY))
    assert is_report(data)
    assert parts(data)
    last = report_pending.last_agreed(book)
    if last is not None:
        parts(last)
    for line in register.lines(book):
        assert register_sheet.row(line)
    for row in book.store.rows("agreement"):
        assert row["how"] in HOW_LABELS
    for state in report_options.states(book):
        report_options.withdraw(book, state.option, people.pair(book).elu.id)
    assert report_options.on(book) == frozenset[Option]()
