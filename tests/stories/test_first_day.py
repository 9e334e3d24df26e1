"""First run to first bilan, in the real window, by clicks and keys, with the real documents."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desk import paths
from desk.app import App
from desk.core.people import Seat
from desk.core.rounds import SheetState
from desk.notebook import agenda, log, meetings, people, practices, rounds, unsealing
from desk.notebook.environment import make
from desk.ui.window import Window
from tests.stories.hands import Hands, plain

NOW = datetime.combine(date(2026, 11, 22), time(14, 32))
CODE = "marche lundi cahier olive"
NOTE = "Zut, encore un canari bleu"
AGREED = "La secrétaire donne un avis écrit avant toute annonce."
ACTION = "Préparer la note de cadrage"


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """The program on a PC where it never ran, a Sunday at 14:32."""
    profile = paths.profile(tmp_path / "profil")
    app = App(qapp, profile, make(paths.resources(), profile.copies, lambda: NOW))
    app.start(None)
    yield app
    assert app.shown is not None
    app.shown.close()
    app.close_book()


def create(hands: Hands, program: App, path: Path) -> None:
    hands.click("Créer le carnet de ma commune")
    hands.click("Continuer")
    assert any(
        "vide" in plain(label.text()) for label in hands.front.findChildren(QLabel) if label.isVisible()
    )
    hands.write("Nom de la commune", "Saint-Maur")
    hands.write("Code INSEE (facultatif)", "36202")
    hands.write("Nombre d’habitants (facultatif)", "412")
    hands.click("Continuer")
    hands.click("M.")
    hands.write("Nom", "Rey")
    hands.click("Mme", place=1)
    names = [field for field in hands.fields("Nom") if not field.text()]
    hands.write_in(names[0], "Fabre")
    hands.click("Continuer")
    hands.write("Date", "28/03/2026")
    hands.click("Continuer")
    hands.click("Continuer")
    hands.click("Choisir un autre endroit…", lambda: hands.save_as(str(path)))
    hands.click("Créer le carnet")
    assert program.book is not None
    assert program.book.path == path


def fill(hands: Hands, keys: str, *, code: str = "", note: str = "") -> None:
    hands.click("Oui, ouvrir ma feuille")
    if code:
        hands.click(
            "Choisir un code",
            lambda: hands.fill_in(
                {"Votre code": code, "Le même code, une seconde fois": code}, "Prendre ce code"
            ),
        )
    else:
        hands.click("Continuer sans code")
    if note:
        hands.write("Note privée", note)
        hands.focus_answers()
    hands.keys(keys)
    hands.click("Remettre ma feuille", lambda: hands.click("Remettre ma feuille"))


def test_first_run_to_first_bilan(program: App, tmp_path: Path) -> None:
    hands = Hands(program.qt)
    carnet, bilan = tmp_path / "mairie" / "saint-maur.binome", tmp_path / "bilan.pdf"
    create(hands, program, carnet)
    window = hands.front
    assert isinstance(window, Window)
    assert plain(window.windowTitle()) == "Aujourd'hui — Saint-Maur — Binôme"

    # a practice is read, and chosen
    hands.click("Guide")
    hands.click("2. Clarifier les rôles")
    assert "2. Clarifier les rôles" in plain(window.windowTitle())
    assert any("fiche de poste" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    hands.click("Choisir cette pratique")

    # the mayor, with a code; the secretary, without
    hands.click("Regards croisés")
    hands.click("Commencer des regards croisés", lambda: hands.click("Commencer"))
    hands.click("Feuille du maire")
    fill(hands, "432144321133", code=CODE, note=NOTE)
    hands.click("Revenir aux regards croisés")
    hands.click("Feuille de la secrétaire générale")
    fill(hands, "4321113s0133")
    book = program.book
    assert book is not None
    round_ = rounds.current(book)
    assert round_ is not None
    assert set(rounds.sheet_states(book, round_.id).values()) == {SheetState.HANDED_IN}
    assert NOTE.encode() not in carnet.read_bytes()

    # opened together: both are there, one with a code
    hands.click("Revenir aux regards croisés")
    hands.click(
        "Ouvrir ensemble",
        lambda: hands.fill_in({"Code de M. Rey": CODE}, "Mme Fabre est là et d’accord", "Ouvrir ensemble"),
    )
    assert "Vos deux regards, automne 2026" in plain(window.windowTitle())
    hands.click("Mettre à l’ordre du jour")
    assert len(agenda.waiting(book)) == 1

    # a point is planned; what is agreed and an action are written; it is closed
    hands.click("Nos points")
    hands.click(
        "Prévoir un point",
        lambda: hands.fill_in({"Date": "22/11/2026", "Heure (facultatif)": "15h"}, "Prévoir ce point"),
    )
    meeting = meetings.next_planned(book)
    assert meeting is not None
    assert (meeting.day, meeting.at) == (NOW.date(), time(15))
    assert agenda.waiting(book) == []
    if not hands.reads("Clore le point"):
        hands.click("Dimanche 22 novembre à 15 h 00 · point hebdomadaire")
    hands.write("Ajouter ce qui est convenu", AGREED, end=Qt.Key.Key_Return)
    hands.write("Ajouter une action", ACTION)
    hands.click("Secrétaire générale")
    hands.write("Pour quand ?", "04/12/2026")
    hands.click("Ajouter l’action")
    assert [each.text for each in log.decisions(book, meeting.id)] == [AGREED]
    action = log.open_actions(book)[0]
    assert (action.text, action.owner_id, action.due) == (ACTION, people.pair(book).sgm.id, date(2026, 12, 4))
    hands.click("Clore le point", lambda: hands.click("Clore le point"))
    assert meetings.get(book, meeting.id).closed_on == NOW.date()

    # both agree on the bilan; it is saved
    hands.click("Bilan")
    hands.click("Voir exactement ce qui partira")
    hands.click("Donner mon accord", lambda: hands.fill_in({"Votre code": CODE}, "Ouvrir"))
    hands.click("Donner mon accord")
    hands.click("Enregistrer le PDF…", lambda: hands.save_as(str(bilan)))
    check_report(bilan)
    assert [each.practice_id for each in practices.chosen(book)] == ["p02"]
    check_nothing_is_in_clear(program, carnet, round_.id)


def check_report(path: Path) -> None:
    reader = PdfReader(path)
    text = plain(" ".join(page.extract_text() for page in reader.pages))
    data = json.loads(reader.attachments["rapport.json"][0])
    assert "PROJET" not in text
    assert "EXEMPLE" not in text
    assert data["statut"] == "convenu"
    assert (data["commune"]["nom"], data["commune"]["insee"]) == ("Saint-Maur", "36202")
    assert (data["points"]["tenus"], data["convenu"], data["actions"]["a_faire"]) == (1, 1, 1)
    assert "Saint-Maur" in text
    assert "Clarifier les rôles" in text
    # counts of classes only: no answer, label of answer, note, title of item, agreed text or action
    for private in (NOTE, AGREED, ACTION, "Jamais ou presque", "Le plus souvent", "Rey", "Fabre", "elu_mark"):
        assert plain(private) not in text
        assert private not in json.dumps(data, ensure_ascii=False)
    classes = [entry["classes"] for entry in data["regards"][0]["pratiques"]]
    assert [sum(entry.values()) for entry in classes] == [4, 4, 4]


def check_nothing_is_in_clear(program: App, carnet: Path, round_id: str) -> None:
    book = program.book
    assert book is not None
    session = people.unlock(book, people.pair(book).person(Seat.SGM).id)
    assert len(unsealing.comparison(book, round_id, session)) == 3
    for path in [carnet, *program.profile.root.rglob("*"), *carnet.parent.glob(".*")]:
        if path.is_file():
            content = path.read_bytes()
            assert NOTE.encode() not in content, path
            assert b'"p01s1"' not in content, path


def test_the_program_opens_the_last_notebook_next_time(program: App, tmp_path: Path) -> None:
    hands = Hands(program.qt)
    create(hands, program, tmp_path / "saint-maur.binome")
    shown = program.shown
    assert isinstance(shown, QWidget)
    shown.close()
    program.close_book()
    again = App(program.qt, program.profile, program.env)
    again.start(None)
    assert isinstance(again.shown, Window)
    assert again.book is not None
    again.shown.close()
    again.close_book()
