"""The program is started again while it runs: real processes, one window."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk import paths
from desk.app import App
from desk.data.lock import lock_path
from desk.data.settings import SettingsFile
from desk.notebook import opening, people, rounds, sheets
from desk.notebook.book import Environment
from desk.notebook.environment import make
from desk.notebook.opening import Setup
from desk.ui.reception import Reception
from desk.ui.single import Single
from tests.stories.hands import Hands

PATIENCE = 20.0
CODE = "marche lundi cahier olive"


class Town:
    """A profile, two carnets, and the program started on them as often as one likes."""

    def __init__(self, folder: Path, one: Path, two: Path) -> None:
        self.profile, self.one, self.two = paths.profile(folder / "profil"), one, two
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *asked: Path) -> subprocess.Popen[bytes]:
        """Start the program in a process of its own."""
        command = [sys.executable, "-m", "desk", *map(str, asked), "--profile", str(self.profile.root)]
        self.started.append(subprocess.Popen(command))
        return self.started[-1]

    def shows(self, carnet: Path) -> bool:
        """Whether that carnet is the one opened last, and held."""
        settings = SettingsFile(self.profile.settings)
        return settings.get("recent") == str(carnet) and lock_path(carnet).exists()

    def answers(self) -> bool:
        """Whether a program is there and comes forward."""
        asking = Single(self.profile.root)
        try:
            return asking.handed_over(None)
        finally:
            asking.claim.give_back()


@pytest.fixture
def town(tmp_path: Path, env: Environment, valmont: Setup, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    carnets = [tmp_path / "valmont.binome", tmp_path / "été à l’œuvre.binome"]
    for carnet in carnets:
        opening.close(opening.create(carnet, valmont, env))
    with tempfile.TemporaryDirectory(prefix="binome-") as session:
        monkeypatch.setenv("XDG_RUNTIME_DIR", session)
        made = Town(tmp_path, *carnets)
        yield made
        for process in made.started:
            process.kill()
            process.wait()


def wait_until(true: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end, "it never came"
        sleep(0.05)


def test_a_second_start_leaves_and_the_first_shows_what_it_asked_for(town: Town) -> None:
    first = town.start(town.one)
    wait_until(lambda: town.shows(town.one))
    assert town.start().wait(PATIENCE) == 0
    assert town.shows(town.one)
    assert town.start(town.one).wait(PATIENCE) == 0
    assert town.shows(town.one)
    assert town.start(town.two).wait(PATIENCE) == 0
    wait_until(lambda: town.shows(town.two))
    wait_until(lambda: not lock_path(town.one).exists())
    assert first.poll() is None


def test_two_starts_at_the_same_instant_open_one_window(town: Town) -> None:
    both = [town.start(town.one), town.start(town.one)]
    wait_until(lambda: any(each.poll() is not None for each in both))
    wait_until(lambda: town.shows(town.one))
    assert sorted((each.poll() for each in both), key=str) == [0, None]
    assert town.answers()


def test_after_a_kill_the_next_one_starts(town: Town) -> None:
    first = town.start(town.one)
    wait_until(lambda: town.shows(town.one) and town.answers())
    first.kill()
    first.wait()
    second = town.start(town.two)
    wait_until(lambda: town.shows(town.two) and town.answers())
    assert second.poll() is None


def test_what_is_being_typed_is_written_before_another_carnet_shows(
    town: Town, qapp: QApplication, qtbot: QtBot
) -> None:
    program = App(qapp, town.profile, make(paths.resources(), town.profile.copies))
    reception = Reception(lambda: program.shown, program.opener.open_other)
    program.start(town.one)
    assert program.book is not None
    round_id = rounds.start(program.book, ["p01"]).id
    hands = Hands(qapp)
    for words in ("Regards croisés", "Feuille du maire", "Oui, ouvrir ma feuille"):
        hands.click(words)
    twice = {"Votre code": CODE, "Le même code, une seconde fois": CODE}
    hands.click("Choisir un code", lambda: hands.fill_in(twice, "Prendre ce code"))
    hands.write("Note privée", "Au beau milieu d’une phr")
    assert reception.asked(town.two)
    qtbot.waitUntil(lambda: town.shows(town.two))
    assert program.open(town.one)
    session = people.unlock(program.book, people.pair(program.book).elu.id, CODE)
    assert list(sheets.read(program.book, session, round_id).notes.values()) == ["Au beau milieu d’une phr"]
    session.close()
    assert program.shown is not None
    program.shown.close()
    program.close_book()


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
def test_another_path_to_the_carnet_shown_only_brings_it_forward(town: Town) -> None:
    first = town.start(town.one)
    wait_until(lambda: town.shows(town.one) and town.answers())
    link = town.one.with_name("raccourci vers le carnet.binome")
    link.symlink_to(town.one)
    around = town.one.parent / "." / ".." / town.one.parent.name / town.one.name
    for path in (link, around):
        assert town.start(path).wait(PATIENCE) == 0
        assert town.shows(town.one)
    assert first.poll() is None
    assert not lock_path(link).exists()


def test_a_screen_of_the_opening_comes_forward_and_gives_way(town: Town, tmp_path: Path) -> None:
    gone = tmp_path / "clé retirée" / "carnet.binome"
    first = town.start(gone)
    wait_until(town.answers)
    assert town.start().wait(PATIENCE) == 0
    assert town.start(gone).wait(PATIENCE) == 0
    assert first.poll() is None
    assert town.start(town.two).wait(PATIENCE) == 0
    wait_until(lambda: town.shows(town.two))
    assert first.poll() is None


def test_a_carnet_asked_for_that_does_not_open_leaves_the_one_shown(
    town: Town, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    program = App(qapp, town.profile, make(paths.resources(), town.profile.copies))
    reception = Reception(lambda: program.shown, program.opener.open_other)
    program.start(town.one)
    hands, window, told = Hands(qapp), program.shown, list[str]()

    def stay() -> None:
        told.append(hands.front.windowTitle())
        hands.click("Rester dans « valmont »")

    hands.answer(stay)
    assert reception.asked(tmp_path / "absent.binome")
    qtbot.waitUntil(lambda: told != [])
    hands.check()
    assert told == ["Ce carnet n’est plus là"]
    assert program.shown is window
    assert program.book is not None
    assert program.book.path == town.one
    assert window is not None
    window.close()
    program.close_book()


@contextmanager
def stopped(process: subprocess.Popen[bytes]) -> Iterator[None]:
    os.kill(process.pid, signal.SIGSTOP)
    yield
    os.kill(process.pid, signal.SIGCONT)


@pytest.mark.skipif(sys.platform == "win32", reason="a process is stopped by a signal of Unix")
def test_a_program_that_hangs_keeps_nobody_out(town: Town) -> None:
    first = town.start(town.one)
    wait_until(lambda: town.shows(town.one) and town.answers())
    with stopped(first):
        second = town.start(town.two)
        wait_until(lambda: town.shows(town.two))
        assert second.poll() is None
    assert first.poll() is None
