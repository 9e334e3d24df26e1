from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from desk.core.people import Seat
from desk.notebook.book import Notebook
from desk.ui import dropping


@pytest.mark.parametrize(
    ("addresses", "taken"),
    [
        (["file:///mairie/feuille.pdf"], True),
        (["file:///mairie/photo.JPG"], True),
        (["file:///mairie/notes.docx"], False),
        (["file:///mairie/un.pdf", "file:///mairie/deux.pdf"], False),
        (["https://exemple.invalid/feuille.pdf"], False),
        ([], False),
    ],
)
def test_one_local_file_that_can_be_a_sheet_is_taken(addresses: list[str], taken: bool) -> None:
    data = QMimeData()
    data.setUrls([QUrl(each) for each in addresses])
    assert (dropping.dropped_path(data) is not None) is taken


def test_a_file_waits_for_one_sheet_and_once(notebook: Notebook) -> None:
    path = Path("feuille.pdf")
    dropping.leave_for(notebook, Seat.ELU, path)
    dropping.leave_for(notebook, Seat.SGM, path)
    assert dropping.taken_up(notebook, Seat.ELU) is None, "only one waits, and never for another"
    assert dropping.taken_up(notebook, Seat.SGM) is None, "whoever opened a sheet meanwhile ended the wait"
    dropping.leave_for(notebook, Seat.SGM, path)
    assert dropping.taken_up(notebook, Seat.SGM) == path
    assert dropping.taken_up(notebook, Seat.SGM) is None
