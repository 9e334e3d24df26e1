"""A disk that fails at each call of a save, an export, a copy, a close, a migration, a restore, an erasing.

Full, broken or refused; once, from then on, or a page half written. Then: what was there or what was wanted,
a sentence each time, sound copies, and the same done again succeeds once the disk is well.
"""

import os
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from desk import paths
from desk.core.errors import UserError
from desk.data import copies
from desk.notebook import environment, imported, opening, transfer
from tests.torture.acts import ACTS, Act, Scene, settled
from tests.torture.disk import FULL, KINDS, LIMIT, Disk, Plan
from tests.torture.figures import Figures, Options
from tests.torture.mairie import Mairie, found
from tests.torture.state import State, differing, state

_ENGLISH = [os.strerror(number) for number in (28, 5, 13, 2, 27)]
_TIDIED = {"trace"}
"""The marks of an erasing under way."""


class Breach(Exception):
    """What must never be."""


def run(options: Options) -> Figures:
    """Fail at so many of the calls, drawn by chance; all of them by default."""
    mairie = found(options.folder, environment.make(paths.resources(), options.folder / "copies"))
    os.environ["TMPDIR"] = str(options.folder)
    disk = Disk(mairie.folder)
    known = {act.name: _in_peace(mairie, act, disk) for act in ACTS}
    trials = _drawn(known, random.Random(options.seed))
    wanted = trials if options.number is None else trials[: options.number]
    seen: Counter[str] = Counter()
    breaches: dict[str, list[str]] = {}
    for act, plan in wanted:
        if options.is_over:
            break
        seen["tried"] += 1
        try:
            seen[_tried(mairie, act, plan, disk, known[act.name])] += 1
        except Breach as breach:
            breaches.setdefault(f"{act.name}: {breach}", []).append(_said(plan, known[act.name][0]))
    calls = ", ".join(f"{name} {len(seen)}" for name, (seen, _old, _new) in known.items())
    told = {"faults tried": f"{seen.pop('tried', 0)} of {len(trials)}", "calls": calls, **seen}
    return Figures(told, [f"{what} · {len(hows)} times, first {hows[0]}" for what, hows in breaches.items()])


def _drawn(known: dict[str, "Known"], dice: random.Random) -> list[tuple[Act, Plan]]:
    """Every act and call in turn: a few hundred try each act alike, and its rare calls as often as writes."""
    queues: dict[tuple[int, str], list[tuple[Act, Plan]]] = {}
    for number, act in enumerate(ACTS):
        calls = known[act.name][0]
        for plan in _plans(len(calls)):
            queues.setdefault((number, _call(plan, calls)), []).append((act, plan))
    for queue in queues.values():
        dice.shuffle(queue)
    in_turn = zip_longest(*queues.values())
    return [trial for turn in in_turn for trial in turn if trial is not None]


def _call(plan: Plan, calls: list[str]) -> str:
    return "a file too long" if plan.kind == LIMIT else calls[plan.at - 1]


def _said(plan: Plan, calls: list[str]) -> str:
    how = " ".join([plan.kind, "from then on" * plan.onward, "half written" * plan.short])
    return f"call {plan.at} ({_call(plan, calls)}) {how.strip()}"


def _plans(calls: int) -> Iterator[Plan]:
    for at in range(1, calls + 1):
        for kind in KINDS:
            yield Plan(at, kind)
            yield Plan(at, kind, onward=True)
        yield Plan(at, FULL, short=True)
    for most in (0, 1, 4096, 100_000, 500_000, 900_000):
        yield Plan(most, LIMIT)


Known = tuple[list[str], State, State]


def _in_peace(mairie: Mairie, act: Act, disk: Disk) -> Known:
    """The calls it makes, what the carnet held before and holds after."""
    scene = _prepared(mairie, act)
    old = _held(scene)
    disk.arm(Plan())
    act.act(scene)
    calls = disk.disarm()
    new = _held(scene)
    scene.end()
    return calls, old, new


def _prepared(mairie: Mairie, act: Act) -> Scene:
    mairie.renew()
    scene = Scene(mairie, settled(mairie.env, 1))
    act.before(scene)
    scene.env = settled(mairie.env, 2)
    if scene.book is not None:
        scene.book.env = scene.env
    return scene


def _held(scene: Scene) -> State:
    """What the carnet holds, as anyone may read it; nothing when it cannot be read, as before a restore."""
    try:
        with transfer.reading(scene.mairie.carnet, scene.env) as book:
            return state(book.store.connection)
    except UserError:
        return {}
    except sqlite3.Error as error:
        raise Breach(f"what is there is not read as what it is: {error}") from error


def _tried(mairie: Mairie, act: Act, plan: Plan, disk: Disk, known: Known) -> str:
    """What came of it, in a few words. Raises Breach."""
    _calls, old, new = known
    scene = _prepared(mairie, act)
    disk.arm(plan)
    try:
        act.act(scene)
        told = ""
    except UserError as problem:
        told = f"{problem.sentence} {problem.advice}"
    except Exception as error:
        raise Breach(f"{type(error).__name__}: {error}") from error
    finally:
        disk.disarm()
    _check_words(told)
    _check_rows("after it", _held(scene), [new] if not told else [old, new])
    try:
        if told:
            _do_again(act, scene, new)
        scene.end()
        _check_opens(scene, old, new)
    except Breach:
        raise
    except UserError as problem:
        raise Breach(f"once the disk is well: {problem.sentence} {problem.advice}") from problem
    except Exception as error:
        raise Breach(f"once the disk is well: {error!r}") from error
    return "told" if told else "overcome"


def _check_words(told: str) -> None:
    if any(words in told for words in _ENGLISH):
        raise Breach(f"English in the message: {told}")


def _check_rows(when: str, held: State, allowed: list[State]) -> None:
    bare = [
        {table: said for table, said in each.items() if table not in _TIDIED} for each in [held, *allowed]
    ]
    if bare[0] not in bare[1:]:
        raise Breach(
            f"neither old nor new {when}: {differing(held, allowed[0]) if held else 'not to be read'}"
        )


def _do_again(act: Act, scene: Scene, new: State) -> None:
    """The person does it again: it succeeds."""
    scene.env = settled(scene.env, 2)
    if scene.book is not None:
        scene.book.env = scene.env
    if scene.book is None and act.name == "a close":
        return  # it was closed all the same
    act.act(scene)
    _check_rows("done again", _held(scene), [new])


def _check_opens(scene: Scene, old: State, new: State) -> None:
    """It opens as the next morning, and every copy is sound."""
    book = opening.open_notebook(scene.mairie.carnet, replace(scene.env))
    try:
        _check_rows("next morning", state(book.store.connection), [old, new])
        imported.check(book.store)
        for copy in copies.list_copies(book.copies_folder, scene.env.clock()):
            with sqlite3.connect(copy.path) as twin:
                verdict = twin.execute("PRAGMA integrity_check").fetchone()[0]
            twin.close()
            if verdict != "ok":
                raise Breach(f"the copy {copy.path.name} is not sound: {verdict}")
    finally:
        opening.close(book)
