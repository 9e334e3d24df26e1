"""Foreign bytes given to every reader of the program: a verdict or a known problem, time and memory bounded.

Hypothesis draws and shrinks; each breach prints the smallest bytes found, and comes again with the same seed.
"""

import os
import resource
import signal
import time
from collections import Counter
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings

from desk import paths
from desk.core.errors import UserError
from desk.exchange.child import Child
from tests.torture.figures import Figures, Options
from tests.torture.fuzz_bytes import Foreign
from tests.torture.fuzz_readers import Bench, Reader

FULL = 20_000
SECONDS = 5.0
MEMORY = 3 << 30
_STOPPED = "stopped at 5 s or at the bound of memory"
_PDF = ("report",)
"""Read here without the process that stops them in the program: what it would stop is counted, no breach."""


class TooLong(BaseException):
    """Reading took longer than allowed."""


class Trial:
    """One reader given so many bytes; `answers` counts what came."""

    def __init__(self, reader: Reader, options: Options, runs: int) -> None:
        self.reader, self.options, self.runs = reader, options, runs
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0
        self.until = float("inf")

    def breach(self) -> str:
        """Run; the first thing that must not be, shrunk, or nothing."""
        tried = settings(
            max_examples=self.runs,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )(given(self.reader.foreign)(self._once))
        try:
            seed(self.options.seed)(tried)()
        except TooLong as slow:
            return f"{self.reader.name}: {slow}"
        except Exception as error:  # noqa: BLE001 - whatever came instead of an answer is what is looked for
            return f"{self.reader.name}: {type(error).__name__}: {_told(error)}"
        return ""

    def _once(self, foreign: Foreign | bytes) -> None:
        if self.options.seconds > self.until:
            return
        content = foreign if isinstance(foreign, bytes) else foreign.make(foreign.number)
        begun = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 2 * SECONDS)
        try:
            answer = self.reader.read(content)
        except UserError as problem:
            answer = problem.sentence.split(":")[0][:40]
        except (MemoryError, TooLong):
            if self.reader.name not in _PDF:
                raise
            answer = _STOPPED
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        taken = time.monotonic() - begun
        self.slowest = max(self.slowest, taken)
        self.answers[answer] += 1
        if taken > SECONDS and answer != _STOPPED:
            raise TooLong(f"{taken:.1f} s for {content[:60]!r}… ({len(content)} bytes)")


def run(options: Options) -> Figures:
    """So many runs (20 000), shared out among the readers."""
    runs = FULL if options.number is None else options.number
    signal.signal(signal.SIGALRM, _late)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        readers = list(Bench(options.folder, child).readers())
        whole = sum(reader.weight for reader in readers)
        trials = [Trial(reader, options, max(2, runs * reader.weight // whole)) for reader in readers]
        breaches = []
        for place, trial in enumerate(trials):
            if options.minutes is not None:  # what is left, shared with those that come after
                left = 60 * options.minutes - options.seconds
                trial.until = options.seconds + left / (len(trials) - place)
            breaches += [breach] if (breach := trial.breach()) else []
    if os.environ.get("ANSWERS"):
        for trial in trials:
            print(trial.reader.name, trial.answers.most_common(9), f"{trial.slowest:.2f} s")
    return Figures(_figures(trials), breaches)


def _figures(trials: list[Trial]) -> dict[str, object]:
    told: dict[str, object] = {
        "readers": len(trials),
        "runs": sum(trial.answers.total() for trial in trials),
        "files of the corpus": sum(trial.reader.files for trial in trials),
        "slowest (s)": max(trial.slowest for trial in trials),
        "peak of memory (MB)": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }
    for trial in trials:
        told[trial.reader.name] = f"{trial.answers.total()} ({len(trial.answers)} answers)"
    return told


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong("not over after ten seconds")


def _told(error: BaseException) -> str:
    """The error and where, in the program."""
    places, trace = [], error.__traceback__
    while trace is not None:
        where = trace.tb_frame.f_code
        if "/desk/" in where.co_filename:
            places.append(f"{where.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    notes = " ".join(getattr(error, "__notes__", []))[:300]
    return f"{str(error)[:160]} at {' > '.join(places[-5:])} {notes}"
