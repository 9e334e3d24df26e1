"""What the mayor wrote is nowhere: not on a screen nor in a file, whoever else is at the keyboard.

Two worlds differ by the mayor's answers and private notes alone. Whatever the other person or a passer-by can
read must be the same in both, word for word, and hold no word of the notes.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.core.people import Seat
from desk.core.rounds import SheetState
from desk.core.wording import typographic
from desk.data.settings import SettingsFile
from desk.exchange.child import Child
from desk.files import write_atomic
from desk.notebook import agenda, meetings, opening, rounds, sheets, transfer
from desk.notebook.book import Environment, Notebook
from desk.ui.widgets import messages
from desk.ui.window import Window
from tests.ui.pages.conftest import CODES, session_of
from tests.ui.pages.town_hall import VALMONT, Heard, World, opened_before

NOTES = ("zibeline", "ornithorynque")
"""What a mayor writes in private, one per world: words found nowhere else."""
KEYS = ("444444444444", "1s0")
DIALOGS = {
    "Code du maire",
    "Code de la secrétaire générale de mairie",
    "Choisir vos sujets",
    "Ouvrir ensemble",
    "Terminer sans ouvrir\u202f?",
    "Remettre votre feuille\u202f?",
    "Effacer votre feuille\u202f?",
    "Imprimer le bilan",
}
"""Among the dialogs that the walks must have met."""
TOOLS = frozenset({"roles", "journey", "calendar", "cdg"})
"""The guide's tools, walked in one of the tests."""
INSIDE = ("Énoncé 1 sur", "Note privée", "Ce que vous avez en commun", "Votre feuille est masquée")
"""Where only an open sheet or comparison leads."""
Make = Callable[[int], AbstractContextManager[World]]


@pytest.fixture
def world(
    look: QApplication,
    shipped: Environment,
    child: Child,
    today: date,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Make:
    """Makes the world of that number: both have a code, a past round with a note, a round under way."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    for wait in ("CONFIRMATION_MS", "_SAME_GESTURE_MS"):
        # what is said stays until something else is: two walks of another pace read the same
        monkeypatch.setattr(messages, wait, 10**8)

    @contextmanager
    def make(number: int) -> Iterator[World]:
        folder = tmp_path / str(number)
        folder.mkdir()
        strangers = frozenset(QApplication.allWidgets())
        saved = str(folder / "enregistre.pdf")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (saved, ""))
        dice = random.Random(2026)
        env = replace(
            shipped,
            clock=lambda: datetime(today.year, today.month, today.day, 14, 32),
            random_bytes=dice.randbytes,
            new_id=lambda: str(UUID(int=dice.getrandbits(128), version=4)),
            copies=folder / "copies",
            user="essai",
            host="poste",
        )
        book = opening.create(folder / "valmont.binome", VALMONT, env)
        meeting = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 27)).id
        agenda.add(book, meeting, "École")
        past = opened_before(book, NOTES[number])
        window = Window(book, child, SettingsFile(folder / "profil" / "reglages.ini"))
        window.resize(1280, 680)
        window.setUpdatesEnabled(False)  # everything is read, nothing is looked at
        window.show()
        qtbot.waitExposed(window)
        round_id = rounds.start(book, ["p01", "p02", "p08"]).id
        try:
            yield World(folder, book, dice, window, meeting, past, round_id, strangers)
        finally:
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            write_atomic(folder / "export.json", transfer.export_json(book))
            opening.close(book)
        # with an empty folder for copies, opening makes one of what the carnet holds now
        opening.close(opening.open_notebook(book.path, replace(env, copies=folder / "copies-apres")))

    return make


def in_files(folder: Path, word: str) -> list[str]:
    """The files in which a word is, as bytes of any usual encoding or as words of a PDF."""
    forms = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        read = content.lower() + (_pdf_words(path) if content.startswith(b"%PDF") else b"")
        if any(form in read for form in forms):
            found.append(path.name)
    return found


def _pdf_words(path: Path) -> bytes:
    reader = PdfReader(path, strict=False)
    attached = b"".join(part for parts in reader.attachments.values() for part in parts)
    return " ".join(page.extract_text() for page in reader.pages).casefold().encode() + attached.lower()


def differences(one: Heard, other: Heard) -> list[tuple[str, str, set[str]]]:
    """The steps that two walks do not tell alike."""
    pairs = zip(one, other, strict=True)
    return [(a, b, set(seen ^ met)) for (a, seen), (b, met) in pairs if a != b or seen != met]


def holding(heard: Heard, words: str) -> list[str]:
    """The steps at which some text held these words."""
    wanted = typographic(words).casefold()
    return [step for step, texts in heard if any(wanted in text.casefold() for text in texts)]


def hear(world: World, number: int) -> tuple[Heard, set[str]]:
    """The mayor's sitting, then a passer-by, the hand-in, then the other person: all they read and met."""
    world.sit(KEYS[number], NOTES[number])
    nobody = world.walk()
    sheets.hand_in(world.book, session_of(world.book, Seat.ELU, CODES[Seat.ELU]), world.round_id)
    other = world.walk(CODES[Seat.SGM])
    assert rounds.sheet_states(world.book, world.round_id)[Seat.ELU] is SheetState.HANDED_IN
    last = world.ask_to_open()
    heard = [told for prowler in (nobody, other, last) for told in world.told(prowler)]
    return heard, nobody.dialogs | other.dialogs | last.dialogs


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_nothing_of_the_mayors_sheet_is_read_by_anyone_else(world: Make, tmp_path: Path) -> None:
    heard, dialogs, kept = [], [], []
    for number in (0, 1):
        with world(number) as made:
            words, met = hear(made, number)
            heard.append(words)
            dialogs.append(met)
            kept.append(made.rows())
    assert differences(*heard) == []
    assert kept[0] == kept[1], "no count, time or trace of what was answered is kept in clear"
    for number, note in enumerate(NOTES):
        assert holding(heard[number], note) == []
        assert in_files(tmp_path / str(number), note) == []
    assert dialogs[0] == dialogs[1] >= DIALOGS
    for place in INSIDE:
        assert holding(heard[0], place), f"the walk did not come to « {place} »"


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_new_mayor_and_the_other_person_find_nothing_of_the_former_ones_sheets(
    world: Make, tmp_path: Path
) -> None:
    with world(0) as made:
        made.sit(KEYS[0], NOTES[0])
        made.leave_office()
        without = frozenset({"guide", "practice", "guide_page", "meeting", "comparison"}) | TOOLS
        walks = [made.walk(code, without) for code in ("", CODES[Seat.SGM])]
        heard = [told for prowler in walks for told in made.told(prowler)]
    assert holding(heard, "Blanc")
    for words in (
        NOTES[0],
        "Énoncé 1 sur",
        "Relire : Regards croisés",
        "Déjà ouverts ensemble",
        "Jamais ou presque",
    ):
        assert holding(heard, words) == []
    assert in_files(tmp_path, NOTES[0]) == []


def test_the_search_in_files_finds_what_is_there(tmp_path: Path, child: Child, notebook: Notebook) -> None:
    round_id = rounds.start(notebook, ["p01"]).id
    drawn = child.draw_form(sheets.form_request(notebook, round_id, Seat.ELU), fillable=True)
    (tmp_path / "feuille.pdf").write_bytes(drawn)
    (tmp_path / "reglages.ini").write_text("note = Zibeline", encoding="utf-16")
    assert "feuille.pdf" in in_files(tmp_path, "valmont")
    assert in_files(tmp_path, NOTES[0]) == ["reglages.ini"]
