"""What is remembered of a notebook's copies, in a small file of their folder that nothing depends on."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from desk.core.errors import UserError
from desk.files import write_atomic

STATE_FILE = "etat.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CopiesMemory:
    """What the next start must know; spoilt or absent, the file counts as empty and a copy more is made.

    `stamp`, `path` and `copy` say which state of which file the last copy holds; `problem` is why the last
    one failed (a sentence, an advice), `erased` when something was last removed for good; `whole` is the sum
    of the file as it was last closed, found sound to its last row.
    """

    stamp: str = ""
    path: str = ""
    copy: str = ""
    rehearsed: date | None = None
    second: Path | None = None
    second_last: datetime | None = None
    proposed: bool = False
    erased: datetime | None = None
    problem: tuple[str, str] | None = None
    whole: str = ""


def read(folder: Path) -> CopiesMemory:
    """What was kept; each value that cannot be understood is as if it had not been."""
    try:
        said = json.loads((folder / STATE_FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return CopiesMemory()
    if not isinstance(said, dict):
        return CopiesMemory()
    return CopiesMemory(
        stamp=_text(said.get("empreinte")),
        path=_text(said.get("carnet")),
        copy=_text(said.get("copie")),
        rehearsed=_parsed(said.get("essai"), date.fromisoformat),
        second=_parsed(said.get("second"), _place),
        second_last=_parsed(said.get("second_le"), _civil),
        proposed=said.get("propose") is True,
        erased=_parsed(said.get("effacement"), _civil),
        problem=_problem(said.get("echec")),
        whole=_text(said.get("somme")),
    )


def remember(folder: Path, **values: Any) -> CopiesMemory:
    """Change some of it. Raises UserError when the folder cannot be written."""
    memory = replace(read(folder), **values)
    said = {
        "empreinte": memory.stamp,
        "carnet": memory.path,
        "copie": memory.copy,
        "essai": memory.rehearsed.isoformat() if memory.rehearsed else None,
        "second": str(memory.second) if memory.second else None,
        "second_le": memory.second_last.isoformat() if memory.second_last else None,
        "propose": memory.proposed,
        "effacement": memory.erased.isoformat() if memory.erased else None,
        "echec": memory.problem,
        "somme": memory.whole,
    }
    write_atomic(folder / STATE_FILE, json.dumps(said, indent=1).encode())
    return memory


def remember_if_possible(folder: Path, **values: Any) -> None:
    """The same for what only spares work: forgotten, a copy more is made."""
    try:
        remember(folder, **values)
    except UserError:
        return  # the disk that refuses this refuses the copy too, and that is told


def _parsed(value: object, parse: Callable[[str], T]) -> T | None:
    try:
        return parse(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _civil(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _place(text: str) -> Path:
    if "\0" in text or not Path(text).is_absolute():
        raise ValueError(text)
    return Path(text)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _problem(value: object) -> tuple[str, str] | None:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(each, str) for each in value):
        return value[0], value[1]
    return None
