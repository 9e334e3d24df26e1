"""A carnet damaged in every way, opened by the program itself.

It opens with all its rows, or says what is wrong: then the file is kept to the byte, and each time a copy is
offered and put back. What SQLite cannot see, a letter changed in a row, must at least read without a bug.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from desk import paths
from desk.core.errors import UserError
from desk.data import notebook_file
from desk.data.migrations import VERSION
from desk.data.sqlite_errors import reading
from desk.notebook import environment, imported, opening, safety
from desk.notebook.book import Notebook
from tests.torture import nursery
from tests.torture.figures import Figures, Options
from tests.torture.glance import looked_at, read_everything
from tests.torture.harm import HARMS, Hurt
from tests.torture.mairie import Mairie, found
from tests.torture.material import gathered
from tests.torture.state import state

FULL = 500
IN_THE_WINDOW = 10
"""One in so many is opened in the real window too."""

_ON_READING = "damage told on reading"


class Breach(Exception):
    """What must never be."""


def run(options: Options) -> Figures:
    """Damage a carnet so many times (500)."""
    number = FULL if options.number is None else options.number
    nursery.load_all("desk.ui", "desk.notebook", "desk.data", "desk.core")
    mairie = found(options.folder, environment.make(paths.resources(), options.folder / "copies"))
    material = gathered(mairie, options.folder)
    seen: Counter[str] = Counter()
    breaches, slowest, done = [], 0.0, 0
    for turn in range(number):
        if options.is_over:
            break
        harm = HARMS[turn % len(HARMS)]
        hurt = harm(material, random.Random(f"{options.seed}:{turn}"))
        done += 1
        start = time.monotonic()
        try:
            seen[_tried(mairie, hurt)] += 1
            if turn % IN_THE_WINDOW == 0:
                seen["in the window too"] += 1
                _in_the_window(mairie, hurt)
        except Breach as breach:
            breaches.append(f"{harm.__name__}, {turn} of seed {options.seed}: {breach}")
        slowest = max(slowest, time.monotonic() - start)
    kinds = min(done, len(HARMS))
    told = {
        "carnets": done,
        "kinds of harm": kinds,
        **dict(sorted(seen.items())),
        "slowest": f"{slowest:.1f} s",
    }
    return Figures(told, breaches)


def _tried(mairie: Mairie, hurt: Hurt) -> str:
    """What the program did of it, in a few words. Raises Breach."""
    _put(mairie, hurt)
    try:
        with _no_bug("opening"):
            book = opening.open_notebook(mairie.carnet, mairie.env)
    except UserError as problem:
        _check_kept(mairie.carnet, hurt)
        _check_restored(mairie, hurt)
        return "told damaged" if isinstance(problem, notebook_file.Damaged) else "told newer"
    good = safety.known_copies(mairie.carnet, mairie.env)[0]
    try:
        found = _judged(book, mairie)
    finally:
        with _no_bug("closing"):
            opening.close(book)
    if found == _ON_READING and not good.path.exists():
        raise Breach("a copy of the damaged carnet took the place of a good one")
    if notebook_file.identify(mairie.carnet) != VERSION:
        raise Breach("it stays at an older version for ever")
    return found


def _put(mairie: Mairie, hurt: Hurt) -> None:
    mairie.renew()
    mairie.carnet.write_bytes(hurt.content)
    if hurt.journal is not None:
        notebook_file.journal(mairie.carnet).write_bytes(hurt.journal)


@contextmanager
def _no_bug(doing: str) -> Iterator[None]:
    """What is no UserError is a bug."""
    try:
        yield
    except (UserError, Breach):
        raise
    except Exception as error:
        raise Breach(f"{doing}: {error!r}") from error


def _check_kept(carnet: Path, hurt: Hurt) -> None:
    """The file is as it was found, with what was beside it."""
    if carnet.read_bytes() != hurt.content:
        raise Breach("the original was changed")
    journal = notebook_file.journal(carnet)
    if hurt.journal is not None and (not journal.exists() or journal.read_bytes() != hurt.journal):
        raise Breach("its journal was changed")


def _check_restored(mairie: Mairie, hurt: Hurt) -> None:
    """A copy is offered, put back and whole; the damaged file is beside it to the byte."""
    with _no_bug("offering copies"):
        offered = safety.offers(mairie.carnet, mairie.env)
    if not offered:
        raise Breach("no copy was offered")
    with _no_bug("restoring"):
        try:
            book = opening.restore_copy(mairie.carnet, offered[0].copy, mairie.env)
        except UserError as problem:
            raise Breach(f"the copy was not put back: {problem.sentence}") from problem
    held = state(book.store.connection)
    opening.close(book)
    if held != mairie.first:
        raise Breach("the copy put back is not what was copied")
    beside = [path.read_bytes() for path in mairie.carnet.parent.glob("*.binome*") if path != mairie.carnet]
    if hurt.content not in beside or (hurt.journal is not None and hurt.journal not in beside):
        raise Breach("the damaged file was not kept beside")


def _judged(book: Notebook, mairie: Mairie) -> str:
    """It opened: the rows are all there, or the program can at least show them."""
    try:
        with reading():
            held = state(book.store.connection)
        if held == mairie.first:
            return "opened whole" if _can_be_copied(book) else "opened whole, but cannot be copied"
        with _no_bug("reading"):
            read_everything(book)
        imported.check(book.store)
    except UserError:
        return _ON_READING
    except (ValueError, KeyError, TypeError):
        return "unseen by SQLite, a row says what no screen wrote"
    return "unseen by SQLite, rows read"


def _can_be_copied(book: Notebook) -> bool:
    """An index that says otherwise than its table is seen by the copy alone."""
    try:
        safety.copy_now(book)
    except UserError:
        return False
    return book.copy_problem is None


def _in_the_window(mairie: Mairie, hurt: Hurt) -> None:
    """The real window says something, and lives."""
    _put(mairie, hurt)
    child = nursery.fork(partial(looked_at, mairie.carnet, mairie.env))
    child.listen(child.born + 20, lambda said: said.what in ("seen", "error"))
    child.kill()
    seen = [each for each in child.said if each.what == "seen"]
    wrong = [each for each in child.said if each.what in ("error", "warned")]
    if wrong:
        raise Breach(f"in the window: {wrong[0].more[0]}")
    if not seen or len(seen[0].more[0]) < 40:
        raise Breach("the window said nothing")
