"""A point written by keyboard alone, in the real window: how many keys it takes beyond the words."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk import paths
from desk.app import App
from desk.core.commune import Commune
from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.notebook import agenda, log, meetings, opening, people
from desk.notebook.book import Notebook
from desk.notebook.environment import make
from desk.notebook.opening import PersonDraft, Setup
from desk.ui.window import Window
from tests.stories.hands import Hands, plain, type_sign

NOW = datetime.combine(date(2026, 11, 22), time(14, 32))
FRIDAY = date(2026, 11, 27)
MOST = 120
ITEMS = ["Toiture de l’école", "Fiche de poste", "Accueil du samedi", "Budget 2027", "Bulletin municipal"]
AGREED = [
    "La secrétaire donne un avis écrit avant toute annonce",
    "Le secrétariat ferme le mercredi après-midi",
    "On relit le tableau des délégations en janvier",
]
ACTIONS = [
    ("le maire appelle l’inspection vendredi", "Appelle l’inspection", Seat.ELU, FRIDAY),
    ("la secrétaire prépare la note de cadrage pour le 4/12", "Prépare la note de cadrage", Seat.SGM,
     date(2026, 12, 4)),
    ("Mme Fabre demande un devis dans 15 jours", "Demande un devis", Seat.SGM, date(2026, 12, 6)),
    ("le maire relit le bulletin fin du mois", "Relit le bulletin", Seat.ELU, date(2026, 11, 30)),
]  # fmt: skip


class Keys:
    """A keyboard that counts: `beyond` is every key that is no letter of the text, held keys included."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.beyond = hands, 0

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier, times: int = 1) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for each in held:
            modifiers |= each
        for _ in range(times):
            self.hands.key(key, modifiers)
            self.beyond += 1 + len(held)

    def text(self, words: str) -> None:
        field = self.focused()
        assert isinstance(field, QLineEdit), type(field).__name__
        for sign in words:
            type_sign(field, sign)
        self.hands.settle()

    def line(self, words: str) -> None:
        self.text(words)
        self.press(Qt.Key.Key_Return)

    def focused(self) -> QWidget | None:
        return QApplication.focusWidget()

    def tab_to(self, is_there: Callable[[QWidget], bool]) -> None:
        """Tab until the keyboard is there, each Tab counted."""
        for _ in range(40):
            focused = self.focused()
            if focused is not None and is_there(focused):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("Tab never came there")


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """The program on a carnet that has one point already: what the calendar proposes is in that one."""
    profile = paths.profile(tmp_path / "profil")
    env = make(paths.resources(), profile.copies, lambda: NOW)
    setup = Setup(
        Commune("Valmont", "36202", 412, "CDG 36", "contact@cdg36.example"),
        PersonDraft(Function.MAYOR, "Rey", "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, "Fabre", "Mme", Gender.FEMININE, "Commune de Valmont"),
        date(2026, 3, 28),
    )
    path = tmp_path / "valmont.binome"
    book = opening.create(path, setup, env)
    meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 23), time(9))
    opening.close(book)
    app = App(qapp, profile, env)
    app.start(path)
    yield app
    assert app.shown is not None
    app.shown.close()
    app.close_book()


def plan(keys: Keys) -> None:
    """In the dialog: the day, said in French."""
    keys.tab_to(lambda widget: plain(widget.accessibleName()) == "Date")
    keys.line("vendredi")


def write_the_point(keys: Keys) -> None:
    """5 subjects, 3 things agreed, 4 actions, from the line of an empty agenda."""
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    keys.line(ITEMS[0])  # on an empty agenda a line is a subject
    for title in ITEMS[1:]:
        keys.text(title)
        keys.press(Qt.Key.Key_S, alt)
        keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Up, control, times=4)
    for place, words in enumerate(AGREED):
        keys.text(words)
        keys.press(Qt.Key.Key_C, alt)
        keys.press(Qt.Key.Key_Return)
        keys.line(ACTIONS[place][0])
        keys.press(Qt.Key.Key_Down, control)
    keys.line(ACTIONS[3][0])


def check_the_point(book: Notebook, meeting_id: str) -> None:
    """Each thing is in the carnet, under its subject."""
    items = agenda.items(book, meeting_id)
    assert [item.title for item in items] == ITEMS
    assert [(each.item_id, each.text) for each in log.decisions(book, meeting_id)] == [
        (items[place].id, words) for place, words in enumerate(AGREED)
    ]
    both = people.pair(book)
    assert [(each.item_id, each.text, each.owner_id, each.due) for each in log.actions(book, meeting_id)] == [
        (items[place].id, text, both.person(seat).id, due)
        for place, (_line, text, seat, due) in enumerate(ACTIONS)
    ]
    assert all(item.notes == "" for item in items)


def test_a_point_is_written_in_few_keys(program: App, capsys: pytest.CaptureFixture[str]) -> None:
    hands = Hands(program.qt)
    window, book = hands.front, program.book
    assert isinstance(window, Window)
    assert book is not None
    keys = Keys(hands)

    # « Nos points », then the point is planned, from the dialog's own fields
    window.activateWindow()
    keys.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert plain(window.windowTitle()).startswith("Nos points")
    keys.tab_to(lambda widget: plain(widget.accessibleName()) == "Prévoir un point")
    hands.answer(lambda: plan(keys))
    keys.press(Qt.Key.Key_Return)
    hands.check()
    planned = meetings.planned(book)[-1]
    assert planned.day == FRIDAY
    assert agenda.items(book, planned.id) == []
    assert window.page.name == "meeting"
    planning = keys.beyond

    window.activateWindow()  # as a window manager does when a dialog closes
    hands.settle()
    focused = keys.focused()
    assert isinstance(focused, QLineEdit)
    assert focused.objectName() == "quick-line"
    write_the_point(keys)
    check_the_point(book, planned.id)
    written = keys.beyond - planning
    with capsys.disabled():
        print(f"\nkeys beyond the text: {written} for the point, {keys.beyond} from « Nos points » on")
    assert written < MOST
    assert keys.beyond < MOST


def test_the_counting_hands_type_accents(program: App) -> None:
    hands = Hands(program.qt)
    window = hands.front
    assert isinstance(window, Window)
    assert program.book is not None
    meeting_id = meetings.plan(program.book, MeetingKind.WEEKLY, FRIDAY).id
    window.activateWindow()
    window.go("meeting", meeting_id=meeting_id)
    hands.settle()
    keys = Keys(hands)
    keys.tab_to(lambda widget: widget.objectName() == "quick-line")
    keys.text("É’à")
    line = keys.focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == "É’à"
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == "É’"
    line.clear()
