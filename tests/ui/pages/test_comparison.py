import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import ItemSource
from desk.core.people import Seat
from desk.core.wording import typographic
from desk.notebook import agenda, people, practices, unsealing
from desk.notebook.book import Notebook
from desk.ui import handover
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.dialogs.subjects import SubjectsDialog
from desk.ui.pages.comparison import ComparisonPage
from desk.ui.pages.comparison_parts import PracticeStatements
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.chart import TwoMarksChart
from desk.ui.widgets.chart_table import ChartTable
from desk.ui.widgets.text import Heading, Tag
from desk.ui.window import Window
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.pages.conftest import CODES, fill, put_code, session_of


def senders(page: ComparisonPage) -> list[Button]:
    """The ways to the agenda on screen."""
    QApplication.processEvents()
    words = "Mettre à l’ordre du jour"
    return [each for each in page.findChildren(Button) if each.text() == words and each.isVisible()]


@pytest.fixture
def opened(round_id: str, notebook: Notebook) -> str:
    """p01: two differences and two strengths; the SGM's key is under a code."""
    put_code(notebook, Seat.SGM)
    fill(notebook, round_id, Seat.ELU, "3323")
    fill(notebook, round_id, Seat.SGM, "3131", CODES[Seat.SGM])
    both = session_of(notebook, Seat.ELU), session_of(notebook, Seat.SGM, CODES[Seat.SGM])
    unsealing.open_together(notebook, round_id, *both)
    return round_id


@pytest.fixture
def page(window: Window, opened: str, notebook: Notebook) -> ComparisonPage:
    """The comparison as after the opening."""
    ticket = handover.keep(session_of(notebook, Seat.ELU))
    window.go("comparison", round_id=opened, session=ticket)
    assert isinstance(window.page, ComparisonPage)
    return window.page


def test_what_is_common_comes_before_the_differences(page: ComparisonPage) -> None:
    said = words_of(page)
    assert page.heading.text() == "Vos deux regards, automne 2026"
    assert "Des regards différents sont normaux" in said
    assert said.index("Ce que vous avez en commun") < said.index("Vos différences")
    assert "Toujours ou presque" in said
    assert "regard différent" in said
    assert "Sans réponse ou laissé de côté" not in said, "an optional statement nobody asked for stays out"


def test_no_grade_and_no_rank(page: ComparisonPage) -> None:
    said = words_of(page).lower()
    for word in ("score", "note sur", "classement", "moyenne", "%"):
        assert word not in said


def test_only_the_differences(page: ComparisonPage) -> None:
    button(page, "Différences seulement").click()
    said = words_of(page)
    assert "Ce que vous avez en commun" not in said
    assert "Vos différences" in said
    button(page, "Tout afficher").click()
    assert "Ce que vous avez en commun" in words_of(page)


def test_the_chart_says_the_same_in_words(page: ComparisonPage) -> None:
    chart = page.findChild(TwoMarksChart)
    assert chart is not None
    assert chart.accessibleName()
    said = chart.accessibleDescription()
    assert "maire vers 3, secrétaire générale vers 2" in said
    assert "2 points forts communs, 2 regards différents" in said
    table = page.findChild(ChartTable)
    assert table is not None
    assert table.isHidden() or not table.isVisible()
    button(page, "Lire le graphique en tableau").click()
    assert table.isVisible()


def test_a_difference_goes_to_the_agenda_in_one_click_and_can_be_undone(
    page: ComparisonPage, window: Window, notebook: Notebook
) -> None:
    question = notebook.guide.practice("p01").opening_question
    assert typographic(f"Pour en parler : {question}") in words_of(page)
    ready = len(senders(page))
    button(page, "Mettre à l’ordre du jour").click()
    items = agenda.waiting(notebook)
    assert [(item.source, item.source_id) for item in items] == [
        (ItemSource.ROUND, f"p01@{page.opened.round_id}")
    ]
    assert items[0].title == "Quand il n’a pas lieu, nous en fixons aussitôt un autre"
    assert len(senders(page)) == ready - 1
    window.runner.undo_stack.undo()
    assert agenda.waiting(notebook) == []
    assert len(senders(page)) == ready


def test_the_keyboard_stays_where_the_difference_sent_was(page: ComparisonPage) -> None:
    sender = button(page, "Mettre à l’ordre du jour")
    name = sender.objectName()
    sender.setFocus()
    sender.click()
    now = page.window().focusWidget()
    assert isinstance(now, Tag)
    assert now.objectName() == name, "the next Tab goes on from there, not from the top of the page"


def test_leaving_forgets_the_session_and_the_answers(page: ComparisonPage, window: Window) -> None:
    session = page.opened.session
    assert session is not None
    window.go("regards")
    assert not session.is_open
    assert page.opened.views == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChild(TwoMarksChart) is None


def test_reading_again_asks_for_a_code(window: Window, opened: str) -> None:
    window.go("comparison", round_id=opened)
    page = window.page
    assert isinstance(page, ComparisonPage)
    assert "Ce que vous avez en commun" not in words_of(page)
    assert unnamed(page) == []

    def typed(dialog: CodeDialog) -> None:
        dialog.field.edit.setText(CODES[Seat.SGM])
        accept(dialog)

    seen = in_dialog(CodeDialog, typed)
    button(page, "Mme Fabre, secrétaire générale").click()
    assert seen
    assert "Ce que vous avez en commun" in words_of(page)
    assert unnamed(page) == []


def test_a_lost_key_is_told_and_the_other_still_opens(
    window: Window, opened: str, notebook: Notebook
) -> None:
    people.replace_lost_code(notebook, people.pair(notebook).sgm.id)
    window.go("comparison", round_id=opened)
    button(window.page, "Mme Fabre, secrétaire générale").click()
    assert "ne peuvent plus être relues" in window.messages.text.text()
    button(window.page, "M. Rey, maire").click()
    assert "Ce que vous avez en commun" in words_of(window.page)


def test_choosing_subjects_fills_the_next_agenda_and_offers_to_follow(
    page: ComparisonPage, window: Window, notebook: Notebook, qtbot: QtBot
) -> None:
    both = people.pair(notebook)

    def choose(dialog: SubjectsDialog) -> None:
        assert unnamed(dialog) == []
        accept(dialog)
        assert "Cochez un sujet" in dialog.problem.text()
        choice = dialog.choices[0]
        choice.box.click()
        QApplication.processEvents()
        assert choice.step.text() == notebook.guide.practice(choice._practice_id).first_step
        choice.owner.buttons[both.sgm.id].click()
        choice.due.edit.setText("31/02/2027")
        accept(dialog)
        assert "n’est pas une date" in choice.due.problem.text()
        choice.due.edit.setText("15/12/2026")
        accept(dialog)

    seen = in_dialog(SubjectsDialog, choose)
    button(page, "Choisir nos sujets").click()
    assert seen
    kept = unsealing.subjects(notebook, page.opened.round_id)
    assert [(each.practice_id, each.owner_id) for each in kept] == [("p01", both.sgm.id)]
    assert [item.title for item in agenda.waiting(notebook)] == ["Tenir un rendez-vous régulier"]
    said = words_of(page)
    assert "Vos sujets" in said
    assert "la secrétaire générale · pour le 15\u00a0décembre 2026" in said
    button(page, "Suivre cette pratique").click()
    assert [entry.practice_id for entry in practices.chosen(notebook)] == ["p01"]
    assert unnamed(page) == []


def test_the_pair_may_decline(page: ComparisonPage, notebook: Notebook) -> None:
    seen = in_dialog(SubjectsDialog, lambda dialog: button(dialog, "Aucun sujet pour cette fois").click())
    button(page, "Choisir nos sujets").click()
    assert seen
    assert unsealing.subjects(notebook, page.opened.round_id) == []
    assert agenda.waiting(notebook) == []


def test_a_ticket_serves_once(notebook: Notebook) -> None:
    session = session_of(notebook, Seat.ELU)
    ticket = handover.keep(session)
    assert handover.take(ticket) is session
    assert handover.take(ticket) is None
    forgotten = handover.keep(session)
    handover.keep(session_of(notebook, Seat.SGM))
    assert handover.take(forgotten) is None
    assert not session.is_open
    handover.drop()


def test_the_guide_is_read_over_the_comparison_at_the_question_of_the_practice(
    page: ComparisonPage, window: Window
) -> None:
    seen: list[tuple[str, bool]] = []

    def reading(dialog: ReadingDialog) -> None:
        QApplication.processEvents()
        question = dialog.findChild(Heading, "anchor-question")
        seen.append((dialog.windowTitle(), dialog.focusWidget() is question))

    link = page.findChildren(Button, "read-p01")[-1]
    in_dialog(ReadingDialog, reading)
    link.click()
    senders(page)[0].setFocus()
    in_dialog(ReadingDialog, reading)
    window.help()
    assert seen == [("1. Tenir un rendez-vous régulier", True)] * 2
    assert "Vos différences" in words_of(page), "it stays open: no code is asked for again"
    assert window.focusWidget() is senders(page)[0]
    page.filter.setFocus()
    assert page.help_target() == "page:quand-ne-pas"


def test_a_practice_that_a_later_guide_no_longer_has_is_not_offered_to_read(page: ComparisonPage) -> None:
    assert page._practice_at(page) == ""
    assert page._practice_at(None) == ""
    parts = page.findChildren(PracticeStatements)
    assert {page._practice_at(each) for each in parts} == {"p01", "p02", "p08"} & {
        e.practice_id for e in parts
    }
    parts[-1].practice_id = "p99"
    assert page._practice_at(parts[-1]) == ""
