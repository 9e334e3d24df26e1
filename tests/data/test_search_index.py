"""The index of « Nos points »: newest first, accents and ligatures ignored, always as a rebuild would be."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.data import search_index
from desk.data.notebook_file import create_file
from desk.data.search_index import count, entries, query, rebuild
from desk.data.store import Store

MEETING = {"kind": "hebdomadaire", "at": None, "participants": "[]", "slot_id": "", "closed_on": None}
ITEM = {"position": 0, "discussed": 0, "source": "saisi", "source_id": "", "source_day": None}
ACTION = {"due": None, "state": "a_faire", "reason": "", "subject_id": "", "created_on": "2026-01-05"}
ALIVE = {"deleted_on": None}


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    """Two points; a subject with notes, what is agreed, an action, a subject that waits."""
    store = create_file(tmp_path / "carnet.binome")
    with store.atomic():
        for key, day in (("m1", "2025-11-07"), ("m2", "2026-11-27")):
            store.insert("meeting", {"id": key, "day": day, "state": "prevu", **MEETING, **ALIVE})
            item = {"id": f"i-{key}", "meeting_id": key, "title": "Vœux à l’école", "notes": "Salle réservée"}
            store.insert("agenda_item", {**item, **ITEM, **ALIVE})
        agreed = {"id": "d", "meeting_id": "m1", "item_id": "i-m1", "text": "Délégation revue (L2122-18)"}
        store.insert("decision", {**agreed, **ALIVE})
        action = {"id": "a", "meeting_id": "m1", "item_id": "i-m1", "text": "Appeler l’école"}
        store.insert("action", {**action, "owner_id": "aa-bb", "owner_name": "", **ACTION, **ALIVE})
        waiting = {"id": "w", "meeting_id": None, "title": "École de musique", "notes": ""}
        store.insert("agenda_item", {**waiting, **ITEM, **ALIVE})
    yield store
    store.close()


def places(store: Store, *words: str, **said: object) -> list[str]:
    """Where the words are found, in the order told."""
    return [found.place for found in query(store.connection, words, **said)]  # type: ignore[arg-type]


def test_the_newest_comes_first_and_what_waits_before_all(filled: Store) -> None:
    assert places(filled, "ecole") == [
        "agenda_item:w:title",
        "agenda_item:i-m2:title",
        "action:a",
        "agenda_item:i-m1:title",
    ]
    days = [found.day for found in query(filled.connection, ["ecole"])]
    assert days == [None, date(2026, 11, 27), date(2025, 11, 7), date(2025, 11, 7)]
    assert places(filled, "ecole", most=1) == ["agenda_item:w:title"]
    assert count(filled.connection, ["ecole"]) == 4


@pytest.mark.parametrize("words", [["deleg"], ["DÉLÉGATION"], ["revu", "del"], ["l2122"], ["18"]])
def test_beginnings_of_words_without_accents_or_case(filled: Store, words: list[str]) -> None:
    assert places(filled, *words) == ["decision:d"]


@pytest.mark.parametrize("word", ["voeux", "vœux", "VOEU"])
def test_a_ligature_is_found_spelled_out_or_not(filled: Store, word: str) -> None:
    assert places(filled, word) == ["agenda_item:i-m2:title", "agenda_item:i-m1:title"]


def test_filters_are_part_of_the_question(filled: Store) -> None:
    assert places(filled, "ecole", tags=["kaction"]) == ["action:a"]
    assert places(filled, tags=["kaction", "paabb"]) == ["action:a"]
    assert places(filled, tags=["kaction", "pautre"]) == []
    assert places(filled, "ecole", years=(2026, 2026)) == ["agenda_item:i-m2:title"]
    assert places(filled, "kaction") == []  # a filter's own word is nobody's text
    assert count(filled.connection, ["ecole"], years=(2025, 2026)) == 3


def test_nothing_is_asked_nothing_is_found(filled: Store) -> None:
    assert places(filled) == []
    assert count(filled.connection, []) == 0


def test_a_point_moved_or_binned_takes_what_hangs_on_it_along(filled: Store) -> None:
    with filled.atomic():
        filled.update("meeting", "m1", {"day": "2026-12-04"})
    assert places(filled, "delegation", years=(2026, 2026)) == ["decision:d"]
    assert places(filled, "decembre", "point") == ["meeting:m1"]
    with filled.atomic():
        filled.update("meeting", "m1", {"deleted_on": "2026-12-05"})
    assert places(filled, "delegation") == []
    assert places(filled, "appeler") == ["action:a"]  # an action lives on
    with filled.atomic():
        filled.update("meeting", "m1", {"deleted_on": None})
    assert places(filled, "delegation") == ["decision:d"]


def test_it_is_always_what_a_rebuild_would_give(filled: Store) -> None:
    with filled.atomic():
        filled.update("agenda_item", "i-m2", {"title": "Budget", "notes": ""})
        filled.update("meeting", "m1", {"day": "2024-02-29"})
        filled.update("action", "a", {"owner_id": "", "owner_name": "Paul Petit"})
        filled.delete("agenda_item", "id = ?", ["w"])
    kept = entries(filled.connection)
    with filled.atomic():
        rebuild(filled.connection)
    assert entries(filled.connection) == kept
    assert places(filled, "petit") == ["action:a"]
    assert places(filled, "musique") == []


def test_a_change_taken_back_by_the_transaction_is_taken_back_here_too(filled: Store) -> None:
    before = entries(filled.connection)

    def fails() -> None:
        with filled.atomic():
            filled.update("decision", "d", {"text": "Autre chose"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert entries(filled.connection) == before


def test_merged_the_index_holds_no_word_of_what_was_removed(filled: Store) -> None:
    with filled.atomic():
        filled.update("decision", "d", {"text": "Autre chose"})
        search_index.optimize(filled.connection)
    blocks = filled.connection.execute("SELECT block FROM search_data").fetchall()
    assert not [block for (block,) in blocks if b"delegation" in block]
