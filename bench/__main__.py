"""`python -m bench`: measure everything and write BENCHMARKS.md."""

import logging
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

from bench import carnet, decade, operations, parts, received, table
from bench.process import best, in_turn, medians, run
from bench.table import Line
from bench.window import SEARCHED_POINTS
from desk import paths
from desk.notebook import environment, opening
from desk.pdf.report import draw_report
from tests.long_report import ten_years

FOLDER = Path("out/bench")
PROFILE = FOLDER / "profil"
BUILT = Path("build/linux/bench")
STARTS, VISITS, REPEATS, READS, DRAWINGS = 15, 5, 60, 7, 11
FRAME = 16.0  # ms: beyond, the eye sees the letters wait
TIMES = (1, 2, 4, 8, 16, 32, 64, 100)
Lines = list[Line]


def main() -> int:
    """Measure, write the table, show it; 0."""
    # pypdf tells of each oddity of a form; its words would be part of the measure
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    now = datetime.now()  # noqa: DTZ005 - the wall clock, for the day written in the table
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"mandat-{now:%Y-%m}-{carnet.edition()}.binome"
    carnet.mandate(path, FOLDER / "copies", now.date().replace(day=1))
    lines: Lines = []
    ten_years = FOLDER / f"dix-ans-{now:%Y-%m}-{carnet.edition()}.binome"
    decade.write(ten_years, FOLDER / "copies", now.date().replace(day=1))
    for part in (_start, _memory, partial(_operations, day=now.date()), _documents, _search, _growth):
        lines += _told(part(path))
    lines += _told(_ten_years(ten_years))
    made_of = parts.told(_program("start", path), _bare())
    text = table.write(Path("BENCHMARKS.md"), lines, f"{now:%Y-%m-%d}", _counts(path), made_of)
    sys.stdout.write("\n" + text)
    return 0


def _told(lines: Lines) -> Lines:
    for line in lines:
        sys.stdout.write(line.row() + "\n")
        sys.stdout.flush()
    return lines


def _program(what: str, path: Path, *, built: bool = False) -> list[str]:
    command = [str(BUILT / "window" / "window")] if built else [sys.executable, "-m", "bench.window"]
    return [*command, what, str(path), str(PROFILE)]


def _bare(*what: str, built: bool = False) -> list[str]:
    command = [str(BUILT / "bare" / "bare")] if built else [sys.executable, "-m", "bench.bare"]
    return [*command, *what]


def _start(path: Path) -> Lines:
    lines = [_started(path, "from source", built=False)]
    if BUILT.exists():
        lines.append(_started(path, "built", built=True))
    return lines


def _started(path: Path, said: str, *, built: bool) -> Line:
    run(_program("start", path, built=built))  # the day's copy is made, the bytecode compiled
    run(_bare(built=built))
    works: dict[str, Callable[[], float]] = {
        "ours": lambda: run(_program("start", path, built=built)).wall * 1000,
        "floor": lambda: run(_bare(built=built)).wall * 1000,
    }
    found = medians(in_turn(works, STARTS))
    return Line(f"start → usable window, six-year carnet, {said}", "ms", found["ours"], found["floor"], 1.5)


def _memory(path: Path) -> Lines:
    works: dict[str, Callable[[], float]] = {
        "floor": lambda: float(run(_bare("sections")).told["pss"]),
        "start": lambda: float(run(_program("sections", path)).told["at_start"]),
        "sections": lambda: float(run(_program("sections", path)).told["pss"]),
        "report": lambda: float(run(_program("report", path)).told["pss"]),
    }
    found = medians(in_turn(works, VISITS))
    names = (
        ("start", "at start", None),
        ("sections", "every section visited", 1.7),
        ("report", "bilan shown", 2.0),
    )
    return [Line(f"memory, {said}", "MB", found[name], found["floor"], goal) for name, said, goal in names]


def _operations(path: Path, day: date) -> Lines:
    work, raw = FOLDER / "travail.binome", FOLDER / "brut.binome"
    for copy in (work, raw):
        shutil.copyfile(path, copy)
    book = opening.open_notebook(work, environment.make(paths.resources(), FOLDER / "copies"))
    try:
        drawing, pages = operations.drawing(operations.report_data(book, day))
        measures = {
            "autosave of a sheet / raw SQLite commit": (operations.autosave(book, raw), None),
            f"bilan of the mandate, {pages} pages / raw reportlab": (drawing, 2.0),
            "form import / raw pypdf": (operations.form_import(book), None),
        }
        return [_pair(name, works, goal) for name, (works, goal) in measures.items()]
    finally:
        opening.close(book)


def _pair(name: str, works: dict[str, Callable[[], float]], goal: float | None, times: int = REPEATS) -> Line:
    in_turn(works, 3)
    found = medians(in_turn(works, times))
    return Line(name, "ms", found["ours"], found["floor"], goal)


def _documents(_path: Path) -> Lines:
    """The bilan of ten years that tells everything, and a county's bilans received."""
    data = ten_years(agreed=45, actions=60)
    works, pages = operations.drawing(data)
    size = len(draw_report(data, operations.PRESS)) / 1000
    return [
        _pair(f"bilan of ten years, {pages} pages / raw reportlab", works, 2.0, DRAWINGS),
        Line(f"size of those {pages} pages / 300 kB", "kB", size, 300.0, 1.0),
        *_received(received.made(FOLDER / "recus")),
    ]


def _received(folder: Path) -> Lines:
    reads = received.commands(folder)
    memory = received.peak(reads["ours"])
    works: dict[str, Callable[[], float]] = {what: partial(_wall, command) for what, command in reads.items()}
    found = medians(in_turn(works, READS))
    said = f"{received.COUNT} bilans and {received.BAD} bad files"
    return [
        Line(f"{said}, `desk read` / raw pypdf", "ms", found["ours"], found["floor"], 2.0),
        Line(f"memory, {said}, every process / 200 MB", "MB", memory, 200.0, 1.0),
    ]


def _wall(command: list[str]) -> float:
    return run(command).wall * 1000


def _search(path: Path) -> Lines:
    told = run(_program("search", path)).told
    names = (("dearest", "the dearest of", 1.0), ("median", "the median of", None))
    return [
        Line(f"search keystroke / frame, {said} {told['keys']} keys", "ms", float(told[name]), FRAME, goal)
        for name, said, goal in names
    ]


def _ten_years(path: Path) -> Lines:
    """Searching and turning pages in ten years of points."""
    keys, turned = (run(_program(what, path)).told for what in ("points", "turns"))
    said = f"ten-year points, {keys['keys']} keys"
    pages = (("point", "from the list to a point"), ("subject", "to the next subject"),
             ("list", "back to the list"), ("more", "to the next results"))  # fmt: skip
    return [
        *_found(path),
        Line(f"search keystroke / frame, {said}, the dearest", "ms", float(keys["dearest"]), FRAME, 1.0),
        Line(f"search keystroke / frame, {said}, the median", "ms", float(keys["median"]), FRAME, None),
        *(
            Line(f"page turn / frame, {words}", "ms", float(turned[name]), FRAME, 1.0)
            for name, words in pages
        ),
    ]


def _found(path: Path) -> Lines:
    """What is found at each key, and the same MATCH by SQLite alone: the worst ratio, and the dearest."""
    work = FOLDER / "travail.binome"
    shutil.copyfile(path, work)
    typed = [words[: end + 1] for words in SEARCHED_POINTS for end in range(len(words))]
    book = opening.open_notebook(work, environment.make(paths.resources(), FOLDER / "copies"))
    try:
        costs = {
            key: best(in_turn(works, READS)) for key, works in operations.found(book, path, typed).items()
        }
    finally:
        opening.close(book)
    worst = max(costs.values(), key=lambda cost: cost["ours"] / cost["floor"])
    dearest = max(costs.values(), key=lambda cost: cost["ours"])
    said = f"ten-year points searched / raw FTS5, of {len(costs)} keys"
    return [
        Line(f"{said}, the worst ratio", "ms", worst["ours"], worst["floor"], 2.0),
        Line(f"{said}, the dearest", "ms", dearest["ours"], dearest["floor"], 2.0),
    ]


def _growth(path: Path) -> Lines:
    costs: dict[str, list[float]] = {}
    for times in TIMES:
        grown = carnet.multiple(path, FOLDER / f"{path.stem}-{times}.binome", times)
        for name, cost in _costs(grown).items():
            costs.setdefault(name, []).append(cost)
        sys.stdout.write(f"  x{times}: " + ", ".join(f"{n} {c[-1]:.1f} ms" for n, c in costs.items()) + "\n")
    return [_dearest(name, found) for name, found in costs.items()]


def _costs(path: Path) -> dict[str, float]:
    book = opening.open_notebook(path, environment.make(paths.resources(), FOLDER / "copies"))
    try:
        found = best(in_turn(operations.reading(book, path), READS))
    finally:
        opening.close(book)
    told = run(_program("pages", path)).told
    return {
        "Aujourd’hui, gathered": found["today"],
        "Aujourd’hui, shown": float(told["today"]),
        "Nos points, read": found["list"],
        "Nos points, shown": float(told["meetings"]),
    }


def _dearest(name: str, costs: list[float]) -> Line:
    """The dearest step between two sizes, told as a doubling (64 to 100 is less than one)."""
    before, after = max(pairwise(costs), key=lambda step: step[1] / step[0])
    return Line(f"growth ×1→×100, {name} ({costs[0]:.1f} → {costs[-1]:.0f} ms)", "ms", after, before, 2.2)


def _counts(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        found = [
            f"{connection.execute(f'SELECT count(*) FROM {name}').fetchone()[0]} {said}"  # noqa: S608
            for name, said in (
                ("meeting", "points"), ("agenda_item", "subjects"), ("decision", "agreements"),
                ("action", "actions"), ("round", "rounds"),
            )
        ]  # fmt: skip
    return ", ".join(found)


if __name__ == "__main__":
    sys.exit(main())
