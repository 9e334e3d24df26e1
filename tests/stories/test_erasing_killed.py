"""Killed while someone, a point or the carnet is being erased: there as before, or gone for good."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.data import copies
from desk.notebook import (
    agenda,
    cleaning,
    erasing_carnet,
    erasing_person,
    erasing_point,
    imported,
    log,
    meetings,
    opening,
    people,
    safety,
    succession,
)
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft, Setup
from tests.conftest import Clock
from tests.notebook.erased import stands_in

NAME, WORDS = "Ysoline Kervrzuquel", "Xérophthalmie gyrovague"
STEPS = range(1, 80, 6)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is forked, then killed")


@pytest.fixture
def kept(env: Environment, valmont: Setup, tmp_path: Path, clock: Clock) -> Path:
    """A carnet with rare words and someone who has left, copied here and on a stick; then closed."""
    book = opening.create(tmp_path / "ici" / "valmont.binome", valmont, env)
    people.update_person(book, replace(people.pair(book).sgm, name=NAME))
    point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 20), time(9)).id
    item = agenda.add(book, point, WORDS).id
    agenda.write_notes(book, item, f"{NAME} : {WORDS}. " * 300)
    log.agree(book, item, f"Mme {NAME}")
    meetings.close(book, point)
    (tmp_path / "cle").mkdir()
    safety.set_second(book, tmp_path / "cle")
    copies.make_copy(book.store, book.copies_folder, clock.now.replace(day=20))
    newcomer = PersonDraft(Function.SGM, "Vidal", "M.", Gender.MASCULINE)
    succession.succeed(book, Seat.SGM, newcomer, book.today)
    opening.close(book)
    return book.path


def person(book: Notebook) -> str:
    return erasing_person.past(book)[0].id


def erase_person(book: Notebook) -> object:
    return erasing_person.erase(book, person(book), names=True, copies=True)


def erase_point(book: Notebook) -> object:
    return erasing_point.erase(book, [meetings.held(book)[0].id], echoes=True, copies=True)


def die_within(step: int, path: Path, env: Environment, erase: Callable[[Notebook], object]) -> None:
    """In a process of its own: erase, clean, and be killed after so many milliseconds."""
    child = os.fork()
    if child == 0:
        try:
            dying = opening.open_notebook(path, env)
            signal.setitimer(signal.ITIMER_REAL, step / 1000)  # nothing catches it: the process is gone
            erase(dying)
            cleaning.finish(dying)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


@pytest.mark.parametrize(("erase", "words"), [(erase_person, NAME), (erase_point, WORDS)])
def test_all_of_it_or_nothing_and_ended_at_the_next_opening(
    kept: Path, env: Environment, tmp_path: Path, erase: Callable[[Notebook], object], words: str
) -> None:
    for step in STEPS:
        die_within(step, kept, env, erase)
        book = opening.open_notebook(kept, env)
        imported.check(book.store)
        is_there = bool(erasing_person.past(book)) if words is NAME else bool(meetings.held(book))
        opening.close(book)
        assert bool(stands_in(tmp_path, [words])) is is_there, step
        if not is_there:
            return
    pytest.fail("it was never erased")


def test_the_carnet_goes_last_so_that_it_can_be_asked_again(
    kept: Path, env: Environment, tmp_path: Path
) -> None:
    for step in STEPS:
        die_within(step, kept, env, lambda book: erasing_carnet.erase(book, copies=True))
        if not kept.exists():
            break
        opening.close(opening.open_notebook(kept, env))
    if kept.exists():
        erasing_carnet.erase(opening.open_notebook(kept, env), copies=True)
    assert stands_in(tmp_path, [NAME, WORDS]) == []
