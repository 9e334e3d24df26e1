"""The process is killed while both open their sheets: it is before or after, never between.

`make kills` runs the long form; KILLS and SEED in the environment set the number and the instants.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from desk.core.people import Seat
from desk.core.rounds import RoundState, SheetState
from desk.core.scale import Answer
from desk.data.reading_file import reading_file
from desk.notebook import opening, people, rounds, sheets, unsealing
from desk.notebook.book import Environment, Notebook, Session
from desk.notebook.environment import system_clock
from desk.notebook.opening import Setup
from tests.stories.opener import CODES

KILLS = int(os.environ.get("KILLS", "3"))
SEED = int(os.environ.get("SEED", "2026"))
PATTERNS = {Seat.ELU: "3201", Seat.SGM: "1233"}
NOTES = {Seat.ELU: "note du maire", Seat.SGM: "note de la secrétaire"}


def prepare(path: Path, env: Environment, valmont: Setup) -> str:
    """A carnet with both sheets handed in, under their codes."""
    book = opening.create(path, valmont, env)
    round_id = rounds.start(book, ["p01", "p04", "p06"]).id
    for seat in Seat:
        session = people.unlock(book, people.pair(book).person(seat).id)
        people.set_code(book, session, CODES[seat])
        for statement, answer in expected(book, round_id, seat).items():
            sheets.answer(book, session, round_id, statement, answer)
        sheets.note(book, session, round_id, "p04s2", NOTES[seat])
        sheets.hand_in(book, session, round_id)
    opening.close(book)
    return round_id


def expected(book: Notebook, round_id: str, seat: Seat) -> dict[str, Answer]:
    """What that person answered."""
    asked = [each.id for each in rounds.get(book, round_id).statements if not each.optional]
    return {key: Answer(PATTERNS[seat][place % 4]) for place, key in enumerate(asked)}


def open_until_killed(path: Path, after: float | None) -> tuple[float, bool]:
    """Seconds from the press to the comparison, and whether it was told; `after` None waits for it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.stories.opener", str(path)], stdout=subprocess.PIPE, text=True
    ) as people_there:
        assert people_there.stdout is not None
        assert people_there.stdout.readline() == "opening\n"
        began = time.monotonic()
        if after is None:
            assert people_there.stdout.readline() == "opened\n"
        else:
            time.sleep(after)
        lasted = time.monotonic() - began
        people_there.kill()
        told = people_there.stdout.read()
    return lasted, after is None or told.startswith("opened")


def found(path: Path, env: Environment, round_id: str) -> str:
    """« avant » or « après », once everything that either means was checked."""
    with reading_file(path):
        pass
    book = opening.open_notebook(path, env)
    both = {
        seat: people.unlock(book, people.pair(book).person(seat).id, CODES[seat]) for seat in Seat
    }  # both codes work either way
    opened = rounds.get(book, round_id).state is RoundState.OPENED
    (check_after if opened else check_before)(book, round_id, both)
    opening.close(book)
    return "après" if opened else "avant"


def check_before(book: Notebook, round_id: str, both: dict[Seat, Session]) -> None:
    """Both sheets are handed in and whole; nothing of the other is to be had."""
    assert set(rounds.sheet_states(book, round_id).values()) == {SheetState.HANDED_IN}
    assert rounds.counts(book, round_id) == {}
    for table in ("round_key", "round_count"):
        assert book.store.rows(table, "round_id = ?", [round_id]) == []
    assert book.store.rows("round", "id = ?", [round_id])[0]["result"] is None
    for seat, session in both.items():
        content = sheets.read(book, session, round_id)
        assert content.answers == expected(book, round_id, seat)
        assert content.notes == {"p04s2": NOTES[seat]}
    unsealing.open_together(book, round_id, both[Seat.ELU], both[Seat.SGM])
    check_after(book, round_id, both)


def check_after(book: Notebook, round_id: str, both: dict[Seat, Session]) -> None:
    """Either key opens the same two sheets, the counts are there, each note is its owner's."""
    views = [unsealing.comparison(book, round_id, session) for session in both.values()]
    assert views[0] == views[1]
    lines = [line for view in views[0] for line in view.statements if not line.statement.optional]
    assert {line.statement.id: line.elu for line in lines} == expected(book, round_id, Seat.ELU)
    assert {line.statement.id: line.sgm for line in lines} == expected(book, round_id, Seat.SGM)
    assert set(rounds.counts(book, round_id)) == {"p01", "p04", "p06"}
    for seat, session in both.items():
        content = sheets.read(book, session, round_id)
        assert (content.answers, content.notes) == ({}, {"p04s2": NOTES[seat]})


def test_a_kill_during_the_opening_leaves_it_before_or_after(
    tmp_path: Path, env: Environment, valmont: Setup
) -> None:
    path, kept = tmp_path / "valmont.binome", tmp_path / "avant.binome"
    env = replace(env, clock=system_clock)
    round_id = prepare(kept, env, valmont)
    shutil.copyfile(kept, path)
    whole, _ = open_until_killed(path, None)
    assert found(path, env, round_id) == "après"
    dice, ends = random.Random(SEED), Counter[str]()
    for turn in range(KILLS):
        shutil.copyfile(kept, path)
        # one in two late in the way, where the writing is
        instant = dice.uniform(0, whole * 1.1) if turn % 2 else dice.uniform(whole * 0.4, whole)
        _, told = open_until_killed(path, instant)
        ends[end := found(path, env, round_id)] += 1
        assert end == "après" or not told, "what was shown as open is open"
    print(f"{KILLS} kills in {whole:.2f} s of opening: {dict(ends)}, none between")
