"""« Le calendrier communal » on screen: by months, with the commune's own dates, to the agenda, to a file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.deadline import OwnKind
from desk.core.meetings import ItemSource
from desk.notebook import agenda, opening, own_dates, people
from desk.notebook.book import Environment, Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.own_date import OwnDateDialog
from desk.ui.pages.calendar import CalendarPage
from desk.ui.pages.calendar_parts import ComingRow
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.text import Heading
from tests.core.ics_reader import read
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.names import alike

COUNCIL = date(2026, 12, 11)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def page_of(work: AtWork, **arguments: str) -> CalendarPage:
    page = work.go("calendar", **arguments)
    assert isinstance(page, CalendarPage)
    return page


def headings(page: CalendarPage) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in page.findChildren(Heading) if each.isVisible() and each.level == 2]


def row_of(page: CalendarPage, words: str) -> ComingRow:
    QApplication.processEvents()
    rows = [each for each in page.findChildren(ComingRow) if each.isVisible()]
    return next(row for row in rows if words in plain(row.send.accessibleName()))


def test_the_year_is_told_by_months_with_its_sources(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    shown = headings(page)
    assert shown[0] == "Novembre 2026"
    assert shown[1] == "Décembre 2026"
    assert len(shown) == len(set(shown))
    due = own_dates.due(notebook, 52)
    assert len([row for row in page.findChildren(ComingRow) if row.isVisible()]) == len(due)
    for one in due:
        assert work.sees(plain(one.source))
    assert not work.sees("Indiquez le nombre d’habitants")
    assert unnamed(page) == []
    assert alike(page) == []


def test_without_a_population_it_asks_for_it(work: AtWork, notebook: Notebook) -> None:
    page_of(work)
    commune = people.commune(notebook)
    work.window.runner.do(lambda: people.update_commune(notebook, replace(commune, population=None)))
    assert work.sees("Indiquez le nombre d’habitants")
    work.click("La commune et nous")
    assert work.page.name == "commune"


def test_a_council_is_added_with_what_it_brings_and_undone(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, OwnDateDialog)
        work.type(dialog.day.edit, "11/12/2026")
        work.press(dialog)

    work.answering(act, lambda: work.click("Ajouter une date"))
    [own] = own_dates.own_dates(notebook)
    assert (own.kind, own.on, own.yearly) == (OwnKind.COUNCIL, COUNCIL, False)
    assert work.sees("Réunion du conseil municipal")
    assert work.sees("Au plus tard le 7 décembre")
    assert work.sees("Date saisie par la commune")
    assert alike(page) == []
    work.undo()
    assert own_dates.own_dates(notebook) == []
    assert not work.sees("Réunion du conseil municipal")


def test_a_date_is_corrected_and_removed_where_it_stands(work: AtWork, notebook: Notebook) -> None:
    own_dates.add(notebook, "Vœux", date(2027, 1, 9), OwnKind.OTHER)
    page = page_of(work)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, OwnDateDialog)
        assert dialog.title.text() == "Vœux"
        dialog.title.set_text("Vœux du maire")
        dialog.yearly.click()
        work.press(dialog)

    work.answering(act, lambda: work.click("Modifier", row_of(page, "Vœux")))
    [own] = own_dates.own_dates(notebook)
    assert (own.title, own.yearly) == ("Vœux du maire", True)
    work.click("Retirer", row_of(page, "Vœux du maire"))
    assert own_dates.own_dates(notebook) == []
    assert keyboard_in(work.window) is page
    work.undo()
    assert work.sees("Vœux du maire")


def test_dates_that_are_not_due_stay_at_hand(work: AtWork, notebook: Notebook) -> None:
    own_dates.add(notebook, "", date(2027, 1, 15), OwnKind.CENSUS)
    own_dates.add(notebook, "Inauguration", date(2026, 6, 20), OwnKind.OTHER)
    page = page_of(work)
    assert headings(page)[-1] == "Autres dates saisies"
    assert work.sees("Le samedi 20 juin 2026 · autre échéance de la commune")
    work.click("Retirer : Inauguration, 20 juin 2026")
    work.click("Retirer : une année où l’on recense les habitants de la commune, 15 janvier 2027")
    assert "Autres dates saisies" not in headings(page)


def test_a_line_goes_to_the_agenda_once(work: AtWork, notebook: Notebook) -> None:
    own_dates.add(notebook, "", COUNCIL, OwnKind.COUNCIL)
    page = page_of(work)
    for _ in range(2):
        work.click("À l’ordre du jour", row_of(page, "Réunion du conseil municipal, le 11 décembre"))
    [item] = agenda.waiting(notebook)
    assert (item.source, plain(item.title)) == (
        ItemSource.DEADLINE,
        "Réunion du conseil municipal (le 11 décembre)",
    )
    assert "Ce sujet est déjà à l’ordre du jour du prochain point" in work.said


def test_a_rule_found_by_the_search_is_shown_or_explained(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work, anchor="conseil-trimestre")
    row = next(each for each in page.findChildren(ComingRow) if each.rule_id == "conseil-trimestre")
    work.qtbot.waitUntil(lambda: keyboard_in(work.window) is row.send)
    page_of(work, anchor="convocation-trois-jours")
    work.qtbot.waitUntil(lambda: "Elle vient avec une date de la commune" in work.said)


def test_the_calendar_file_holds_the_same_and_a_reminder(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_dates.add(notebook, "", COUNCIL, OwnKind.COUNCIL)
    asked: list[str] = []

    def where(*given: object) -> tuple[str, str]:
        asked.append(str(given[2]))
        return str(tmp_path / "mairie"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    page_of(work)
    for with_alarm in (True, False):

        def act(dialog: Dialog, ticked: bool = with_alarm) -> None:
            assert work.sees("sur douze mois", dialog)
            if ticked:
                work.click("Ajouter un rappel sept jours avant chaque échéance", dialog)
            work.press(dialog)

        work.answering(act, lambda: work.click("Exporter vers un agenda (.ics)…"))
        events = [one for one in read((tmp_path / "mairie.ics").read_bytes()).inside if one.name == "VEVENT"]
        (tmp_path / "mairie.ics").unlink()
        assert len(events) == len(own_dates.due(notebook, 52))
        alarms = [inside.name for event in events for inside in event.inside]
        assert alarms == (["VALARM"] * len(events) if with_alarm else [])
    assert Path(asked[0]).name == "echeances-2026-11-22.ics"
    assert Path(asked[1]).parent == tmp_path, "the folder chosen is proposed again"
    assert "Calendrier enregistré" in work.said


def test_a_disk_that_refuses_is_told_and_giving_up_writes_nothing(
    work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(work)
    for chosen in ("", str(tmp_path / "absent" / "a.ics")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, said=chosen: (said, ""))
        work.answering(work.press, lambda: work.click("Exporter vers un agenda (.ics)…"))
    assert "Calendrier enregistré" not in work.said
    assert work.window.messages.isVisible()
    assert list(tmp_path.glob("**/*.ics")) == []


def test_a_carnet_that_is_read_only_says_why(
    look: QApplication,
    notebook: Notebook,
    make_env: Callable[[], Environment],
    child: Documents,
    qtbot: QtBot,
) -> None:
    own_dates.add(notebook, "Vœux", date(2027, 1, 9), OwnKind.OTHER)
    reader = opening.open_notebook(notebook.path, make_env(), read_only=True)
    work = AtWork(reader, child, qtbot)
    page = page_of(work)
    work.click("Retirer", row_of(page, "Vœux"))
    assert "lecture seule" in work.said
    assert work.sees("Vœux")
    work.window.close()
    opening.close(reader)
