"""Each migration, alone: what a carnet of the version before holds, and what it holds after."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from desk.data import search_index
from desk.data.migrations import VERSION, migrations
from desk.data.store import TABLES, Store
from tests.torture.schemas import content, made_at, raise_to, whole_schema

OLD_ROWS: dict[str, dict[str, Any]] = {
    "commune": {
        "id": 1, "uuid": "u", "name": "Valmont", "insee": "36202", "population": 412, "cdg_name": "CDG 36",
        "cdg_email": "", "profile": "[]", "example": 0, "created_on": "2026-03-28",
    },
    "person": {
        "id": "p", "function": "maire", "name": "Rey", "title": "M.", "gender": "m", "employer": "",
        "since": "2026-03-28", "until": None,
    },
    "person_key": {
        "person_id": "p", "scheme": "s", "salt": b"\x00\xff", "ops": 3, "memory": 64, "wrapped": b"w",
    },
    "pair": {"id": "b", "elu_id": "p", "sgm_id": "p", "together_since": "2026-03-28", "until": None},
    "round": {
        "id": "r", "pair_id": "b", "name": "automne 2026", "started": "2026-10-01", "state": "en cours",
        "opened_on": None, "profile": "[]", "labels": "{}", "guide": "2026.11",
        "together_since": "2026-03-28", "result": None,
    },
    "sheet": {
        "id": "s", "round_id": "r", "person_id": "p", "state": "remise", "outside": 0, "content": b"\x01" * 9,
    },
    "meeting": {
        "id": "m", "kind": "hebdomadaire", "day": "2026-10-02", "at": "09:00", "state": "tenu",
        "participants": "[]", "deleted_on": None,
    },
    "agenda_item": {
        "id": "i", "meeting_id": "m", "position": 0, "title": "École", "notes": "Le portail\nest réparé",
        "discussed": 1, "source": "saisi", "source_id": "", "source_day": None, "deleted_on": None,
    },
    "decision": {"id": "d", "meeting_id": "m", "item_id": "i", "text": "Un avis écrit", "deleted_on": None},
    "action": {
        "id": "a", "meeting_id": "m", "item_id": "i", "text": "Appeler", "owner_id": "p", "owner_name": "",
        "due": "2026-11-30", "state": "à faire", "reason": "", "subject_id": "", "created_on": "2026-10-02",
        "deleted_on": None,
    },
    "action_event": {
        "id": "e", "action_id": "a", "day": "2026-10-02", "state": "à faire", "due": "2026-11-30",
        "reason": "",
    },
    "report": {"fingerprint": "f", "data": "{}"},
    "export": {
        "id": "x", "made_at": "2026-10-02T09:00:00", "file_name": "b.pdf", "fingerprint": "f", "agreed": 1,
    },
}  # fmt: skip
"""One row of each kind as the first version writes it, bytes, accents, line ends and nothing included."""


@pytest.fixture
def store() -> Iterator[Store]:
    """A carnet of the first version, with a row of each kind."""
    made = Store(made_at(1))
    for table, row in OLD_ROWS.items():
        _insert(made, table, row)
    yield made
    made.close()


def _insert(store: Store, table: str, row: dict[str, Any]) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    store.connection.execute(f"INSERT INTO [{table}] ({names}) VALUES ({marks})", list(row.values()))


def _only(store: Store, table: str) -> dict[str, Any]:
    [row] = store.rows(table)
    return row


def test_the_first_makes_the_tables_of_the_first_release_and_its_marks() -> None:
    connection = made_at(1)
    lines = whole_schema(connection)
    assert lines[:2] == ["application_id = 1112100429", "user_version = 1"]
    assert set(content(connection)) == set(TABLES) - {
        "role_choice", "journey", "step_mark", "own_date", "cdg_sheet", "slot", "closing_period",
        "recurring_item", "correction", "retention", "draft", "report_option", "report_ask", "round_mark",
    }  # fmt: skip
    connection.close()


def test_the_second_adds_the_guides_tools_and_touches_no_row(store: Store) -> None:
    before = content(store.connection)
    raise_to(store, 2)
    after = content(store.connection)
    assert {name: after[name] for name in before} == before
    added = {"role_choice", "journey", "step_mark", "own_date", "cdg_sheet"}
    assert set(after) - set(before) == added
    assert not any(after[name] for name in added)


def test_the_third_fills_what_older_rows_could_not_say(store: Store) -> None:
    _insert(store, "meeting", OLD_ROWS["meeting"] | {"id": "n", "state": "prévu", "day": "2026-12-04"})
    _insert(store, "action_event", OLD_ROWS["action_event"] | {"id": "o", "action_id": "gone"})
    raise_to(store, 2)
    before = content(store.connection)
    raise_to(store, 3)
    after = content(store.connection)
    for table, rows in before.items():
        assert [row[: len(rows[0])] for row in after[table]] == rows
    closed = {row["id"]: (row["closed_on"], row["slot_id"]) for row in store.rows("meeting")}
    assert closed == {"m": ("2026-10-02", ""), "n": (None, "")}
    owners = {row["id"]: (row["owner_id"], row["owner_name"]) for row in store.rows("action_event")}
    assert owners == {"e": ("p", ""), "o": ("", "")}  # the event of an action that is gone stays as it is
    assert _only(store, "commune")["region"] == ""
    assert not any(after[table] for table in ("slot", "closing_period", "recurring_item", "correction"))


def test_the_third_lets_older_words_be_found(store: Store) -> None:
    raise_to(store, 3)
    for words, place in (
        (["portail"], "agenda_item:i:notes"),
        (["avis"], "decision:d"),
        (["appeler"], "action:a"),
    ):
        assert [found.place for found in search_index.query(store.connection, words)] == [place]
    assert not search_index.query(store.connection, ["valmont"])


def test_the_fourth_adds_the_periods_and_the_lines_begun_none_yet(store: Store) -> None:
    raise_to(store, 3)
    before, found = content(store.connection), search_index.entries(store.connection)
    raise_to(store, 4)
    assert content(store.connection) == before | {"retention": [], "draft": []}
    assert search_index.entries(store.connection) == found
    with pytest.raises(sqlite3.IntegrityError):
        _insert(store, "retention", {"id": "points", "months": 0})


def test_the_fifth_keeps_the_register_and_says_of_no_bilan_that_it_was_sent(store: Store) -> None:
    raise_to(store, 4)
    before, found = content(store.connection), search_index.entries(store.connection)
    raise_to(store, 5)
    after = content(store.connection)
    for table, rows in before.items():
        assert [row[: len(rows[0])] for row in after[table]] == rows if rows else after[table] == []
    said = _only(store, "export")
    assert (said["recipient"], said["sent_on"], said["agreements"]) == ("", None, "[]")
    assert not any(after[table] for table in ("report_option", "report_ask", "round_mark"))
    assert search_index.entries(store.connection) == found


def test_none_is_without_its_test() -> None:
    assert VERSION == 5, "a new migration: write here what it does to the rows of the version before"


@pytest.mark.parametrize("version", range(1, VERSION))
def test_from_every_version_it_becomes_the_same(version: int) -> None:
    slow = Store(made_at(version))
    for step in range(version + 1, VERSION + 1):
        raise_to(slow, step)
    quick = made_at(VERSION)
    assert whole_schema(slow.connection) == whole_schema(quick)
    slow.close()
    quick.close()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_one_that_fails_leaves_the_version_before(version: int, store: Store) -> None:
    raise_to(store, version)
    before = content(store.connection), whole_schema(store.connection)
    store.connection.set_authorizer(_no_version(version + 1))
    with pytest.raises(sqlite3.DatabaseError):
        migrations().apply(store.db)
    store.connection.set_authorizer(None)
    assert (content(store.connection), whole_schema(store.connection)) == before


def _no_version(wanted: int) -> Any:
    """The last statement of a migration, its `user_version`, is refused: all before it was done."""

    def decide(action: int, name: str | None, value: str | None, *_where: str | None) -> int:
        is_it = action == sqlite3.SQLITE_PRAGMA and name == "user_version" and value == str(wanted)
        return sqlite3.SQLITE_DENY if is_it else sqlite3.SQLITE_OK

    return decide
