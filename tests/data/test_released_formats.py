"""Every format ever released opens for ever: the files of tests/fixtures are never made again."""

import shutil
from datetime import date, datetime, time
from pathlib import Path

import pytest

from desk import __version__
from desk.core.errors import UserError
from desk.core.form import Verdict
from desk.data.migrations import VERSION
from desk.data.notebook_file import create_file, identify, open_file, upgrade
from desk.data.store import Store
from desk.notebook import journeys, meetings, opening, own_dates, people, roles, rounds, transfer
from desk.notebook.book import Environment
from desk.pdf.read_form import read_form
from desk.pdf.read_report import read_report

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
CARNETS, EXPORTS, REPORTS, FORMS = (
    sorted((FIXTURES / kind).iterdir()) for kind in ("carnets", "exports", "reports", "forms")
)


def schema(store: Store) -> list[str]:
    """Tables and indexes as SQL, one line each."""
    rows = store.connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return [" ".join(sql.split()) for (sql,) in rows]


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
    assert schema(book.store) == schema(fresh)
    assert people.commune(book).example
    assert len(rounds.opened(book)) == 2
    assert len(meetings.all_meetings(book)) > 20
    fresh.close()
    opening.close(book)


def test_a_full_disk_at_the_upgrade_is_told_and_leaves_the_older_file(tmp_path: Path, today: date) -> None:
    path = tmp_path / "carnet.binome"
    shutil.copyfile(CARNETS[0], path)
    store = open_file(path)
    before = [tuple(row.values()) for row in store.rows("meeting")]
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError, match="disque est plein"):
        upgrade(store, identify(path), tmp_path / "copies", datetime.combine(today, time(9)))
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
