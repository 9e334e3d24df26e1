"""Every format ever released opens for ever: the files of tests/fixtures are never made again."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest

from desk import __version__, paths
from desk.core.errors import UserError
from desk.core.form import Verdict
from desk.data import search_index
from desk.data.migrations import VERSION
from desk.data.notebook_file import create_file, identify, open_file, upgrade
from desk.notebook import environment, journeys, meetings, opening, own_dates, people, roles, rounds, transfer
from desk.notebook.book import Environment
from desk.pdf.read_form import read_form
from desk.pdf.read_report import read_report
from tests.torture.newer import fingerprints, raise_version
from tests.torture.schemas import content, whole_schema

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
CARNETS, EXPORTS, REPORTS, FORMS, PACKS = (
    sorted((FIXTURES / kind).iterdir()) for kind in ("carnets", "exports", "reports", "forms", "packs")
)


def test_this_version_has_its_fixtures() -> None:
    for files in (CARNETS, EXPORTS, REPORTS, FORMS):
        assert __version__ in [path.stem for path in files]


@pytest.mark.parametrize("released", CARNETS, ids=lambda path: path.stem)
def test_a_carnet_opens_with_its_content_and_the_present_schema(
    released: Path, env: Environment, tmp_path: Path
) -> None:
    path = tmp_path / "carnet.binome"
    shutil.copyfile(released, path)
    book = opening.open_notebook(path, env)
    fresh = create_file(tmp_path / "neuf.binome")
    assert whole_schema(book.store.connection) == whole_schema(fresh.connection)
    assert people.commune(book).example
    assert len(rounds.opened(book)) == 2
    assert len(meetings.all_meetings(book)) > 20
    fresh.close()
    opening.close(book)


@pytest.mark.parametrize("released", CARNETS, ids=lambda path: path.stem)
def test_read_upgraded_or_restored_it_holds_the_same_to_the_byte(
    released: Path, env: Environment, tmp_path: Path
) -> None:
    path, again = tmp_path / "carnet.binome", tmp_path / "repris.binome"
    shutil.copyfile(released, path)
    with transfer.reading(path, env) as book:
        read = transfer.export_json(book)
    opened = opening.open_notebook(path, env)
    assert transfer.export_json(opened) == read
    assert search_index.entries(opened.store.connection)
    found = search_index.entries(opened.store.connection)
    opening.close(opened)
    transfer.restore((FIXTURES / "exports" / f"{released.stem}.json").read_bytes(), again)
    restored = opening.open_notebook(again, env)
    assert transfer.export_json(restored) == read
    assert search_index.entries(restored.store.connection) == found
    opening.close(restored)


@pytest.mark.parametrize("released", CARNETS, ids=lambda path: path.stem)
def test_what_was_written_stays_row_by_row(released: Path, env: Environment, tmp_path: Path) -> None:
    """The upgrade adds columns and tables: every value that stood there still stands there."""
    path = tmp_path / "carnet.binome"
    shutil.copyfile(released, path)
    with sqlite3.connect(path) as connection:
        before = content(connection)
    connection.close()
    book = opening.open_notebook(path, env)
    after = content(book.store.connection)
    for table, rows in before.items():
        assert [row[: len(rows[0])] for row in after[table]] == rows if rows else table in after
    opening.close(book)


@pytest.mark.parametrize("journal", [b"", bytes(600)], ids=["alone", "with a journal"])
def test_a_newer_carnet_is_refused_and_not_one_byte_changes(
    journal: bytes, env: Environment, tmp_path: Path
) -> None:
    path = tmp_path / "mairie" / "carnet.binome"
    path.parent.mkdir()
    shutil.copyfile(CARNETS[-1], path)
    raise_version(path)
    if journal:
        path.with_name(f"{path.name}-journal").write_bytes(journal)
    before = fingerprints(path.parent)
    ways: tuple[Callable[[], object], ...] = (
        lambda: opening.open_notebook(path, env),
        lambda: opening.open_notebook(path, env, read_only=True),
        lambda: transfer.check(path, env),
    )
    for way in ways:
        with pytest.raises(UserError, match="version plus récente"):
            way()
        assert fingerprints(path.parent) == before
    assert not env.copies.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows measures each command of the program elsewhere")
@pytest.mark.parametrize("command", ["check", "report", "form", "export"])
def test_each_command_refuses_a_newer_carnet_in_a_sentence(command: str, tmp_path: Path) -> None:
    path = tmp_path / "mairie" / "carnet.binome"
    path.parent.mkdir()
    shutil.copyfile(CARNETS[-1], path)
    raise_version(path)
    before = fingerprints(path.parent)
    more = [] if command == "check" else ["--out", str(tmp_path / "sortie")]
    more += ["--role", "elu"] if command == "form" else []
    line = [sys.executable, "-m", "desk", command, str(path), *more]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "version plus récente" in done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprints(path.parent) == before
    assert not (tmp_path / "sortie").exists()


def test_a_newer_export_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    said = json.loads(EXPORTS[-1].read_bytes())
    said["version"] = VERSION + 1
    said["tables"]["to_come"] = [{"id": "a"}]
    with pytest.raises(UserError, match="version plus récente"):
        transfer.restore(json.dumps(said).encode(), tmp_path / "repris.binome")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("released", PACKS, ids=lambda path: path.stem)
def test_a_pack_is_put_in_use(released: Path, tmp_path: Path) -> None:
    content_ = environment.make(paths.resources(), tmp_path / "copies", pack=tmp_path / "guide").content
    _summary, bytes_ = content_.offer(released)
    content_.use(bytes_)
    assert content_.problem is None
    assert content_.manifest is not None
    assert content_.guide.practices


def test_a_full_disk_at_the_upgrade_is_told_and_leaves_the_older_file(tmp_path: Path, today: date) -> None:
    path = tmp_path / "carnet.binome"
    shutil.copyfile(CARNETS[0], path)
    store = open_file(path)
    before = [tuple(row.values()) for row in store.rows("meeting")]
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError, match="disque est plein"):
        upgrade(store, tmp_path / "copies", datetime.combine(today, time(9)))
    assert [tuple(row.values()) for row in store.rows("meeting")] == before
    assert "closed_on" not in store.rows("meeting")[0]
    store.close()
    assert identify(path) < VERSION


@pytest.mark.parametrize("released", CARNETS, ids=lambda path: path.stem)
def test_a_carnet_is_read_as_today_without_one_byte_changed(
    released: Path, env: Environment, tmp_path: Path
) -> None:
    path = tmp_path / "carnet.binome"
    shutil.copyfile(released, path)
    older = released.stem in ("0.1.0", "0.2.0")  # the guide's tools came with 0.3.0
    before = sorted((each.name, each.read_bytes()) for each in tmp_path.iterdir())
    with transfer.reading(path, env) as book:
        assert roles.rows(book)
        assert len(own_dates.own_dates(book)) == (0 if older else 2)
    reader = opening.open_notebook(path, env, read_only=True)
    assert (journeys.journey(reader, "nouveau-mandat") is None) is older
    with pytest.raises(UserError, match="lecture seule"):
        journeys.begin(reader, "nouveau-mandat", reader.today)
    opening.close(reader)
    assert sorted((each.name, each.read_bytes()) for each in tmp_path.iterdir()) == before


@pytest.mark.parametrize("released", EXPORTS, ids=lambda path: path.stem)
def test_an_export_is_restored(released: Path, env: Environment, tmp_path: Path) -> None:
    path = tmp_path / "repris.binome"
    transfer.restore(released.read_bytes(), path)
    book = opening.open_notebook(path, env)
    assert len(rounds.opened(book)) == 2
    opening.close(book)


@pytest.mark.parametrize("released", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_read(released: Path) -> None:
    verdict, data = read_report(released.read_bytes())
    assert verdict == "lu"
    assert data is not None
    assert datetime.fromisoformat(data["date"]).year >= 2026


@pytest.mark.parametrize("released", FORMS, ids=lambda path: path.stem)
def test_a_filled_sheet_is_read(released: Path) -> None:
    reading = read_form(released.read_bytes())
    assert reading.verdict is Verdict.READ
    assert reading.seat == "sgm"
    assert {key: answer.value for key, answer in (reading.answers or {}).items()} == {
        "p01s1": "3",
        "p02s1": "nsp",
    }
