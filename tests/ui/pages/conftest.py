"""The real window on the real notebook, and both sheets filled when a test begins there."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.scale import Answer
from desk.exchange.child import Child
from desk.notebook import people, rounds, sheets
from desk.notebook.book import Notebook, Session
from desk.ui.window import Window
from tests.ui.conftest import Memory

CODES = {Seat.ELU: "cheval lune papier vent", Seat.SGM: "jardin pluie table encre"}


@pytest.fixture
def window(look: object, notebook: Notebook, child: Child, qtbot: QtBot) -> Iterator[Window]:
    """The window at 1280×680, active, on « Regards croisés »."""
    shown = Window(notebook, child, Memory())
    qtbot.addWidget(shown)
    shown.resize(1280, 680)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.go("regards")
    yield shown
    shown.close()


@pytest.fixture
def round_id(notebook: Notebook) -> str:
    """Regards croisés over p01, p02 and p08, both sheets empty, no codes."""
    return rounds.start(notebook, ["p01", "p02", "p08"]).id


def session_of(book: Notebook, seat: Seat, code: str = "") -> Session:
    """That person's open session."""
    return people.unlock(book, people.pair(book).person(seat).id, code)


def put_code(book: Notebook, seat: Seat) -> None:
    """Protect a person's sheets with their code of CODES."""
    people.set_code(book, session_of(book, seat), CODES[seat])


def fill(book: Notebook, round_id: str, seat: Seat, pattern: str, code: str = "") -> None:
    """Answer the statements asked of everyone by the pattern's digits, again and again, and hand in."""
    session = session_of(book, seat, code)
    asked = [each for each in rounds.get(book, round_id).statements if not each.optional]
    for place, statement in enumerate(asked):
        sheets.answer(book, session, round_id, statement.id, Answer(pattern[place % len(pattern)]))
    sheets.hand_in(book, session, round_id)
