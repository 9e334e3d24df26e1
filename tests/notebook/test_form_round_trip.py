"""Carnet → form → filled by another program → read by the document process → the carnet: the same sheet."""

import random
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from desk import paths
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.exchange.child import Child
from desk.notebook import people, returned, rounds, sheets
from desk.notebook.book import Notebook
from tests.pdf import fillers


@pytest.mark.parametrize("seat", list(Seat))
@pytest.mark.parametrize("fill", [fillers.filled_by_pypdf, fillers.clicked_in_pdfium])
def test_the_same_sheet_comes_back(
    book: Notebook, tmp_path: Path, seat: Seat, fill: Callable[[bytes, Collection[str]], bytes]
) -> None:
    """Of the ten practices, filled three times, each time over the last."""
    round_id = rounds.start(book, [practice.id for practice in book.guide.practices]).id
    asked = [statement.id for statement in rounds.get(book, round_id).statements]
    session = people.unlock(book, people.pair(book).person(seat).id)
    chance = random.Random(f"{seat} {fill.__name__}")
    path = tmp_path / "feuille.pdf"
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        form = child.draw_form(sheets.form_request(book, round_id, seat), fillable=True)
        for size in (50, 1, 31):
            sheet = {key: chance.choice(list(Answer)) for key in chance.sample(asked, size)}
            path.write_bytes(fill(form, [f"{key}_{answer}" for key, answer in sheet.items()]))
            reading = child.read_form(path)
            assert reading.carnet == sheets.carnet(book)
            assert reading.guide == book.guide.version
            returned.import_reading(book, session, round_id, reading, replace_all=True)
            assert sheets.read(book, session, round_id).answers == sheet
