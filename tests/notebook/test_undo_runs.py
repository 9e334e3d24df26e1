"""Runs of twenty changes: all undone, the carnet is as it was, to the byte; all redone, as it became.

The whole export is compared, what is in the bin and the history of the actions included.
"""

from collections import Counter

import pytest

from desk.core.meetings import ItemSource
from desk.data import search_index
from desk.notebook import agenda, meetings, transfer
from desk.notebook.book import Notebook
from desk.notebook.undo import undo
from tests.notebook.runs import Someone

STEPS, RUNS = 20, 12


@pytest.mark.parametrize("seed", range(RUNS))
def test_all_undone_is_as_before_and_all_redone_as_after(book: Notebook, seed: int) -> None:
    someone = Someone(book, seed)
    someone.prepare()
    before, found = transfer.export_json(book), search_index.entries(book.store.connection)
    done = someone.do(STEPS)
    after = transfer.export_json(book)
    assert after != before
    back = [undo(book, change) for change in reversed(done)]
    assert transfer.export_json(book) == before, someone.done
    assert search_index.entries(book.store.connection) == found
    again = [undo(book, change) for change in reversed(back)]
    assert transfer.export_json(book) == after, someone.done
    for change in reversed(again):
        undo(book, change)
    assert transfer.export_json(book) == before, someone.done


@pytest.mark.parametrize("seed", range(RUNS))
def test_what_is_searched_is_always_what_is_written(book: Notebook, seed: int) -> None:
    someone = Someone(book, 100 + seed)
    someone.prepare()
    done = someone.do(STEPS)
    for change in reversed(done[-7:]):
        undo(book, change)
    kept = search_index.entries(book.store.connection)
    with book.store.atomic():
        search_index.rebuild(book.store.connection)
    assert search_index.entries(book.store.connection) == kept, someone.done


@pytest.mark.parametrize("seed", range(RUNS))
def test_nothing_comes_twice_whatever_was_done(book: Notebook, seed: int) -> None:
    someone = Someone(book, 200 + seed)
    someone.prepare()
    someone.do(STEPS)
    everywhere = Counter[tuple[str, str]]()
    for point in meetings.all_meetings(book):
        here = Counter(
            (item.source, item.source_id)
            for item in agenda.items(book, point.id)
            if item.source in (ItemSource.ACTION, ItemSource.UNDISCUSSED, ItemSource.RECURRING)
        )
        assert set(here.values()) <= {1}, someone.done
        everywhere.update(key for key in here if key[0] == ItemSource.UNDISCUSSED)
    assert set(everywhere.values()) <= {1}, someone.done


def test_the_runs_do_everything_that_can_be_undone(book: Notebook) -> None:
    someone = Someone(book, 1)
    someone.prepare()
    someone.do(400)
    every = {name.removeprefix("do_") for name in dir(Someone) if name.startswith("do_")}
    assert every == set(someone.done)
