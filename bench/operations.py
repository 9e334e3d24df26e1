"""The work of the program beside the bare work of the library under it, in this process."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate

from bench.process import timed
from desk import paths
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.core.search import words_of
from desk.data import search_index
from desk.data.store import connect
from desk.notebook import meetings, people, report, rhythm, rounds, search_points, sheets, today
from desk.notebook.book import Notebook
from desk.notebook.point_counts import counts
from desk.pdf import fonts
from desk.pdf.form import draw_form
from desk.pdf.press import Press
from desk.pdf.read_form import read_form
from desk.pdf.report import draw_report
from desk.pdf.report_story import story
from desk.ui.pages.meetings_list import MORE_SHOWN, PAST_SHOWN

Measure = Callable[[], float]
PRESS = Press(paths.fonts_dir(), paths.resources() / "colours" / "sRGB.icc")


def autosave(book: Notebook, raw_path: Path) -> dict[str, Measure]:
    """One answer written to its sheet, and the same blob committed by SQLite alone, ms."""
    current = rounds.current(book)
    assert current is not None
    session = people.unlock(book, people.pair(book).elu.id)
    statement = current.statements[0].id
    sheets.answer(book, session, current.id, statement, Answer.MOSTLY)
    row = book.store.one("sheet", "round_id = ?", [current.id]) or {}
    raw = connect(raw_path).connection
    values = [Answer.SOMETIMES, Answer.MOSTLY]
    blobs = [row["content"], os.urandom(len(row["content"]))]

    def ours() -> None:
        values.reverse()
        sheets.answer(book, session, current.id, statement, values[0])

    def bare() -> None:
        blobs.reverse()
        raw.execute("BEGIN")
        raw.execute("UPDATE sheet SET content = ? WHERE id = ?", [blobs[0], row["id"]])
        raw.execute("COMMIT")

    return {"ours": lambda: timed(ours), "floor": lambda: timed(bare)}


def drawing(data: dict[str, Any]) -> tuple[dict[str, Measure], int]:
    """The bilan, and the same text laid out by the library alone, untagged, ms; how many pages."""
    fonts.load(PRESS.fonts)
    count = len(PdfReader(BytesIO(draw_report(data, PRESS))).pages)

    def bare() -> float:
        flowables = story(data)
        template = SimpleDocTemplate(BytesIO(), pagesize=A4, pageCompression=1, invariant=1)
        return timed(lambda: template.build(flowables))

    return {"ours": lambda: timed(lambda: draw_report(data, PRESS)), "floor": bare}, count


def form_import(book: Notebook) -> dict[str, Measure]:
    """A returned sheet read, and its fields read by the library alone, ms."""
    current = rounds.current(book)
    assert current is not None
    request = sheets.form_request(book, current.id, Seat.ELU)
    content = _ticked(draw_form(request, PRESS, fillable=True))
    assert len(read_form(content).answers or {}) == len(current.statements)

    def bare() -> None:
        fields = PdfReader(BytesIO(content)).get_fields() or {}
        assert any(entry.get("/V") for entry in fields.values())

    return {"ours": lambda: timed(lambda: read_form(content)), "floor": lambda: timed(bare)}


def _ticked(content: bytes) -> bytes:
    """The form with « le plus souvent » on every line, as a reader saves it."""
    writer = PdfWriter(clone_from=BytesIO(content))
    for page in writer.pages:
        for reference in page.get("/Annots") or ():
            widget = reference.get_object()
            if str(widget.get("/T", "")).endswith("_2"):
                widget[NameObject("/V")] = widget[NameObject("/AS")] = NameObject("/Oui")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def reading(book: Notebook, raw_path: Path) -> dict[str, Measure]:
    """What Aujourd'hui gathers and the list of points, and the same list by SQLite alone, ms."""

    def bare() -> None:
        sql = "SELECT * FROM meeting WHERE deleted_on IS NULL ORDER BY day DESC"
        with closing(sqlite3.connect(raw_path)) as raw:
            raw.execute(sql).fetchall()

    return {
        "today": lambda: timed(lambda: today.summary(book)),
        "list": lambda: timed(lambda: _listed(book)),
        "floor": lambda: timed(bare),
    }


def _listed(book: Notebook) -> None:
    """What « Nos points » reads to be shown."""
    planned, past = meetings.planned(book), meetings.held(book, PAST_SHOWN + MORE_SHOWN)
    told = counts(book, [each.id for each in (*planned, *past[:PAST_SHOWN])])
    assert len(told) == len(planned) + PAST_SHOWN
    assert rhythm.held_lately(book)[1] > 0
    assert planned or rhythm.next_proposed(book) is None


def found(book: Notebook, raw_path: Path, typed: Sequence[str]) -> dict[str, dict[str, Measure]]:
    """For each text as it is typed: our search of the points, and the same MATCH by SQLite alone, ms."""
    raw = sqlite3.connect(raw_path)
    sql = "SELECT rowid, place, text FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"

    def bare(asked: str) -> None:
        raw.execute(sql, [asked, search_points.MOST + 1]).fetchall()

    return {
        query: {
            "ours": partial(timed, partial(search_points.find, book, query)),
            "floor": partial(timed, partial(bare, search_index.expression(_words(query), ()))),
        }
        for query in typed
        if _words(query)
    }


def _words(query: str) -> list[str]:
    return [word.strip() for word in words_of(query)]


def report_data(book: Notebook, day: date) -> dict[str, Any]:
    """The whole mandate's bilan."""
    first = meetings.all_meetings(book)[-1].day
    return report.sealed(book, report.data(book, day, first))
