"""Erasing on a full disk, and by a process that dies: the old text or the new one, and ended later."""

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.data import copies, erasing
from desk.notebook import agenda, cleaning, log, meetings, opening, redaction, transfer
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup
from desk.notebook.redaction import Source
from tests.conftest import Clock
from tests.notebook.test_redaction import HELD, NOTES, REMOVED, SECRET, notes, span, stands_in


@pytest.fixture
def written(env: Environment, valmont: Setup, tmp_path: Path, clock: Clock) -> tuple[Notebook, str]:
    """A carnet of one's own, to be closed by the test, with an older copy; and the subject."""
    book = opening.create(tmp_path / "a-part.binome", valmont, env)
    point = meetings.plan(book, MeetingKind.WEEKLY, HELD, time(9)).id
    key = agenda.add(book, point, "École").id
    agenda.write_notes(book, key, NOTES)
    log.agree(book, key, "Autre chose " * 4000)
    copies.make_copy(book.store, book.copies_folder, clock.now.replace(day=20))
    return book, key


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """No file of this process grows past `most` bytes: what the system refuses, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_keeps_the_removal_and_the_next_opening_ends_it(
    written: tuple[Notebook, str], env: Environment, tmp_path: Path
) -> None:
    book, item = written
    source = notes(book, item)
    redaction.remove(book, source, *span(source), copies=True)
    with full_disk(40_000), pytest.raises(UserError, match="n’a pas pu être nettoyée"):
        cleaning.finish(book)
    assert SECRET not in agenda.get(book, item).notes
    assert "2026-11-20_143200.binome" in stands_in(tmp_path)
    opening.close(book)
    again = opening.open_notebook(book.path, env)
    assert stands_in(tmp_path) == []
    assert agenda.get(again, item).notes.count(REMOVED) == 1
    assert cleaning.finish(again).topics == frozenset()
    opening.close(again)


def test_killed_between_the_two_halves(
    written: tuple[Notebook, str], env: Environment, tmp_path: Path
) -> None:
    book, item = written
    source = notes(book, item)
    opening.close(book)
    child = os.fork()
    if child == 0:
        dying = opening.open_notebook(book.path, env)
        redaction.remove(dying, source, *span(source), copies=True)
        os._exit(9)
    os.waitpid(child, 0)
    again = opening.open_notebook(book.path, env)
    assert agenda.get(again, item).notes == f"Classe ouverte le samedi. {REMOVED} Le devis est signé."
    assert stands_in(tmp_path) == []
    opening.close(again)


def test_killed_at_any_moment_the_text_is_whole_old_or_new(
    written: tuple[Notebook, str], env: Environment, tmp_path: Path
) -> None:
    """The system gives out at the first, second… write to the disk: one text or the other, never between."""
    book, item = written
    source = notes(book, item)
    opening.close(book)
    new = f"Classe ouverte le samedi. {REMOVED} Le devis est signé."
    seen = set()
    for step in range(0, 40, 3):
        child = os.fork()
        if child == 0:
            _die_after(step, book.path, env, source)
        os.waitpid(child, 0)
        again = opening.open_notebook(book.path, env)
        kept = agenda.get(again, item).notes
        seen.add(kept)
        if kept == new:
            assert stands_in(tmp_path) == []
            agenda.write_notes(again, item, NOTES)
        opening.close(again)
    assert seen == {NOTES, new}


def _die_after(step: int, path: Path, env: Environment, source: Source) -> None:
    """Remove, and be killed after so many milliseconds."""
    dying = opening.open_notebook(path, env)
    signal.setitimer(signal.ITIMER_REAL, (step + 1) / 1000)
    redaction.remove(dying, source, *span(source), copies=True)
    cleaning.finish(dying)
    os._exit(0)


@pytest.mark.parametrize("is_pending", [False, True])
def test_going_back_to_a_copy_made_while_erasing_loses_nothing_of_what_came_after(
    written: tuple[Notebook, str], env: Environment, tmp_path: Path, clock: Clock, *, is_pending: bool
) -> None:
    """Such a copy still says that the copies made before are to go: those made before, and no other."""
    book, item = written
    clock.now += timedelta(minutes=5)
    redaction.remove(book, notes(book, item), *span(notes(book, item)), copies=True)
    if is_pending:
        chosen = copies.make_copy(book.store, tmp_path / "ailleurs", clock.now)
        cleaning.finish(book)
    else:
        cleaning.finish(book)
        [chosen] = copies.list_copies(book.copies_folder, clock.now)
    clock.now += timedelta(hours=2)
    agenda.write_notes(book, item, "Écrit dans la journée.")
    opening.close(book)
    clock.now += timedelta(minutes=2)
    back = opening.restore_copy(book.path, chosen, env)
    assert erasing.pending(back.store) is None
    later = [path for path in tmp_path.rglob("*.binome") if "Écrit dans".encode() in path.read_bytes()]
    aside = next(path.name for path in book.path.parent.glob("*(avant retour*.binome"))
    assert {path.name for path in later} == {
        aside,
        "2026-11-22_163700.binome",
        "2026-11-22_163900_retour.binome",
    }
    assert stands_in(tmp_path / "copies") == []
    opening.close(back)


def test_a_copy_that_resists_is_told_and_tried_again(book: Notebook, tmp_path: Path) -> None:
    point = meetings.plan(book, MeetingKind.YEARLY, HELD).id
    item = agenda.add(book, point, "École").id
    agenda.write_notes(book, item, NOTES)
    resisting = book.copies_folder / "2026-11-18_101010.binome"
    resisting.mkdir()  # what cannot be deleted as a file is
    redaction.remove(book, notes(book, item), *span(notes(book, item)), copies=True)
    with pytest.raises(UserError, match="1\u00a0copie faite avant n’est pas effacée"):
        cleaning.finish(book)
    assert stands_in(tmp_path) == []
    resisting.rmdir()
    cleaning.finish(book)
    assert [copy.made_at for copy in cleaning.older_copies(book)] == [book.now]


def test_an_export_made_before_the_erasing_ended_erases_no_copy_where_it_is_restored(
    written: tuple[Notebook, str], env: Environment, tmp_path: Path
) -> None:
    book, item = written
    source = notes(book, item)
    redaction.remove(book, source, *span(source), copies=True)
    exported = transfer.export_json(book)
    kept = sorted(path.name for path in book.copies_folder.glob("*.binome"))
    opening.close(book)
    again = tmp_path / "repris.binome"
    transfer.restore(exported, again)
    restored = opening.open_notebook(again, env)
    assert erasing.pending(restored.store) is None
    assert set(kept) <= {path.name for path in restored.copies_folder.glob("*.binome")}
    opening.close(restored)


def test_copies_stay_in_their_folder_whatever_a_foreign_file_calls_itself(
    env: Environment, valmont: Setup, tmp_path: Path
) -> None:
    book = opening.create(tmp_path / "a-part.binome", valmont, env)
    with book.store.atomic():
        book.store.update("commune", 1, {"uuid": "../../ailleurs"})
    assert book.copies_folder.parent == env.copies
    copies.make_copy(book.store, book.copies_folder, book.now)
    opening.close(book)
    assert {path.parent.parent for path in env.copies.rglob("*.binome")} == {env.copies}
    assert list(tmp_path.rglob("ailleurs*")) == []
    with pytest.raises(UserError):
        opening.open_notebook(book.path, env)
    assert list(tmp_path.rglob("ailleurs*")) == []
