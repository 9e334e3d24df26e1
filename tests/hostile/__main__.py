"""`python -m tests.hostile 2000`: damaged and hostile forms through the real document process.

Prints how many gave each verdict, the slowest, the peak memory; exit 1 on any breach.
"""

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import paths
from desk.exchange.child import Child
from tests.hostile.carnet import carnet
from tests.hostile.trial import bases, report, tried


def main(count: int) -> int:
    """Try `count` files; 0, or 1 on a breach."""
    outcomes = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        child = stack.enter_context(Child(paths.program_command(), paths.fonts_dir()))
        sheet = stack.enter_context(carnet(folder / "mairie"))
        for outcome in tried(range(count), bases(), child, folder / "recues", sheet):
            outcomes.append(outcome)
            if len(outcomes) % 100 == 0:
                print(f"  {len(outcomes)} / {count}", file=sys.stderr, flush=True)
    lines, breaches = report(outcomes)
    print("\n".join(lines))
    return int(breaches > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
