"""The whole notebook out and in, and what can be said of a file without changing it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk.core.meetings import Meeting, MeetingState
from desk.data import dump
from desk.data.copies import row_counts
from desk.data.migrations import VERSION
from desk.data.notebook_file import Malformed, check_begun, version_of
from desk.data.reading_file import as_of_now, in_memory, reading_file
from desk.notebook import meetings, people
from desk.notebook.book import Environment, Notebook


@dataclass(frozen=True, slots=True)
class Check:
    """What `desk check` tells: name, version, row counts, and the last point held."""

    commune: str
    version: int
    counts: dict[str, int]
    last_held: Meeting | None


def export_json(book: Notebook) -> bytes:
    """Everything, as JSON in a fixed order."""
    return dump.dump(book.store)


def restore(content: bytes, path: Path) -> None:
    """A new notebook from an export. Raises UserError and leaves nothing when it is not sound."""
    from desk.notebook import imported

    dump.load(content, path, imported.check)


@contextmanager
def reading(path: Path, env: Environment) -> Iterator[Notebook]:
    """The notebook to read only: no lock, no copy, nothing written. Raises UserError."""
    with reading_file(path) as store:
        check_begun(store, path)
        yield Notebook(path, store, env, None)


def check_rows(book: Notebook) -> None:
    """Read each row of a file that was never opened here as the program will, an older one in memory.

    Raises Malformed when one cannot be read; nothing is changed.
    """
    from desk.notebook import imported  # knows all there is: a start that trusts the file loads none of it

    try:
        if version_of(book.store) == VERSION:
            imported.check(book.store)
        else:
            with closing(as_of_now(in_memory(book.store, closed=False))) as twin:
                imported.check(twin)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Malformed(book.path, "une de ses lignes n’a pas la forme attendue") from error


def reads(book: Notebook) -> bool:
    """Whether each row reads; remembered, since what the program writes is well formed."""
    try:
        check_rows(book)
    except Malformed:
        return False
    book.rows_read = True
    return True


def check(path: Path, env: Environment) -> Check:
    """Integrity, version and counts; takes no lock and writes nothing. Raises UserError."""
    with reading(path, env) as book:
        held = [each for each in meetings.all_meetings(book) if each.state is MeetingState.HELD]
        return Check(
            people.commune(book).name, VERSION, row_counts(book.store.connection), held[0] if held else None
        )
