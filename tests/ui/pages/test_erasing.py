"""« Effacer pour de bon » and « Durées de conservation », with real clicks; Enter never erases."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.retention import Kind
from desk.notebook import (
    agenda,
    erasing_person,
    log,
    meetings,
    opening,
    people,
    retention,
    rounds,
    succession,
    unsealing,
)
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from desk.ui.context import Documents
from desk.ui.dialogs.code import CodeField
from desk.ui.dialogs.erase_carnet import EraseCarnetDialog
from desk.ui.dialogs.erase_old import EraseOldDialog
from desk.ui.dialogs.erase_person import ErasePersonDialog
from desk.ui.dialogs.erase_point import ErasePointDialog
from desk.ui.dialogs.erase_round import BothAgreeDialog, EraseRoundDialog
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.pages.retention import RetentionPage
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.select import Select
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, in_dialog
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.conftest import CODES, fill, put_code, session_of
from tests.ui.pages.names import alike

DAY = date(2026, 11, 20)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def point(notebook: Notebook) -> str:
    """A point that was held, where Mme Fabre is named."""
    made = meetings.plan(notebook, MeetingKind.WEEKLY, DAY).id
    item = agenda.add(notebook, made, "Xylophonie").id
    agenda.write_notes(notebook, item, "Vu avec Mme Fabre.")
    log.agree(notebook, item, "Accorder le xylophone")
    meetings.close(notebook, made)
    return made


@pytest.fixture
def left(notebook: Notebook, point: str) -> str:
    """Mme Fabre has left."""
    leaving = people.pair(notebook).sgm.id
    newcomer = PersonDraft(Function.SGM, "Vidal", "M.", Gender.MASCULINE)
    succession.succeed(notebook, Seat.SGM, newcomer, date(2026, 11, 22))
    return leaving


@pytest.fixture
def opened(notebook: Notebook) -> str:
    """A round opened; the mayor has a code."""
    put_code(notebook, Seat.ELU)
    made = rounds.start(notebook, ["p01"]).id
    fill(notebook, made, Seat.ELU, "31", CODES[Seat.ELU])
    fill(notebook, made, Seat.SGM, "13")
    unsealing.open_together(
        notebook, made, session_of(notebook, Seat.ELU, CODES[Seat.ELU]), session_of(notebook, Seat.SGM)
    )
    return made


def test_an_empty_carnet_says_so_for_each_thing(work: AtWork) -> None:
    page = work.go("erasing")
    for words in ("Personne n’a quitté sa place", "Aucuns regards croisés ouverts", "Aucun point.",
                  "archives publiques", "accueillez d’abord celle qui prend sa place"):  # fmt: skip
        assert work.sees(words), words
    assert unnamed(page) == []
    assert alike(page) == []


def test_both_pages_are_reached_from_the_commune_and_lead_to_one_another(work: AtWork) -> None:
    work.go("commune")
    places = []
    for words in ("Effacer pour de bon…", "Durées de conservation", "Effacer pour de bon"):
        work.click(words)
        places.append(work.page.name)
    assert places == ["erasing", "retention", "erasing"]


def test_a_person_is_erased_only_by_the_verb(work: AtWork, notebook: Notebook, left: str) -> None:
    work.go("erasing")
    name = "Effacer : Mme Fabre, secrétaire générale de mairie, jusqu’au 22 novembre 2026"
    work.answering(lambda dialog: work.key(dialog, Qt.Key.Key_Return), lambda: work.click(name))
    assert [person.id for person in erasing_person.past(notebook)] == [left]

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, ErasePersonDialog)
        assert dialog.names.isChecked()
        assert work.sees("où il est écrit", dialog), work.words(dialog)
        work.click("Voir ces endroits", dialog)
        assert work.sees("« Vu avec Mme Fabre. » deviendra « Vu avec la secrétaire générale", dialog)
        assert work.sees("Ctrl+Z ne le rétablira pas", dialog)
        assert work.sees("l’espace libre du disque", dialog)
        assert work.sees("archives départementales", dialog)
        work.press(dialog)

    work.window.runner.do(lambda: meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 27)))
    work.answering(act, lambda: work.click(name))
    assert erasing_person.past(notebook) == []
    assert work.sees("Personne n’a quitté sa place")
    assert not work.window.runner.undo_stack.canUndo()
    assert b"Fabre" not in notebook.path.read_bytes()


def test_a_round_is_erased_by_both_and_one_alone_is_told(
    work: AtWork, notebook: Notebook, opened: str
) -> None:
    page = work.go("erasing")
    name = next(each for each in work.words(page) if each.startswith("Regards croisés, automne"))

    def agree(dialog: Dialog) -> None:
        assert isinstance(dialog, BothAgreeDialog)
        code, box = dialog.fields[Seat.ELU], dialog.fields[Seat.SGM]
        assert isinstance(code, CodeField)
        assert isinstance(box, CheckBox)
        work.type(code, CODES[Seat.ELU])
        work.press(dialog)
        assert work.sees("L’effacement attend Mme Fabre", dialog)
        assert [each.id for each in rounds.opened(notebook)] == [opened]
        work.key(box, Qt.Key.Key_Space)
        work.press(dialog)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, EraseRoundDialog)
        work.answering(agree, lambda: work.press(dialog))

    work.answering(act, lambda: work.click(f"Effacer : {name}"))
    assert rounds.opened(notebook) == []
    assert work.sees("Aucuns regards croisés ouverts")


def test_giving_up_among_the_codes_erases_nothing(work: AtWork, notebook: Notebook, opened: str) -> None:
    work.go("erasing")
    button = next(each for each in work.words() if each.startswith("Regards croisés, automne"))

    def act(dialog: Dialog) -> None:
        work.answering(lambda asked: asked.reject(), lambda: work.press(dialog))
        assert dialog.isVisible()

    work.answering(act, lambda: work.click(f"Effacer : {button}"))
    assert [each.id for each in rounds.opened(notebook)] == [opened]


def test_a_point_asked_for_from_its_page_is_the_one_proposed(
    work: AtWork, notebook: Notebook, point: str
) -> None:
    meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 27))
    work.go("erasing", meeting_id=point)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, ErasePointDialog)
        assert work.sees("Point hebdomadaire du vendredi 20 novembre 2026", dialog)
        assert work.sees("1 ligne de ce qui est convenu.", dialog)
        assert not work.sees("une de plus, faite juste avant", dialog)
        work.key(dialog.copies, Qt.Key.Key_Space)
        assert work.sees("une de plus, faite juste avant", dialog)
        work.press(dialog)

    work.answering(act, lambda: work.click("Effacer ce point…"))
    assert [each.day for each in meetings.all_meetings(notebook)] == [date(2026, 11, 27)]
    assert b"ylophon" not in notebook.path.read_bytes()


def test_the_carnet_asks_for_the_name_of_the_commune(work: AtWork, notebook: Notebook) -> None:
    work.settings.set("recent", str(notebook.path))
    page = work.go("meeting", meeting_id=meetings.plan(notebook, MeetingKind.YEARLY, DAY).id)
    assert isinstance(page, MeetingPage)
    assert isinstance(page.detail, ItemDetail)
    assert page.detail.quick is not None
    work.type(page.detail.quick.field, "Une ligne commencée")  # goes with the carnet
    work.go("erasing")
    asked: list[bool] = []
    work.window.new_requested.connect(lambda: asked.append(True))

    def refuse(dialog: Dialog) -> None:
        assert isinstance(dialog, EraseCarnetDialog)
        assert work.sees(plain(str(notebook.path)), dialog)
        work.type(dialog.name, "Valmon")
        work.press(dialog)
        assert work.sees("Écrivez « Valmont »", dialog)

    work.answering(refuse, lambda: work.click("Effacer tout le carnet…"))
    assert notebook.path.exists()
    assert asked == []

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, EraseCarnetDialog)
        work.type(dialog.name, " VALMONT ")
        told.append(in_dialog(Dialog, accept))  # what is said next
        work.press(dialog)

    told: list[list[str]] = []
    work.answering(act, lambda: work.click("Effacer tout le carnet…"))
    assert told == [["Le carnet de Valmont est effacé"]]
    assert asked == [True]
    assert not notebook.path.exists()
    assert work.settings.get("recent") == ""
    work.window.close()


def test_a_period_is_chosen_and_undone_and_what_is_past_is_erased_when_ticked(
    work: AtWork, notebook: Notebook, point: str, left: str
) -> None:
    page = work.go("retention")
    assert unnamed(page) == []
    assert alike(page) == []
    assert isinstance(page, RetentionPage)
    page._choose(Kind.POINTS, "1")
    assert work.sees("1 élément, qui n’a pas passé cette durée.")
    work.undo()
    assert not retention.period(notebook, Kind.POINTS).is_chosen
    assert not work.sees("Voir et effacer…")


def test_nothing_ticked_is_told_and_the_year_ticked_goes(
    work: AtWork, notebook: Notebook, qtbot: QtBot
) -> None:
    old = meetings.plan(notebook, MeetingKind.YEARLY, date(2019, 5, 3)).id
    agenda.add(notebook, old, "Xylophonie")
    meetings.close(notebook, old)
    work.go("retention")

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, EraseOldDialog)
        assert not any(box.isChecked() for box, _ in dialog.boxes)
        work.press(dialog)
        assert work.sees("Cochez ce qui est à effacer", dialog)
        assert meetings.held(notebook)
        work.key(dialog.boxes[0][0], Qt.Key.Key_Space)
        work.press(dialog)

    see = "Voir et effacer… : Points tenus : ordre du jour, notes, ce qui est convenu, actions"
    work.answering(act, lambda: work.click(see))
    assert meetings.held(notebook) == []
    assert b"Xylophonie" not in notebook.path.read_bytes()
    assert not work.sees("Voir et effacer…")


@pytest.mark.parametrize("target", ["erasing", "retention"])
def test_it_fits_the_smallest_window(work: AtWork, left: str, target: str) -> None:
    work.window.resize(910, 470)
    page = work.go(target)
    QApplication.processEvents()
    assert page.scroller.inside.width() <= page.scroller.viewport().width()


def test_a_carnet_that_is_only_read_offers_nothing_to_erase(
    look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot
) -> None:
    read = opening.open_notebook(notebook.path, notebook.env, read_only=True)
    work = AtWork(read, child, qtbot)
    work.go("erasing")
    assert work.sees("ouvert en lecture seule")
    assert not work.sees("Effacer tout le carnet…")
    page = work.go("retention")
    assert not any(select.isEnabled() for select in page.findChildren(Select))
    work.window.close()
    read.store.close()
