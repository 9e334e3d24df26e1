"""A real notebook, and a window's surroundings without a window."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desk import paths
from desk.core.commune import Commune
from desk.core.people import Function, Gender, Seat
from desk.exchange.child import Child
from desk.notebook import environment, opening, sheets
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
            content=shipped.content,
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


@pytest.fixture(scope="session")
def child() -> Iterator[Child]:
    """The program's own document process; it starts at the first document and serves every test after it."""
    with Child(paths.program_command(), paths.fonts_dir()) as kept:
        yield kept


@pytest.fixture
def context(look: QApplication, notebook: Notebook, trail: Trail, child: Child) -> Context:
    """What a page is given, with its messages and failures wired as in the window."""
    runner, messages = Runner(notebook), MessageBar()
    runner.failed.connect(messages.error)
    runner.confirmed.connect(messages.confirm)
    return Context(notebook, runner, messages, trail, child, Memory())


@dataclass(frozen=True)
class Paper:
    """Draws a person's real form into a folder and ticks it there, as they would in a PDF reader."""

    book: Notebook
    child: Child
    folder: Path

    def ticked(self, round_id: str, seat: Seat, boxes: Sequence[str], name: str = "remplie.pdf") -> Path:
        """The form with those boxes ticked, each named `<statement>_<answer>`."""
        drawn = self.child.draw_form(sheets.form_request(self.book, round_id, seat), fillable=True)
        writer = PdfWriter(clone_from=PdfReader(BytesIO(drawn)))
        for page in writer.pages:
            writer.update_page_form_field_values(page, dict.fromkeys(boxes, "/Oui"))
        path = self.folder / name
        writer.write(path)
        return path


@pytest.fixture
def paper(notebook: Notebook, child: Child, tmp_path: Path) -> Paper:
    """Filled forms of the test's notebook."""
    return Paper(notebook, child, tmp_path)
