"""Past formats: an upgrade killed at each of its steps is the old file or the new; a newer one is refused.

A step is a SQL statement of the opening of an older carnet, or a call to the system: a write, a sync, a file
made, renamed or removed; the copy before the upgrade and what follows it are included.
"""

import importlib
import os
import random
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from desk import paths
from desk.core.errors import UserError
from desk.data.migrations import VERSION
from desk.notebook import environment, opening, transfer
from desk.notebook.book import Environment
from tests.torture.disk import Disk, Plan
from tests.torture.figures import Figures, Options
from tests.torture.newer import fingerprints, raise_version
from tests.torture.schemas import content, schema, whole_schema

FIXTURES = Path(__file__).parent.parent / "fixtures"
NOW = datetime(2026, 11, 23, 14, 32)
FULL = 400
_CALLS = ("sqlite ", "python ")
Step = Callable[[str], None]


class Older(NamedTuple):
    """An older carnet: the file, its version, its rows, and what its export is once it is upgraded whole."""

    path: Path
    version: int
    rows: dict[str, list[tuple[object, ...]]]
    upgraded: bytes


def run(options: Options) -> Figures:
    """Kill so many upgrades (400), each carnet at each kind of step, then at random; then try newer files."""
    wanted = FULL if options.number is None else options.number
    env = environment.make(paths.resources(), options.folder / "copies", lambda: NOW)
    warm(env)
    dice = random.Random(f"formats {options.seed}")
    olders = [older(path, env, options.folder) for path in sorted((FIXTURES / "carnets").iterdir())]
    olders = [each for each in olders if each.version < VERSION]
    left: Counter[str] = Counter()
    kinds: set[str] = set()
    breaches: list[str] = []
    for each in olders:
        for step, kind in chosen(each, env, options.folder, dice, wanted // len(olders)):
            if options.is_over:
                break
            kinds.add(kind)
            found, wrong = killed_at(each, step, env, options.folder)
            left[found] += 1
            breaches += [f"{each.path.name} killed at step {step}, {kind}: {one}" for one in wrong]
    refused, untouched = newer_refused(env, options.folder)
    breaches += untouched
    told: dict[str, object] = {
        "upgrades killed": left.total(),
        "kinds of step": len(kinds),
        "left": ", ".join(f"{name} {number}" for name, number in sorted(left.items())),
        "newer files refused unchanged": refused,
        "seconds": round(options.seconds),
    }
    return Figures(told, breaches)


def warm(env: Environment) -> None:
    """Read in this process what each child would read again."""
    assert env.content.guide.practices
    assert env.content.deadlines
    importlib.import_module("sqlite_utils")


def older(path: Path, env: Environment, folder: Path) -> Older:
    """What a carnet holds before its upgrade, and what it is after one that nobody disturbed."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        rows = content(connection)
    connection.close()
    target = fresh(path, folder)
    book = opening.open_notebook(target, env)
    upgraded = transfer.export_json(book)
    opening.close(book)
    return Older(path, version, rows, upgraded)


def fresh(path: Path, folder: Path) -> Path:
    """A copy of the carnet in an empty folder, with no copy made before."""
    shutil.rmtree(folder / "copies", ignore_errors=True)
    shutil.rmtree(folder / "mairie", ignore_errors=True)
    (folder / "mairie").mkdir()
    return Path(shutil.copyfile(path, folder / "mairie" / "carnet.binome"))


def chosen(
    each: Older, env: Environment, folder: Path, dice: random.Random, number: int
) -> list[tuple[int, str]]:
    """The steps to be killed at: the first and the last of each kind, the others drawn."""
    kinds = steps(each, env, folder)
    first = {kind: step for step, kind in reversed(list(enumerate(kinds)))}
    last = {kind: step for step, kind in enumerate(kinds)}
    marked = sorted({*first.values(), *last.values()})
    others = [step for step in range(len(kinds)) if step not in set(marked)]
    if len(marked) > number:
        marked = sorted(dice.sample(marked, number))
    calls = [step for step in others if kinds[step].startswith(_CALLS)]
    drawn = dice.sample(calls, min(len(calls), (number - len(marked)) // 2))
    others = [step for step in others if step not in set(drawn)]
    drawn += dice.sample(others, min(len(others), number - len(marked) - len(drawn)))
    return [(step, kinds[step]) for step in sorted({*marked, *drawn})]


def steps(each: Older, env: Environment, folder: Path) -> list[str]:
    """The kind of each step of a whole opening, in turn."""
    told = folder / "étapes.txt"
    target = fresh(each.path, folder)
    with told.open("w", encoding="utf-8") as out:
        in_child(lambda: upgrade(target, env, lambda sql: print(kind_of(sql), file=out, flush=True)))
    return told.read_text(encoding="utf-8").splitlines()


def kind_of(sql: str) -> str:
    """A statement without its values."""
    return " ".join(sql.split())[:60]


def upgrade(target: Path, env: Environment, step: Step) -> None:
    """Open the carnet, in a process of its own; `step` is told each step just before it is made."""
    plain, disk = sqlite3.connect, Disk(target.parent.parent)

    def connect(*where: str, **how: bool) -> sqlite3.Connection:
        connection: sqlite3.Connection = plain(*where, **how)  # type: ignore[call-overload]
        connection.set_trace_callback(step)
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]
    disk.heard = lambda call, _count: step(call)
    disk.arm(Plan())
    opening.open_notebook(target, env)


def in_child(work: Callable[[], None]) -> int:
    """Do it in a process of its own, forked; how it ended, negative for a signal."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(each: Older, step: int, env: Environment, folder: Path) -> tuple[str, list[str]]:
    """The version found after a kill at that step, and what is wrong with it."""
    target = fresh(each.path, folder)
    passed = iter(range(step))

    def until(_sql: str) -> None:
        if next(passed, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    ended = in_child(lambda: upgrade(target, env, until))
    wrong = [] if ended == -signal.SIGKILL else [f"was not killed: {ended}"]
    found, more = judged(each, target, env)
    return found, wrong + more


def judged(each: Older, target: Path, env: Environment) -> tuple[str, list[str]]:
    """The file is one of the versions, whole, and the next opening brings it where it was going."""
    wrong = []
    with sqlite3.connect(target) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            wrong.append("not sound")
        if whole_schema(connection) != schema(version):
            wrong.append(f"between two versions: {version}, with another schema")
        if version not in (each.version, VERSION):
            wrong.append(f"between the old file and the new one: {version}")
        wrong += _missing(each.rows, content(connection))
    connection.close()
    copies = list((env.copies).glob("*/*.binome"))
    if version > each.version and not any(_version(copy) == each.version for copy in copies):
        wrong.append("upgraded without a copy of what it was")
    try:
        book = opening.open_notebook(target, env)
        if transfer.export_json(book) != each.upgraded:
            wrong.append("opened again, it is not what an upgrade gives")
        opening.close(book)
    except UserError as problem:
        wrong.append(f"does not open again: {problem.sentence}")
    return f"at version {version}", wrong


def _missing(
    before: dict[str, list[tuple[object, ...]]], now: dict[str, list[tuple[object, ...]]]
) -> list[str]:
    """Tables whose rows are not those of before, in the columns there were; new columns come last."""
    return [
        f"rows of {table} changed"
        for table, rows in before.items()
        if [row[: len(rows[0])] for row in now.get(table, [])] != rows and rows
    ]


def _version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def newer_refused(env: Environment, folder: Path) -> tuple[int, list[str]]:
    """Each way to open a newer file says so and changes not one byte, nor its folder."""
    ways: dict[str, Callable[[Path], object]] = {
        "open": lambda path: opening.open_notebook(path, env),
        "read": lambda path: opening.open_notebook(path, env, read_only=True),
        "check": lambda path: transfer.check(path, env),
    }
    refused, wrong = 0, []
    newest = max((FIXTURES / "carnets").iterdir())
    for journal in (b"", bytes(512)):
        for name, way in ways.items():
            target = fresh(newest, folder)
            raise_version(target)
            if journal:
                target.with_name(target.name + "-journal").write_bytes(journal)
            before = fingerprints(target.parent)
            try:
                way(target)
                wrong.append(f"{name}: a newer carnet was opened")
            except UserError as problem:
                refused += "plus récente" in problem.sentence
            if fingerprints(target.parent) != before:
                wrong.append(f"{name}: something changed beside a newer carnet")
    return refused, wrong
