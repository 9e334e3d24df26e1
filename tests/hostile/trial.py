"""Hostile files given to the real document process, and what came of each."""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from desk.core.form import Verdict
from desk.exchange.child import Child
from desk.exchange.worker import MEMORY
from tests.hostile.carnet import Carnet
from tests.hostile.makers import MAKERS, kind, made

FIXTURES = Path(__file__).parent.parent / "fixtures"
SECONDS = 5.0


class Outcome(NamedTuple):
    """One file: what harm it did, its verdict or the error that came instead, and what it took."""

    number: int
    kind: str
    verdict: str
    seconds: float
    changed: bool

    @property
    def breach(self) -> str:
        """What is wrong with it, or nothing."""
        if self.verdict not in set(Verdict):
            return self.verdict
        if self.seconds > SECONDS:
            return f"{self.seconds:.1f} s"
        return "something was written" if self.changed else ""


def bases() -> list[bytes]:
    """Sound forms of each version, and as other programs gave them back."""
    folders = (FIXTURES / "forms", FIXTURES / "returned")
    return [path.read_bytes() for folder in folders for path in sorted(folder.glob("*.pdf"))]


def tried(
    numbers: Iterable[int], forms: list[bytes], child: Child, folder: Path, sheet: Carnet
) -> Iterator[Outcome]:
    """Each file read in turn by `child`, which is started beforehand: its start is no one's fault.

    What is read is then offered to `sheet`, whose carnet must stay as it was to the byte.
    """
    folder.mkdir(exist_ok=True)
    path, kept = folder / "recue.pdf", sheet.path.read_bytes()
    for number in numbers:
        content = made(number, forms)
        path.write_bytes(content)
        child.prepare()
        start = time.monotonic()
        verdict = _verdict(child, path, sheet)
        seconds = time.monotonic() - start
        changed = path.read_bytes() != content or len(list(folder.iterdir())) != 1
        changed = changed or sheet.path.read_bytes() != kept
        yield Outcome(number, kind(number), verdict, seconds, changed)


def _verdict(child: Child, path: Path, sheet: Carnet) -> str:
    try:
        reading = child.read_form(path)
        if not sheet.refuses(reading):
            return "a file of another carnet was taken"
    except Exception as error:  # noqa: BLE001 - what comes instead of a verdict is what is looked for
        return f"{type(error).__name__}: {error}"
    gone = child.stopped
    if gone is None or gone.late or "MemoryError" in gone.told:
        return reading.verdict
    return "the process died: " + (gone.told.strip().splitlines() or ["without a word"])[-1]


def peak() -> int:
    """The most memory that any process started and ended here held, in bytes; 0 where it is not told."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def report(outcomes: list[Outcome]) -> tuple[list[str], int]:
    """Lines to print, and how many breaches."""
    held = peak()
    breaches = [f"  file {each.number}, {each.kind}: {each.breach}" for each in outcomes if each.breach]
    if held > MEMORY:
        breaches.append(f"  {held >> 20} MB of memory")
    verdicts = Counter(each.verdict for each in outcomes)
    slowest = max(outcomes, key=lambda each: each.seconds)
    lines = [
        f"{len(outcomes)} files, {len({each.kind for each in outcomes})} of {len(MAKERS)} kinds of harm",
        *(f"  {verdict:18}{number:6}" for verdict, number in verdicts.most_common()),
        *_stopped(outcomes),
        f"slowest: {slowest.seconds:.2f} s (file {slowest.number}, {slowest.kind}); limit {SECONDS:.0f} s",
        f"peak memory of the process: {held >> 20} MB; limit {MEMORY >> 20} MB",
        f"breaches: {len(breaches)}",
    ]
    return lines + breaches, len(breaches)


def _stopped(outcomes: list[Outcome]) -> Iterator[str]:
    """Which kinds had to be stopped, and how often."""
    stopped: dict[str, int] = defaultdict(int)
    for each in outcomes:
        stopped[each.kind] += each.verdict == Verdict.HOSTILE
    told = ", ".join(f"{harm} {number}" for harm, number in sorted(stopped.items()) if number)
    yield f"stopped: {told or 'none'}"
