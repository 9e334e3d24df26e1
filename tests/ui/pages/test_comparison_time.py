"""Over time, on screen: the previous round beside the new one, and what became of the subjects."""

from datetime import date, datetime

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.core.people import Seat
from desk.core.rounds import SubjectDraft
from desk.core.wording import NBSP, typographic
from desk.notebook import follow_up, log, meetings, people, rounds, unsealing
from desk.notebook.book import Notebook
from desk.ui import handover
from desk.ui.dialogs.subjects import SubjectsDialog
from desk.ui.pages.comparison import ComparisonPage
from desk.ui.pages.meeting import MeetingPage
from desk.ui.widgets.chart_table import ChartTable
from desk.ui.window import Window
from tests.agendas import without_calendar
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import button, in_dialog, words_of
from tests.ui.pages.conftest import fill, session_of


def held(book: Notebook, elu: str, sgm: str, practices: tuple[str, ...] = ("p01",)) -> str:
    """A round opened together, each answering by their levels."""
    round_id = rounds.start(book, practices).id
    fill(book, round_id, Seat.ELU, elu)
    fill(book, round_id, Seat.SGM, sgm)
    unsealing.open_together(book, round_id, session_of(book, Seat.ELU), session_of(book, Seat.SGM))
    return round_id


@pytest.fixture
def first(notebook: Notebook) -> str:
    return held(notebook, "0033", "3133")


@pytest.fixture
def second(first: str, notebook: Notebook) -> str:
    """The same day: it is « automne 2026 (2) »."""
    return held(notebook, "3033", "3133", ("p01", "p02"))


def shown(window: Window, round_id: str, seat: Seat = Seat.ELU) -> ComparisonPage:
    window.go("comparison", round_id=round_id, session=handover.keep(session_of(window.book, seat)))
    assert isinstance(window.page, ComparisonPage)
    return window.page


def comparison(window: Window) -> ComparisonPage:
    assert isinstance(window.page, ComparisonPage)
    return window.page


def test_both_answers_then_stand_under_both_answers_now(window: Window, second: str) -> None:
    page = shown(window, second)
    said = words_of(page)
    assert "D’une fois à l’autre" in said
    assert typographic("Automne 2026 (2) : 3 points forts communs, 1 chantier commun.") in said
    assert (
        typographic("Automne 2026 : 2 points forts communs, 1 chantier commun, 1 regard différent.") in said
    )
    then = "Automne 2026 : maire, « Jamais ou presque » ; secrétaire générale, « Toujours ou presque »"
    assert typographic(f"{then} ; regard différent.") in said
    assert said.count("Automne 2026\u00a0:") == 1 + 4, (
        "one line of the trend, four statements asked both times"
    )
    assert unnamed(page) == []


def test_the_first_time_nothing_is_said_of_before(window: Window, first: str) -> None:
    said = words_of(shown(window, first))
    assert "D’une fois à l’autre" not in said
    assert "Vos sujets de" not in said


def test_a_statement_worded_otherwise_is_told_apart(window: Window, second: str, notebook: Notebook) -> None:
    notebook.store.db.execute(
        "UPDATE round_statement SET revision = 2 WHERE round_id = ? AND statement_id = 'p01s1'", [second]
    )
    said = words_of(shown(window, second))
    assert typographic("Reformulé depuis automne 2026 : cet énoncé ne se compare pas.") in said
    assert "sur 3\u00a0énoncés posés de la même façon" in said
    assert "1\u00a0énoncé reformulé depuis, à part." in said


def test_answers_that_a_replaced_code_closed_leave_their_counts(
    window: Window, first: str, notebook: Notebook
) -> None:
    people.replace_lost_code(notebook, people.pair(notebook).sgm.id)
    second = held(notebook, "3033", "3133")
    said = words_of(shown(window, second, Seat.SGM))
    assert "Les réponses d’automne 2026 ne s’ouvrent plus avec cette clé" in said
    assert "comptes seuls" in said
    assert "maire, «" not in said, "no former answer"
    assert "maire, «" in words_of(shown(window, second, Seat.ELU))


def test_what_became_of_a_subject_is_one_line(window: Window, first: str, notebook: Notebook) -> None:
    unsealing.choose_subjects(notebook, first, [SubjectDraft("p01", "")])
    assert "Pas encore vu à un point" in words_of(shown(window, first))
    follow_up.send(notebook, first, "p01", "Tenir un rendez-vous régulier")
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, notebook.today).id
    (item,) = without_calendar(notebook, meeting)
    log.agree(notebook, item.id, "Le lundi à 9 h.")
    second = held(notebook, "3033", "3133")
    said = words_of(shown(window, second))
    assert "Vos sujets d’automne 2026" in said
    line = (
        f"Vu au point du 22{NBSP}novembre · convenu : Le lundi à 9 h · "
        f"aux réponses suivantes (automne 2026 (2)) : 1{NBSP}point fort commun de plus"
    )
    assert typographic(line) in said
    assert typographic(line) in words_of(shown(window, first)), "under the subject itself too"


def test_an_agenda_item_leads_back_and_a_code_is_asked(
    window: Window, first: str, notebook: Notebook
) -> None:
    page = shown(window, first)
    button(page, "Mettre à l’ordre du jour").click()
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 27)).id
    window.way.begin("meetings")
    window.go("meeting", meeting_id=meeting)
    assert isinstance(window.page, MeetingPage)
    button(window.page, "Vient de vos regards croisés, automne 2026").click()
    page = comparison(window)
    assert page.opened.session is None
    assert "Qui relit" in words_of(page)
    button(page, "M. Rey, maire").click()
    assert "Vos différences" in words_of(page)
    assert "à l’ordre du jour du prochain point" in words_of(page)
    assert page.way_back.isVisible()
    page.way_back.click()
    assert isinstance(window.page, MeetingPage)
    window.go("regards")
    assert not shown(window, first).way_back.isVisible(), "« Revenir » leads there already"


def test_declining_takes_one_click_too(window: Window, first: str, notebook: Notebook) -> None:
    page = shown(window, first)
    button(page, "Aucun sujet pour cette fois").click()
    assert unsealing.declined(notebook, first)
    assert "Vous n’avez retenu aucun sujet cette fois" in words_of(page)
    button(page, "Choisir tout de même des sujets")


def test_declining_is_said_once_and_asks_for_nothing_more(
    window: Window, first: str, notebook: Notebook
) -> None:
    page = shown(window, first)
    in_dialog(SubjectsDialog, lambda dialog: button(dialog, "Aucun sujet pour cette fois").click())
    button(page, "Choisir nos sujets").click()
    said = words_of(page)
    assert "Vous n’avez retenu aucun sujet cette fois" in said
    assert "chacun peut dire ce qu’il voit de sa place." not in said
    window.go("today")
    assert "Il reste à choisir vos sujets" not in words_of(window.page)
    button(shown(window, first), "Choisir tout de même des sujets")


def test_where_a_screen_reader_listens_the_table_is_there_at_once(window: Window, first: str) -> None:
    QAccessible.setActive(True)
    try:
        page = shown(window, first)
        QApplication.processEvents()
        table = page.findChild(ChartTable)
        assert table is not None
        assert table.isVisible()
        button(page, "Fermer le tableau").click()
        assert not table.isVisible()
    finally:
        QAccessible.setActive(False)


def test_after_a_silence_everything_hides_and_the_key_is_forgotten(
    window: Window, first: str, qtbot: QtBot
) -> None:
    page = shown(window, first)
    session = page.opened.session
    assert session is not None
    assert page.silence.is_watching
    page.silence._clock = lambda: datetime(2026, 11, 22, 14, 36, 30)
    page.silence.check()
    assert "se masqueront dans une minute" in window.messages.text.text()
    page.silence._clock = lambda: datetime(2026, 11, 22, 14, 38)
    page.silence.check()
    assert not session.is_open
    assert page.opened.views == []
    assert "Vos deux regards sont masqués" in words_of(page)
    assert "Vos différences" not in words_of(page)
    assert comparison(window).silence.is_watching is False


def test_one_key_hides_and_the_keyboard_stands_at_the_door(window: Window, first: str, qtbot: QtBot) -> None:
    page = shown(window, first)
    button(page, "Masquer (F9)").click()
    QApplication.processEvents()
    assert "Vos deux regards sont masqués" in words_of(page)
    assert not page.mask_button.isVisible()
    assert window.focusWidget().objectName() == "unlock-elu"
    window.focusWidget().click()  # type: ignore[attr-defined]
    assert "Vos différences" in words_of(page)
    page.cover()
    assert page.opened.session is None
