"""A real notebook, and a window's surroundings without a window."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desk import paths
from desk.core.commune import Commune
from desk.core.form import FormReading, Verdict
from desk.core.people import Function, Gender
from desk.notebook import environment, opening
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft, Setup
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.runner import Runner
from desk.ui.widgets.messages import MessageBar


@dataclass
class Memory:
    """Settings that live as long as a test."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, key: str, default: str = "") -> str:
        return self.kept.get(key, default)

    def set(self, key: str, value: str) -> None:
        self.kept[key] = value


@dataclass
class Drawn:
    """Stands where the drawing process is, and remembers what it was asked."""

    asked: list[tuple[str, Any]] = field(default_factory=list)
    reading: FormReading = field(default_factory=lambda: FormReading(Verdict.NOT_A_FORM))

    def draw_report(self, data: Mapping[str, Any]) -> bytes:
        self.asked.append(("report", data))
        return b"%PDF-1.7 report"

    def draw_form(self, data: Mapping[str, Any], fillable: bool) -> bytes:
        self.asked.append(("form", (data, fillable)))
        return b"%PDF-1.7 form"

    def read_form(self, path: Path) -> FormReading:
        self.asked.append(("read", path))
        return self.reading


@dataclass
class Trail:
    """Where the pages wanted to go."""

    steps: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, target: str, /, **arguments: str) -> None:
        self.steps.append((target, arguments))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The program's look, light, at 100 %; windows of earlier tests are really gone first."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(qapp, "light", 1.0)
    yield qapp
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def shipped() -> Environment:
    """The shipped content, read once."""
    return environment.make(paths.resources(), Path("unused"))


@pytest.fixture
def make_env(shipped: Environment, tmp_path: Path, today: date) -> Callable[[], Environment]:
    """An environment of the shipped content, with a still clock and counted ids and bytes."""
    numbers = count(1)

    def make() -> Environment:
        return Environment(
            clock=lambda: datetime(today.year, today.month, today.day, 14, 32),
            random_bytes=lambda size: bytes((next(numbers) + index) % 256 for index in range(size)),
            new_id=lambda: str(UUID(int=next(numbers), version=4)),
            guide=shipped.guide,
            deadlines=shipped.deadlines,
            words=shipped.words,
            copies=tmp_path / "copies",
            user="essai",
            host="poste",
        )

    return make


@pytest.fixture
def notebook(make_env: Callable[[], Environment], tmp_path: Path) -> Iterator[Notebook]:
    """A new notebook of Valmont on the disk: M. Rey is mayor, Mme Fabre secrétaire générale."""
    setup = Setup(
        Commune("Valmont", "36202", 412, "CDG 36", "contact@cdg36.example"),
        PersonDraft(Function.MAYOR, "Rey", "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, "Fabre", "Mme", Gender.FEMININE, "Commune de Valmont"),
        date(2026, 3, 28),
    )
    book = opening.create(tmp_path / "valmont.binome", setup, make_env())
    yield book
    opening.close(book)


@pytest.fixture
def trail() -> Trail:
    """The places navigated to."""
    return Trail()


@pytest.fixture
def child() -> Drawn:
    """The documents asked for."""
    return Drawn()


@pytest.fixture
def context(look: QApplication, notebook: Notebook, trail: Trail, child: Drawn) -> Context:
    """What a page is given, with its messages and failures wired as in the window."""
    runner, messages = Runner(notebook), MessageBar()
    runner.failed.connect(messages.error)
    runner.confirmed.connect(messages.confirm)
    return Context(notebook, runner, messages, trail, child, Memory())
