from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.core.guide import Moot
from desk.core.people import Function, Gender
from desk.core.wording import named
from desk.notebook import opening, people
from desk.notebook.book import Environment
from desk.ui import theme
from desk.ui.assistant import Assistant
from desk.ui.first_people import of_place
from desk.ui.widgets.layout import VerticalScroll
from tests.ui.accessible import unnamed


@pytest.fixture
def assistant(look: QApplication, qtbot: QtBot, tmp_path: Path, today: date) -> Assistant:
    made = Assistant(today, tmp_path, lambda folder: "OneDrive" in folder.parts)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def enter(assistant: Assistant, qtbot: QtBot) -> None:
    focused = assistant.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)


def fill(assistant: Assistant, qtbot: QtBot) -> None:
    """With the keyboard, up to the last step."""
    qtbot.keyClick(assistant.start, Qt.Key.Key_Return)
    qtbot.keyClicks(assistant.commune.name.edit, "Argenton")
    assistant.commune.agents.buttons["non"].click()
    enter(assistant, qtbot)
    cards = assistant.people
    cards.elu.gender.buttons["f"].click()
    qtbot.keyClicks(cards.elu.name.edit, "Rey")
    cards.sgm.gender.buttons["m"].click()
    qtbot.keyClicks(cards.sgm.name.edit, "Fabre")
    cards.sgm.name.edit.setFocus()
    enter(assistant, qtbot)
    qtbot.keyClicks(assistant.together.since.edit, "28/3/2026")
    enter(assistant, qtbot)
    enter(assistant, qtbot)


def test_the_keyboard_alone_makes_a_notebook(
    assistant: Assistant, qtbot: QtBot, tmp_path: Path, make_env: Callable[[], Environment]
) -> None:
    fill(assistant, qtbot)
    assert assistant.step == 4
    with qtbot.waitSignal(assistant.created) as told:
        qtbot.keyClick(assistant.next, Qt.Key.Key_Return)
    setup, path = told.args
    assert path == tmp_path / "Argenton.binome"
    assert setup.commune.profile == {Moot.NO_OTHER_AGENTS}
    assert not path.exists()
    book = opening.create(path, setup, make_env())
    pair = people.pair(book)
    assert (named(pair.elu), named(pair.sgm)) == ("la maire", "le secrétaire général de mairie")
    assert pair.sgm.employer == "Commune d’Argenton"
    assert pair.together_since == date(2026, 3, 28)
    opening.close(book)


def test_what_is_wrong_is_said_where_it_is_and_nothing_typed_is_lost(
    assistant: Assistant, qtbot: QtBot
) -> None:
    assistant.show_step(0)
    assistant.commune.insee.set_text("36200 Argenton")
    assistant.commune.population.set_text("beaucoup")
    assistant.next.click()
    assert assistant.step == 0
    problems = (assistant.commune.name, assistant.commune.insee, assistant.commune.population)
    assert all(field.problem.text() for field in problems)
    assert assistant.focusWidget() is assistant.commune.name.edit
    assistant.commune.name.set_text("Argenton")
    assistant.commune.insee.set_text("2a004")
    assistant.commune.population.set_text("5 012")
    assistant.next.click()
    assert assistant.step == 1
    assistant.next.click()
    assert assistant.step == 1
    assert assistant.people.elu.gender.problem.text()
    assistant.back.click()
    assert assistant.commune.name.text() == "Argenton"


def test_a_day_to_come_and_a_strange_address_are_refused(assistant: Assistant) -> None:
    assistant.show_step(2)
    assistant.next.click()
    assert "à remplir" in assistant.together.since.problem.text()
    assistant.together.since.set_text("23/11/2026")
    assistant.next.click()
    assert "à venir" in assistant.together.since.problem.text()
    assistant.together.since.set_text("22/11/2026")
    assistant.next.click()
    assistant.cdg.email.set_text("cdg36")
    assistant.next.click()
    assert "n’est pas une adresse" in assistant.cdg.email.problem.text()
    assistant.cdg.email.set_text("")
    assistant.next.click()
    assert assistant.step == 4


def test_the_wording_is_shown_as_it_will_read(assistant: Assistant) -> None:
    card = assistant.people.sgm
    card.gender.buttons["f"].click()
    card.name.set_text("Fabre")
    assert "« la secrétaire générale de mairie » (Mme Fabre)" in card.preview.text().replace("\u00a0", " ")
    card.function.buttons["dgs"].click()
    assert "la directrice générale des services" in card.preview.text()
    draft = card.draft()
    assert (draft.function, draft.gender, draft.title) == (Function.DGS, Gender.FEMININE, "Mme")


def test_the_focus_goes_to_the_first_thing_that_is_wrong(assistant: Assistant) -> None:
    assistant.show_step(1)
    card = assistant.people.elu
    card.name.set_text("Rey")
    assistant.next.click()
    assert assistant.focusWidget() is card.gender.buttons["f"]
    card.gender.buttons["f"].click()
    assistant.next.click()
    assert assistant.focusWidget() is assistant.people.sgm.gender.buttons["f"]
    assistant.people.sgm.gender.buttons["m"].click()
    assistant.next.click()
    assert assistant.focusWidget() is assistant.people.sgm.name.edit


def test_the_employer_follows_a_corrected_commune_until_it_is_typed(assistant: Assistant) -> None:
    employer = assistant.people.sgm.employer
    for name in ("Valmnt", "Valmont"):
        assistant.commune.name.set_text(name)
        assistant.show_step(0)
        assistant.show_step(1)
        assert employer.text() == f"Commune de {name}"
    employer.set_text("Communauté de communes")
    assistant.commune.name.set_text("Argenton")
    assistant.show_step(1)
    assert employer.text() == "Communauté de communes"


def test_a_screen_begins_at_its_top_the_second_time_too(assistant: Assistant, qtbot: QtBot) -> None:
    assistant.resize(910, 470)
    assistant.show_step(0)
    scroll = assistant.stack.currentWidget()
    assert isinstance(scroll, VerticalScroll)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    assistant.show_step(1)
    assistant.show_step(0)
    assert scroll.verticalScrollBar().value() == 0


def test_not_knowing_is_proposed_and_leaves_nothing_out(assistant: Assistant) -> None:
    step = assistant.commune
    groups = (step.deputies, step.agents, step.employers)
    assert {group.buttons[group.value() or ""].text() for group in groups} == {"Je ne sais pas"}
    assert step.profile() == frozenset()
    step.employers.buttons["non"].click()
    assert step.profile() == {Moot.SINGLE_EMPLOYER}


def test_a_carnet_is_looked_for_where_carnets_are(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        asked.append(folder)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    assistant.open.click()
    assert asked == [str(tmp_path)]


def test_another_place_and_a_synchronised_folder(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant.show_step(4)
    assert assistant.place.warning.isHidden()
    wanted = tmp_path / "OneDrive" / "carnet"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(wanted), ""))
    assistant.place._choose()
    assert assistant.place.path == tmp_path / "OneDrive" / "carnet.binome"
    assert not assistant.place.warning.isHidden()
    assert assistant.place.shown.accessibleName() == str(assistant.place.path)


def test_the_other_two_doors(
    assistant: Assistant, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(assistant.example_requested):
        assistant.example.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "a.binome"), ""))
    with qtbot.waitSignal(assistant.open_requested) as told:
        assistant.open.click()
    assert told.args == [tmp_path / "a.binome"]
    assistant.show_problem(UserError("Ce fichier n’est pas un carnet.", "Il n’a pas été touché."))
    assert "pas un carnet" in assistant.messages.text.text()


def test_every_step_is_named_and_fits_at_every_size(
    look: QApplication, qtbot: QtBot, tmp_path: Path, today: date
) -> None:
    for scale, size in ((1.0, (1280, 680)), (1.0, (910, 470)), (2.0, (910, 470))):
        theme.apply(look, "light", scale)
        made = Assistant(today, tmp_path, lambda _folder: True)
        qtbot.addWidget(made)
        made.resize(*size)
        made.show()
        assert unnamed(made) == []
        for index in range(-1, 5):
            made.show_step(index)
            look.processEvents()
            scroll = made.stack.currentWidget()
            assert isinstance(scroll, VerticalScroll)
            assert scroll.inside.minimumSizeHint().width() <= scroll.viewport().width(), (scale, size, index)
            assert (made.width(), made.height()) == size


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Valmont", "de Valmont"),
        ("Écueillé", "d’Écueillé"),
        ("Le Blanc", "du Blanc"),
        ("Les Bordes", "des Bordes"),
        ("La Châtre", "de La Châtre"),
    ],
)
def test_the_commune_with_its_preposition(name: str, said: str) -> None:
    assert of_place(name) == said


def test_the_post_of_a_centre_de_gestion_is_read_from_the_welcome(assistant: Assistant, qtbot: QtBot) -> None:
    assert "carnet" in assistant.receive.caption.text()
    with qtbot.waitSignal(assistant.received_requested):
        qtbot.keyClick(assistant.receive, Qt.Key.Key_Return)
