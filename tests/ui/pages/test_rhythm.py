"""« Notre rythme » on screen: set a day, see the dates, the closings, what comes each time."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.agenda_models import MODELS
from desk.core.deadline import OwnKind
from desk.core.holidays import Region
from desk.core.meetings import MeetingKind
from desk.core.rhythm import LAST, Every, Slot
from desk.notebook import meetings, own_dates, recurring, rhythm
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.closing_period import ClosingDialog
from desk.ui.dialogs.line import LineDialog
from desk.ui.dialogs.slot import SlotDialog
from desk.ui.pages.rhythm import RhythmPage
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.focus import keyboard_in
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.names import alike

SINCE = date(2026, 9, 1)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def page_of(work: AtWork) -> RhythmPage:
    page = work.go("rhythm")
    assert isinstance(page, RhythmPage)
    return page


def weekly(book: Notebook) -> None:
    rhythm.add_slot(book, Slot("", MeetingKind.WEEKLY, Every.WEEK, 4, at=time(9), since=SINCE))


def dates(work: AtWork) -> list[str]:
    """The lines of the proposed dates, shifts included."""
    page = work.page
    assert isinstance(page, RhythmPage)
    return [text for text in work.words(page.dates) if text not in ("Prévoir", "Prochaines dates proposées")]


def test_an_empty_rhythm_has_one_thing_to_do_and_a_day_is_enough(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    primary = [each for each in page.findChildren(PrimaryButton) if each.isVisible()]
    assert [each.text() for each in primary] == ["Choisir notre jour"]
    assert unnamed(page) == []

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, SlotDialog)
        assert work.sees("Chaque vendredi, point hebdomadaire.", dialog)
        assert work.sees("Première date : vendredi 27 novembre.", dialog)
        work.type(dialog.at.edit, "9h", enter=True)

    work.answering(act, lambda: work.click("Choisir notre jour"))
    [slot] = rhythm.slots(notebook)
    assert (slot.kind, slot.every, slot.weekday, slot.at) == (MeetingKind.WEEKLY, Every.WEEK, 4, time(9))
    assert work.sees("Chaque vendredi à 9 h 00, point hebdomadaire")
    assert dates(work)[:2] == [
        "Vendredi 27 novembre à 9 h 00 · point hebdomadaire",
        "Vendredi 4 décembre à 9 h 00 · point hebdomadaire",
    ]
    assert "Le vendredi 25 décembre est férié (Noël) : proposé le jeudi 24" in dates(work)
    assert len([text for text in work.words(page.dates) if text == "Prévoir"]) == 6
    shown = [each for each in page.findChildren(PrimaryButton) if each.isVisible()]
    assert [plain(each.accessibleName()) for each in shown] == [f"Prévoir : {dates(work)[0]}"]
    assert keyboard_in(work.window) is shown[0]
    assert alike(page) == []
    work.undo()
    assert work.sees("Pas encore de rythme")


def test_a_kind_takes_its_usual_rhythm_and_shows_its_fields(work: AtWork, notebook: Notebook) -> None:
    page_of(work)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, SlotDialog)
        dialog.kind.buttons[MeetingKind.COUNCIL].click()
        assert dialog.before.isVisible()
        assert not dialog.weekday.isVisible()
        assert work.sees("Les dates viendront avec celles des conseils", dialog)
        for wrong in ("0", "31", "sept", ""):
            dialog.before.set_text(wrong)
            work.press(dialog)
            assert plain(dialog.before.problem.text()) == "Écrivez un nombre de jours, de 1 à 30."
        dialog.kind.buttons[MeetingKind.YEARLY].click()
        dialog.before.set_text("7")
        assert dialog.month.isVisible()
        dialog.rank.set_value(str(LAST))
        dialog.rank.chosen.emit(str(LAST))
        assert work.sees("Chaque année, le dernier vendredi d’octobre, bilan annuel du binôme.", dialog)
        work.press(dialog)

    work.answering(act, lambda: work.click("Choisir notre jour"))
    [slot] = rhythm.slots(notebook)
    assert (slot.every, slot.nth, slot.month) == (Every.YEAR, LAST, 10)
    assert dates(work) == ["Vendredi 29 octobre 2027 · bilan annuel du binôme"]


def test_a_slot_is_changed_and_removed_where_it_stands(work: AtWork, notebook: Notebook) -> None:
    weekly(notebook)
    page_of(work)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, SlotDialog)
        assert dialog.at.value() == time(9)
        dialog.every.set_value(Every.FORTNIGHT.value)
        dialog.every.chosen.emit(Every.FORTNIGHT.value)
        assert dialog.since.isVisible()
        dialog.since.set_value(date(2026, 12, 1))
        work.press(dialog)

    work.answering(act, lambda: work.click("Modifier : Chaque vendredi à 9 h 00, point hebdomadaire"))
    assert dates(work)[:2] == [
        "Vendredi 4 décembre à 9 h 00 · point hebdomadaire",
        "Vendredi 18 décembre à 9 h 00 · point hebdomadaire",
    ]
    work.click("Retirer : Un vendredi sur deux à 9 h 00, point hebdomadaire")
    assert rhythm.slots(notebook) == []
    work.undo()
    assert work.sees("Un vendredi sur deux à 9 h 00")


def test_a_date_is_planned_from_its_line(work: AtWork, notebook: Notebook) -> None:
    weekly(notebook)
    page_of(work)
    work.click("Prévoir : Vendredi 27 novembre à 9 h 00 · point hebdomadaire")
    [planned] = meetings.planned(notebook)
    assert planned.slot_id == rhythm.slots(notebook)[0].id
    assert dates(work)[0] == "Vendredi 4 décembre à 9 h 00 · point hebdomadaire"
    work.undo()
    assert dates(work)[0] == "Vendredi 27 novembre à 9 h 00 · point hebdomadaire"


def test_councils_are_asked_for_until_there_is_one(work: AtWork, notebook: Notebook) -> None:
    rhythm.add_slot(notebook, Slot("", MeetingKind.COUNCIL, Every.COUNCIL, since=SINCE))
    page_of(work)
    assert work.sees("Pour préparer les conseils, saisissez leurs dates dans le calendrier communal.")
    work.window.runner.do(lambda: own_dates.add(notebook, "", date(2026, 12, 11), OwnKind.COUNCIL))
    assert dates(work) == ["Vendredi 4 décembre · préparation du conseil"]
    work.undo()
    work.click("Le calendrier communal")
    assert work.page.name == "calendar"


def test_a_closing_shifts_the_dates_and_says_so(work: AtWork, notebook: Notebook) -> None:
    weekly(notebook)
    page_of(work)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, ClosingDialog)
        work.press(dialog)
        assert dialog.first.problem.text().endswith("à remplir.")
        work.type(dialog.first.edit, "27/11/2026")
        work.type(dialog.last.edit, "20/11/2026")
        work.press(dialog)
        assert dialog.last.problem.text() == "Le dernier jour est avant le premier."
        dialog.last.set_text("30/11/2028")
        work.press(dialog)
        assert "Vérifiez l’année" in dialog.last.problem.text()
        dialog.last.set_text("30/11/2026")
        work.type(dialog.label.edit, "pont", enter=True)

    work.answering(act, lambda: work.click("Ajouter une fermeture"))
    assert dates(work)[:2] == [
        "Jeudi 26 novembre à 9 h 00 · point hebdomadaire",
        "La mairie est fermée du 27 au 30 novembre (pont) : proposé le jeudi 26",
    ]

    def correct(dialog: Dialog) -> None:
        assert isinstance(dialog, ClosingDialog)
        assert dialog.label.text() == "pont"
        dialog.last.set_text("")
        work.press(dialog)

    work.answering(correct, lambda: work.click("Modifier : Du 27 au 30 novembre 2026 · pont"))
    work.click("Retirer : Le 27 novembre 2026 · pont")
    assert rhythm.closings(notebook) == []
    assert dates(work)[0].startswith("Vendredi 27 novembre")


def test_the_holidays_of_another_region_can_be_chosen(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    assert page.closings.region.value() == Region.FRANCE
    place = page.closings.region.box.findData(Region.MAYOTTE.value)
    page.closings.region.box.setCurrentIndex(place)
    page.closings.region.box.activated.emit(place)
    assert rhythm.region(notebook) is Region.MAYOTTE


def test_subjects_that_come_back_are_kept_by_kind(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    work.click("Reprendre le modèle proposé")
    assert [item.title for item in recurring.items(notebook, MeetingKind.WEEKLY)] == list(
        MODELS[MeetingKind.WEEKLY]
    )
    assert not page.subjects.model.isVisible()
    first, second, *_ = MODELS[MeetingKind.WEEKLY]
    work.click(f"Descendre : {first}")
    assert [item.title for item in recurring.items(notebook, MeetingKind.WEEKLY)][:2] == [second, first]
    work.click(f"Retirer : {second}")
    work.type(page.subjects.field.edit, "La cantine", enter=True)
    assert page.subjects.field.text() == ""

    def rename(dialog: Dialog) -> None:
        assert isinstance(dialog, LineDialog)
        dialog.field.set_text("La cantine et le périscolaire")
        work.press(dialog)

    work.answering(rename, lambda: work.click("Renommer : La cantine"))
    titles = [item.title for item in recurring.items(notebook, MeetingKind.WEEKLY)]
    assert titles == [first, *MODELS[MeetingKind.WEEKLY][2:], "La cantine et le périscolaire"]
    assert alike(page) == []
    page.subjects.kind.buttons[MeetingKind.COUNCIL].click()
    assert work.sees("Aucun pour l’instant.")
    work.type(page.subjects.field.edit, "  ", enter=True)
    assert "vide" in page.subjects.field.problem.text()
    assert page.place_arguments() == {"kind": MeetingKind.COUNCIL.value}
    work.go("today")
    again = work.go("rhythm", kind="conseil")
    assert isinstance(again, RhythmPage)
    assert again.subjects.shown() is MeetingKind.COUNCIL


def test_it_is_all_reached_with_the_keyboard(work: AtWork, notebook: Notebook) -> None:
    weekly(notebook)
    page = page_of(work)
    page.add.setFocus()

    def act(dialog: Dialog) -> None:
        work.key(dialog, Qt.Key.Key_Escape)

    work.answering(act, lambda: work.key(page.add, Qt.Key.Key_Return))
    assert keyboard_in(work.window) is page.add
    assert len(rhythm.slots(notebook)) == 1
