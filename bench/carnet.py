"""The carnets that are measured: a whole mandate made by the program's own operations, and its multiples."""

import random
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from desk import paths
from desk.core.commune import Commune
from desk.core.dates import months_before
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.people import Function, Gender, Pair
from desk.core.scale import Answer
from desk.data import migrations
from desk.notebook import agenda, environment, log, meetings, opening, people, practices, rounds, sheets
from desk.notebook import unsealing as pair_opening
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft, Setup

MONTHS, MEETINGS, ROUNDS = 72, 300, 11
GROWN = ("meeting", "agenda_item", "decision", "action", "action_event")
_REFERENCES = ("id", "meeting_id", "item_id", "source_id", "action_id")
_SUBJECTS = (
    "Ordre du jour du conseil", "Toiture de l’école", "Horaires d’ouverture", "Courrier de la préfecture",
    "Cimetière : reprise de concessions", "Salle des fêtes", "Voirie communale", "Recensement",
    "Subvention de l’amicale", "Contrat de la chaudière",
)  # fmt: skip
_PICKED = ["p01", "p02", "p05", "p06"]


@dataclass(slots=True)
class Life:
    """The carnet's own clock and chance, so that the same day gives the same carnet."""

    now: datetime
    dice: random.Random

    def clock(self) -> datetime:
        """Now, there."""
        return self.now

    def go(self, day: date) -> None:
        """To nine o'clock of another day."""
        self.now = datetime.combine(day, time(9))

    def new_id(self) -> str:
        """The next of its identifiers."""
        return str(UUID(int=self.dice.getrandbits(128), version=4))


def edition() -> str:
    """A few letters that change with the schema: a carnet kept from before it would not open."""
    return sha256(Path(migrations.__file__).read_bytes()).hexdigest()[:8]


def mandate(path: Path, copies: Path, day: date) -> Path:
    """Six years up to `day`: 300 points, 11 opened rounds, one under way; made once, about a minute."""
    if path.exists():
        return path
    first = months_before(day, MONTHS)
    book, life = begun(path, copies, first)
    _live(book, life, first, day)
    return ended(book, path)


def begun(path: Path, copies: Path, first: date) -> tuple[Notebook, Life]:
    """A carnet that begins that day, under another name until it is whole; the same every time."""
    partial = path.with_name(f"partiel-{path.name}")
    partial.unlink(missing_ok=True)
    life = Life(datetime.combine(first, time(9)), random.Random(2026))  # noqa: S311 - an example
    env = replace(
        environment.make(paths.resources(), copies),
        clock=life.clock,
        random_bytes=life.dice.randbytes,
        new_id=life.new_id,
    )
    return opening.create(partial, setup(first), env), life


def ended(book: Notebook, path: Path) -> Path:
    """Close it and give it its name."""
    opening.close(book)
    book.path.rename(path)
    return path


def setup(first: date) -> Setup:
    """The commune and the two people of a carnet that begins that day."""
    return Setup(
        Commune("Valmont-l’Exemple", "00000", 412, "CDG de l’exemple", "cdg@exemple.invalid", example=True),
        PersonDraft(Function.MAYOR, "Paul Martin", "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, "Claire Fabre", "Mme", Gender.FEMININE, "Commune"),
        first,
    )


def _live(book: Notebook, life: Life, first: date, day: date) -> None:
    both = people.pair(book)
    span = (day - first).days - 2
    every = max(1, MEETINGS // ROUNDS)
    for number in range(MEETINGS):
        held = first + timedelta(days=span * number // MEETINGS)
        life.go(held)
        _hold(book, both, number, held)
        if number % every == every - 1:
            _round(book, both, number // every)
    life.go(day)
    for practice in ("p01", "p02"):
        practices.choose(book, practice)
    rounds.start(book, _PICKED)
    coming = meetings.plan(book, MeetingKind.WEEKLY, day + timedelta(days=5), time(9)).id
    agenda.add(book, coming, "Budget : derniers arbitrages")


def _hold(book: Notebook, both: Pair, number: int, held: date) -> None:
    meeting = meetings.plan(book, MeetingKind.WEEKLY, held, time(9)).id
    for place in range(2):
        title = _SUBJECTS[(number * 3 + place) % len(_SUBJECTS)]
        item = agenda.add(book, meeting, title).id
        log.agree(book, item, f"{title} : la proposition {number} est retenue, le conseil en est informé.")
        owner = both.elu if (number + place) % 2 else both.sgm
        log.add_action(book, item, f"Écrire la note {number}-{place}", owner.id, due=held + timedelta(days=7))
        agenda.write_notes(book, item, "Vu ensemble, pièces à l’appui ; le coût et le délai sont discutés.")
    for carried in agenda.items(book, meeting):
        if carried.source is ItemSource.ACTION:
            log.set_state(book, carried.source_id, ActionState.DONE)
        if not carried.discussed:
            agenda.set_discussed(book, carried.id, True)
    meetings.close(book, meeting)


def _round(book: Notebook, both: Pair, number: int) -> None:
    round_id = rounds.start(book, _PICKED).id
    sessions = [people.unlock(book, person.id) for person in (both.elu, both.sgm)]
    for seat, session in enumerate(sessions):
        for place, statement in enumerate(rounds.get(book, round_id).statements):
            if not statement.optional:
                level = Answer(str((place * 3 + seat + number) % 4))
                sheets.answer(book, session, round_id, statement.id, level)
        sheets.hand_in(book, session, round_id)
    pair_opening.open_together(book, round_id, *sessions)


def multiple(source: Path, target: Path, times: int) -> Path:
    """`source` with its points, subjects, agreements and actions `times` times; made once.

    The rows are doubled in the file: by the operations, a hundred mandates would take hours.
    """
    if target.exists():
        return target
    partial = target.with_name(f"partiel-{target.name}")
    shutil.copyfile(source, partial)
    with closing(sqlite3.connect(partial)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table in GROWN:
            _multiply(connection, table, times)
        connection.commit()
    partial.rename(target)
    return target


def _multiply(connection: sqlite3.Connection, table: str, times: int) -> None:
    cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
    columns = [entry[0] for entry in cursor.description]
    kept = [row for row in cursor.fetchall() if dict(zip(columns, row, strict=True)).get("state") != "prevu"]
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608
    for turn in range(1, times):
        connection.executemany(sql, [_twin(columns, row, turn) for row in kept])


def _twin(columns: Sequence[str], row: Sequence[object], turn: int) -> list[object]:
    """The same row in another mandate: its identifiers are that mandate's own."""
    return [
        f"{value}-{turn}" if name in _REFERENCES and value else value
        for name, value in zip(columns, row, strict=True)
    ]
