"""The gate to the file: known tables, transactions, undo images, and what the disk says."""

import sqlite3
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.data.migrations import APPLICATION_ID, VERSION
from desk.data.notebook_file import create_file
from desk.data.store import Store, connect


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return create_file(tmp_path / "c.binome")


def item(key: str = "i1", title: str = "École") -> dict[str, object]:
    return {
        "id": key, "meeting_id": None, "position": 0, "title": title, "notes": "", "discussed": 0,
        "source": "saisi", "source_id": "", "source_day": None, "deleted_on": None,
    }  # fmt: skip


def test_a_new_file_is_ours_strict_and_set_for_shared_drives(store: Store) -> None:
    def pragma(name: str) -> object:
        return store.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("application_id"), pragma("user_version")) == (APPLICATION_ID, VERSION)
    assert (pragma("journal_mode"), pragma("foreign_keys"), pragma("secure_delete")) == ("delete", 1, 1)
    assert (pragma("trusted_schema"), pragma("synchronous")) == (0, 2)
    loose = store.connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE '%sqlite%'"
        " AND type NOT IN ('virtual', 'shadow')"  # FTS5 has no strict tables
    ).fetchall()
    assert loose == []


def test_an_unknown_table_is_refused_not_created(store: Store) -> None:
    with pytest.raises(ValueError, match="agenda_itm"):
        store.insert("agenda_itm", item())
    with pytest.raises(ValueError, match="agenda_itm"):
        store.rows("agenda_itm")


def test_a_transaction_is_whole_or_nothing(store: Store) -> None:
    def half() -> None:
        with store.atomic():
            store.insert("agenda_item", item())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert store.rows("agenda_item") == []


def test_images_take_a_change_back_and_put_it_again(store: Store) -> None:
    with store.recording() as images:
        store.insert("agenda_item", item())
        store.update("agenda_item", "i1", {"title": "Voirie"})
    back = [image.inverse() for image in reversed(images)]
    with store.atomic():
        store.apply(back)
    assert store.rows("agenda_item") == []
    with store.atomic():
        store.apply(images)
    assert [row["title"] for row in store.rows("agenda_item")] == ["Voirie"]


def test_a_row_that_changed_since_is_not_overwritten(store: Store) -> None:
    with store.recording() as images:
        store.insert("agenda_item", item())
    with store.atomic():
        store.update("agenda_item", "i1", {"title": "Changé depuis"})
    with pytest.raises(UserError, match="ne peut plus être annulé"), store.atomic():
        store.apply([image.inverse() for image in images])
    assert store.rows("agenda_item")[0]["title"] == "Changé depuis"


def test_reading_only_refuses_to_write_with_a_sentence(store: Store, tmp_path: Path) -> None:
    store.close()
    reader = connect(tmp_path / "c.binome", read_only=True)
    with pytest.raises(UserError, match="lecture seule"), reader.atomic():
        reader.insert("agenda_item", item())
    reader.close()


def test_a_wrong_query_is_a_bug_not_a_sentence(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError):
        store.rows("agenda_item", "no_such_column = 1")


def test_a_full_disk_is_told_and_leaves_what_was_saved(store: Store) -> None:
    with store.atomic():
        store.insert("agenda_item", item())
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="disque est plein"), store.atomic():
        store.insert("agenda_item", item("i2", "x" * 100_000))
    assert [row["id"] for row in store.rows("agenda_item")] == ["i1"]
