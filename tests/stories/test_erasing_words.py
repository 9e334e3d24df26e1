"""Rare words are put everywhere a carnet can hold some; erased, they are in no file of the profile."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk import crash, paths
from desk.core.deadline import OwnKind
from desk.core.meetings import ActionState, MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.rounds import SubjectDraft
from desk.data import copies
from desk.data.settings import SettingsFile
from desk.exchange.child import Child
from desk.notebook import (
    agenda,
    cleaning,
    corrections,
    erasing_point,
    log,
    meetings,
    opening,
    own_dates,
    people,
    recurring,
    register,
    report,
    rhythm,
    safety,
    succession,
    unsealing,
)
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft, Setup
from desk.ui import theme
from desk.ui.dialogs.erase_person import ErasePersonDialog
from desk.ui.dialogs.erase_point import ErasePointDialog
from desk.ui.window import Window
from tests.conftest import Clock
from tests.notebook.erased import stands_in
from tests.notebook.two_rounds import opened

NAME, EMPLOYER = "Ysoline Kervrzuquel-Œblanchet", "Quincampoix-Schtroumpf"
SAID = "Ysoline Kervrzuquel-Œblanchet dit oui, Mme Œblanchet aussi ; voir KERVRZUQUEL."
SECRET = "Xérophthalmie gyrovague des zeuzères"
DAY, LEFT = date(2026, 11, 20), date(2026, 11, 22)
_DIES = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("PRAGMA cache_size = 1")
file.execute("BEGIN IMMEDIATE")
file.execute("UPDATE agenda_item SET notes = notes || hex(randomblob(60000))")
file.execute("UPDATE person SET employer = hex(randomblob(60000))")
os._exit(9)
"""


@pytest.fixture
def book(env: Environment, valmont: Setup, tmp_path: Path) -> Notebook:
    """A carnet of one's own, which the test closes; its copies go to a stick too."""
    made = opening.create(tmp_path / "carnets" / "valmont.binome", valmont, env)
    (tmp_path / "cle").mkdir()
    return made


def write_everywhere(book: Notebook, clock: Clock) -> str:
    """Every text that the two can type, with the name; the secret in a point of its own. The point."""
    people.update_person(book, replace(people.pair(book).sgm, name=NAME, employer=EMPLOYER))
    held = opened(book, clock, date(2026, 11, 3), ("3", "1"))
    unsealing.choose_subjects(book, held, [SubjectDraft("p02", SAID, people.pair(book).sgm.id)])
    clock.go(DAY)
    recurring.add(book, MeetingKind.WEEKLY, SAID)
    own_dates.add(book, SAID, date(2027, 3, 1), OwnKind.OTHER)
    rhythm.add_closing(book, date(2027, 1, 4), date(2027, 1, 8), SAID)
    point = meetings.plan(book, MeetingKind.WEEKLY, DAY, time(9)).id
    meetings.set_participants(book, point, ["M. Rey", f"Mme {NAME}"])
    for words in (SAID, SECRET):
        _discuss(book, point, words)
    values = report.data(book, DAY)
    report.agree(book, values, people.unlock(book, people.pair(book).sgm.id))
    register.add(book, f"Bilan de Mme {NAME}.pdf", values)
    meetings.close(book, point)
    corrections.add(book, point, f"{SAID} {SECRET}")
    return point


def _discuss(book: Notebook, point: str, words: str) -> None:
    item = agenda.add(book, point, words).id
    agenda.write_notes(book, item, f"{words}\n{words}")
    log.agree(book, item, words)
    log.add_action(book, item, words, people.pair(book).sgm.id)
    dropped = log.add_action(book, item, words, owner_name=f"Mme {NAME}").id
    log.set_state(book, dropped, ActionState.DROPPED, words)
    agenda.remove(book, agenda.add(book, point, f"{words} encore").id)


def leave_traces(book: Notebook, env: Environment, clock: Clock, tmp_path: Path) -> Notebook:
    """Copies here and on the stick, a file set aside, one half made, a killed writer's journal."""
    safety.set_second(book, tmp_path / "cle")
    clock.go(DAY, time(18))
    kept = copies.make_copy(book.store, book.copies_folder, clock.now)
    (book.copies_folder / "2026-11-19_101010.partiel").write_bytes(NAME.encode() + SECRET.encode("utf-16-le"))
    opening.close(book)
    subprocess.run([sys.executable, "-c", _DIES, str(book.path)], check=False)
    hot = book.path.with_name(f"{book.path.name}-journal").read_bytes()
    assert EMPLOYER.encode() in hot or b"gyrovague" in hot
    clock.go(LEFT)
    again = opening.restore_copy(book.path, kept, env)
    assert cleaning.set_aside(again)
    newcomer = PersonDraft(Function.SGM, "Vidal", "M.", Gender.MASCULINE)
    succession.succeed(again, Seat.SGM, newcomer, LEFT)
    return again


def search_and_fail(window: Window, profile: Path) -> None:
    """What is typed in a search, and an error met with the words at hand, are written nowhere."""
    window.go("meetings", search="Kervrzuquel")
    QApplication.processEvents()
    try:
        date.fromisoformat(f"{NAME} {SECRET}")
    except ValueError as error:
        told = crash.details(type(error), error.__traceback__, datetime.combine(LEFT, time(9)))
        crash.write_down(profile / "journaux", told)


def test_nothing_is_left_anywhere(
    book: Notebook, env: Environment, clock: Clock, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    point = write_everywhere(book, clock)
    book = leave_traces(book, env, clock, tmp_path)
    person = succession_left(book)
    theme.apply(qapp, "light", 1.0)
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        window = Window(book, child, SettingsFile(tmp_path / "profil" / "reglages.ini"))
        qtbot.addWidget(window)
        window.show()
        search_and_fail(window, tmp_path / "profil")
        before = stands_in(tmp_path, [NAME, EMPLOYER, SECRET])
        window.go("erasing")
        context = window.page.context
        accept(partial(ErasePersonDialog, context, person, window))
        accept(partial(ErasePointDialog, context, point, window))
        window.close()
    opening.close(book)
    assert len(before) >= 5, before  # the file, one set aside, copies here and on the stick, one half made
    assert stands_in(tmp_path, [NAME, EMPLOYER, SECRET]) == []
    again = opening.open_notebook(book.path, env)
    assert again.copy_problem is None
    assert [each.name for each in (people.pair(again).elu, people.pair(again).sgm)] == ["Rey", "Vidal"]
    opening.close(again)
    assert stands_in(tmp_path, [NAME, EMPLOYER, SECRET]) == []


def succession_left(book: Notebook) -> str:
    """The id of the person who has left."""
    return str(book.store.rows("person", "name = ?", [NAME])[0]["id"])


def accept(make: Callable[[], ErasePersonDialog | ErasePointDialog]) -> None:
    """Press the verb of a dialog as it stands, everything ticked."""
    dialog = make()
    dialog.show()
    QApplication.processEvents()
    assert dialog.copies.isChecked()
    assert dialog.primary is not None
    dialog.primary.click()
    assert not dialog.isVisible()


def test_a_stick_that_was_taken_out_is_cleaned_when_it_is_back(
    book: Notebook, env: Environment, clock: Clock, tmp_path: Path
) -> None:
    point = write_everywhere(book, clock)
    stick, drawer = tmp_path / "cle", tmp_path / "ailleurs" / "tiroir"
    safety.set_second(book, stick)
    drawer.parent.mkdir()
    stick.rename(drawer)
    erasing_point.erase(book, [point], echoes=True, copies=True)
    cleaning.finish(book)
    opening.close(book)
    left = stands_in(tmp_path, [SECRET])
    assert left
    assert all(drawer.rglob(line.partition(":")[0]) for line in left)
    clock.go(date(2026, 11, 25))
    opening.close(opening.open_notebook(book.path, env))
    assert stands_in(tmp_path, [SECRET]) == left
    drawer.rename(stick)
    opening.close(opening.open_notebook(book.path, env))
    assert stands_in(tmp_path, [SECRET]) == []
    assert copies.list_copies(next((stick / "Binôme – copies").iterdir()), clock.now)
