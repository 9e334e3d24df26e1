"""A sound carnet and what may be found around it, for the corruptions."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from desk.data import notebook_file
from desk.notebook import agenda, demo, meetings, opening, safety
from desk.notebook.book import Environment
from tests.torture.harm import Material
from tests.torture.mairie import Mairie
from tests.torture.state import state


def gathered(mairie: Mairie, root: Path) -> Material:
    """The carnet of the mairie after one more day, with a fresh copy; what it was; another commune's."""
    before = mairie.carnet.read_bytes()
    _half, old_journal = _half_written(mairie.carnet, root)
    book = opening.open_notebook(mairie.carnet, mairie.env)
    for point in meetings.planned(book):
        agenda.add(book, point.id, "Toiture de l’école")
    meetings.plan(book, meetings.planned(book)[0].kind, book.today + timedelta(days=40))
    safety.copy_now(book)
    mairie.first = mairie.known = state(book.store.connection)
    opening.close(book)
    mairie.as_pristine()
    half, journal = _half_written(mairie.carnet, root)
    other = root / "autre.binome"
    opening.close(demo.build(other, _apart(mairie.env, root), date(2026, 9, 1)))
    _half, other_journal = _half_written(other, root)
    assert half != mairie.carnet.read_bytes()
    return Material(
        mairie.carnet.read_bytes(), before, other.read_bytes(), journal, half, old_journal, other_journal
    )


def _apart(env: Environment, root: Path) -> Environment:
    return replace(env, copies=root / "copies d’ailleurs")


def _half_written(carnet: Path, root: Path) -> tuple[bytes, bytes]:
    """The file and its journal amid a writing, as a power cut leaves them."""
    twin = root / "coupure.binome"
    twin.write_bytes(carnet.read_bytes())
    store = notebook_file.open_file(twin)
    sql = store.connection
    sql.execute("PRAGMA cache_size = 4").close()
    sql.execute("BEGIN").close()
    for number in range(12):
        sql.execute("UPDATE agenda_item SET notes = notes || ?", [f"{number}" * 300]).close()
    found = twin.read_bytes(), notebook_file.journal(twin).read_bytes()
    sql.execute("ROLLBACK").close()
    store.close()
    twin.unlink()
    return found
