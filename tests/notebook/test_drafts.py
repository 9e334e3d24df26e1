from datetime import timedelta

import pytest

from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.notebook import agenda, cleaning, drafts, erasing_point, meetings, redaction
from desk.notebook.book import Notebook


@pytest.fixture
def meeting(book: Notebook) -> str:
    return meetings.plan(book, MeetingKind.WEEKLY, book.today + timedelta(days=3)).id


def test_a_line_begun_is_kept_changed_and_forgotten(book: Notebook, meeting: str) -> None:
    assert drafts.begun(book, meeting) == ""
    drafts.keep(book, meeting, "le maire appelle")
    drafts.keep(book, meeting, "le maire appelle l’inspection")
    assert drafts.begun(book, meeting) == "le maire appelle l’inspection"
    drafts.keep(book, meeting, "  ")
    assert book.store.rows("draft") == []


def test_it_becomes_a_note_in_one_transaction(book: Notebook, meeting: str) -> None:
    item = agenda.add(book, meeting, "École").id
    drafts.keep(book, meeting, "revoir les horaires")
    drafts.into_notes(book, meeting, "revoir les horaires", item)
    assert agenda.get(book, item).notes == "revoir les horaires"
    assert drafts.begun(book, meeting) == ""


def test_a_page_pasted_by_mistake_is_refused_and_what_was_there_stays(book: Notebook, meeting: str) -> None:
    drafts.keep(book, meeting, "court")
    with pytest.raises(UserError):
        drafts.keep(book, meeting, "x" * 200_000)
    assert drafts.begun(book, meeting) == "court"


def test_erasing_a_point_takes_its_line_and_a_passage_is_found_in_it(book: Notebook, meeting: str) -> None:
    drafts.keep(book, meeting, "un mot rare")
    assert "un mot rare" in [source.text for source in redaction.everything(book)]
    erasing_point.erase(book, [meeting], echoes=True, copies=False)
    cleaning.finish(book)
    assert book.store.rows("draft") == []
