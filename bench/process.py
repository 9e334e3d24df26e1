"""Measured processes: started, waited for, compared."""

import json
import os
import statistics
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

Json = dict[str, Any]
BYTECODE = Path("out/bench/bytecode")


@dataclass(frozen=True, slots=True)
class Run:
    """One process from its start to its end: seconds by the clock, seconds of the processor, its words."""

    wall: float
    cpu: float
    told: Json


def run(arguments: Sequence[str]) -> Run:
    """Run a command without a screen. RuntimeError when it fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(BYTECODE)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own modules
        list(arguments), env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: exit code {process.returncode}")
    told = json.loads(said) if said.lstrip().startswith(b"{") else {}
    return Run(wall, used.ru_utime + used.ru_stime, told)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def in_turn(works: dict[str, Callable[[], float]], times: int) -> dict[str, list[float]]:
    """Each measure `times` times, one after the other in turn, so that the machine's moods reach all."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            found[name].append(work())
    return found


def best(found: dict[str, list[float]]) -> dict[str, float]:
    """The quickest of each measure: what the work costs when nothing else is at work."""
    return {name: min(values) for name, values in found.items()}


def medians(found: dict[str, list[float]]) -> dict[str, float]:
    """The median of each measure."""
    return {name: statistics.median(values) for name, values in found.items()}
