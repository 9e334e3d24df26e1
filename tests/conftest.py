"""What every test stands on: no screen, no locale of this machine, no home folder, a fixed day."""

import gc
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings

from desk import paths
from desk.core.commune import Commune
from desk.core.people import Function, Gender
from desk.notebook import environment, opening
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft, Setup
from desk.ui.interpreter import prepare

# Before Qt is imported. The plain C locale shows at once what leans on the machine's language.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update({"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "Europe/Paris"})

prepare()

settings.register_profile(
    "short",
    derandomize=True,
    deadline=None,
    max_examples=40,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("short")

_QT_FIXTURES = {"qapp", "qtbot"}


@pytest.fixture(scope="session", autouse=True)
def _no_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no program it starts, reads or writes the folders of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    names = {"HOME": "", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache"}
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in names.items():
            patch.setenv(name, str(home / folder))
        yield


@pytest.fixture(autouse=True)
def _collect_between_window_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """In a window test, cyclic garbage waits for the end: collected amid an event, it has crashed Qt."""
    if not _QT_FIXTURES.intersection(request.fixturenames):
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def today() -> date:
    """The day it is in every test: a Sunday between two rounds."""
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the source tree."""
    return Path(__file__).resolve().parent.parent


class Clock:
    """A wall clock that a test sets; `now` is civil time."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, day: date, at: time = time(9)) -> None:
        """Jump to a day."""
        self.now = datetime.combine(day, at)


@pytest.fixture
def clock(today: date) -> Clock:
    """14:32 on the tests' day."""
    return Clock(datetime.combine(today, time(14, 32)))


@pytest.fixture(scope="session")
def shipped() -> Environment:
    """The shipped content, read once."""
    return environment.make(paths.resources(), Path("unused"))


@pytest.fixture
def env(shipped: Environment, clock: Clock, tmp_path: Path) -> Environment:
    """The shipped content, the test's clock, seeded chance, copies in the test's folder."""
    dice = random.Random(2026)
    return replace(
        shipped,
        clock=clock,
        random_bytes=dice.randbytes,
        new_id=lambda: str(UUID(int=dice.getrandbits(128), version=4)),
        copies=tmp_path / "copies",
        user="essai",
        host="poste",
    )


@pytest.fixture
def valmont() -> Setup:
    """Valmont, 412 inhabitants: M. Rey is mayor, Mme Fabre secrétaire générale de mairie."""
    return Setup(
        Commune("Valmont", "36202", 412, "CDG 36", "contact@cdg36.invalid"),
        PersonDraft(Function.MAYOR, "Rey", "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, "Fabre", "Mme", Gender.FEMININE, "Commune de Valmont"),
        date(2026, 3, 28),
    )


@pytest.fixture
def book(env: Environment, valmont: Setup, tmp_path: Path) -> Iterator[Notebook]:
    """A new notebook of Valmont, a real file."""
    made = opening.create(tmp_path / "valmont.binome", valmont, env)
    yield made
    opening.close(made)
