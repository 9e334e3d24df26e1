"""The real program killed at random instants of a day of work, again and again on the same carnet.

After each kill: sound, every acknowledged write there and nothing between two, a second of typing lost at
most, each copy and each file saved whole, no process left behind.
"""

import random
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from desk import paths
from desk.notebook import environment
from desk.notebook.book import Environment
from tests.torture import after, nursery
from tests.torture.day import live
from tests.torture.figures import Figures, Options
from tests.torture.mairie import Mairie, found

FULL = 1000
LIFE = 40
"""Kills of one carnet before it is taken new again."""
STEPS = (timedelta(minutes=7), timedelta(hours=5), timedelta(hours=26))
"""What the clock gains from one kill to the next, drawn for each life: copies fall due, the bin is purged."""
_PATIENCE = 20.0
_LONGEST = 1.6
_ORDER = (
    "commit",
    "commit",
    "commit",
    "any",
    "any",
    "any",
    "any",
    "start",
    "closing",
    "saving",
    "typing",
    "typing",
)


@dataclass(slots=True)
class Tally:
    """What was seen."""

    kills: Counter[str] = field(default_factory=Counter)
    writes: int = 0
    keys: int = 0
    journals: int = 0
    between: int = 0
    lost_s: float = 0.0
    lost_keys: int = 0
    copies: int = 0
    files: int = 0
    left_behind: int = 0
    marked: bool = False
    told_next: int = 0
    scenes: Counter[str] = field(default_factory=Counter)


def run(options: Options) -> Figures:
    """Kill so many times (1000)."""
    number = FULL if options.number is None else options.number
    nursery.load_all("desk.ui", "desk.notebook", "desk.data", "desk.core")
    nursery.adopt_orphans()
    env = environment.make(paths.resources(), options.folder / "profil" / "copies")
    mairie = found(options.folder, env)
    tally, breaches = Tally(), []
    dice = random.Random(options.seed)
    turn = 0
    while turn < number and not options.is_over:
        breaches += _life(mairie, dice, min(LIFE, number - turn), turn, tally, options)
        turn = sum(tally.kills.values())
        if len(breaches) > 20:
            break
    return Figures(_told(tally, options), breaches)


def _life(
    mairie: Mairie, dice: random.Random, kills: int, first: int, tally: Tally, options: Options
) -> list[str]:
    mairie.renew()
    tally.marked = False
    step, began = dice.choice(STEPS), datetime(2026, 11, 23, 8, 30)
    breaches: list[str] = []
    for turn in range(kills):
        if options.is_over:
            break
        env = replace(mairie.env, clock=_clock(began + turn * step))
        wrong = _turn(mairie, env, dice, tally)
        breaches += [f"kill {first + turn} of seed {options.seed}: {each}" for each in wrong]
        if wrong:
            mairie.keep(options.folder.parent / f"torture-kills-{options.seed}-{first + turn}")
            mairie.renew()
            tally.marked = False
    return breaches


def _clock(start: datetime) -> "_Clock":
    return _Clock(start, time.monotonic())


@dataclass(frozen=True, slots=True)
class _Clock:
    """A wall clock that started then."""

    start: datetime
    at: float

    def __call__(self) -> datetime:
        return self.start + timedelta(seconds=time.monotonic() - self.at)


def _turn(mairie: Mairie, env: Environment, dice: random.Random, tally: Tally) -> list[str]:
    """One day begun, killed, and looked at; what is wrong."""
    mode = dice.choice(_ORDER)
    seed = dice.randrange(10**9)
    scenes = {
        "closing": [dice.choice(["plan", "second_place", "anything", "bin"]), "shut", "back", "shut"],
        "saving": [dice.choice(["export_all", "export_all", "report"])] * 2,
        "typing": [dice.choice(["notes", "sheet"]), "notes", "sheet"],
    }.get(mode)
    child = nursery.fork(partial(live, mairie.carnet, env, seed, scenes=scenes))
    _wait(child, mode, dice)
    ended = child.is_over
    killed = child.kill()
    if ended and not any(each.what == "error" for each in child.said):
        wrong = after.look(mairie, env, child.said, killed, tally)
        tally.marked = False  # the day was over before: it ended by itself, and what it wrote is there
        return [f"(a whole day) {each}" for each in wrong]
    tally.kills[mode] += 1
    wrong = after.look(mairie, env, child.said, killed, tally)
    behind = nursery.orphans_gone(_PATIENCE)
    tally.left_behind += behind
    if behind:
        wrong.append(f"{behind} processes left behind")
    return [f"({mode}) {each}" for each in wrong]


def _wait(child: nursery.Forked, mode: str, dice: random.Random) -> None:
    """Until the instant of the kill."""
    if mode == "start":
        child.listen(child.born + dice.uniform(0, 0.35))
        return
    if not child.listen(child.born + _PATIENCE, lambda said: said.what == "ready"):
        return
    if mode in ("any", "typing"):
        child.listen(time.monotonic() + dice.uniform(0, _LONGEST))
        return
    word, number, longest = {
        "commit": ("coming", dice.randrange(1, 12), 0.004),
        "closing": ("closing", dice.randrange(1, 3), dice.choice([0.05, 0.3])),
        "saving": ("saving", dice.randrange(1, 3), dice.choice([0.01, 0.05, 0.8])),
    }[mode]
    count = iter(range(1, 10**6))
    child.listen(time.monotonic() + 4, lambda said: said.what == word and next(count) == number)
    child.listen(time.monotonic() + dice.uniform(0, longest))


def _told(tally: Tally, options: Options) -> dict[str, object]:
    kills = sum(tally.kills.values())
    modes = ", ".join(f"{mode} {count}" for mode, count in sorted(tally.kills.items()))
    return {
        "kills": f"{kills} ({modes})",
        "writes acknowledged": tally.writes,
        "journals rolled back": tally.journals,
        "killed while a write was becoming true": tally.between,
        "keys": tally.keys,
        "typing lost at most": f"{tally.lost_s:.2f} s, {tally.lost_keys} keys",
        "copies verified": tally.copies,
        "files verified": tally.files,
        "stops told at the next start": tally.told_next,
        "processes left behind": tally.left_behind,
        "scenes": sum(tally.scenes.values()),
        "kills a minute": f"{60 * kills / max(options.seconds, 1):.0f}",
    }
