"""Why a carnet does not simply open: which of the steps stopped it, and what is known of it."""

import os
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desk.core.errors import UserError
from desk.data.lock import HeldElsewhere
from desk.data.notebook_file import Damaged, Newer, NotOurs, OddRow
from desk.notebook.book import Environment


class Stop(StrEnum):
    """The step of the opening that said no."""

    HELD = "held"
    NOT_OURS = "not_ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    GONE = "gone"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A carnet that did not open. Who holds it is known for HELD only, and not always.

    `own`: by this very person on this very PC. `readable`: the file is there and may be read. `odd_row`: only
    one of its rows is spoilt.
    """

    stop: Stop
    path: Path
    problem: UserError
    user: str = ""
    host: str = ""
    since: datetime | None = None
    own: bool = False
    readable: bool = False
    odd_row: bool = False

    @property
    def has_folder(self) -> bool:
        """Whether the place of the carnet is there: a stick that was taken out takes it along."""
        return os.path.isdir(self.path.parent)  # noqa: PTH112 - a share that died raises elsewhere


def met(path: Path, problem: UserError, env: Environment) -> Trouble:
    """What the failure to open `path` is, for the screen that tells it."""
    stop = _stop(path, problem)
    readable = os.path.isfile(path) and os.access(path, os.R_OK)  # noqa: PTH113 - never raises
    if isinstance(problem, HeldElsewhere) and problem.holder is not None:
        holder = problem.holder
        own = (holder.user, holder.host) == (env.user, env.host)
        return Trouble(stop, path, problem, holder.user, holder.host, holder.since, own, readable)
    return Trouble(stop, path, problem, readable=readable, odd_row=isinstance(problem, OddRow))


def _stop(path: Path, problem: UserError) -> Stop:
    kinds = {HeldElsewhere: Stop.HELD, NotOurs: Stop.NOT_OURS, Newer: Stop.NEWER, Damaged: Stop.DAMAGED}
    for kind, stop in kinds.items():
        if isinstance(problem, kind):
            return stop
    # a dead share answers anything but « no such file »: what is not there to be seen is gone
    refused = isinstance(problem.__cause__, PermissionError)
    return Stop.OTHER if refused or os.path.lexists(path) else Stop.GONE


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by a link, a short name or another case; a missing file too."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - either may be missing
    except OSError:
        return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))  # noqa: PTH100
