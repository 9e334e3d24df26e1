"""What a start is made of: the loading of modules by whose they are, ms, and two prices that explain ours."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

from bench.process import BYTECODE

TIMES = 5
_QT = ("PySide6", "shiboken6", "shibokensupport", "signature_bootstrap")
_PRICES = """
import json, sys
from time import perf_counter
from dataclasses import dataclass
def once(work):
    started = perf_counter(); work(); return (perf_counter() - started) * 1000
def make():
    @dataclass(frozen=True, slots=True)
    class Value:
        "As those of the domain."
        a: str; b: str; c: int; d: str = ""; e: str = ""
price = min(once(make) for _ in range(50))
import PySide6.QtCore
namespace = once(lambda: PySide6.QtCore.Qt)
print(json.dumps({"price": price, "namespace": namespace}))
"""
_COUNT = """
import sys
from dataclasses import is_dataclass
from desk.ui.interpreter import prepare
prepare()
import desk.app, desk.data.content, desk.ui.pages.today
found = {c for m in list(sys.modules) if m.startswith("desk")
         for c in vars(sys.modules[m]).values() if isinstance(c, type) and is_dataclass(c)}
print(len(found))
"""


def told(program: Sequence[str], bare: Sequence[str]) -> str:
    """A few lines for the table's notes; every figure a median of TIMES runs."""
    ours, floor = _loading(program), _loading(bare)
    prices = [json.loads(_said([sys.executable, "-c", _PRICES])) for _ in range(TIMES)]
    price, namespace = (median(each[name] for each in prices) for name in ("price", "namespace"))
    count = int(_said([sys.executable, "-c", _COUNT]))
    shown = ", ".join(f"{whose} {ours[whose]:.0f} ms ({floor.get(whose, 0):.0f})" for whose in ours)
    return (
        f"- **What a start is made of**: loading modules, the floor's in brackets: {shown}.\n"
        f"  Of ours, {count} frozen dataclasses at {price:.2f} ms each: {count * price:.0f} ms.\n"
        f"  Of the binding, the `Qt` namespace, which the floor does without: {namespace:.0f} ms.\n"
    )


def _loading(command: Sequence[str]) -> dict[str, float]:
    runs = [
        _by_owner(_said([command[0], "-X", "importtime", *command[1:]], errors=True)) for _ in range(TIMES)
    ]
    return {whose: median(each[whose] for each in runs) for whose in runs[0]}


def _by_owner(listing: str) -> dict[str, float]:
    found = dict.fromkeys(("Qt's binding", "Python's library", "Binôme"), 0.0)
    for line in listing.splitlines():
        head, _, rest = line.partition("import time:")
        cells = rest.split("|")
        if not head and len(cells) == 3 and cells[0].strip().isdigit():
            found[_owner(cells[2].strip())] += int(cells[0]) / 1000
    return found


def _owner(module: str) -> str:
    top = module.partition(".")[0]
    if top in _QT:
        return "Qt's binding"
    return "Binôme" if top in ("desk", "bench") else "Python's library"


def _said(command: Sequence[str], *, errors: bool = False) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(BYTECODE)}
    done = subprocess.run(  # noqa: S603 - our own modules
        list(command), env=environment, capture_output=True, check=True, text=True
    )
    return done.stderr if errors else done.stdout
