"""What was measured, as the table that is kept."""

import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HEAD = """# Benchmarks

Written by `make bench` on {day}: do not edit. Each figure is a median of several runs, and each ratio is
to a floor measured in the same run, in turn with it, because absolute times drift.

{machine}

| what | measured | floor | ratio | goal | kept |
|---|---:|---:|---:|---:|:-:|
"""
NOTES = """
- **Floor of start and memory**: a bare PySide6 window of four tabs (`bench/bare.py`), shown and closed;
  both without a screen, both with bytecode already compiled. Where `make bench-built` was run, both are
  also frozen as the program is. The time is the whole process, from its launch to its end.
- **Memory**: PSS; the files of the Python installation count whole, so that another Python at work beside
  does not halve them.
- **Six-year carnet**: {carnet}; made by the operations a user has (`bench/carnet.py`).
- **Autosave**: the blob of the sheet written alone by the same SQLite with the same pragmas, on this
  machine's disk; what is beyond is reading the sheet again, checking, sealing. **Bilan**: the same
  paragraphs and charts laid out once by reportlab, untagged, without running heads or data; the program
  tags each word, writes the heads and attaches the data; that of ten years has twenty rounds, every
  addition, each practice drawn. **Form**: pypdf's own reading of the fields.
- **Bilans received**: PDF files, messages and archives of as many communes, with files that are none, each
  judged and told in a table; the floor takes the data out of the PDF files alone and stops there. Both are
  whole processes. Memory: the most that the program and its readers held together (RSS), looked at often.
- **Growth**: the points, subjects, agreements and actions of that carnet, 1 to 100 times; the ratio is the
  dearest doubling, each time the quickest of several runs. The screens are those of the real window.
- **Search keystroke**: a key in the guide’s field, everything searched, the passages found painted; each key
  the quickest of several passes. In the points the same, in a carnet of ten years (`bench/decade.py`: 500
  points, 5 000 subjects, 8 000 actions); **raw FTS5** is the same MATCH, as many rows fetched, by sqlite3
  alone. **Page turn**: until the other page is painted, the quickest of several; each is built at its visit.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: its name, its unit, its value, its floor, the highest ratio allowed."""

    name: str
    unit: str
    ours: float
    floor: float
    goal: float | None

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    @property
    def kept(self) -> str:
        """Whether the goal is kept; a dash where there is none."""
        if self.goal is None:
            return "–"
        return "yes" if self.ratio <= self.goal else "**no**"

    def row(self) -> str:
        """The line of the table."""
        goal = "–" if self.goal is None else f"≤ {self.goal:g}"
        ours, floor = _figure(self.ours, self.unit), _figure(self.floor, self.unit)
        return f"| {self.name} | {ours} | {floor} | {self.ratio:.2f} | {goal} | {self.kept} |"


def write(path: Path, lines: Sequence[Line], day: str, carnet: str, more: str = "") -> str:
    """Write the table and its notes, `more` the last; its text."""
    rows = "\n".join(line.row() for line in lines)
    text = HEAD.format(day=day, machine=_machine()) + rows + "\n" + NOTES.format(carnet=carnet) + more
    path.write_text(text, encoding="utf-8")
    return text


def _figure(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _machine() -> str:
    described = [
        f"{platform.system()} {platform.machine()}, {_processor()}, {_memory()} GB of memory",
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("PySide6-Essentials", "reportlab", "pypdf", "sqlite-utils")),
    ]
    return f"Machine: {'; '.join(described)}; {sys.implementation.name}."


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    cores = sum(line.startswith("processor") for line in lines)
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{cores} cores ({names[0] if names else 'unknown'})"


def _memory() -> int:
    first = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()[0]
    return round(int(first.split()[1]) / 1024**2)
