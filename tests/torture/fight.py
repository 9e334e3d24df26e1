"""Two processes, then five, fight for one carnet: one writes at a time, nothing is lost, the others know who.

Each opens it, writes points, tells each that is written, closes it, and comes again; some are killed amid it.
A reader beside looks at it all the while, without a lock.
"""

import os
import random
import signal
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from desk import paths
from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.data.lock import HeldElsewhere
from desk.notebook import environment, imported, meetings, opening, transfer
from desk.notebook.book import Environment
from tests.torture import nursery
from tests.torture.day import Tell, teller
from tests.torture.figures import Figures, Options
from tests.torture.mairie import found
from tests.torture.nursery import Forked

FULL = 60
"""Seconds."""
ROUNDS = (2, 5)
KILL_EVERY = 1.5


def fight(carnet: Path, env: Environment, seed: int, pipe: int) -> None:
    """One of them, until it is told to stop (SIGTERM) or killed."""
    tell, dice, going = teller(pipe), random.Random(seed), [True]
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    try:
        while going:
            _turn(carnet, env, dice, tell)
            time.sleep(dice.uniform(0, 0.03))
    except BaseException:  # noqa: BLE001 - told to the watcher, who judges
        tell("error", traceback.format_exc()[-900:])
    os._exit(0)


def _turn(carnet: Path, env: Environment, dice: random.Random, tell: Tell) -> None:
    try:
        book = opening.open_notebook(carnet, env)
    except HeldElsewhere as held:
        tell("refused", held.holder.user if held.holder else "")
        return
    tell("holding")
    for _ in range(dice.randrange(1, 5)):
        day = book.today + timedelta(days=dice.randrange(1, 300))
        tell("wrote", meetings.plan(book, MeetingKind.WEEKLY, day).id)
        time.sleep(dice.uniform(0, 0.01))
    tell("leaving")
    opening.close(book)


def read_on(carnet: Path, env: Environment, pipe: int) -> None:
    """Someone who looks, as another PC's window or a command does."""
    tell = teller(pipe)
    while True:
        try:
            transfer.check(carnet, env)
            tell("read")
        except UserError as problem:
            tell("busy", problem.sentence)
        except BaseException:  # noqa: BLE001 - told to the watcher, who judges
            tell("error", traceback.format_exc()[-900:])
            os._exit(0)
        time.sleep(0.01)


def run(options: Options) -> Figures:
    """Fight so many seconds (60), half of them by two and half by five."""
    seconds: float = FULL if options.number is None else options.number
    if options.minutes is not None:
        seconds = min(seconds, 60 * options.minutes)
    nursery.load_all("desk.notebook", "desk.data", "desk.core")
    mairie = found(options.folder, environment.make(paths.resources(), options.folder / "copies"))
    dice, seen, breaches = random.Random(options.seed), Counter[str](), list[str]()
    for fighters in ROUNDS:
        mairie.renew()
        _round(mairie.carnet, mairie.env, fighters, seconds / len(ROUNDS), dice, seen, breaches)
    told: dict[str, object] = {"seconds": f"{seconds:.0f} by {' then '.join(map(str, ROUNDS))} processes"}
    return Figures(told | dict(sorted(seen.items())), breaches)


def _round(
    carnet: Path, env: Environment, fighters: int, seconds: float, dice: random.Random, seen: Counter[str],
    breaches: list[str],
) -> None:  # fmt: skip
    names = [f"poste {number}" for number in range(fighters)]
    start = {name: partial(fight, carnet, replace(env, user=name), dice.randrange(10**9)) for name in names}
    alive = {name: nursery.fork(work) for name, work in start.items()}
    reader = nursery.fork(partial(read_on, carnet, env))
    dead: list[tuple[Forked, float]] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _hear([*alive.values(), reader], min(until, time.monotonic() + dice.uniform(0.2, KILL_EVERY)))
        victim = dice.choice(names)
        dead.append((alive[victim], alive[victim].kill()))
        seen["killed"] += 1
        alive[victim] = nursery.fork(start[victim])
    for each in alive.values():
        with suppress(ProcessLookupError):
            os.kill(each.pid, signal.SIGTERM)
        each.listen(time.monotonic() + 10)
        dead.append((each, each.kill()))
    reader.kill()
    _judge(carnet, env, dead, reader, names, seen, breaches)


def _hear(processes: list[Forked], until: float) -> None:
    while time.monotonic() < until:
        for each in processes:
            each.listen(time.monotonic() + 0.02)


def _judge(
    carnet: Path, env: Environment, dead: list[tuple[Forked, float]], reader: Forked, names: list[str],
    seen: Counter[str], breaches: list[str],
) -> None:  # fmt: skip
    said = [each for process, _killed in dead for each in process.said]
    breaches += [str(each.more[0]) for each in [*said, *reader.said] if each.what == "error"]
    seen["openings refused"] += sum(each.what == "refused" for each in said)
    unnamed = [each for each in said if each.what == "refused" and each.more[0] not in names]
    seen["of which the holder was not named yet"] += sum(each.more[0] == "" for each in unnamed)
    breaches += [f"refused because of {each.more[0]}, who is nobody" for each in unnamed if each.more[0]]
    seen["readings"] += sum(each.what == "read" for each in reader.said)
    seen["readings put off"] += sum(each.what == "busy" for each in reader.said)
    breaches += [f"{each} of {len(names)} wrote at once" for each in [_most_at_once(dead)] if each > 1]
    written = {each.more[0] for each in said if each.what == "wrote"}
    seen["points acknowledged"] += len(written)
    seen["times held"] += sum(each.what == "holding" for each in said)
    book = opening.open_notebook(carnet, env)
    try:
        there = {row["id"] for row in book.store.rows("meeting")}
        breaches += [f"{len(written - there)} acknowledged points are lost"] if written - there else []
        imported.check(book.store)
    finally:
        opening.close(book)


def _most_at_once(dead: list[tuple[Forked, float]]) -> int:
    """How many held the carnet at one instant: from « holding » to « leaving », or to the kill."""
    steps = []
    for process, killed in dead:
        held = False
        for each in process.said:
            if each.what in ("holding", "leaving"):
                held = each.what == "holding"
                steps.append((each.at, 1 if held else -1))
        steps += [(killed, -1)] if held else []
    most = now = 0
    for _at, step in sorted(steps):
        now += step
        most = max(most, now)
    return most
