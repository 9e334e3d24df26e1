"""A carnet that holds a rare word in each private place, and nowhere else."""

import random
import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from desk.core.commune import Commune
from desk.core.deadline import OwnKind
from desk.core.meetings import ActionState, MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.rounds import SubjectDraft
from desk.core.scale import Answer
from desk.notebook import (
    agenda,
    cdg,
    corrections,
    drafts,
    log,
    meetings,
    opening,
    own_dates,
    people,
    recurring,
    redaction,
    rhythm,
    rounds,
    sheets,
    succession,
    unsealing,
)
from desk.notebook.book import Environment, Notebook, Session
from desk.notebook.opening import PersonDraft, Setup
from tests.conftest import Clock

PRIVATE = {
    "a note of the mayor": "axinomancie",
    "a note of the secretary": "belomancie",
    "a note of the mayor, not opened": "capnomancie",
    "a note of the secretary, not opened": "dendromancie",
    "the code of the mayor": "empyromancie",
    "the code of the secretary": "floromancie",
    "the name of the mayor": "Gyromanceau",
    "the name of the secretary": "Hydromanceau",
    "a civility": "Ichtyomancienne",
    "the employer": "Jatromancerie",
    "the CDG's address": "keraunomancie",
    "the CDG's sheet": "lithomancie",
    "a subject": "margaritomancie",
    "the notes of a subject": "nephelomancie",
    "who else takes an action on": "Oniromanceau",
    "why an action was dropped": "pegomancie",
    "a line begun": "rhabdomancie",
    "a correction": "spodomancie",
    "a participant": "Tephramanceau",
    "a date of the commune": "uromancie",
    "a closing of the town hall": "xylomancie",
    "a subject that comes back": "zoomancie",
    "the first step of a chosen subject": "alectromancie",
    "a passage removed": "bibliomancie",
    "a subject in the bin": "catoptromancie",
    "what was agreed, in the bin": "daphnomancie",
    "an action in the bin": "eleomancie",
    "someone who has left": "Faconomanceau",
    "what is agreed at a point not held": "geloscopie",
    "what was agreed before the period": "halomancie",
    "the user of this PC": "idolomancie",
    "the name of this PC": "logarithmancie",
    "a folder": "mecanomancie",
    "the former wording of what is agreed": "nairancie",
    "the former wording of an action": "oenomancie",
}
"""Where it stands → the word, which stands nowhere else; none is in the guide."""
AGREED, ACTION = "La margelle du puits est reprise, ptarmoscopie", "Écrire à ornithomancie le syndicat"
"""What leaves, word for word, once both asked for it."""
TOLD = ("ptarmoscopie", "ornithomancie")
CODES = {
    Seat.ELU: f"{PRIVATE['the code of the mayor']} marche lundi olive",
    Seat.SGM: f"{PRIVATE['the code of the secretary']} cahier jeudi prune",
}
ADDRESS = PRIVATE["the CDG's address"] + "@cdg36.invalid"
DAY = date(2026, 11, 20)
_BEFORE = date(2025, 9, 5)


@dataclass(frozen=True, slots=True)
class Planted:
    """The carnet, and the id of its opened round."""

    book: Notebook
    round_id: str

    def session(self, seat: Seat) -> Session:
        """That person's key, by their code."""
        return people.unlock(self.book, people.pair(self.book).person(seat).id, CODES[seat])


def sown(folder: Path, shipped: Environment) -> Path:
    """The carnet, closed: it takes seconds to make, and is the same each time; see `planted`."""
    dice, clock = random.Random(2026), Clock(datetime.combine(DAY, time(9)))
    env = replace(
        shipped,
        clock=clock,
        random_bytes=dice.randbytes,
        new_id=lambda: str(UUID(int=dice.getrandbits(128), version=4)),
        copies=folder / "copies",
    )
    made = _plant(folder, env, clock)
    opening.close(made.book)
    return made.book.path


def planted(source: Path, folder: Path, env: Environment, clock: Clock) -> Planted:
    """A copy of that carnet, open on `DAY` on a PC whose names are rare words too."""
    hidden = folder / PRIVATE["a folder"]
    hidden.mkdir(parents=True)
    shutil.copyfile(source, hidden / source.name)
    clock.go(DAY)
    here = replace(env, user=PRIVATE["the user of this PC"], host=PRIVATE["the name of this PC"])
    book = opening.open_notebook(hidden / source.name, here)
    return Planted(book, rounds.opened(book)[0].id)


def _plant(folder: Path, env: Environment, clock: Clock) -> Planted:
    """A commune of two years, every private place of its carnet filled."""
    clock.go(_BEFORE)
    book = opening.create(folder / "valmont.binome", _setup(), env)
    _point(book, clock, _BEFORE, PRIVATE["what was agreed before the period"])
    clock.go(date(2025, 10, 1))
    newcomer = PersonDraft(
        Function.SGM, PRIVATE["the name of the secretary"], PRIVATE["a civility"], Gender.FEMININE,
        PRIVATE["the employer"],
    )  # fmt: skip
    succession.succeed(book, Seat.SGM, newcomer, date(2025, 10, 1))
    for seat, code in CODES.items():
        people.set_code(book, people.unlock(book, people.pair(book).person(seat).id), code)
    made = Planted(book, "")
    made = Planted(book, _opened(made, clock, date(2026, 11, 3)))
    clock.go(DAY)
    _around(book)
    _held(book)
    _to_come(book)
    _under_way(made)
    return made


def _setup() -> Setup:
    return Setup(
        Commune("Valmont", "36202", 412, "CDG 36", ADDRESS),
        PersonDraft(Function.MAYOR, PRIVATE["the name of the mayor"], "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, PRIVATE["someone who has left"], "M.", Gender.MASCULINE),
        date(2025, 1, 6),
    )


def _point(book: Notebook, clock: Clock, day: date, said: str) -> None:
    clock.go(day)
    point = meetings.plan(book, MeetingKind.WEEKLY, day, time(9)).id
    log.agree(book, agenda.add(book, point, "Voirie").id, said)
    meetings.close(book, point)


def _opened(made: Planted, clock: Clock, day: date) -> str:
    """A round that both answered with a note each, opened; a subject chosen, with its first step."""
    clock.go(day)
    book = made.book
    round_id = rounds.start(book, ("p01", "p02")).id
    for seat, kind in ((Seat.ELU, "a note of the mayor"), (Seat.SGM, "a note of the secretary")):
        session = made.session(seat)
        _answered(book, session, round_id, PRIVATE[kind], "3" if seat is Seat.ELU else "1")
        sheets.hand_in(book, session, round_id)
    unsealing.open_together(book, round_id, made.session(Seat.ELU), made.session(Seat.SGM))
    step = f"Un pas vers {PRIVATE['the first step of a chosen subject']}"
    unsealing.choose_subjects(book, round_id, [SubjectDraft("p02", step, people.pair(book).sgm.id)])
    return round_id


def _answered(book: Notebook, session: Session, round_id: str, note: str, level: str) -> None:
    asked = [each for each in rounds.get(book, round_id).statements if not each.optional]
    for each in asked:
        sheets.answer(book, session, round_id, each.id, Answer(level))
    sheets.note(book, session, round_id, asked[0].id, f"Pour moi : {note}")


def _around(book: Notebook) -> None:
    """What the commune writes of itself."""
    recurring.add(book, MeetingKind.COUNCIL, PRIVATE["a subject that comes back"])
    own_dates.add(book, PRIVATE["a date of the commune"], date(2027, 3, 1), OwnKind.OTHER)
    rhythm.add_closing(book, date(2027, 1, 4), date(2027, 1, 8), PRIVATE["a closing of the town hall"])
    cdg.write(book, dict.fromkeys(("contact", "reporting", "training"), PRIVATE["the CDG's sheet"]))


def _held(book: Notebook) -> None:
    """A closed point whose every field was used, some of it taken back."""
    both = people.pair(book)
    point = meetings.plan(book, MeetingKind.WEEKLY, DAY, time(9)).id
    meetings.set_participants(book, point, [f"Mme {PRIVATE['a participant']}"])
    item = agenda.add(book, point, PRIVATE["a subject"]).id
    agenda.write_notes(book, item, f"{PRIVATE['the notes of a subject']}\n{PRIVATE['a passage removed']}")
    decision = log.agree(book, item, PRIVATE["the former wording of what is agreed"]).id
    log.reword(book, decision, AGREED)
    log.withdraw(book, log.agree(book, item, PRIVATE["what was agreed, in the bin"]).id)
    action = log.add_action(book, item, PRIVATE["the former wording of an action"], both.sgm.id).id
    log.edit_action(book, action, ACTION, "", PRIVATE["who else takes an action on"], None)
    log.set_state(book, action, ActionState.DROPPED, PRIVATE["why an action was dropped"])
    log.remove_action(book, log.add_action(book, item, PRIVATE["an action in the bin"], both.elu.id).id)
    agenda.remove(book, agenda.add(book, point, PRIVATE["a subject in the bin"]).id)
    meetings.close(book, point)
    corrections.add(book, point, PRIVATE["a correction"], item)
    notes = next(each for each in redaction.texts(book, point, item) if each.column == "notes")
    start = notes.text.index(PRIVATE["a passage removed"])
    redaction.remove(book, notes, start, start + len(PRIVATE["a passage removed"]))


def _to_come(book: Notebook) -> None:
    """A point where things are written, and which is not closed."""
    point = meetings.plan(book, MeetingKind.WEEKLY, DAY + timedelta(days=7), time(9)).id
    item = agenda.add(book, point, "Budget").id
    log.agree(book, item, PRIVATE["what is agreed at a point not held"])
    drafts.keep(book, point, PRIVATE["a line begun"])


def _under_way(made: Planted) -> None:
    """A round that is answered and not opened."""
    book = made.book
    round_id = rounds.start(book, ("p03",)).id
    for seat, kind in (
        (Seat.ELU, "a note of the mayor, not opened"),
        (Seat.SGM, "a note of the secretary, not opened"),
    ):
        _answered(book, made.session(seat), round_id, PRIVATE[kind], "2")
