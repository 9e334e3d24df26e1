"""The bin: what is there, put back by a click and undone, emptied for good; by keyboard too."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.notebook import agenda, log, meetings
from desk.notebook import bin as binned
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.pages.bin import EmptyBinDialog
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork
from tests.ui.pages.names import alike

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def point(notebook: Notebook) -> str:
    """A point with a subject and a line in the bin."""
    made = meetings.plan(notebook, MeetingKind.YEARLY, FRIDAY).id
    item = agenda.add(notebook, made, "École").id
    log.withdraw(notebook, log.agree(notebook, item, "Dit une fois").id)
    agenda.remove(notebook, agenda.add(notebook, made, "Voirie").id)
    return made


def test_an_empty_bin_says_what_comes_there(work: AtWork) -> None:
    work.go("bin")
    assert work.sees("La corbeille est vide")
    assert work.sees("y reste 30 jours")
    assert not work.sees("Vider la corbeille…")


def test_it_is_put_back_and_undone(work: AtWork, notebook: Notebook, point: str) -> None:
    work.go("meetings")
    page = work.go("bin")
    assert work.sees("Retiré aujourd’hui, 22 novembre")
    assert work.sees("Gardé jusqu’au 22 décembre.")
    assert unnamed(page) == []
    assert alike(page) == []
    link = work.button("Remettre : Voirie, sujet retiré")
    link.setFocus()
    work.key(link, Qt.Key.Key_Return)
    assert [item.title for item in agenda.items(notebook, point)] == ["École", "Voirie"]
    assert not work.sees("Voirie")
    work.undo()
    assert work.sees("Voirie")


def test_emptying_says_that_it_is_final_and_enter_refuses(
    work: AtWork, notebook: Notebook, point: str
) -> None:
    work.go("bin")
    work.answering(
        lambda dialog: work.key(dialog, Qt.Key.Key_Return), lambda: work.click("Vider la corbeille…")
    )
    assert len(binned.content(notebook)) == 2

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, EmptyBinDialog)
        assert work.sees("2 éléments seront effacés du carnet.", dialog)
        assert work.sees("Ctrl+Z ne le rétablira pas", dialog)
        assert work.sees("Effacer aussi la copie faite avant", dialog)
        work.press(dialog)

    work.window.runner.do(lambda: agenda.add(notebook, point, "Divers"))
    work.answering(act, lambda: work.click("Vider la corbeille…"))
    assert binned.content(notebook) == []
    assert work.sees("La corbeille est vide")
    assert not work.window.runner.undo_stack.canUndo()
    assert b"Dit une fois" not in notebook.path.read_bytes()


def test_many_are_shown_by_and_by(work: AtWork, notebook: Notebook, point: str) -> None:
    for number in range(45):
        agenda.remove(notebook, agenda.add(notebook, point, f"Sujet {number}").id)
    work.go("bin")
    assert not work.sees("Voirie")
    work.click("Voir 7 lignes de plus")
    assert work.sees("Voirie")


def test_it_fits_the_smallest_window(work: AtWork, point: str) -> None:
    work.window.resize(910, 470)
    page = work.go("bin")
    QApplication.processEvents()
    assert page.scroller.inside.width() <= page.scroller.viewport().width()
