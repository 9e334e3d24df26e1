"""The copies one can go back to: found for a notebook sound, damaged, moved or gone, and described."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.core.errors import UserError
from desk.core.wording import clock_time, counted, long_date
from desk.data import copies, copies_state, second_place
from desk.files import read_bytes, unread
from desk.notebook.book import Environment

ORIGIN_FILE = "carnet.txt"
"""In each folder of copies: the paths of the notebook they come from, one a line."""
HERE = "sur ce poste"
_BEFORE = {
    copies.BEFORE: "avant un changement important",
    copies.BEFORE_UPGRADE: "avant la mise à niveau du carnet",
    copies.BEFORE_RETURN: "avant un retour à une copie",
    copies.ODD: "une de ses lignes ne se lit pas",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A sound copy: what it holds, where it stands, and whether it still holds what was removed since.

    `copy` is for `opening.restore_copy`.
    """

    copy: copies.Copy
    told: str
    place: str
    after_erasing_note: str = ""


def known_copies(path: Path, env: Environment) -> list[copies.Copy]:
    """The copies of the notebook at that path on this PC, newest first, sound or not."""
    now = env.clock()
    found = [copy for folder in _folders(path, env) for copy in copies.list_all(folder, now)]
    return sorted(found, key=lambda copy: _rank(copy, now), reverse=True)


def _rank(copy: copies.Copy, now: datetime) -> tuple[bool, datetime]:
    """Those that a wrong clock dated ahead come last: they may be older than they say."""
    return not copies.is_ahead(copy, now), copy.made_at


def offers(path: Path, env: Environment) -> list[Offer]:
    """The copies of that notebook that still open, newest first, those of the second place included.

    A copy that stands in both places is offered once.
    """
    found: dict[str, Offer] = {}
    for folder in _folders(path, env):
        memory = copies_state.read(folder)
        for copy, place in _in_both(folder, memory.second, env.clock()):
            offer = None if copy.path.name in found else _offer(copy, place, memory.erased, env)
            if offer:
                found[copy.path.name] = offer
    now = env.clock()
    return sorted(found.values(), key=lambda offer: _rank(offer.copy, now), reverse=True)


def _in_both(folder: Path, place: Path | None, now: datetime) -> Iterator[tuple[copies.Copy, str]]:
    for copy in copies.list_all(folder, now):
        yield copy, HERE
    if place and second_place.is_there(place):
        for copy in copies.list_all(second_place.folder_in(place, folder.name), now):
            yield copy, f"dans « {place} »"


def _offer(copy: copies.Copy, place: str, erased: datetime | None, env: Environment) -> Offer | None:
    try:
        told = describe_copy(copy, env)
    except UserError:
        return None  # damaged like the notebook itself: it is not offered, and stays where it is
    return Offer(copy, told, place, _erasing_note(copy.made_at, erased))


def _erasing_note(made_at: datetime, erased: datetime | None) -> str:
    if erased is None or made_at >= erased:
        return ""
    day = long_date(erased.date())
    return f"Elle contient encore ce qui a été retiré pour de bon le {day}."


def describe_copy(copy: copies.Copy, env: Environment) -> str:
    """« 3 novembre 2026 à 17:10 · Valmont · 12 points, le dernier le 3 novembre 2026 », for choosing one."""
    from desk.notebook import transfer

    made = f"{long_date(copy.made_at.date())} à {clock_time(copy.made_at)}"
    why = f", {_BEFORE[copy.mark]}" if copy.mark else ""
    found = transfer.check(copy.path, env)
    held = f", le dernier le {long_date(found.last_held.day)}" if found.last_held else ""
    return f"{made}{why} · {found.commune} · {counted(found.counts['meeting'], 'point')}{held}"


def offer_of(chosen: Path, env: Environment, path: Path | None = None) -> Offer:
    """A file that someone looked for elsewhere, as a copy to put in the place of the notebook at `path`.

    Raises UserError when it is no sound notebook, or is that very file.
    """
    if path and chosen.resolve() == path.resolve():
        raise UserError(
            "C’est le carnet lui-même, pas une de ses copies.",
            "Choisissez un autre fichier ; rien n’a été changé.",
        )
    copy = copies.copy_at(chosen) or copies.Copy(chosen, _written(chosen))
    erased = [copies_state.read(folder).erased for folder in (_folders(path, env) if path else [])]
    last = max((moment for moment in erased if moment), default=None)
    return Offer(
        copy, describe_copy(copy, env), f"dans « {chosen.parent} »", _erasing_note(copy.made_at, last)
    )


def _written(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - civil time
    except OSError as error:
        raise unread(error, path) from error


def _folders(path: Path, env: Environment) -> list[Path]:
    """The folders of copies of the notebook at that path.

    One that was moved, then damaged, is still known by the mark of its own that it holds.
    """
    marks = sorted(env.copies.glob(f"*/{ORIGIN_FILE}"))
    return [mark.parent for mark in marks if _is_of(mark, path)] or _named_in(path, marks)


def _is_of(mark: Path, path: Path) -> bool:
    try:
        return str(path.absolute()) in paths_in(mark)
    except UserError:
        return False  # another notebook's folder that this user cannot read


def _named_in(path: Path, marks: Sequence[Path]) -> list[Path]:
    try:
        content = path.read_bytes() if marks else b""
    except OSError:
        return []  # gone: nothing says whose it was
    return [mark.parent for mark in marks if mark.parent.name.encode() in content]


def paths_in(mark: Path) -> list[str]:
    """The paths written in an ORIGIN_FILE. Raises UserError."""
    return read_bytes(mark).decode("utf-8", errors="replace").splitlines()
