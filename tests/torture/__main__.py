"""The carnet under torture: `python -m tests.torture [--minutes N] [--seed S] [PART[=NUMBER] …]`.

Each part prints its figures in a line and what went wrong below; the exit code is 1 on any breach.
Without parts all of them run, sharing the minutes; KILLS=1000 in the environment is « kills=1000 ».
"""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.torture.figures import Figures, Options

SHARES = {"kills": 28, "corruptions": 3, "faults": 19, "fight": 2, "monkey": 20, "fuzz": 12, "formats": 6}
"""The parts, and how they share the minutes left. Each is a module with `run(options) -> Figures`."""


def asked(parts: Sequence[str], environ: Mapping[str, str]) -> dict[str, int | None]:
    """The parts to run, each with its number or None for its own. Raises ValueError."""
    named = {part: environ[part.upper()] for part in SHARES if environ.get(part.upper())}
    wanted = list(parts) or [f"{part}={number}" for part, number in named.items()] or list(SHARES)
    chosen: dict[str, int | None] = {}
    for each in wanted:
        part, _, number = each.partition("=")
        if part not in SHARES:
            raise ValueError(f"unknown part: {part}")
        said = number or named.get(part)
        chosen[part] = int(said) if said else None
    return chosen


def alone(part: str, number: int | None, seed: int, minutes: float | None) -> Figures:
    """Run one part in this process, in a folder of its own, far from the profile of who runs it."""
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        folder = Path(name)
        os.environ.update({"HOME": name, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "Europe/Paris"})
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        module = importlib.import_module(f"tests.torture.{part}")
        figures: Figures = module.run(Options(folder, seed, number, minutes))
    return figures


def apart(part: str, number: int | None, seed: int, minutes: float | None) -> int:
    """Run one part in a process of its own: what it leaves behind touches no other; its exit code."""
    command = [sys.executable, "-m", "tests.torture", part if number is None else f"{part}={number}"]
    command += ["--seed", str(seed), *(["--minutes", str(minutes)] if minutes is not None else [])]
    return subprocess.run(command, check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """What was asked for; 0 when nothing was breached."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--minutes", type=float, help="stop after that long, with what was done by then")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SEED") or 2026))
    parser.add_argument("parts", nargs="*", help=", ".join(SHARES))
    options = parser.parse_args(arguments)
    try:
        chosen = asked(options.parts, os.environ)
    except ValueError as wrong:
        parser.error(str(wrong))
    if len(chosen) == 1:
        [(part, number)] = chosen.items()
        figures = alone(part, number, options.seed, options.minutes)
        print(figures.text(part), flush=True)
        return 1 if figures.breaches else 0
    return in_turn(chosen, options.seed, options.minutes)


def in_turn(chosen: Mapping[str, int | None], seed: int, minutes: float | None) -> int:
    """Each part in a process of its own, with its share of the time left; 0 when none was breached."""
    begun, codes = time.monotonic(), []
    for place, (part, number) in enumerate(chosen.items()):
        left = None
        if minutes is not None:
            waiting = sum(SHARES[each] for each in list(chosen)[place:])
            left = max(0.0, minutes - (time.monotonic() - begun) / 60) * SHARES[part] / waiting
        codes.append(apart(part, number, seed, left))
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
