"""The whole notebook out and in, and what can be said of a file without changing it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desk.core.cdg import CdgSheet
from desk.core.commune import checked_name
from desk.core.deadline import OwnKind
from desk.core.meetings import Meeting, MeetingState
from desk.core.roles import Holder, Verb
from desk.core.rounds import RoundState, SheetState
from desk.core.steps import Newcomer
from desk.data import dump
from desk.data.copies import row_counts
from desk.data.migrations import VERSION
from desk.data.reading_file import reading_file
from desk.data.store import Row, Store
from desk.notebook import meetings, people, rows
from desk.notebook.book import Environment, Notebook


@dataclass(frozen=True, slots=True)
class Check:
    """What `desk check` tells: name, version, row counts, and the last point held."""

    commune: str
    version: int
    counts: dict[str, int]
    last_held: Meeting | None


def export_json(book: Notebook) -> bytes:
    """Everything, as JSON in a fixed order."""
    return dump.dump(book.store)


def restore(content: bytes, path: Path) -> None:
    """A new notebook from an export. Raises UserError and leaves nothing when it is not sound."""
    dump.load(content, path, _read_everything)


def _read_everything(store: Store) -> None:
    """Read every row as the program will; one it could not read raises ValueError, KeyError or the like."""
    commune = rows.commune(store.rows("commune")[0])
    checked_name(commune.name)
    known = {row["id"]: rows.person(row, has_code=False) for row in store.rows("person")}
    for pair in store.rows("pair", "until IS NULL"):
        date.fromisoformat(pair["together_since"])
        if not {pair["elu_id"], pair["sgm_id"]} <= known.keys():
            raise ValueError("pair")
    if len(store.rows("pair", "until IS NULL")) != 1:
        raise ValueError("pair")
    for table, reader in _READERS.items():
        for row in store.rows(table):
            reader(row)


_READERS: dict[str, Callable[[Row], object]] = {
    "person_key": rows.wrapped_key,
    "round": lambda row: (RoundState(row["state"]), date.fromisoformat(row["started"])),
    "round_statement": rows.statement,
    "sheet": lambda row: SheetState(row["state"]),
    "meeting": rows.meeting,
    "agenda_item": rows.item,
    "decision": rows.decision,
    "action": rows.action,
    "correction": rows.correction,
    "chosen_practice": lambda row: date.fromisoformat(row["since"]),
    "agreement": lambda row: date.fromisoformat(row["given_on"]),
    "report": lambda row: json.loads(row["data"]),
    "export": lambda row: datetime.fromisoformat(row["made_at"]),
    "role_choice": lambda row: (Verb(row["verb"]), Holder(row["holder"])),
    "journey": lambda row: (date.fromisoformat(row["start"]), row["change"] and Newcomer(row["change"])),
    "step_mark": lambda row: date.fromisoformat(row["done_on"]),
    "own_date": lambda row: (date.fromisoformat(row["day"]), OwnKind(row["kind"])),
    "cdg_sheet": lambda row: CdgSheet.from_mapping(json.loads(row["content"])),
}


@contextmanager
def reading(path: Path, env: Environment) -> Iterator[Notebook]:
    """The notebook to read only: no lock, no copy, nothing written. Raises UserError."""
    with reading_file(path) as store:
        yield Notebook(path, store, env, None)


def check(path: Path, env: Environment) -> Check:
    """Integrity, version and counts; takes no lock and writes nothing. Raises UserError."""
    with reading(path, env) as book:
        held = [each for each in meetings.all_meetings(book) if each.state is MeetingState.HELD]
        return Check(
            people.commune(book).name, VERSION, row_counts(book.store.connection), held[0] if held else None
        )
