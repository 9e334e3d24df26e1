"""The process is killed while a sheet is being filled: sound file, a second of typing lost at most.

`make kills` runs the long form; KILLS and SEED in the environment set the number and the instants.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

from desk.core.rounds import SheetContent
from desk.data.reading_file import reading_file
from desk.notebook import opening, people, rounds, sheets
from desk.notebook.book import Environment
from desk.notebook.environment import system_clock
from desk.notebook.opening import Setup
from tests.stories.typist import CODE, EVERY_MS

KILLS = int(os.environ.get("KILLS", "3"))
SEED = int(os.environ.get("SEED", "2026"))
# A second of typing at the typist's pace, in keys: a machine too busy to type is no measure of what is lost.
LOST_AT_MOST = 1000 // EVERY_MS


@dataclass(frozen=True)
class Said:
    """What the typist told, and when."""

    at: float
    what: str
    statement: str
    value: str


def prepare(path: Path, env: Environment, valmont: Setup) -> str:
    book = opening.create(path, valmont, env)
    session = people.unlock(book, people.pair(book).elu.id)
    people.set_code(book, session, CODE)
    round_id = rounds.start(book, ["p01", "p04", "p06"]).id
    opening.close(book)
    return round_id


def type_until_killed(path: Path, after: float, layout: str) -> tuple[list[Said], float]:
    """What the typist said it had taken in, and the instant of the kill."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.stories.typist", str(path), layout], stdout=subprocess.PIPE, text=True
    ) as typist:
        assert typist.stdout is not None
        first = typist.stdout.readline()
        assert '"ready"' in first, first
        lines = [first]
        # read all along: a full pipe would stop the typist, and look like typing that was lost
        listener = threading.Thread(target=lines.extend, args=(typist.stdout,))
        listener.start()
        time.sleep(after)
        instant = time.monotonic()
        typist.kill()
        listener.join()
    whole = [line.rstrip("\n") for line in lines if line.endswith("]\n")]
    return [Said(*json.loads(line)) for line in whole], instant


def check_answers(kept: SheetContent, before: SheetContent, said: list[Said]) -> None:
    """Every answer that was told is there, and no other than before: one may have come before it was told."""
    wanted = dict(before.answers) | {each.statement: each.value for each in said if each.what == "answer"}
    assert {key: kept.answers.get(key) for key in wanted} == wanted
    more = kept.answers.keys() - wanted.keys()
    assert more <= {said[-1].statement}, "an answer nobody gave"
    assert {kept.answers[key].value for key in more} <= {"2"}


def lost(content: SheetContent, said: list[Said], killed: float) -> tuple[int, float]:
    """Keys that the file does not hold, and how long before the kill the first was typed.

    Every note left behind is there.
    """
    typed: dict[str, list[Said]] = {}
    for each in said:
        if each.what in ("ready", "note"):
            typed.setdefault(each.statement, []).append(each)
    last = said[-1].statement
    for statement, states in typed.items():
        if statement != last:
            assert content.notes.get(statement, "") == states[-1].value, statement
    return _unwritten(content.notes.get(last, ""), typed.get(last, []), killed)


def _unwritten(kept: str, states: list[Said], killed: float) -> tuple[int, float]:
    places = [place for place, each in enumerate(states) if each.value == kept]
    if not states or (places and places[-1] == len(states) - 1):
        return 0, 0.0
    # a key may have been written and the kill have come before it was told
    assert places or kept.startswith(states[-1].value), (kept, states[-1].value)
    if not places:
        return 0, 0.0
    return len(states) - 1 - places[-1], killed - states[places[-1] + 1].at


def read_sheet(path: Path, env: Environment, round_id: str) -> SheetContent:
    """Open the carnet as the next morning, and the mayor's sheet."""
    book = opening.open_notebook(path, env)
    session = people.unlock(book, people.pair(book).elu.id, CODE)
    content = sheets.read(book, session, round_id)
    opening.close(book)
    return content


def test_a_kill_loses_a_second_of_typing_at_most(tmp_path: Path, env: Environment, valmont: Setup) -> None:
    path = tmp_path / "valmont.binome"
    env = replace(env, clock=system_clock)
    round_id = prepare(path, env, valmont)
    dice = random.Random(SEED)
    worst, longest, keys, before = 0, 0.0, 0, SheetContent()
    for turn in range(KILLS):
        said, killed = type_until_killed(path, dice.uniform(0.3, 4.5), "page" if turn % 2 else "énoncé")
        with reading_file(path):
            pass
        keys += sum(each.what == "note" for each in said)
        content = read_sheet(path, env, round_id)
        check_answers(content, before, said)
        unwritten, seconds = lost(content, said, killed)
        before = content
        worst, longest = max(worst, unwritten), max(longest, seconds)
        assert worst <= LOST_AT_MOST
    assert keys > 5 * KILLS
    print(f"{KILLS} kills, {keys} keys, 0 damaged file, at most {worst} keys lost, typed in {longest:.2f} s")
