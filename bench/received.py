"""A county's bilans read, by `desk read` and by the bare library: `python -m bench.received FOLDER`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

COUNT, BAD = 350, 20
TABLE = "tableau.ods"
_LOOK_S = 0.02


def made(folder: Path) -> Path:
    """The folder of what was received, made anew: bilans of as many communes, and bad files among them."""
    import shutil

    from bench.operations import PRESS
    from desk.pdf.report import draw_report
    from tests.long_report import ten_years
    from tests.many_reports import make_post

    shutil.rmtree(folder, ignore_errors=True)
    make_post(folder, draw_report(ten_years(rounds=2, agreed=0, actions=0, options=()), PRESS), COUNT, BAD)
    return folder


def commands(folder: Path) -> dict[str, list[str]]:
    """`desk read`, whole, its table written; and the data taken out of the same PDF files, no more."""
    table, profile = folder.parent / TABLE, folder.parent / "profil"
    options = ["--out", str(table), "--profile", str(profile)]
    return {
        "ours": [sys.executable, "-m", "desk", "read", str(folder), *options],
        "floor": [sys.executable, "-m", "bench.received", str(folder)],
    }


def peak(command: list[str]) -> float:
    """The most memory that a command and all its processes hold together, MB. RuntimeError when it fails."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own modules
        while process.poll() is None:
            most = max(most, sum(_held(each) for each in _tree(process.pid)))
            sleep(_LOOK_S)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    return most / 1024


def _tree(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))


def _held(process: int) -> int:
    """Kilobytes; what several share counts for each of them."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def main(folder: Path) -> int:
    """Take the data out; 0 when there was some."""
    from tests.many_reports import extracted

    return 0 if extracted(folder) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
