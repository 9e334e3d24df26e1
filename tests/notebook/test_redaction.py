"""A passage is removed for good: from the text, from where it came to stand, from the file and its copies."""

import unicodedata
from datetime import date, time
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.meetings import ActionState, MeetingKind
from desk.data import copies, search_index
from desk.notebook import (
    agenda,
    cleaning,
    corrections,
    log,
    meetings,
    people,
    redaction,
    safety,
    transfer,
)  # fmt: skip
from desk.notebook.book import Notebook
from desk.notebook.redaction import Source

HELD = date(2026, 11, 20)
SECRET = "Mme Zwinglé est absente pour Œdémopathie."
NOTES = f"Classe ouverte le samedi. {SECRET} Le devis est signé."
REMOVED = "[passage retiré le 22/11/2026]"


def shreds(text: str) -> list[bytes]:
    """The passage, its rare words, and the same as an index has them: without capitals nor accents."""
    words = ["Zwinglé", "absente", "Œdémopathie"]
    plain = [unicodedata.normalize("NFD", word.lower()) for word in words]
    bare = ["".join(c for c in word if not unicodedata.combining(c)) for word in plain]
    spelled = [word.replace("œ", "oe") for word in bare]
    return [each.encode() for each in [text, *words, *plain, *bare, *spelled]]


def stands_in(folder: Path) -> list[str]:
    """The files under a folder that hold any of it."""
    kept = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in kept if any(shred in path.read_bytes() for shred in shreds(SECRET))]


@pytest.fixture
def item(book: Notebook) -> str:
    """A subject of Friday's point, whose notes hold a sentence that should never have been written."""
    point = meetings.plan(book, MeetingKind.WEEKLY, HELD, time(9)).id
    key = agenda.add(book, point, "École").id
    agenda.write_notes(book, key, NOTES)
    return key


def notes(book: Notebook, item: str) -> Source:
    return redaction.texts(book, agenda.get(book, item).meeting_id, item)[0]


def span(source: Source, passage: str = SECRET) -> tuple[int, int]:
    start = source.text.index(passage)
    return start, start + len(passage)


def removed(book: Notebook, item: str, *, copies: bool = False) -> None:
    source = notes(book, item)
    start, end = span(source)
    also = redaction.elsewhere(redaction.everything(book), source, start, end)
    redaction.remove(book, source, start, end, also=also, copies=copies)
    cleaning.finish(book)


def test_the_rest_stays_and_the_place_is_marked(book: Notebook, item: str) -> None:
    removed(book, item)
    assert agenda.get(book, item).notes == f"Classe ouverte le samedi. {REMOVED} Le devis est signé."
    assert search_index.count(book.store.connection, ["zwingle"]) == 0
    assert search_index.count(book.store.connection, ["devis"]) == 1


def test_nothing_of_it_is_left_on_the_disk(book: Notebook, item: str, tmp_path: Path) -> None:
    copies.make_copy(book.store, book.copies_folder, book.now.replace(year=2031))
    copies.make_copy(book.store, book.copies_folder, book.now.replace(day=20))
    (book.copies_folder / "2026-11-19_101010.partiel").write_bytes(SECRET.encode())
    assert len(stands_in(tmp_path)) == 4
    removed(book, item, copies=True)
    assert stands_in(tmp_path) == []
    [fresh] = cleaning.older_copies(book)
    assert fresh.made_at == book.now == book.verified_copy
    assert [offer.copy for offer in safety.offers(book.path, book.env)] == [fresh]


def test_the_older_copies_stay_when_it_was_not_asked(book: Notebook, item: str, tmp_path: Path) -> None:
    copies.make_copy(book.store, book.copies_folder, book.now.replace(day=20))
    removed(book, item)
    assert stands_in(tmp_path) == ["2026-11-20_143200.binome"]


def test_the_same_passage_is_found_wherever_it_stands(book: Notebook, item: str, tmp_path: Path) -> None:
    owner = people.pair(book).elu.id
    log.agree(book, item, f"Convenu : {SECRET}")
    action = log.add_action(book, item, SECRET, owner).id
    log.set_state(book, action, ActionState.DROPPED, f"Parce que {SECRET}")
    log.set_state(book, action, ActionState.TODO)
    binned = agenda.add(book, agenda.get(book, item).meeting_id, SECRET.upper()).id
    agenda.remove(book, binned)
    meetings.close(book, agenda.get(book, item).meeting_id)
    corrections.add(book, agenda.get(book, item).meeting_id, SECRET.replace(" est", "\u00a0est"), item)
    meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 27))
    source = notes(book, item)
    found = redaction.elsewhere(redaction.everything(book), source, *span(source))
    assert sorted((each.table, each.column) for each in found) == [
        ("action", "text"),
        ("action_event", "reason"),
        ("agenda_item", "title"),
        ("agenda_item", "title"),
        ("correction", "text"),
        ("decision", "text"),
    ]
    assert [each.label for each in found if each.binned] == ["Intitulé du sujet, dans la corbeille"]
    removed(book, item, copies=True)
    assert stands_in(tmp_path) == []
    assert log.open_actions(book)[0].text == REMOVED


def test_a_participant_s_line_and_a_second_time_in_the_same_text(book: Notebook, item: str) -> None:
    point = agenda.get(book, item).meeting_id
    meetings.set_participants(book, point, ["M. Rey", "Mme Fabre, souffrante"])
    source = next(each for each in redaction.texts(book, point, item) if each.column == "participants")
    redaction.remove(book, source, *span(source, ", souffrante"))
    assert meetings.get(book, point).participants == ("M. Rey", f"Mme Fabre{REMOVED}")
    agenda.write_notes(book, item, f"{SECRET} Puis encore : {SECRET}")
    removed(book, item)
    assert agenda.get(book, item).notes == f"{REMOVED} Puis encore : {REMOVED}"


def test_order_and_identity_of_the_file_stay(book: Notebook, item: str) -> None:
    point = agenda.get(book, item).meeting_id
    said = [f"Ligne {number}" for number in range(40)]
    made = [log.agree(book, item, text).id for text in said]
    for key in made[::3]:
        log.withdraw(book, key)
    book.store.connection.execute("DELETE FROM decision WHERE deleted_on IS NOT NULL")
    before = [each.text for each in log.decisions(book, point)]
    marks = [book.store.connection.execute(f"PRAGMA {name}").fetchone() for name in
             ("application_id", "user_version")]  # fmt: skip
    removed(book, item)
    assert [each.text for each in log.decisions(book, point)] == before
    assert marks == [book.store.connection.execute(f"PRAGMA {name}").fetchone() for name in
                     ("application_id", "user_version")]  # fmt: skip
    assert book.store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_blanks_and_a_text_that_changed_are_refused(book: Notebook, item: str) -> None:
    source = notes(book, item)
    with pytest.raises(UserError, match="Aucun passage"):
        redaction.remove(book, source, 25, 26)
    agenda.write_notes(book, item, "Tout autre chose")
    before = transfer.export_json(book)
    with pytest.raises(UserError, match="a changé depuis"):
        redaction.remove(book, source, *span(source))
    assert transfer.export_json(book) == before
