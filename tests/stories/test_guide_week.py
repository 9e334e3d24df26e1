"""A first week with the guide, in the real window: read, print, agree who does what, set out, look ahead."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from desk import paths
from desk.app import App
from desk.core.deadline import OwnKind
from desk.core.meetings import ItemSource
from desk.core.roles import Verb
from desk.notebook import agenda, journeys, log, opening, own_dates, people, practices, roles
from desk.notebook.environment import make
from desk.notebook.opening import Setup
from tests.core.ics_reader import read
from tests.stories.hands import Hands, plain

NOW = datetime.combine(date(2026, 11, 23), time(9, 5))


@pytest.fixture
def carnet(valmont: Setup, tmp_path: Path) -> Path:
    """Valmont's notebook, made some day before."""
    path = tmp_path / "mairie" / "valmont.binome"
    path.parent.mkdir()
    env = make(paths.resources(), tmp_path / "ailleurs", lambda: NOW)
    opening.close(opening.create(path, valmont, env))
    return path


@pytest.fixture
def program(qapp: QApplication, carnet: Path, tmp_path: Path) -> Iterator[App]:
    """The program, a Monday at 9:05, on that notebook."""
    profile = paths.profile(tmp_path / "profil")
    app = App(qapp, profile, make(paths.resources(), profile.copies, lambda: NOW))
    app.start(carnet)
    yield app
    assert app.shown is not None
    app.shown.close()
    app.close_book()


def shown(hands: Hands) -> str:
    """All that can be read on the page."""
    hands.settle()
    labels = [each.text() for each in hands.front.findChildren(QLabel) if each.isVisible()]
    buttons = [each for each in hands.front.findChildren(QAbstractButton) if each.isVisible()]
    return " · ".join(plain(each) for each in [*labels, *(each.accessibleName() for each in buttons)])


def kept(hands: Hands, path: Path) -> None:
    """The pages are there to be seen: they are kept as PDF, then left."""
    hands.click("Enregistrer le PDF…", lambda: hands.save_as(str(path)))
    hands.click("Fermer")


def test_a_week_with_the_guide(program: App, carnet: Path, tmp_path: Path) -> None:
    hands = Hands(program.qt)
    book = program.book
    assert book is not None

    # Monday: a practice is found, read, followed, put on the agenda, printed
    hands.click("Guide")
    hands.write("Chercher dans tout le guide (Ctrl+F)", "parapheur")
    assert "parapheur" in shown(hands).casefold()
    hands.key(Qt.Key.Key_Escape)
    hands.click("3. Délégations et signatures")
    assert "à jour au 28 février 2026" in shown(hands)
    hands.click("Choisir cette pratique")
    hands.click("Ajouter à l’ordre du jour")
    assert [each.practice_id for each in practices.chosen(book)] == ["p03"]
    assert [each.source for each in agenda.waiting(book)] == [ItemSource.GUIDE]
    page = tmp_path / "delegations.pdf"
    hands.click("Imprimer cette pratique…", lambda: kept(hands, page))
    reader = PdfReader(page)
    assert len(reader.pages) == 1
    assert "parapheur" in reader.pages[0].extract_text().casefold()

    # Tuesday: who does what, one cell, printed for the wall
    hands.click("Guide")
    hands.click("Qui fait quoi")
    before = roles.rows(book)[0]
    hands.click(plain(before.subject.title))
    assert "La loi" in shown(hands)
    grid = tmp_path / "grille.pdf"
    hands.click("Imprimer la grille…", lambda: kept(hands, grid))
    assert "Qui fait quoi" in PdfReader(grid).pages[0].extract_text()
    assert before.line.holder(Verb.DECIDE) is roles.rows(book)[0].line.holder(Verb.DECIDE)

    # Wednesday: the path of the new mandate begins; a step is ticked, another becomes an action
    hands.click("Guide")
    hands.click("Nouveau mandat")
    hands.click("Commencer ce parcours")
    walked = journeys.journey(book, "nouveau-mandat")
    assert walked is not None
    first = walked.phases[0][1][0].step
    hands.click(plain(first.title))
    walked = journeys.journey(book, "nouveau-mandat")
    assert walked is not None
    assert walked.counts[0] == 1
    journeys.to_action(book, "nouveau-mandat", "nm02", people.pair(book).elu.id, date(2026, 11, 30))
    assert [each.owner_id for each in log.open_actions(book)] == [people.pair(book).elu.id]

    # Thursday: the council's date brings its notice, on the first page too, and into a calendar file
    own_dates.add(book, "", date(2026, 12, 11), OwnKind.COUNCIL)
    hands.click("Aujourd’hui")
    assert "convocation" in shown(hands)
    hands.click("Guide")
    hands.click("Calendrier communal")
    assert "Décembre 2026" in shown(hands)

    # Friday: whoever reads the file finds everything again
    again = opening.open_notebook(carnet, book.env, read_only=True)
    assert len(own_dates.own_dates(again)) == 1
    assert journeys.journey(again, "nouveau-mandat") is not None
    calendar = read(own_dates.as_ics(again, 52))
    assert any("convocation" in each.one("SUMMARY").casefold() for each in calendar.inside)
    opening.close(again)
